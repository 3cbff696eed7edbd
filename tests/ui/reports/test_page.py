"""Reports: drafted from the sample office's records, opened with the records behind a number."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.domain.fields import Bound, split
from app.domain.papers import PaperKind, ReportType
from app.queries.papers import get_paper, list_papers
from app.ui.reports.columns import TITLE_COLUMN
from app.ui.reports.page import ReportsPage
from tests.ui.sample_desk import sample_desk

TODAY = date(2026, 12, 18)


@pytest.fixture
def page(qtbot: QtBot, sample: Path) -> Iterator[ReportsPage]:
    with sample_desk(sample, TODAY) as context:
        page = ReportsPage(context)
        qtbot.addWidget(page)
        page.resize(1166, 680)
        with qtbot.waitExposed(page):
            page.show()
        yield page


def reports(page: ReportsPage) -> int:
    return len(page.context.db.read(list_papers, kind=PaperKind.REPORT))


def test_a_report_is_drafted_opened_and_taken_back(qtbot: QtBot, page: ReportsPage) -> None:
    before = reports(page)
    ways_back: list[Callable[[], None]] = []
    page.context.status.undo_offered.connect(lambda _text, undo: ways_back.append(undo))

    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    page.new_report.choose_type(ReportType.ACTION_MONTH)
    qtbot.mouseClick(page.new_report.build, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)
    assert reports(page) == before + 1
    ways_back[-1]()
    assert reports(page) == before
    assert page.stack.currentWidget() is page.list


def test_the_year_report_takes_charts_when_asked(qtbot: QtBot, page: ReportsPage) -> None:
    form = page.new_report
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    form.choose_type(ReportType.ACTION_MONTH)
    assert not form.charts.isVisible()
    form.charts.setChecked(True)
    assert not form.command().charts

    form.choose_type(ReportType.YEAR)
    assert form.command().charts
    qtbot.mouseClick(form.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)

    assert page.paper is not None
    nodes = page.paper.view.editor.nodes()
    charts = [node for node in nodes if (node.table or {}).get("chart")]
    assert charts, "kept through the editor"
    assert charts[0].text.startswith("Biểu đồ 1.")
    page.paper.field_clicked.emit("@phu_luc_bieu_do")
    assert page.records.isVisible()


def test_a_clicked_number_shows_its_records_and_opens_one(qtbot: QtBot, page: ReportsPage) -> None:
    paper_id = page.list.table.model.rows[0].paper_id
    page.open_paper(paper_id)
    content = page.context.db.read(get_paper, paper_id).content
    bound = [part for node in content.nodes for part in split(node.text)]
    key = next(p.key for p in bound if isinstance(p, Bound) and p.key.startswith("people.total"))

    assert page.paper is not None
    page.paper.field_clicked.emit(key)
    assert page.records.isVisible()
    assert page.records.shown_ids()

    asked: list[object] = []
    page.records.activity_requested.connect(asked.append)
    page.records.activities.view.activated.emit(page.records.activities.model.index(0, 0))
    assert asked == [page.records.shown_ids()[0]]


def test_a_clicked_annex_offers_its_rows(qtbot: QtBot, page: ReportsPage) -> None:
    paper_id = page.list.table.model.rows[0].paper_id
    page.open_paper(paper_id)
    assert page.paper is not None
    view = page.paper.view.editor
    marker = next(node.text for node in view.nodes() if node.text == "@phu_luc_hoat_dong")
    cursor = view.document().find("[bảng tổng hợp hoạt động")
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    place = view.cursorRect(cursor).center() - QPoint(6, 0)
    with qtbot.waitSignal(page.paper.field_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [marker]
    rows = page.records.annex.model.rows
    assert [row.name for row in rows][-1] == "Tổng cộng"
    assert page.records.annex.isVisible()
    page.records.annex.row_chosen.emit(rows[-1])
    assert page.records.words.text().startswith("Hiện nay là ")
    assert page.records.shown_ids()
    assert page.records.annex.isVisible()
    page.paper.field_clicked.emit(rows[0].key)
    assert not page.records.annex.isVisible()


def test_escape_goes_back_to_the_list(page: ReportsPage) -> None:
    page.open_paper(page.list.table.model.rows[0].paper_id)

    assert page.back()
    assert page.stack.currentWidget() is page.list
    assert not page.back()


def test_a_deleted_report_is_taken_back(qtbot: QtBot, page: ReportsPage) -> None:
    ways_back: list[Callable[[], None]] = []
    page.context.status.undo_offered.connect(lambda _text, undo: ways_back.append(undo))
    before = reports(page)
    page.list.table.view.selectRow(0)
    qtbot.mouseClick(page.list.delete, Qt.MouseButton.LeftButton)
    assert reports(page) == before - 1

    ways_back[-1]()
    assert reports(page) == before


def test_a_report_comes_back_from_the_bin(qtbot: QtBot, page: ReportsPage) -> None:
    before = reports(page)
    title = page.list.table.model.rows[0].title
    page.list.table.view.selectRow(0)
    qtbot.mouseClick(page.list.delete, Qt.MouseButton.LeftButton)

    qtbot.mouseClick(page.list.bin, Qt.MouseButton.LeftButton)
    page.list.table.choose(lambda row: row.title == title)
    qtbot.mouseClick(page.list.restore, Qt.MouseButton.LeftButton)

    assert reports(page) == before
    assert not page.list.bin.isChecked()


def test_the_list_tells_reports_apart_by_what_differs(page: ReportsPage) -> None:
    model = page.list.table.model
    names = [str(model.index(row, TITLE_COLUMN).data()) for row in range(model.rowCount())]

    assert names
    assert all(name.startswith("Kết quả") for name in names)
