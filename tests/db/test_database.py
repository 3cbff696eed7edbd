"""The one door: all or nothing, topics after the commit, history that nobody can forget."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, event, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.db.database import Database
from app.db.engine import make_engine
from app.domain.topics import Topic
from app.errors import ConflictError, DataFileError, ValidationError
from app.models import CatalogueEntry, Change, DutyDone
from app.paths import program_root
from app.queries.history import ChangeRow, list_changes


def add_duty(session: Session, code: str = "bao_cao_nam") -> UUID:
    duty = DutyDone(id=uuid4(), year=2026, code=code, done_on=date(2026, 11, 20), note="Đã gửi")
    session.add(duty)
    return duty.id


def get_duty(session: Session, duty_id: UUID) -> DutyDone:
    found = session.get(DutyDone, duty_id)
    assert found is not None
    return found


def changes_of(db: Database, record_id: UUID) -> list[ChangeRow]:
    return db.read(list_changes, record_id)


def count_changes(session: Session) -> int:
    return session.scalar(select(func.count(Change.id))) or 0


def test_an_added_record_is_written_down_whole(db: Database) -> None:
    duty_id = db.write(add_duty)

    [change] = changes_of(db, duty_id)
    assert (change.actor, change.action, change.field) == ("Nguyễn Văn Mẫu", "insert", "*")
    assert change.record_type == "duty_done"
    assert change.new["note"] == "Đã gửi"
    assert change.new["done_on"] == "2026-11-20"


def test_a_changed_field_is_written_down_old_and_new(db: Database) -> None:
    duty_id = db.write(add_duty)

    def change_note(session: Session) -> None:
        get_duty(session, duty_id).note = "Gửi lại lần 2"

    db.write(change_note)

    [change] = changes_of(db, duty_id)[1:]
    assert (change.action, change.field) == ("update", "note")
    assert (change.old, change.new) == ("Đã gửi", "Gửi lại lần 2")


def test_a_removed_record_is_written_down_whole(db: Database) -> None:
    duty_id = db.write(add_duty)
    db.write(lambda session: session.delete(get_duty(session, duty_id)))

    last = changes_of(db, duty_id)[-1]
    assert (last.action, last.field, last.old["code"]) == ("delete", "*", "bao_cao_nam")


def test_setting_the_same_value_writes_nothing(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    duty_id = db.write(add_duty)

    def same(session: Session) -> None:
        get_duty(session, duty_id).note = "Đã gửi"

    db.write(same)

    assert len(changes_of(db, duty_id)) == 1
    assert committed == [frozenset({Topic.DUTY})]


def test_several_flushes_of_one_use_case_all_leave_history(db: Database) -> None:
    def twice(session: Session) -> UUID:
        duty_id = add_duty(session)
        session.flush()
        get_duty(session, duty_id).note = "Lần hai"
        session.flush()
        return duty_id

    duty_id = db.write(twice)
    assert [change.action for change in changes_of(db, duty_id)] == ["insert", "update"]


def test_a_failure_keeps_nothing_and_announces_nothing(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    def fail(session: Session) -> None:
        add_duty(session)
        session.flush()
        raise ValidationError("Sai.")

    with pytest.raises(ValidationError):
        db.write(fail)

    assert db.read(lambda session: session.scalars(select(DutyDone)).all()) == []
    assert db.read(count_changes) == 0
    assert committed == []


@pytest.mark.parametrize(
    "statement", [insert(DutyDone), update(CatalogueEntry).values(hidden=True)]
)
def test_bulk_statements_are_refused(db: Database, statement: object) -> None:
    def bulk(session: Session) -> None:
        session.execute(statement, {})  # type: ignore[call-overload]

    with pytest.raises(RuntimeError, match="escape history"):
        db.write(bulk)


@pytest.mark.parametrize("way", ["text(", ".connection(", "exec_driver_sql", "bulk_save"])
def test_services_use_no_way_around_history(way: str) -> None:
    """But for the one module that writes the unchanging contents of packages (docs/adr/0016)."""
    for path in (program_root() / "app" / "services").glob("*.py"):
        if path.name == "bulk.py":
            continue
        code = path.read_text(encoding="utf-8").replace("clean_text(", "")
        assert way not in code, path.name


def test_a_reader_sees_one_state_while_a_writer_commits(db: Database) -> None:
    def read_twice(session: Session) -> tuple[int, int]:
        before = session.scalar(select(func.count(DutyDone.id))) or 0
        db.write(add_duty)
        after = session.scalar(select(func.count(DutyDone.id))) or 0
        return before, after

    assert db.read(read_twice) == (0, 0)


def test_the_same_record_from_two_sides_is_a_conflict(db: Database) -> None:
    duty_id = db.write(add_duty)

    def change(session: Session) -> None:
        mine = get_duty(session, duty_id)
        session.connection().execute(text("UPDATE duty_done SET revision = revision + 1"))
        mine.note = "Ghi đè"

    with pytest.raises(ConflictError, match="nơi khác"):
        db.write(change)

    assert db.read(get_duty, duty_id).note == "Đã gửi"


def test_a_full_disk_is_told_and_loses_nothing(db: Database, tmp_path: Path) -> None:
    kept = db.write(add_duty)
    full = make_engine(tmp_path / "so-binh-dang.db")

    @event.listens_for(full, "begin")
    def _no_room(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    def much(session: Session) -> None:
        for number in range(2000):
            add_duty(session, f"{number} " + "x" * 400)

    with pytest.raises(DataFileError, match="đầy"):
        Database(full, "Mẫu").write(much)
    full.dispose()

    assert len(db.read(lambda session: session.scalars(select(DutyDone)).all())) == 1
    assert len(changes_of(db, kept)) == 1


def test_a_held_file_is_told(db: Database, tmp_path: Path) -> None:
    impatient = make_engine(tmp_path / "so-binh-dang.db")

    @event.listens_for(impatient, "connect")
    def _at_once(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 0")  # type: ignore[attr-defined]

    def while_held(session: Session) -> None:
        add_duty(session)
        session.flush()
        with pytest.raises(DataFileError, match="chương trình khác giữ"):
            Database(impatient, "Mẫu").write(add_duty)

    db.write(while_held)
    impatient.dispose()


def test_pragmas_of_a_laptop_whose_power_fails(db: Database) -> None:
    with db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_writer_takes_the_lock_before_it_reads(db: Database, tmp_path: Path) -> None:
    """Read, then write, from two sides at once: the second waits, none fails, none overwrites."""
    other = Database(make_engine(tmp_path / "so-binh-dang.db"), "Người kia")
    duty_id = db.write(add_duty)
    get_ready = Barrier(2)

    def count_on(session: Session) -> None:
        duty = get_duty(session, duty_id)
        duty.note = str(int(duty.note) + 1)

    def ten_times(door: Database) -> None:
        get_ready.wait()
        for _ in range(10):
            door.write(count_on)

    db.write(lambda session: setattr(get_duty(session, duty_id), "note", "0"))
    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(ten_times, door) for door in (db, other)]:
            done.result()
    other.close()

    assert db.read(get_duty, duty_id).note == "20"


def test_a_moment_comes_back_with_its_zone(db: Database) -> None:
    """Without one, "Đã lưu 10:42" would be told seven hours early in Việt Nam."""
    duty_id = db.write(add_duty)
    assert db.read(get_duty, duty_id).updated_at.utcoffset() == timedelta(0)
    assert changes_of(db, duty_id)[0].at.utcoffset() == timedelta(0)
