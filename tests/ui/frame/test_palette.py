"""Ctrl+K finds without diacritics and goes there."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.exchange.page import ExchangePage
from app.ui.exchange.receive_view import ReceiveView
from app.ui.frame.palette import Palette
from app.ui.main_window import MainWindow
from app.ui.registers.page import RegistersPage
from tests.workflows.parcels.received import make_unit


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


def test_a_check_code_is_looked_up_from_anywhere(qtbot: QtBot, window: MainWindow) -> None:
    palette = palette_of(qtbot, window)

    qtbot.keyClicks(palette.line, "tra ma doi chieu")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)

    assert window.code == "exchange"
    assert isinstance(window.page, ExchangePage)
    view = window.page.view
    assert isinstance(view, ReceiveView)
    assert view.focusWidget() is view.code.typed


def offered(qtbot: QtBot, window: MainWindow) -> list[str]:
    palette = palette_of(qtbot, window)
    qtbot.keyClicks(palette.line, "yeu cau bao cao")
    palette.search()
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_reports_are_asked_for_where_units_report(
    qtbot: QtBot, window: MainWindow, context: UiContext
) -> None:
    context.db.write(make_unit, "01", "Một")
    assert any("Yêu cầu báo cáo" in one for one in offered(qtbot, window))


def test_nobody_is_asked_where_no_units_report(qtbot: QtBot, window: MainWindow) -> None:
    assert not any("Yêu cầu báo cáo" in one for one in offered(qtbot, window))


def test_nothing_found_says_so(qtbot: QtBot, window: MainWindow) -> None:
    palette = palette_of(qtbot, window)

    qtbot.keyClicks(palette.line, "zzzz")
    palette.search()

    assert palette.list.count() == 0
    assert not palette._none.isHidden()

    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert window.code == "home"
