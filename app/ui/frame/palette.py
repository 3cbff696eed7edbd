"""Ctrl+K: one line that finds pages, things to do, papers and activities, without diacritics."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.dates import format_date
from app.domain.papers import type_words
from app.domain.text import matches
from app.queries.activities import list_activities
from app.queries.papers import list_papers
from app.ui import icons, theme
from app.ui.context import UiContext
from app.ui.navigation import entry, page_of

_MOST: Final = 14
_PAUSE_MS: Final = 200
_SHORTEST: Final = 2
_WISH: Final = Qt.ItemDataRole.UserRole
_WALK: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that can be found and done: its words, what it is, icon, and the doing."""

    words: str
    kind: str
    icon: str
    work: Callable[[], None]


class Palette(QFrame):
    """Lies over the window; emits ``chosen`` with a Wish and goes. Losing the keyboard, it goes too."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, wishes: Sequence[Wish], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "step")
        self._before: QWidget | None = None
        self.setAccessibleName("Tìm mọi thứ")
        self._context = context
        self._wishes = tuple(wishes)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("Tìm kế hoạch, hoạt động, báo cáo, lệnh…")
        self.line.setAccessibleName("Tìm mọi thứ")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Tìm thấy")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        size = max(20, self.fontMetrics().height())
        self.list.setIconSize(QSize(size, size))
        self._none = QLabel("Không thấy gì. Thử ít chữ hơn.", self)
        self._none.setProperty("role", "quiet")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        layout = QVBoxLayout(self)
        for widget in (self.line, self.list, self._none):
            layout.addWidget(widget)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        self.line.returnPressed.connect(self._on_return)
        self._pause.timeout.connect(self.search)
        self.list.itemClicked.connect(self._take)
        self.search()

    def show_under(self, anchor: QWidget) -> None:
        """Open below the search button, as wide as sensible and inside the window."""
        window = anchor.window()
        self._before = QApplication.focusWidget()
        letter = self.fontMetrics().horizontalAdvance("m")
        width = min(max(anchor.width(), letter * 40), window.width() - 32)
        height = min(self.fontMetrics().height() * 22, window.height() - 120)
        place = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        left = max(16, min(place.x(), window.width() - width - 16))
        self.setGeometry(left, place.y(), width, height)
        self.show()
        self.raise_()
        self.line.setFocus()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def go_away(self) -> None:
        """Close; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        self.deleteLater()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def search(self) -> None:
        """Show what fits the words now."""
        self._pause.stop()
        words = self.line.text()
        found = [wish for wish in self._wishes if matches(words, wish.words)]
        if len(words.strip()) >= _SHORTEST:
            found += [*self._papers(words), *self._activities(words)]
        self.list.clear()
        for wish in found[:_MOST]:
            item = QListWidgetItem(icons.icon(wish.icon), f"{wish.words}  ·  {wish.kind}")
            item.setToolTip(wish.words)
            item.setData(_WISH, wish)
            item.setSizeHint(QSize(0, max(theme.LEAST_TARGET, self.fontMetrics().height() + 12)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._none.setVisible(not found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk the list while the line keeps the keyboard."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.key() in _WALK:
            if event.type() == QEvent.Type.KeyPress:
                self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _papers(self, words: str) -> list[Wish]:
        rows = self._context.db.read(list_papers, search=words)
        return [
            Wish(
                row.title or type_words(row.kind, row.paper_type),
                f"{type_words(row.kind, row.paper_type)} {row.year}",
                entry(page_of(row.kind)).icon,
                partial(
                    self._context.navigate,
                    page_of(row.kind),
                    paper_id=row.paper_id,
                ),
            )
            for row in rows[:_MOST]
        ]

    def _activities(self, words: str) -> list[Wish]:
        rows = self._context.db.read(list_activities, search=words)
        return [
            Wish(
                row.title,
                f"Hoạt động {format_date(row.starts_on)}",
                "activity",
                partial(self._context.navigate, "activities", activity_id=row.id),
            )
            for row in rows[:_MOST]
        ]

    def _on_return(self) -> None:
        if self._pause.isActive():
            self.search()
        item = self.list.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        wish = item.data(_WISH)
        self.go_away()
        self.chosen.emit(wish)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self._before = None
            self.go_away()
