"""Several seats on one server: nothing lost, nothing doubled, every failure a sentence."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.server import Server, parse_server
from app.domain.topics import Topic
from app.errors import AppError, ConflictError, DataFileError, ValidationError
from app.models import DutyDone
from app.queries.office import get_office
from app.services.office import ChangeOffice, SetUpOffice, change_office, set_up_office
from app.workflows.catalogues import load_catalogues
from tests.db import test_database
from tests.db.test_database import add_duty, get_duty
from tests.postgres.cluster import free_port
from tests.postgres.conftest import Office
from tests.postgres.same.borrow import borrowed

globals().update(
    borrowed(
        "tests.db.test_database",
        without=(
            "test_a_full_disk_is_told_and_loses_nothing",
            "test_a_held_file_is_told",
            "test_pragmas_of_a_laptop_whose_power_fails",
            "test_a_writer_takes_the_lock_before_it_reads",
            "test_services_use_no_way_around_history",
        ),
    )
)

NewSeat = Callable[..., Database]
DAY = date(2026, 11, 20)
ANSWERS = SetUpOffice(level_code="xa", name="Song An", upper_unit="tỉnh Mẫu")


@pytest.fixture
def seat(server: Server) -> Iterator[NewSeat]:
    """Makes one more seat at the same data; words behind it change its address."""
    with ExitStack() as stack:

        def make(**query: str) -> Database:
            url = server.url.update_query_dict(query)
            database = Database(make_server_engine(Server(url)), "Người kia")
            stack.callback(database.close)
            return database

        yield make


def at_once(seats: list[Database], work: Callable[[Database], Any]) -> list[Any]:
    """The same work at every seat, begun together."""
    ready = Barrier(len(seats))

    def begin(door: Database) -> Any:
        ready.wait()
        return work(door)

    with ThreadPoolExecutor(len(seats)) as workers:
        return [one.result() for one in [workers.submit(begin, door) for door in seats]]


def refuse_with(state: str) -> Callable[[Session], None]:
    """Let the server itself fail with a SQLSTATE."""

    def fail(session: Session) -> None:
        session.execute(
            text(f"DO $$ BEGIN RAISE EXCEPTION 'hỏng' USING ERRCODE = '{state}'; END $$")
        )

    return fail


def test_it_is_known_where_the_data_lie(db: Database) -> None:
    assert db.server.endswith(" trên 127.0.0.1")


def test_a_form_filled_before_another_seat_saved_is_a_conflict(db: Database, seat: NewSeat) -> None:
    load_catalogues(db)
    db.write(set_up_office, ANSWERS)
    office = db.read(get_office)
    assert office is not None
    ours = replace(ANSWERS, name="Ia Mẫu")
    change = ChangeOffice(seen_revision=office.revision, answers=ours)
    theirs = replace(change, answers=replace(ANSWERS, name="Bờ Ngoong"))
    other = seat()
    runs: list[int] = []

    def change_while_the_other_saves(session: Session) -> None:
        runs.append(len(runs))
        assert get_office(session) is not None
        if len(runs) == 1:
            other.write(change_office, theirs)
        change_office(session, change)

    with pytest.raises(ConflictError, match="nơi khác"):
        db.write(change_while_the_other_saves)

    assert len(runs) == 2
    kept = db.read(get_office)
    assert kept is not None
    assert kept.name == "Bờ Ngoong"


def test_read_then_write_of_one_row_loses_no_step(db: Database, seat: NewSeat) -> None:
    duty_id = db.write(add_duty)
    db.write(lambda session: setattr(get_duty(session, duty_id), "note", "0"))

    def count_on(session: Session) -> None:
        duty = get_duty(session, duty_id)
        duty.note = str(int(duty.note) + 1)

    def ten_times(door: Database) -> None:
        for _ in range(10):
            door.write(count_on)

    at_once([db, seat(), seat()], ten_times)

    assert db.read(get_duty, duty_id).note == "30"


def test_numbers_given_in_order_are_given_once(db: Database, seat: NewSeat) -> None:
    """What is read is other rows than what is written: no row revision would notice."""

    def number_next(session: Session) -> None:
        number = session.scalar(select(func.count(DutyDone.id))) or 0
        # No key stands in the way of two equal numbers.
        session.add(DutyDone(year=number, code=uuid4().hex, done_on=DAY, note=""))

    def ten_times(door: Database) -> None:
        for _ in range(10):
            door.write(number_next)

    at_once([db, seat(), seat()], ten_times)

    years = db.read(lambda session: sorted(session.scalars(select(DutyDone.year))))
    assert years == list(range(30))


def test_the_same_key_from_two_seats_is_seen_the_second_time(
    db: Database, seat: NewSeat, committed: list[frozenset[Topic]]
) -> None:
    other = seat()
    runs: list[bool] = []

    def add_unless_there(session: Session) -> None:
        there = session.scalar(select(func.count(DutyDone.id))) or 0
        runs.append(bool(there))
        if not there:
            if len(runs) == 1:
                other.write(add_duty)
            add_duty(session)

    db.write(add_unless_there)

    assert runs == [False, True]
    assert db.read(lambda session: session.scalar(select(func.count(DutyDone.id)))) == 1
    assert committed == []


def test_a_key_that_stays_taken_is_a_conflict(db: Database) -> None:
    db.write(add_duty)
    with pytest.raises(ConflictError, match="Máy khác") as told:
        db.write(add_duty)
    assert "uq_duty_done_year_code" in told.value.detail


def test_two_that_wait_for_each_other_both_come_through(db: Database, seat: NewSeat) -> None:
    first, second = db.write(add_duty, "một"), db.write(add_duty, "hai")
    both = Barrier(2)
    runs: list[str] = []

    def crosswise(own: Any, others: Any, name: str) -> Callable[[Session], None]:
        def change(session: Session) -> None:
            runs.append(name)
            get_duty(session, own).note += name
            session.flush()
            if runs.count(name) == 1:
                both.wait()
            get_duty(session, others).note += name

        return change

    work = {"a": crosswise(first, second, "a"), "b": crosswise(second, first, "b")}
    doors = {"a": db, "b": seat()}
    with ThreadPoolExecutor(2) as workers:
        for one in [workers.submit(doors[name].write, work[name]) for name in work]:
            one.result()

    for duty_id in (first, second):
        assert sorted(db.read(get_duty, duty_id).note.removeprefix("Đã gửi")) == ["a", "b"]


def test_a_reader_may_not_write(db: Database) -> None:
    def sly(session: Session) -> None:
        add_duty(session)
        session.flush()

    with pytest.raises(DataFileError, match="chỉ cho đọc"):
        db.read(sly)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", "Ổ đĩa của máy chủ dữ liệu đã đầy nên chưa ghi"),
        ("53200", "thiếu bộ nhớ"),
        ("53300", "quá nhiều máy"),
        ("42501", "không có quyền"),
        ("42703", "cùng một bản"),
        ("57P03", "đang khởi động"),
        ("58030", "không đọc hoặc ghi được ổ đĩa"),
        ("XX001", "bị hỏng"),
        ("08006", "chưa ghi"),
        ("40001", "Máy khác"),
    ],
)
def test_what_goes_wrong_on_the_server_is_told(db: Database, state: str, said: str) -> None:
    def fail(session: Session) -> None:
        add_duty(session)
        session.flush()
        refuse_with(state)(session)

    with pytest.raises(AppError, match=said) as told:
        db.write(fail)

    assert state in told.value.detail
    assert db.read(lambda session: session.scalar(select(func.count(DutyDone.id)))) == 0


def test_a_bug_of_ours_is_not_dressed_up(db: Database) -> None:
    with pytest.raises(Exception, match="syntax error"):
        db.write(lambda session: session.execute(text("SELEC")))


def test_a_seat_does_not_wait_for_ever(db: Database, seat: NewSeat) -> None:
    duty_id = db.write(add_duty)
    impatient = seat(options="-c lock_timeout=50ms")

    def change(session: Session) -> None:
        get_duty(session, duty_id).note = "khác"
        session.flush()

    def while_held(session: Session) -> None:
        change(session)
        with pytest.raises(DataFileError, match="Máy khác đang ghi"):
            impatient.write(change)

    db.write(while_held)


def test_a_line_that_goes_dead_in_the_middle_keeps_nothing(db: Database, seat: NewSeat) -> None:
    other = seat()

    def cut(session: Session) -> None:
        add_duty(session)
        session.flush()
        me = session.scalar(text("SELECT pg_backend_pid()"))
        other.read(
            lambda there: there.execute(text("SELECT pg_terminate_backend(:me, 5000)"), {"me": me})
        )

    with pytest.raises(DataFileError, match="chưa ghi") as told:
        db.write(lambda session: (cut(session), add_duty(session, "nữa"), session.flush()))
    assert "ghi lại" in told.value.message
    with pytest.raises(DataFileError, match="chưa rõ lần ghi này đã vào sổ hay chưa"):
        db.write(cut)

    # The next use finds a new line by itself.
    assert db.read(lambda session: session.scalar(select(func.count(DutyDone.id)))) == 0


def reach(server: Server, **parts: Any) -> Any:
    door = Database(make_server_engine(Server(server.url.set(**parts))), "Mẫu")
    try:
        return door.read(lambda session: session.scalar(text("SELECT 1")))
    finally:
        door.close()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"password": "sai"}, "không nhận tên hoặc mật khẩu"),
        ({"username": "nguoi_la"}, "không nhận tên hoặc mật khẩu"),
        ({"database": "khong_co"}, "không có cơ sở dữ liệu"),
        ({"port": free_port()}, "Không nối được tới máy chủ"),
        ({"host": "khong-co.invalid"}, "Không nối được tới máy chủ"),
    ],
)
def test_a_server_that_does_not_let_us_in_is_told(
    server: Server, parts: dict[str, Any], said: str
) -> None:
    with pytest.raises(DataFileError, match=said) as told:
        reach(server, **parts)
    secret = str(server.url.password)
    assert secret not in f"{told.value.message}{told.value.detail}"


def test_the_password_may_come_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", str(server.url.password))
    bare = parse_server(server.kept)
    assert not bare.has_secret
    assert reach(bare, port=server.url.port) == 1


def test_a_name_without_rights_is_told(admin: Office, server: Server, db: Database) -> None:
    admin.order("CREATE ROLE nguoi_xem LOGIN PASSWORD 'xem'")
    guest = Server(server.url.set(username="nguoi_xem", password="xem"))
    door = Database(make_server_engine(guest), "Khách")
    try:
        with pytest.raises(DataFileError, match="không có quyền"):
            door.write(add_duty)
    finally:
        door.close()


@pytest.mark.parametrize("value", ["x" * 501, "a\x00b"])
def test_words_that_a_server_does_not_take_are_told(db: Database, value: str) -> None:
    with pytest.raises(ValidationError, match="chưa ghi"):
        db.write(add_duty, value)


def test_the_borrowed_suite_is_there() -> None:
    ours = {name for name in globals() if name.startswith("test_")}
    assert {name for name in vars(test_database) if "conflict" in name} <= ours
