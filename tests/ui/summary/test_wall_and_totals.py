"""Theo dõi nộp and Số tổng hợp: asked, late, in the totals, settled, taken over."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.domain.figure_rows import Column
from app.domain.papers import PaperKind
from app.domain.parcels import ReceivedState
from app.queries.collections import list_collections
from app.queries.figure_cells import list_figures
from app.queries.papers import list_papers
from app.services.collections import AskReport, ask
from app.ui.context import UiContext
from app.ui.summary.totals_view import TotalsView
from app.ui.summary.wall_view import WallView
from tests.ui.conftest import Door
from tests.ui.keys import retype
from tests.workflows.parcels.received import make_office, make_received, make_unit

NOW = datetime(2026, 12, 16, 3, 0, tzinfo=UTC)
YEAR = AskReport(
    duty="report_year",
    period="2026",
    name="Báo cáo năm",
    template="bieu_nam",
    due_on=date(2026, 12, 10),
)


def three_units(session: Session) -> None:
    """One accepted, one waiting, one silent."""
    make_office(session)
    for code, name in (("1", "Mẫu Thượng"), ("2", "Mẫu Trung"), ("3", "Mẫu Hạ")):
        make_unit(session, code, name)
    cells = {"dan_so": 900, "dan_so:women": 460, "dan_so:men": 440}
    make_received(session, "1", YEAR.duty, YEAR.period, cells)
    make_received(session, "2", YEAR.duty, YEAR.period, {"dan_so": 5}, state=ReceivedState.WAITING)


@pytest.fixture
def receiving(context: UiContext) -> UiContext:
    context.db.write(three_units)
    context.today = lambda: date(2026, 12, 16)
    context.now = lambda: NOW
    return context


def click(qtbot: QtBot, button: QPushButton) -> None:
    """A click once the button has got its place."""
    qtbot.waitUntil(lambda: button.isVisible() and button.width() > 0)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wall_of(qtbot: QtBot, context: UiContext) -> WallView:
    view = WallView(context)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    return view


def test_a_report_is_asked_for_and_the_wall_says_who_is_late(
    qtbot: QtBot, receiving: UiContext
) -> None:
    view = wall_of(qtbot, receiving)
    assert "chưa yêu cầu báo cáo nào" in view.empty.text()
    click(qtbot, view.ask)
    wanted = next(at for at, one in enumerate(view.step._offers) if one.duty == YEAR.duty)
    view.step.kind.show_value(str(wanted))
    view.step._on_kind()
    retype(view.step.form.control("due_on"), "10/12/2026")
    click(qtbot, view.step.go)

    assert view.table is not None
    words = {row.unit.name: row.cells[0].words for row in view.table.model.rows}
    assert "chậm 6 ngày" in words["xã Mẫu Hạ"]
    assert "chờ xem" in words["xã Mẫu Trung"]
    assert words["xã Mẫu Thượng"].startswith("Đã tiếp nhận")
    assert "1/3 đơn vị đã vào số tổng hợp" in view.summary.text()


def test_totals_are_settled_and_opened_again_with_a_reason(
    qtbot: QtBot, receiving: UiContext, door: Door
) -> None:
    receiving.db.write(ask, YEAR)
    view = wall_of(qtbot, receiving)
    assert view.table is not None
    assert view.table.choose(lambda row: row.unit.code == "1")
    door.answers.append("Chốt số")
    click(qtbot, view.settle)
    assert "Còn 2 đơn vị" in door.shown[-1].text
    assert receiving.db.read(list_collections)[0].closed_at == NOW

    view.refresh()
    click(qtbot, view.open_again)
    retype(view.reopen.form.control("reason"), "Xã Mẫu Hạ gửi bổ sung")
    click(qtbot, view.reopen.go)
    [row] = receiving.db.read(list_collections)
    assert (row.closed_at, row.reopen_reason) == (None, "Xã Mẫu Hạ gửi bổ sung")


def test_a_cell_opens_its_package(qtbot: QtBot, receiving: UiContext) -> None:
    receiving.db.write(ask, YEAR)
    asked: list[tuple[str, dict[str, object]]] = []
    receiving.navigate = lambda page, /, **target: asked.append((page, target))
    view = wall_of(qtbot, receiving)
    assert view.table is not None
    assert view.table.choose(lambda row: row.unit.code == "1")
    click(qtbot, view.open_package)
    [(page, target)] = asked
    assert (page, target["tab"]) == ("exchange", "receive")


def test_totals_name_who_is_not_in_them_and_go_into_our_own_figures(
    qtbot: QtBot, receiving: UiContext
) -> None:
    receiving.db.write(ask, YEAR)
    view = TotalsView(receiving)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    qtbot.waitUntil(lambda: bool(view.table.model.rows))

    assert "1/3 đơn vị" in view.about.text()
    assert "Mẫu Hạ: chưa gửi" in view.absent.lines.text()
    [unit] = view.units.model.rows
    assert (unit.name, unit.value) == ("xã Mẫu Thượng", 900)

    click(qtbot, view.take)
    click(qtbot, view.taking.take)
    figures = receiving.db.read(list_figures, ["2026"], ["dan_so"])
    assert {one.column: one.value for one in figures} == {
        Column.TOTAL: 900, Column.WOMEN: 460, Column.MEN: 440,
    }  # fmt: skip
    assert {one.origin for one in figures} == {"sum"}


def test_late_units_are_reminded_by_letters_in_the_book(
    qtbot: QtBot, receiving: UiContext, door: Door, tmp_path: Path
) -> None:
    receiving.db.write(ask, YEAR)
    view = wall_of(qtbot, receiving)
    door.files.append(tmp_path / "nhắc.pdf")
    click(qtbot, view.remind)
    retype(view.reminding.form.control("reply_by"), "20/12/2026")
    click(qtbot, view.reminding.go)
    qtbot.waitUntil(lambda: not receiving.jobs.busy)
    letters = receiving.db.read(list_papers, kind=PaperKind.LETTER)
    assert len(letters) == 1
    assert (tmp_path / "nhắc.pdf").read_bytes().startswith(b"%PDF")


def test_numbers_keyed_in_are_not_thrown_away_without_asking(
    qtbot: QtBot, receiving: UiContext, door: Door
) -> None:
    receiving.db.write(ask, YEAR)
    view = wall_of(qtbot, receiving)
    assert view.table is not None
    assert view.table.choose(lambda row: row.unit.code == "3")
    click(qtbot, view.by_paper)
    item = view.entry.table.item(view.entry.table.currentRow(), 2)
    assert item is not None
    item.setText("1.200")

    assert view.back()
    assert len(door.shown) == 1
    assert not view.entry.isHidden()
    door.answers.append(door.shown[0].answers[0])
    assert view.back()
    assert view.entry.isHidden()


def test_our_own_report_is_made_from_the_totals(
    qtbot: QtBot, receiving: UiContext, door: Door
) -> None:
    receiving.db.write(ask, YEAR)
    opened: list[tuple[str, dict[str, object]]] = []
    receiving.navigate = lambda page, /, **target: opened.append((page, target))
    view = TotalsView(receiving)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    qtbot.waitUntil(lambda: bool(view.table.model.rows))
    click(qtbot, view.report)
    # The draft tells of itself before it is opened.
    view.refresh()
    qtbot.waitUntil(lambda: bool(opened))
    [(page, target)] = opened
    [paper] = receiving.db.read(list_papers, kind=PaperKind.REPORT)
    assert (page, target) == ("reports", {"paper_id": paper.paper_id})
    assert view.stale.isHidden()

    cells = {"dan_so": 950, "dan_so:women": 480, "dan_so:men": 470}
    receiving.db.write(make_received, "1", YEAR.duty, YEAR.period, cells, sequence=2)
    view.refresh()
    qtbot.waitUntil(view.stale.isVisible)
    assert "lần 2" in view.stale.lines.text()

    # The draft was read again and mended: it stands on the totals of today.
    qtbot.waitUntil(lambda: view.renewed.isVisible() and view.renewed.width() > 0)
    door.answers.append("Thôi")
    click(qtbot, view.renewed)
    assert view.renewed.isVisible()
    door.answers.append("Đã sửa")
    click(qtbot, view.renewed)
    view.refresh()
    qtbot.waitUntil(view.stale.isHidden)
    assert view.renewed.isHidden()
