"""The officer at the screen: finds things by their Vietnamese words, clicks and types."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.keys import type_text

WAIT_MS = 120_000
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

    def shown(self, kind: type[W]) -> list[W]:
        """Every visible widget of a kind."""
        return [part for part in self.window.findChildren(kind) if part.isVisible()]

    def find(self, kind: type[W], words: Callable[[W], str], wanted: str) -> W:
        """The visible widget with these words."""
        found: list[W] = []

        def there() -> None:
            shown = self.shown(kind)
            found[:] = [part for part in shown if words(part) == wanted]
            assert found, f"không thấy “{wanted}” trong {sorted({words(part) for part in shown})}"

        self._qtbot.waitUntil(there, timeout=WAIT_MS)
        return found[0]

    def press(self, words: str, *, within: type[QWidget] = QWidget) -> None:
        """Click the button with these words, in a part of the window where two are alike."""
        button = self.find(QAbstractButton, _words_in(within), words)
        # Words that tick something begin at the left; the rest of the line is empty.
        ticks = isinstance(button, QCheckBox | QRadioButton)
        self.click(button, QPoint(12, button.height() // 2) if ticks else None)

    def go_to(self, page: str) -> None:
        """Click a page in the bar at the side; beside its words may stand how much waits there."""
        self.click(self.find(QAbstractButton, lambda one: one.text().split("  ")[0], page))

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """Scroll there if need be and click; nothing may lie over it."""
        self._look_at_window()
        self.wait(widget.isEnabled)
        place = widget.rect().center() if spot is None else spot
        # What was shown a moment ago is laid out one turn later.
        self.wait(lambda: self._reaches(widget, place))
        QTest.mouseClick(widget, LEFT, pos=place)

    def _look_at_window(self) -> None:
        """Without a window manager nobody gives the window back its focus after a pop-up."""
        popup = QApplication.activePopupWidget()
        assert popup is None, f"{popup} lies over everything"
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def _reaches(self, widget: QWidget, place: QPoint) -> bool:
        """Whether a click there lands on the widget and on nothing that lies over it."""
        self.scroll_to(widget)
        hit = self.window.childAt(widget.mapTo(self.window, place))
        return hit is not None and (hit is widget or widget.isAncestorOf(hit))

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
        if QApplication.activePopupWidget() is None:
            self._look_at_window()
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, held)

    def write(self, text: str) -> None:
        """Type Vietnamese at the cursor."""
        target = QApplication.focusWidget()
        assert target is not None
        type_text(target, text)

    def click_line(self, name: str, words: str) -> None:
        """Click the line of a list that holds these words."""
        found = self.field(name)
        assert isinstance(found, QListWidget)
        rows = [found.item(row) for row in range(found.count())]
        item = next((item for item in rows if words in item.text()), None)
        assert item is not None, [item.text() for item in rows]
        self._look_at_window()
        found.scrollToItem(item)
        spot = found.visualItemRect(item).topLeft() + QPoint(30, 8)
        QTest.mouseClick(found.viewport(), LEFT, pos=spot)

    def click_first_row(self, name: str) -> None:
        """Click the first row of a table."""
        table = self.field(name)
        assert isinstance(table, QTableView)
        self._look_at_window()
        spot = table.visualRect(table.model().index(0, 0)).center()
        QTest.mouseClick(table.viewport(), LEFT, pos=spot)

    def rows_of(self, name: str) -> list[str]:
        """Every line of a table as it is read: its cells with tabs between."""
        table = self.field(name)
        assert isinstance(table, QTableView)
        model = table.model()
        columns = range(model.columnCount())
        return [
            "\t".join(str(model.index(row, at).data() or "") for at in columns)
            for row in range(model.rowCount())
        ]

    def click_row(self, name: str, words: str, column: int = 0) -> None:
        """Click into the line of a table that holds these words."""
        self.wait(lambda: any(words in line for line in self.rows_of(name)))
        row = next(at for at, line in enumerate(self.rows_of(name)) if words in line)
        table = self.field(name)
        assert isinstance(table, QTableView)
        self._look_at_window()
        self.scroll_to(table)
        cell = table.model().index(row, column)
        table.scrollTo(cell)
        QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(cell).center())

    def open_tab(self, words: str) -> None:
        """Click a tab."""
        bars = [bar for bar in self.window.findChildren(QTabBar) if bar.isVisible()]
        for bar in bars:
            for place in range(bar.count()):
                if bar.tabText(place) == words:
                    self.click(bar, bar.tabRect(place).center())
                    return
        raise AssertionError(words)

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


def _words_in(part: type[QWidget]) -> Callable[[QAbstractButton], str]:
    def words(button: QAbstractButton) -> str:
        above = button.parentWidget()
        while above is not None and not isinstance(above, part):
            above = above.parentWidget()
        return button.text() if above is not None else ""

    return words
