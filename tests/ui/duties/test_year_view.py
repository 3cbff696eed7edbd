"""Lịch việc: the year in a table, a tick and its way back, sheets and the calendar file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.duties import DutyState
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.duties.year_view import YearView
from app.ui.home.page import HomePage
from tests.queries.test_duties import begin_book, change_deadline, issue_plan
from tests.ui.conftest import Door

Went = list[tuple[str, dict[str, object]]]


@pytest.fixture
def went(context: UiContext) -> Went:
    """Where the officer was led."""
    found: Went = []
    context.navigate = lambda page, /, **target: found.append((page, target))
    return found


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice, went: Went) -> HomePage:
    context.db.write(begin_book, date(2026, 1, 5))
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1166, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def view(page: HomePage) -> YearView:
    """The year, opened from the card."""
    page.duties.whole_year.click()
    assert page.year_view is not None
    return page.year_view


def stand_on(view: YearView, code: str) -> None:
    assert view.table.choose(lambda row: row.code == code)


def test_the_card_opens_the_year_and_esc_comes_back(page: HomePage, view: YearView) -> None:
    assert page.heading.text() == "Lịch việc năm 2026"
    assert page.state.text().startswith("19 việc · 5 đã trễ")
    assert view.table.current() is not None
    assert view.card.row is not None
    assert view.card.row.state is DutyState.LATE
    assert view.home.isVisible()

    assert page.back()

    assert page.heading.text() == "Trang chủ"
    assert page.duties.isVisible()
    assert not view.home.isVisible()
    assert not page.back()


def test_a_duty_says_what_is_wrong_with_its_deadline(view: YearView) -> None:
    stand_on(view, "report_year")
    assert view.card.remarks.isVisible()
    assert "ước thực hiện" in view.card.remarks.words.text()
    assert "15/12/2025 - 14/12/2026" in view.card.facts.text()

    stand_on(view, "report_2282")
    assert not view.card.remarks.isVisible()


def test_tick_and_take_back(qtbot: QtBot, view: YearView, context: UiContext) -> None:
    undo: list[Callable[[], None]] = []
    context.status.undo_offered.connect(lambda _words, work: undo.append(work))
    stand_on(view, "report_2282")

    view.card.tick.click()
    qtbot.waitUntil(view.card.untick.isVisible)
    assert view.card.row is not None
    assert (view.card.row.code, view.card.row.done_on) == ("report_2282", date(2026, 11, 21))
    assert view.card.state.words.text() == "Đã xong 21/11/2026"
    assert not view.card.tick.isVisible()

    view.card.untick.click()
    qtbot.waitUntil(view.card.tick.isVisible)
    undo[-1]()
    qtbot.waitUntil(view.card.untick.isVisible)


def test_what_a_paper_or_a_plan_fulfils_is_not_ticked(view: YearView, context: UiContext) -> None:
    plan, _task = context.db.write(issue_plan)
    view.refresh()

    stand_on(view, "plan_year")
    assert not view.card.tick.isVisible()
    assert not view.card.untick.isVisible()
    assert view.table.choose(lambda row: row.kind == "task" and row.paper_id == plan)
    assert not view.card.tick.isVisible()
    assert not view.card.change.isVisible()


def test_buttons_lead_to_the_work_and_to_the_deadline(view: YearView, went: Went) -> None:
    stand_on(view, "report_action_month")
    view.card.way.click()
    view.card.change.click()
    stand_on(view, "huong_dan_thd")
    view.card.way.click()

    assert went == [
        ("reports", {"new": True, "paper_type": "action_month"}),
        ("settings", {"section": "catalogues", "catalogue": "deadline"}),
        ("activities", {}),
    ]


def test_a_changed_deadline_is_seen_at_once(
    qtbot: QtBot, view: YearView, context: UiContext
) -> None:
    stand_on(view, "report_year")
    change_deadline(context.db, "report_year", day=20, month=12)
    qtbot.waitUntil(lambda: "Chủ nhật 20/12/2026" in view.card.facts.text())
    assert "Hạn là Chủ nhật" in view.card.remarks.words.text()


def test_one_month_and_its_sheet(qtbot: QtBot, page: HomePage, view: YearView) -> None:
    view.month.setCurrentIndex(view.month.findData("6"))
    assert {row.due.month for row in view.table.model.rows} == {6}
    assert page.state.text().startswith("3 việc")

    view.sheets.click()
    qtbot.waitUntil(lambda: view.preview is not None and view.currentWidget() is view.preview)
    assert view.preview is not None
    assert view.preview.document.pageCount() == 1
    assert not view.sheets.isVisible()

    assert page.back()
    assert view.currentWidget() is view.list
    assert view.sheets.isVisible()


def test_sheets_and_calendar_file_are_kept(
    qtbot: QtBot, view: YearView, door: Door, tmp_path: Path
) -> None:
    pdf, ics = tmp_path / "lịch.pdf", tmp_path / "lịch.ics"
    door.files = [pdf, ics]
    view.sheets.click()
    qtbot.waitUntil(lambda: view.preview is not None and view.currentWidget() is view.preview)
    assert view.preview is not None
    view.preview.save.click()
    view.file.click()

    qtbot.waitUntil(lambda: pdf.exists() and ics.exists())

    assert pdf.read_bytes().startswith(b"%PDF")
    assert "SUMMARY:Báo cáo năm" in ics.read_text("utf-8")
    assert [asked.suggested.name for asked in door.asked] == [
        "lich-viec-2026.pdf",
        "lich-viec-2026.ics",
    ]


def test_a_year_without_its_holidays_is_said(view: YearView, context: UiContext) -> None:
    assert not view.remark.isVisible()
    context.choose_year(2031)
    assert view.remark.isVisible()
    assert "năm 2031" in view.remark.words.text()
