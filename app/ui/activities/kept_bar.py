"""Cards that could not be saved yet, each one click away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.activities.card import PutAside

_LONGEST = 40


class KeptBar(QWidget):
    """Hidden while every card is saved."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(QLabel("⚠ Thẻ chưa ghi lại được:", self))
        self._layout.addStretch(1)
        self.hide()

    def show_cards(self, cards: Sequence[PutAside]) -> None:
        """One button for each card."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(card) for card in cards]
        for place, button in enumerate(self._buttons):
            self._layout.insertWidget(1 + place, button)
        self.setVisible(bool(cards))

    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be clicked."""
        return tuple(self._buttons)

    def _button(self, card: PutAside) -> QPushButton:
        words = card.words if len(card.words) <= _LONGEST else f"{card.words[:_LONGEST]}…"
        button = QPushButton(f"{words} – mở tiếp", self)
        button.setToolTip(card.words)
        button.clicked.connect(partial(self._choose, card))
        return button

    def _choose(self, card: PutAside) -> None:
        self.chosen.emit(card)
