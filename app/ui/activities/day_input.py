"""A day typed as the officer writes it: 20/11, 20/11/26 or 20112026; arrows step by a day."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.domain.dates import format_date
from app.errors import ValidationError

_PARTS = re.compile(r"^(\d{1,2})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{2}|\d{4}))?$")
_SOLID = re.compile(r"^(\d{2})(\d{2})(\d{2}|\d{4})?$")


def read_day(text: str, year: int) -> date | None:
    """The day meant; a missing year is ``year``, an empty text is None.

    Raises:
        ValidationError: it is no day.
    """
    bare = text.strip()
    if not bare:
        return None
    found = _PARTS.match(bare) or _SOLID.match(bare)
    if found:
        day, month, written = found.groups()
        meant = int(written) if written else year
        try:
            return date(meant + 2000 if meant < 100 else meant, int(month), int(day))
        except ValueError:
            pass
    raise ValidationError(f"“{bare}” không phải là ngày. Hãy ghi dạng 20/11/{year}.")


class DayLine(QLineEdit):
    """The typed line of a day; Up and Down step by one day."""

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.year = year
        self.setPlaceholderText("ngày/tháng/năm")
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The day meant.

        Raises:
            ValidationError: it is no day.
        """
        return read_day(self.text(), self.year)

    def set_day(self, day: date | None) -> None:
        """Show a day."""
        self.setText(format_date(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move the day; every other key is typed."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self._step(step):
            super().keyPressEvent(event)

    def _step(self, days: int) -> bool:
        day = self.day_or_none()
        if day is None:
            return False
        self.set_day(day + timedelta(days=days))
        self.textEdited.emit(self.text())
        return True

    def _tidy(self) -> None:
        day = self.day_or_none()
        if day is not None:
            self.set_day(day)

    def day_or_none(self) -> date | None:
        """The day meant, or None while it is none."""
        try:
            return self.day()
        except ValidationError:
            return None


class DayInput(QWidget):
    """A typed day with a calendar to choose from."""

    edited = Signal()

    def __init__(self, name: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = DayLine(year, self)
        self.line.setAccessibleName(name)
        self._open = QToolButton(self)
        self._open.setText("▾")
        self._open.setAccessibleName(f"{name}: chọn trong lịch")
        self._open.setToolTip("Chọn trong lịch")
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._open)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self._open.clicked.connect(self._show_calendar)

    def _show_calendar(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setLocale(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        day = self.line.day_or_none()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.clicked.connect(calendar.close)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()

    def _take(self, day: QDate) -> None:
        self.line.set_day(date(day.year(), day.month(), day.day()))
        self.edited.emit()
        self.line.setFocus()
