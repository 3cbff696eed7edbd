"""The days of the Action Month in one strip: counts, today, and the day looked at."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.domain.dates import format_date

WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class DayButton(QToolButton):
    """One day: weekday, day of the month, number of activities."""

    moved = Signal(int)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = day
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("strip", True)

    def show_count(self, count: int, today: date) -> None:
        """Say how much was done on the day."""
        day = f"{self.day:%d}" if self.day.day != 1 else f"1/{self.day.month}"
        mark = "•" if self.day == today else ""
        self.setText(f"{WEEKDAYS[self.day.weekday()]}{mark}\n{day}\n{count or '–'}")
        self.setProperty("today", self.day == today)
        self.setProperty("filled", count > 0)
        self.style().polish(self)
        words = f"{count} hoạt động" if count else "chưa có hoạt động"
        now = ", hôm nay" if self.day == today else ""
        self.setAccessibleName(f"{format_date(self.day)}{now}: {words}")
        self.setToolTip(self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk along the strip."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class MonthStrip(QWidget):
    """All days of a campaign; emits ``day_chosen`` with a day, or None when it is let go."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[DayButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def buttons(self) -> tuple[DayButton, ...]:
        """The days in order."""
        return tuple(self._days)

    def show_days(self, counts: Mapping[date, int], today: date, chosen: date | None) -> None:
        """Show the days with their counts; ``chosen`` is held down."""
        if [button.day for button in self._days] != list(counts):
            self._rebuild(list(counts))
        for button in self._days:
            button.show_count(counts[button.day], today)
            button.setChecked(button.day == chosen)

    def _rebuild(self, days: list[date]) -> None:
        for button in self._days:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._days = [DayButton(day, self) for day in days]
        for place, button in enumerate(self._days):
            self._layout.addWidget(button, 1)
            button.clicked.connect(partial(self._on_clicked, button))
            button.moved.connect(partial(self._walk, place))
            button.setFocusPolicy(
                Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus
            )

    def _walk(self, place: int, step: int) -> None:
        self._days[(place + step) % len(self._days)].setFocus()

    def _on_clicked(self, button: DayButton, checked: bool) -> None:
        for other in self._days:
            if other is not button:
                other.setChecked(False)
        self.day_chosen.emit(button.day if checked else None)
