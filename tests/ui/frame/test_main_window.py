"""The frame: going about, the year, text size, what is saved, what can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.preferences import Preferences
from app.queries.office import get_office
from app.services.office import ChangeOffice, change_office
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.navigation import PAGES
from tests.ui.frame.support import OFFICE
from tests.ui.returned import add_returned


def test_top_bar_says_whose_data_and_which_year(window: MainWindow) -> None:
    assert "xã Song An" in window.top._unit.text()
    assert window.top.year.currentText() == "Năm 2026"
    assert window.band.isHidden()


def test_keys_go_to_pages_and_escape_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, "9", Qt.KeyboardModifier.ControlModifier)
    assert window.code == "registers"

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.code == "home"


def test_help_opens_at_the_page_one_comes_from(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("settings")

    qtbot.keyClick(window, Qt.Key.Key_F1)

    assert (window.code, window.page.topic) == ("help", "settings")  # type: ignore[union-attr]


def test_page_that_cannot_be_left_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.page, "leave", lambda: False)

    window.navigate("help")

    assert window.code == "home"
    assert not window.close()


def test_commit_is_told_in_the_top_bar(window: MainWindow, context: UiContext) -> None:
    office = context.db.read(get_office)
    assert office is not None
    changed = OFFICE.__class__(level_code="xa", name="Mẫu", upper_unit="tỉnh Gia Lai")

    context.db.write(change_office, ChangeOffice(seen_revision=office.revision, answers=changed))

    assert window.top._saved.text().startswith("✓ Đã lưu")
    assert "xã Mẫu" in window.top._unit.text()


def test_text_grows_at_once_and_is_remembered(
    qtbot: QtBot, window: MainWindow, context: UiContext
) -> None:
    before = window.fontMetrics().height()

    qtbot.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)

    assert window.fontMetrics().height() > before
    kept = Preferences(context.paths.preferences).choices.text_size
    assert kept == "large"
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)


def test_another_year_reaches_the_pages(window: MainWindow, context: UiContext) -> None:
    window.top.year_chosen.emit(2025)

    assert context.year == 2025
    assert window.top.year.currentText() == "Năm 2025"
    assert "2025" in window.page.state.text()  # type: ignore[union-attr]


def test_undo_of_the_status_line_works_once(window: MainWindow, context: UiContext) -> None:
    taken_back: list[bool] = []

    context.status.offer_undo("Đã xóa.", lambda: taken_back.append(True))
    window.foot.undo.click()

    assert taken_back == [True]
    assert window.foot.undo.isHidden()


def test_the_page_does_not_jump_when_a_way_back_is_offered(
    qapp: QApplication, window: MainWindow, context: UiContext
) -> None:
    before = window.foot.heightForWidth(window.width())

    context.status.offer_undo("Đã xóa.", lambda: None)

    assert window.foot.heightForWidth(window.width()) == before
    qapp.processEvents()
    assert window.foot.rect().contains(window.foot.undo.geometry())


def test_f6_walks_between_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    window.side.focus_entry()

    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.stack.isAncestorOf(window.focusWidget())

    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.top.isAncestorOf(window.focusWidget())


def test_every_entry_leads_somewhere(window: MainWindow) -> None:
    for page in PAGES:
        window.navigate(page.code)
        assert window.code == page.code


def test_the_entry_of_packages_counts_what_waits(window: MainWindow, context: UiContext) -> None:
    [entry] = [one for one in window.side.findChildren(QToolButton) if "Gửi" in one.text()]
    assert entry.text() == "Gửi – Nhận"
    add_returned(context.db, [{"words": "Thiếu phụ lục"}])
    assert entry.text() == "Gửi – Nhận  1"
    assert entry.accessibleName() == "Gửi – Nhận, 1 việc đang chờ"
