"""The days of the Action Month in one strip: counts, today, and the day looked at."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from app.domain.dates import format_date

ACCENT: Final = QColor("#c2571a")
WEEKDAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class DayButton(QToolButton):
    """One day: weekday, day of the month, number of activities."""

    moved = Signal(int)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = day
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._count = 0
        self._today = False

    def show_count(self, count: int, today: date) -> None:
        """Say how much was done on the day."""
        self._count, self._today = count, self.day == today
        words = f"{count} hoạt động" if count else "chưa có hoạt động"
        now = ", hôm nay" if self._today else ""
        self.setAccessibleName(f"{format_date(self.day)}{now}: {words}")
        self.setToolTip(self.accessibleName())
        self.update()

    def lines(self) -> tuple[str, str, str]:
        """Weekday, day, count, as drawn."""
        day = str(self.day.day) if self.day.day != 1 else f"1/{self.day.month}"
        weekday = "nay" if self._today else WEEKDAYS[self.day.weekday()]
        return weekday, day, str(self._count) if self._count else "–"

    def sizeHint(self) -> QSize:
        """Wide enough for "30/11", three lines high."""
        metrics = QFontMetrics(self._small())
        return QSize(metrics.horizontalAdvance("1/12") + 4, metrics.height() * 3 + 6)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def minimumSizeHint(self) -> QSize:
        """As wide as needed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tile: filled when something was done, framed when it is today."""
        painter = QPainter(self)
        palette = self.palette()
        tile = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(self._frame(palette))
        painter.setBrush(self._ground(palette))
        painter.drawRoundedRect(tile, 4, 4)
        painter.setPen(
            palette.highlightedText().color() if self.isChecked() else palette.text().color()
        )
        height = tile.height() // 3
        for place, line in enumerate(self.lines()):
            font = self._small()
            font.setBold(place == 2 or (self._today and place == 0))
            painter.setFont(font)
            box = tile.adjusted(0, place * height, 0, (place - 2) * height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)

    def _ground(self, palette: QPalette) -> QColor:
        if self.isChecked():
            return palette.highlight().color()
        if not self._count:
            return palette.base().color()
        tint = QColor(palette.highlight().color())
        tint.setAlpha(40)
        return tint

    def _frame(self, palette: QPalette) -> QPen:
        if self.hasFocus() or self.underMouse():
            return QPen(palette.highlight().color(), 2)
        return QPen(ACCENT, 2) if self._today else QPen(palette.mid().color(), 1)

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
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
            button.clicked.connect(lambda _on=False, button=button: self._on_clicked(button))
            button.moved.connect(partial(self._walk, place))
            button.setFocusPolicy(
                Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus
            )

        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row when it fits, else two."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Half of the days side by side."""
        if not self._days:
            return super().minimumSizeHint()
        width = (self._days[0].sizeHint().width() + 1) * ((len(self._days) + 1) // 2)
        return QSize(width, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        if not self._days:
            return
        fits = self.width() >= (self._days[0].sizeHint().width() + 1) * len(self._days)
        columns = len(self._days) if fits else (len(self._days) + 1) // 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._days):
            self._layout.addWidget(button, place // columns, place % columns)

    def _walk(self, place: int, step: int) -> None:
        self._days[(place + step) % len(self._days)].setFocus()

    def _on_clicked(self, button: DayButton) -> None:
        for other in self._days:
            if other is not button:
                other.setChecked(False)
        self.day_chosen.emit(button.day if button.isChecked() else None)
