"""Personal data leave the records and the history of a server as they leave a file."""

from app.db.chain import broken_links, strands
from app.db.clearing import clear_file
from app.db.database import Database
from app.models import Signer
from app.queries.personal import find_person
from app.services.personal import anonymise_person, apply_rules
from app.workflows.catalogues import load_catalogues
from tests.services.test_personal import ALL, NAME, TODAY, add, check_rules, overdue_office

ANOTHER = "Trần Thị Mẫu"


def test_they_leave_a_server_and_its_chains_hold(db: Database) -> None:
    load_catalogues(db)
    db.write(overdue_office)
    db.write(check_rules)
    db.write(lambda session: add(session, Signer(form_code="kt", lines=[], name=ANOTHER)))
    assert db.write(apply_rules, TODAY, ALL).records == 6
    assert {one.table for one in db.read(find_person, ANOTHER)} == {"signer", "change"}
    assert db.write(anonymise_person, ANOTHER).records == 1
    db.write(anonymise_person, NAME)
    assert db.read(find_person, ANOTHER) == db.read(find_person, NAME) == []
    with db.engine.connect() as there:
        assert [line for strand in strands(there) for line in broken_links(there, strand)] == []
    assert clear_file(db.engine) is False
