"""Trang chủ: what is due, a tick and its way back, where the buttons lead."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import open_data_folder
from app.db.backup import list_backups
from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.queries.indicators import list_indicators
from app.services.campaigns import ensure_action_month
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.ui.context import UiContext
from app.ui.home.page import HomePage

TODAY = date(2026, 11, 21)
Went = list[tuple[str, dict[str, object]]]


@pytest.fixture
def went() -> Went:
    return []


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path, went: Went) -> Iterator[UiContext]:
    folder = open_data_folder(tmp_path, actor="Mẫu")
    office = SetUpOffice(level_code="xa", name="Song An", upper_unit="tỉnh Gia Lai")
    folder.db.write(set_up_office, office)
    made = bootstrap.make_context(folder)
    made.today = lambda: TODAY
    made.navigate = lambda page, /, **target: went.append((page, target))
    yield made
    made.jobs.close()
    folder.close()


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> HomePage:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(1166, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(page: HomePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def button(page: HomePage, starts: str) -> QPushButton:
    return next(
        one
        for one in page.findChildren(QPushButton)
        if one.isVisible() and (one.accessibleName() or one.text()).startswith(starts)
    )


def test_without_a_plan_the_next_step_makes_one(page: HomePage, went: Went) -> None:
    assert "Chưa có kế hoạch của năm này." in words(page)

    page.step.button.click()

    assert went == [("plans", {"new": True})]


def test_tick_takes_a_duty_off_and_undo_brings_it_back(
    qtbot: QtBot, page: HomePage, context: UiContext
) -> None:
    undo: list[Callable[[], None]] = []
    context.status.undo_offered.connect(lambda _words, work: undo.append(work))
    tick = button(page, "Đánh dấu đã xong: ")
    duty = tick.accessibleName().removeprefix("Đánh dấu đã xong: ")

    tick.click()
    qtbot.waitUntil(lambda: "Đã xong trong năm: 1 việc." in words(page))
    assert duty not in words(page)

    undo[0]()
    qtbot.waitUntil(lambda: duty in words(page))


def test_day_of_the_month_opens_its_activities(
    page: HomePage, context: UiContext, went: Went
) -> None:
    context.db.write(ensure_action_month, 2026)

    page.month._strip.buttons()[2].click()

    assert went == [("activities", {"day": date(2026, 11, 17)})]


def test_backup_is_made_and_said(qtbot: QtBot, page: HomePage, context: UiContext) -> None:
    assert "Chưa có bản sao lưu" in words(page)

    button(page, "Sao lưu ngay").click()
    qtbot.waitUntil(lambda: "Chưa có bản sao lưu" not in words(page))

    assert len(list_backups(context.paths.backups)) == 1


def test_targets_are_counted_and_open_the_view_of_progress(
    page: HomePage, context: UiContext, went: Went
) -> None:
    known = context.db.read(list_indicators)
    assert "Chưa có số liệu" in page.progress.counts.words.text()

    cells = tuple(
        CellDraft(indicator=code, column=Column.TOTAL, state=CellState.VALUE, value=Decimal(value))
        for code, value in (("nq28_2_1", 55), ("nq28_3_1", 10))
    )
    command = SaveFigures(period=management_year(2026), cells=cells, indicators=known)
    context.db.write(save_figures, command)

    words = page.progress.counts.words.text()
    assert words.startswith("1 đạt · 1 chưa đạt · ")
    assert "chưa có số" in words
    button(page, "Xem tiến độ").click()
    assert went[-1] == ("indicators", {"progress": True})
