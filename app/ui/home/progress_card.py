"""Chỉ tiêu: how many targets are reached, are not, have no figure yet."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.progress import ProgressCounts
from app.ui.home.card import Card
from app.ui.indicators.progress_words import counts_words
from app.ui.widgets.labels import MarkedLabel

_NO_FIGURES: Final = "Chưa có số liệu nào để đánh giá."
_NO_TARGETS: Final = "Chưa có mục tiêu nào được theo dõi."


class ProgressCard(Card):
    """``opened`` asks for the view of progress."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chỉ tiêu", parent)
        self.counts = MarkedLabel(self)
        self.body.addWidget(self.counts)
        self.add_button("Xem tiến độ", self.opened.emit)

    def show_counts(self, counts: ProgressCounts, year: int) -> None:
        """The targets of a year."""
        self.heading.setText(f"Chỉ tiêu năm {year}")
        if counts.not_met:
            self.counts.show_state("warn", counts_words(counts), "bad")
        elif counts.met:
            self.counts.show_state("check", counts_words(counts), "good")
        else:
            words = _NO_FIGURES if counts.all else _NO_TARGETS
            self.counts.show_state("info", words, "quiet")
