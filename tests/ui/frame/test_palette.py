"""Ctrl+K finds without diacritics and goes there."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.frame.palette import Palette
from app.ui.main_window import MainWindow
from app.ui.registers.page import RegistersPage


def palette_of(qtbot: QtBot, window: MainWindow) -> Palette:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    [palette] = window.findChildren(Palette)
    return palette


def test_page_is_found_and_opened_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    palette = palette_of(qtbot, window)

    qtbot.keyClicks(palette.line, "cai dat")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)

    assert window.code == "settings"


def test_a_template_is_found_and_stands_chosen(qtbot: QtBot, window: MainWindow) -> None:
    palette = palette_of(qtbot, window)

    qtbot.keyClicks(palette.line, "lap giay moi")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)

    assert window.code == "registers"
    assert isinstance(window.page, RegistersPage)
    assert window.page.stack.currentWidget() is window.page.new_paper
    assert window.page.new_paper.cards.code == "invitation_launch"


def test_nothing_found_says_so(qtbot: QtBot, window: MainWindow) -> None:
    palette = palette_of(qtbot, window)

    qtbot.keyClicks(palette.line, "zzzz")
    palette.search()

    assert palette.list.count() == 0
    assert not palette._none.isHidden()

    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.code == "home"
