"""The foot of the window: what was just done and its way back, quiet facts, work in progress."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.ui.widgets.labels import WrapLabel

_STAYS_MS: Final = 20_000  # a sentence without a way back; later it would mislead


class StatusLine(QFrame):
    """Emits ``stop_asked`` when the officer wants the running work to stop."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._undo_work: Callable[[], None] | None = None
        self._said = WrapLabel("", parent=self)
        self.undo = QPushButton("Hoàn tác", self)
        self.undo.setProperty("role", "link")
        self._old = QTimer(self)
        self._fact = WrapLabel("", role="quiet", parent=self)
        self._fact.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._work = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * 10)
        self.stop = QPushButton("Dừng", self)
        self.stop.setProperty("role", "link")
        self._lay_out()
        self.undo.hide()
        self.hide_progress()
        self._old.setSingleShot(True)
        self._old.setInterval(_STAYS_MS)
        self._old.timeout.connect(self._said.clear)
        self.undo.clicked.connect(self._on_undo)
        self.stop.clicked.connect(self.stop_asked)

    @property
    def said(self) -> str:
        """The sentence shown now."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """One sentence; the way back of the sentence before is gone."""
        self._said.setText(sentence)
        self._undo_work = None
        self.undo.hide()
        self._old.start()

    def offer_undo(self, sentence: str, undo: Callable[[], None]) -> None:
        """A sentence with its way back."""
        self.say(sentence)
        self._old.stop()
        self._undo_work = undo
        self.undo.show()

    def show_fact(self, words: str) -> None:
        """The quiet fact at the right, e.g. when the last backup was made."""
        self._fact.setText(words)

    def show_progress(self, name: str, done: int, total: int, words: str) -> None:
        """What is being done and how far it is; without a total the bar only moves."""
        self._work.setText(f"{name}: {words}" if words else name)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for widget in (self._work, self._bar, self.stop):
            widget.show()

    def hide_progress(self) -> None:
        """Nothing is being done any more."""
        for widget in (self._work, self._bar, self.stop):
            widget.hide()

    def _on_undo(self) -> None:
        work, self._undo_work = self._undo_work, None
        self.undo.hide()
        if work is not None:
            self.say("Đã hoàn tác.")
            work()

    def _lay_out(self) -> None:
        kept = self.undo.sizePolicy()
        # The page above does not jump when a way back is offered.
        kept.setRetainSizeWhenHidden(True)
        kept.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        self.undo.setSizePolicy(kept)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.setSpacing(12)
        layout.addWidget(self._said, 3)
        layout.addWidget(self.undo)
        layout.addWidget(self._fact, 2)
        for widget in (self._work, self._bar, self.stop):
            layout.addWidget(widget)
