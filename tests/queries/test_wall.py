"""The wall: every unit and report with its state, its own deadline, and what changed since."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.wall import WallState
from app.queries.wall import Wall, WallRow, wall
from app.services.collections import AskReport, ask
from tests.shipped import load_shipped
from tests.workflows.parcels.received import (
    add_units,
    make_change,
    make_office,
    make_received,
    make_unit,
)

YEAR = "report_year"
DUE = date(2026, 11, 30)
REPORT = AskReport(
    duty=YEAR, period="2026", name="Báo cáo năm", template="bieu_khen_thuong", due_on=DUE
)


@pytest.fixture(autouse=True)
def _units(db: Database) -> None:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        for code, name in (("X1", "xã Song An"), ("X2", "xã Hòa Mẫu")):
            make_unit(session, code, name)

    db.write(fill)
    db.write(ask, REPORT)


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 3, tzinfo=UTC)


def look(db: Database, today: date = date(2026, 12, 3)) -> Wall:
    return db.read(wall, 2026, today)


def row(db: Database, code: str, today: date = date(2026, 12, 3)) -> WallRow:
    return next(one for one in look(db, today).rows if one.unit.code == code)


def test_nothing_is_late_before_the_day_and_late_by_days_after_it(db: Database) -> None:
    assert row(db, "X1", DUE).cells[0].words == "Chưa đến hạn"
    cell = row(db, "X1").cells[0]
    assert (cell.state, cell.words) == (WallState.LATE, "Chưa gửi, chậm 3 ngày")


def test_what_came_waits_and_is_accepted(db: Database) -> None:
    db.write(make_received, "X1", YEAR, "2026", {}, state=ReceivedState.WAITING, at=at(2, 12))
    assert row(db, "X1").cells[0].words == "Đã nhận, chờ xem, chậm 2 ngày"
    db.write(make_received, "X2", YEAR, "2026", {}, at=at(28))
    assert row(db, "X2").cells[0].state is WallState.ACCEPTED
    assert row(db, "X2").cells[0].late == 0


def test_a_returned_one_has_the_new_deadline(db: Database) -> None:
    db.write(
        make_received, "X1", YEAR, "2026", {}, state=ReceivedState.RETURNED, at=at(29),
        new_deadline=date(2026, 12, 10),
    )  # fmt: skip
    cell = row(db, "X1").cells[0]
    assert (cell.state, cell.deadline, cell.late) == (
        WallState.RETURNED, date(2026, 12, 10), 0,
    )  # fmt: skip
    assert row(db, "X1", date(2026, 12, 12)).cells[0].late == 2
    db.write(make_received, "X1", YEAR, "2026", {}, sequence=2, at=at(9, 12))
    assert row(db, "X1").cells[0].late == 0


def test_figures_changed_after_acceptance_and_a_newer_package_are_told(db: Database) -> None:
    db.write(make_received, "X1", YEAR, "2026", {}, at=at(20))
    db.write(make_received, "X1", YEAR, "2026", {}, sequence=2, changed=3, at=at(5, 12))
    waiting = ReceivedState.WAITING
    db.write(make_received, "X1", YEAR, "2026", {}, sequence=3, state=waiting, at=at(6, 12))
    cell = row(db, "X1").cells[0]
    assert "3 số liệu đã đổi sau khi tiếp nhận" in cell.words
    assert "có gói mới chờ xem" in cell.words
    assert cell.late == 0


def test_by_hand_and_withdrawn_are_told(db: Database) -> None:
    db.write(make_received, "X1", YEAR, "2026", {}, origin=ParcelOrigin.EXCEL, at=at(20))
    assert row(db, "X1").cells[0].state is WallState.BY_HAND
    db.write(make_received, "X2", YEAR, "2026", {}, at=at(20))
    gone = ReceivedState.WITHDRAWN
    db.write(make_received, "X2", YEAR, "2026", {}, sequence=2, state=gone, at=at(21))
    cell = row(db, "X2").cells[0]
    assert (cell.state, cell.is_owed_late) == (WallState.WITHDRAWN, True)


def test_a_trial_is_no_report(db: Database) -> None:
    db.write(make_received, "X1", YEAR, "2026", {}, state=ReceivedState.TEST)
    assert row(db, "X1").cells[0].state is WallState.LATE


def test_received_and_complete_are_two_measures(db: Database) -> None:
    db.write(make_received, "X1", YEAR, "2026", {"khen_thuong_ca_nhan": 1}, at=at(20))
    [column] = look(db).columns
    assert (column.asked, column.came, column.done, column.complete, column.late) == (2, 1, 1, 0, 1)
    cell = row(db, "X1").cells[0]
    assert cell.expected > cell.answered
    assert f"thiếu {cell.expected - cell.answered} chỉ tiêu" in cell.words


def test_only_levels_that_are_asked_stand_on_the_wall(db: Database) -> None:
    db.write(make_unit, "P1", "phường Mẫu", level="phuong")
    db.write(
        ask,
        AskReport(
            duty="report_2282", period="2026", name="Báo cáo 2282", template="bieu_2282",
            due_on=date(2026, 12, 15), levels=("phuong",),
        ),
    )  # fmt: skip
    assert row(db, "P1").cells[1].state is WallState.NOT_DUE
    assert row(db, "X1").cells[1].state is WallState.NOT_ASKED
    assert look(db).columns[1].asked == 1


def test_units_in_a_districts_report_owe_nothing(db: Database) -> None:
    def fill(session: Session) -> None:
        make_unit(session, "D1", "huyện Mẫu", level="huyen")
        package = make_received(session, "D1", YEAR, "2026", {}, at=at(20))
        add_units(session, package, ("X1", "xã Song An", True), ("X2", "xã Hòa Mẫu", False))

    db.write(fill)
    assert row(db, "X1").cells[0].words == "Trong báo cáo của huyện Mẫu"
    assert row(db, "X2").cells[0].state is WallState.LATE


def test_an_old_unit_is_asked_what_was_due_in_its_time(db: Database) -> None:
    def fill(session: Session) -> None:
        end, day = date(2026, 9, 30), date(2026, 10, 1)
        old = make_unit(session, "X7", "xã Cũ Mẫu", last=end)
        make_change(session, old, make_unit(session, "X8", "xã Mới Mẫu", first=day), day)
        ask(
            session,
            AskReport(
                duty="report_six_month", period="2026-H1", name="Báo cáo 6 tháng",
                template="bieu_nua_nam", due_on=date(2026, 5, 30),
            ),
        )  # fmt: skip

    db.write(fill)
    old, new = row(db, "X7"), row(db, "X8")
    assert old.now == "xã Mới Mẫu"
    assert [cell.state for cell in old.cells] == [WallState.LATE, WallState.NOT_ASKED]
    assert [cell.state for cell in new.cells] == [WallState.NOT_ASKED, WallState.LATE]
