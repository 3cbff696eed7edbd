"""Seats at one server: each continues a chain of its own, all of them whole."""

from sqlalchemy.orm import Session

from app.db.chain import broken_links, strands
from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.server import Server
from app.models import Signer
from tests.postgres.test_database import at_once


def add_three(session: Session) -> None:
    for number in range(3):
        session.add(Signer(form_code="tm", lines=["CHỦ TỊCH"], name=f"Nguyễn Thị Mẫu {number}"))
        session.flush()


def test_one_strand_for_each_seat_and_every_write_continues_it(
    db: Database, server: Server
) -> None:
    other = Database(make_server_engine(server), "Người kia")
    for _ in range(2):
        at_once([db, other], lambda door: door.write(add_three))

    with db.engine.connect() as connection:
        known = strands(connection)
        broken = [one for strand in known for one in broken_links(connection, strand)]
        lines = connection.exec_driver_sql("SELECT count(*) FROM change").scalar()
    other.close()
    assert (len(known), broken, lines) == (2, [], 12)
