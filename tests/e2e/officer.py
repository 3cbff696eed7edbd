"""The officer at the screen: finds things by their Vietnamese words, clicks and types."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.keys import type_text

WAIT_MS = 30_000
SCREEN = (1366, 728)
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Officer:
    """Sees what is visible only; a click must reach the widget it is meant for."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        folder = os.environ.get("BDG_SHOTS", "")
        self._shots = Path(folder) if folder else None
        self._count = 0

    @property
    def window(self) -> QWidget:
        """The one window that is open."""
        shown = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget.windowType() is Qt.WindowType.Window
        ]
        assert len(shown) == 1, shown
        return shown[0]

    def wait(self, true: Callable[[], object]) -> None:
        """Go on once this is so."""
        self._qtbot.waitUntil(lambda: bool(true()), timeout=WAIT_MS)

    def find(self, kind: type[W], words: Callable[[W], str], wanted: str) -> W:
        """The visible widget with these words."""
        found = [
            widget
            for widget in self.window.findChildren(kind)
            if widget.isVisible() and words(widget) == wanted
        ]
        there = sorted({words(w) for w in self.window.findChildren(kind) if w.isVisible()})
        assert found, f"không thấy “{wanted}” trong {there}"
        return found[0]

    def press(self, words: str) -> None:
        """Click the button with these words."""
        self.click(self.find(QAbstractButton, QAbstractButton.text, words))

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """Scroll there if need be and click; nothing may lie over it."""
        self._look_at_window()
        self.wait(widget.isEnabled)
        self.scroll_to(widget)
        place = widget.rect().center() if spot is None else spot
        hit = self.window.childAt(widget.mapTo(self.window, place))
        assert hit is not None, f"{widget} is outside the window"
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        QTest.mouseClick(widget, LEFT, pos=place)

    def _look_at_window(self) -> None:
        """Without a window manager nobody gives the window back its focus after a pop-up."""
        popup = QApplication.activePopupWidget()
        assert popup is None, f"{popup} lies over everything"
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel until the widget is seen."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def field(self, name: str) -> QWidget:
        """The input that is called so by a screen reader."""
        return self.find(QWidget, QWidget.accessibleName, name)

    def type_into(self, name: str, text: str) -> None:
        """Click into a field, type over what stands there, and leave with Tab."""
        self.retype(self.field(name), text)

    def retype(self, field: QWidget, text: str) -> None:
        """Type over everything in this field, and leave with Tab."""
        line = (field.lineEdit() if isinstance(field, QComboBox) else None) or field
        self.click(line.focusProxy() or line)
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(target, text)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        QTest.keyClick(target, Qt.Key.Key_Tab)

    def choose(self, name: str, words: str) -> None:
        """Go down a list with the arrow keys until these words are chosen."""
        box = self.field(name)
        assert isinstance(box, QComboBox)
        self.scroll_to(box)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if words in box.currentText():
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert words in box.currentText(), [box.itemText(row) for row in range(box.count())]

    def take_from_menu(self, button: str, words: str) -> None:
        """Open the menu of a button and click one of its lines."""
        taken: list[str] = []

        def take() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = next(action for action in menu.actions() if action.text() == words)
            taken.append(words)
            QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

        def when_open() -> None:
            if isinstance(QApplication.activePopupWidget(), QMenu):
                take()
            else:
                QTimer.singleShot(10, when_open)

        QTimer.singleShot(0, when_open)
        self.click(self.find(QPushButton, QPushButton.text, button))
        self.wait(lambda: taken)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on what has the focus."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, held)

    def write(self, text: str) -> None:
        """Type Vietnamese at the cursor."""
        target = QApplication.focusWidget()
        assert target is not None
        type_text(target, text)

    def click_row(self, table: QTableView, row: int) -> None:
        """Click a row of a table."""
        index = table.model().index(row, 0)
        table.scrollTo(index)
        QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
        chosen = table.selectionModel()
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def sees(self, words: str) -> bool:
        """Whether a label or button shows these words."""
        parts = [*self.window.findChildren(QLabel), *self.window.findChildren(QAbstractButton)]
        return any(part.isVisible() and words in part.text() for part in parts)

    def shot(self, name: str) -> None:
        """Keep a picture of the screen, when pictures are asked for."""
        if self._shots is None:
            return
        self._shots.mkdir(parents=True, exist_ok=True)
        self._count += 1
        QTest.qWait(150)
        self.window.grab().save(str(self._shots / f"{self._count:02d}-{name}.png"))
