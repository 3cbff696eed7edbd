"""A page of the frame: title row with its buttons, then whatever the page shows."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.topics import Topic
from app.journal import Draft
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.journal_forms import take_back_fields
from app.ui.widgets.labels import WrapLabel


class Page(QWidget):
    """Base of all pages.

    A page re-reads (``refresh``) when a topic of ``topics`` was committed or the year changed;
    while hidden it waits until it is shown again. It puts its content into ``body``.
    """

    title: ClassVar[str] = ""
    topics: ClassVar[frozenset[Topic]] = frozenset()
    #: ``leave`` asks what becomes of words that cannot be saved.
    asks_itself: ClassVar[bool] = False

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._stale = False
        self.heading = WrapLabel(self.title, role="title", parent=self)
        self.state = WrapLabel("", role="quiet", parent=self)
        self.state.hide()
        self._buttons = FlowLayout(to_right=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._lay_out()
        context.bus.committed.connect(self._on_committed)
        context.bus.year_changed.connect(self._on_year)

    def refresh(self) -> None:
        """Re-read what is shown."""

    def leave(self) -> bool:
        """Save what is not saved yet; False keeps the officer on this page."""
        return True

    def open(self, target: Mapping[str, object]) -> None:
        """Show one thing, e.g. ``{"paper_id": …}``; an empty target is the page as it is."""

    def here(self) -> Mapping[str, str]:
        """A target that leads back to what is shown."""
        return {}

    def take_back(self, draft: Draft) -> bool:
        """Put words of the journal into their form; False when they are still nowhere."""
        return take_back_fields(self, draft.typed)

    def back(self) -> bool:
        """Esc: go one step back inside the page; False when there is none."""
        return False

    def explain(self) -> bool:
        """F1: say what is stood on; False leaves it to the help of the page."""
        return False

    def set_title(self, title: str) -> None:
        """Another title than the usual one."""
        self.heading.setText(title)

    def set_state(self, words: str) -> None:
        """The quiet line under the title: "Bản nháp · sửa lần cuối 09:15"."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def add_button(self, button: QWidget) -> None:
        """A button (or other control) at the right end of the title row."""
        self._buttons.addWidget(button)
        self._top.setStretchFactor(self._buttons, 1)

    def primary_button(self, words: str) -> QPushButton:
        """The one main button of the page, already in the title row."""
        button = QPushButton(words, self)
        button.setProperty("role", "primary")
        self.add_button(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Re-read what changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _on_committed(self, topics: frozenset[Topic]) -> None:
        if topics & self.topics:
            self._refresh_or_wait()

    def _on_year(self, _year: int) -> None:
        self._refresh_or_wait()

    def _refresh_or_wait(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self.heading)
        titles.addWidget(self.state)
        self._top = top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(titles, 1)
        top.addLayout(self._buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addLayout(top)
        outer.addLayout(self.body, 1)
