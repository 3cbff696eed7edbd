"""History is a chain: what is changed, taken out, put in or cut off outside the program is seen."""

import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.data_folder import open_data_folder
from app.db.chain import (
    Anchor,
    anchor_file,
    broken_links,
    keep_anchor,
    quick_doubt,
    read_anchor,
    strands,
)
from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import upgrade
from app.models import DutyDone, Signer
from tests.db.test_migrations import upgrade_to


def add(session: Session, name: str) -> None:
    session.add(Signer(form_code="tm", lines=["CHỦ TỊCH"], name=name))
    session.flush()


def five_lines(db: Database) -> None:
    for number in range(5):
        db.write(add, f"Nguyễn Thị Mẫu {number}")


def broken(db: Database, newest: int = 0) -> list[int]:
    with db.engine.connect() as connection:
        return [one.line for one in broken_links(connection, "", newest=newest)]


def tamper(db: Database, sql: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(sql))


def test_history_of_before_the_chain_is_linked_and_every_write_continues_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "so-binh-dang.db"
    upgrade_to(path, "0006")
    with sqlite3.connect(path) as connection:
        for at in ("2026-03-01 08:00:00.000000", "2026-03-01 08:00:01.250000"):
            connection.execute(
                "INSERT INTO change (at, actor, action, record_type, record_id, field, old, new) "
                "VALUES (?, 'Trần Văn Mẫu', 'update', 'signer', ?, 'name', '\"Á\"', NULL)",
                (at, str(uuid4())),
            )
    connection.close()

    upgrade(path, tmp_path / "sao-luu")

    db = Database(make_engine(path), "Nguyễn Văn Mẫu")
    first = broken(db)
    five_lines(db)
    with db.engine.connect() as connection:
        linked = connection.execute(text("SELECT chain FROM change")).scalars().all()
        assert strands(connection) == [""]
    assert (first, broken(db)) == ([], [])
    assert len(set(linked)) == 7
    db.close()


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE change SET new = '{}' WHERE id = 3", [3]),
        ("UPDATE change SET at = '2020-01-01 00:00:00' WHERE id = 3", [3]),
        ("UPDATE change SET at = 'hôm qua' WHERE id = 3", [3]),
        ("UPDATE change SET actor = 'ai đó' WHERE id = 3", [3]),
        ("UPDATE change SET chain = '' WHERE id = 3", [3, 4]),
        ("DELETE FROM change WHERE id = 3", [4]),
        ("DELETE FROM change WHERE id = 1", [2]),
        (
            """INSERT INTO change SELECT 9, at, actor, action, record_type, record_id, field, old,
            new, strand, chain FROM change WHERE id = 2""",
            [9],
        ),
    ],
)
def test_a_line_changed_taken_out_or_put_in_is_seen_where_it_is(
    db: Database, sql: str, where: list[int]
) -> None:
    five_lines(db)

    tamper(db, sql)

    assert broken(db) == where


def test_what_the_database_refused_is_not_told(db: Database) -> None:
    def twice(session: Session) -> None:
        for year in (2025, 2025, 2026):
            with suppress(IntegrityError), session.begin_nested():
                session.add(DutyDone(year=year, code="6.1", done_on=date(2026, 1, 1)))

    db.write(twice)

    with db.engine.connect() as connection:
        told = connection.execute(text("SELECT record_id FROM change")).scalars().all()
        kept = connection.execute(text("SELECT id FROM duty_done")).scalars().all()
    assert sorted(told) == sorted(str(UUID(one)) for one in kept)
    assert len(kept) == 2


def test_the_quick_look_sees_the_newest_lines_only(db: Database, tmp_path: Path) -> None:
    five_lines(db)
    tamper(db, "UPDATE change SET new = '{}' WHERE id = 2")

    assert broken(db, newest=2) == []
    assert broken(db, newest=4) == [2]
    assert quick_doubt(db.engine, tmp_path)


def test_a_tail_that_is_cut_off_is_seen_by_the_anchor(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path, actor="Nguyễn Văn Mẫu")
    five_lines(folder.db)
    logs = folder.paths.logs
    folder.close()
    anchor = read_anchor(logs)

    folder = open_data_folder(tmp_path, actor="Nguyễn Văn Mẫu")
    whole = quick_doubt(folder.db.engine, logs)
    tamper(folder.db, "DELETE FROM change WHERE id = (SELECT max(id) FROM change)")
    cut = quick_doubt(folder.db.engine, logs)
    links = broken(folder.db)
    folder.close()

    assert (whole, cut, links) == (False, True, [])
    assert anchor is not None
    assert read_anchor(logs) == anchor  # the one that speaks against the data is kept


def test_the_anchor_follows_what_is_written(db: Database, tmp_path: Path) -> None:
    keep_anchor(db.engine, tmp_path)
    assert read_anchor(tmp_path) is None
    five_lines(db)
    keep_anchor(db.engine, tmp_path)
    first = read_anchor(tmp_path)
    db.write(add, "Lê Thị Mẫu")
    keep_anchor(db.engine, tmp_path)

    assert isinstance(first, Anchor)
    assert first.line == 5
    assert read_anchor(tmp_path) != first
    anchor_file(tmp_path).write_text("không phải mốc", encoding="utf-8")
    assert read_anchor(tmp_path) is None
    assert not quick_doubt(db.engine, tmp_path)


def test_who_only_looks_writes_no_anchor(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path, actor="Nguyễn Văn Mẫu")
    looker = open_data_folder(tmp_path, actor="Người xem", lock=False, read_only=True)
    five_lines(folder.db)
    looker.close()
    before = anchor_file(folder.paths.logs).exists()
    folder.close()

    assert (before, anchor_file(folder.paths.logs).exists()) == (False, True)
