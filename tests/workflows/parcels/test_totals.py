"""Sums of units become figures of our own: never over a typed one unasked, never a false third."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.paper_content import PaperContent, PaperHead
from app.domain.papers import PaperKind, ReportType
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.periods import management_year
from app.errors import ValidationError
from app.queries.figure_cells import FigureRow, list_figures
from app.queries.indicators import list_indicators
from app.queries.stale import basis_of, stale_lines, stale_papers
from app.queries.total_sources import total_sources
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.papers import CreatePaper, create_paper
from app.services.totals import keep_basis
from app.workflows.parcels.totals import SUM, Outcome, offered_sums, take_totals
from tests.shipped import load_shipped
from tests.workflows.parcels.received import make_office, make_received, make_unit

YEAR = "report_year"
NOW = datetime(2026, 12, 5, 3, tzinfo=UTC)


@pytest.fixture
def units(db: Database) -> Database:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        for at in range(1, 4):
            make_unit(session, f"X{at}", f"xã Mẫu {at}")

    db.write(fill)
    return db


def send(db: Database, unit: int, **cells: int | str) -> UUID:
    named = {key.replace("__", ":"): value for key, value in cells.items()}
    return db.write(make_received, f"X{unit}", YEAR, "2026", named)


def type_figure(db: Database, code: str, value: int, column: Column = Column.TOTAL) -> None:
    cell = CellDraft(indicator=code, column=column, state=CellState.VALUE, value=Decimal(value))
    known = db.read(list_indicators)
    command = SaveFigures(period=management_year(2026), cells=(cell,), indicators=known)
    db.write(save_figures, command)


def own(db: Database, code: str) -> dict[Column, FigureRow]:
    rows = db.read(list_figures, ["2026", "2026-L", "2021-2026"], [code])
    return {row.column: row for row in rows}


def test_sums_become_figures_of_the_period_of_their_form(units: Database) -> None:
    send(units, 1, ho=100, hoc_sinh=10, hoc_sinh__men=4, hoc_sinh__women=6)
    send(units, 2, ho=50, hoc_sinh=20, hoc_sinh__men=10, hoc_sinh__women=10)
    taken = take_totals(units, YEAR, "2026")
    assert taken.cells == 4
    [row] = own(units, "ho").values()
    assert (row.value, row.origin, row.period) == (150, SUM, "2026")
    assert row.source == "Cộng từ 2/3 đơn vị, kỳ 2026"
    assert own(units, "hoc_sinh")[Column.WOMEN].value == 16
    assert take_totals(units, YEAR, "2026").cells == 0


def test_units_that_do_not_split_give_no_false_men_and_women(units: Database) -> None:
    send(units, 1, hoc_sinh=10, hoc_sinh__men=4, hoc_sinh__women=6)
    send(units, 2, hoc_sinh=20)
    take_totals(units, YEAR, "2026")
    kept = own(units, "hoc_sinh")
    assert kept[Column.TOTAL].value == 30
    assert kept[Column.MEN].state is CellState.MISSING
    assert kept[Column.MEN].reason == "1 đơn vị không tách nam, nữ"


def test_a_typed_number_stays_until_it_is_chosen(units: Database) -> None:
    type_figure(units, "ho", 7)
    send(units, 1, ho=100, ket_hon=3)
    taken = take_totals(units, YEAR, "2026")
    assert [row.indicator.code for row in taken.left] == ["ho"]
    assert own(units, "ho")[Column.TOTAL].value == 7
    assert own(units, "ket_hon")[Column.TOTAL].value == 3
    assert take_totals(units, YEAR, "2026", chosen={"ho"}).left == ()
    assert own(units, "ho")[Column.TOTAL].origin == SUM


def test_a_sum_that_moved_is_written_again(units: Database) -> None:
    send(units, 1, ho=100)
    take_totals(units, YEAR, "2026")
    send(units, 2, ho=11)
    [row] = offered_sums(units, YEAR, "2026").of(Outcome.CHANGED)
    assert row.indicator.code == "ho"
    take_totals(units, YEAR, "2026")
    assert own(units, "ho")[Column.TOTAL].value == 111


def test_a_sum_that_no_unit_speaks_of_any_more_goes(units: Database) -> None:
    type_figure(units, "ket_hon", 5)
    send(units, 1, ho=100, tao_hon_dtts=4)
    take_totals(units, YEAR, "2026")
    assert own(units, "tao_hon_dtts")[Column.TOTAL].value == 4
    units.write(make_received, "X1", YEAR, "2026", {"ho": 100}, sequence=2)
    take_totals(units, YEAR, "2026")
    assert own(units, "tao_hon_dtts") == {}
    assert own(units, "ket_hon")[Column.TOTAL].value == 5


def test_what_nobody_knows_is_not_available_and_tells_why(units: Database) -> None:
    send(units, 1, ho="chưa điều tra", ho_bao_luc="nạn nhân thứ 2 không khai")
    take_totals(units, YEAR, "2026")
    assert own(units, "ho")[Column.TOTAL].state is CellState.MISSING
    assert own(units, "ho")[Column.TOTAL].reason.endswith("chưa điều tra")
    [hidden] = {row.reason for row in own(units, "ho_bao_luc").values()}
    assert hidden == "Các đơn vị không có số liệu đủ để cộng"


def test_yes_or_no_is_not_added_up(units: Database) -> None:
    code = next(code for code, one in units.read(list_indicators).items() if one.kind == "yes_no")
    send(units, 1, **{code: 1})
    send(units, 2, **{code: 1})
    [row] = offered_sums(units, YEAR, "2026").of(Outcome.REFUSED)
    assert row.why.startswith("Chỉ tiêu có hoặc không")
    assert take_totals(units, YEAR, "2026").cells == 0


def test_without_reporters_nothing_is_written(units: Database) -> None:
    with pytest.raises(ValidationError, match="Chưa đơn vị nào"):
        take_totals(units, YEAR, "2026")


def make_paper(session: Session) -> UUID:
    content = PaperContent(head=PaperHead(type_name="BÁO CÁO", title=("Mẫu",)), nodes=())
    command = CreatePaper(
        kind=PaperKind.REPORT, paper_type=ReportType.YEAR, year=2026, content=content, period="2026"
    )
    return create_paper(session, command)


def report(db: Database) -> UUID:
    paper = db.write(make_paper)
    sources = db.read(total_sources, YEAR, "2026")
    db.write(keep_basis, paper, (YEAR, "2026"), sources.basis, NOW)
    return paper


def test_a_paper_of_old_totals_is_told_with_what_changed(units: Database) -> None:
    send(units, 1, ho=1)
    send(units, 3, ho=3)
    paper = report(units)
    assert units.read(stale_lines, paper) == []
    assert units.read(stale_papers) == {}
    units.write(make_received, "X1", YEAR, "2026", {"ho": 2}, sequence=2)
    send(units, 2, ho=5)
    gone = ReceivedState.WITHDRAWN
    units.write(make_received, "X3", YEAR, "2026", {}, sequence=2, state=gone)
    assert units.read(stale_lines, paper) == [
        "xã Mẫu 1: nay tính số liệu lần 2, lúc tổng hợp dùng lần 1",
        "xã Mẫu 2: nay có số liệu, lúc tổng hợp chưa có",
        "xã Mẫu 3: số liệu không còn được tính",
    ]
    assert list(units.read(stale_papers)) == [paper]
    [basis] = units.read(basis_of, paper)
    assert [one[1:] for one in basis.packages] == [("X1", 1), ("X3", 1)]
    sources = units.read(total_sources, YEAR, "2026")
    units.write(keep_basis, paper, (YEAR, "2026"), sources.basis, NOW)
    assert units.read(stale_lines, paper) == []


def test_a_package_takes_the_place_of_figures_by_hand(units: Database) -> None:
    day = datetime(2026, 11, 20, tzinfo=UTC)
    units.write(make_received, "X1", YEAR, "2026", {"ho": 2}, origin=ParcelOrigin.PAPER, at=day)
    paper = report(units)
    send(units, 1, ho=2)
    assert units.read(stale_lines, paper) == [
        "xã Mẫu 1: nay tính số liệu lần 1, lúc tổng hợp dùng số liệu nhập thay đơn vị"
    ]


def test_a_day_of_the_calendar_year_goes_to_its_own_period(units: Database) -> None:
    send(units, 1, dan_so=5)
    [row] = offered_sums(units, YEAR, "2026").rows
    assert row.period.holds(date(2026, 7, 1))
