"""Choosing what a report is about: a part of the year, or any days."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.papers import ReportType
from app.domain.periods import Period, PeriodKind, between, parse_period
from app.domain.report_kinds import periods_of, takes_days
from app.errors import ValidationError
from app.ui.activities.field_box import FieldBox
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox, DateInput

_DAYS: Final = "days"


class PeriodBox(QWidget):
    """A list of periods; "Từ ngày đến ngày" opens two places for days."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ChoiceBox((), self)
        self.choice.setAccessibleName("Kỳ báo cáo")
        self.choice.setMinimumContentsLength(18)
        self.first, self.last = DateInput(self), DateInput(self)
        self.first.setAccessibleName("Từ ngày")
        self.last.setAccessibleName("Đến ngày")
        self.first_box = FieldBox("Từ ngày", self.first)
        self.last_box = FieldBox("Đến ngày", self.last)
        layout = FlowLayout(self, gap=16)
        layout.addWidget(FieldBox("Kỳ báo cáo", self.choice))
        layout.addWidget(self.first_box)
        layout.addWidget(self.last_box)
        self.choice.currentIndexChanged.connect(lambda _row: self._on_choice())
        for day in (self.first, self.last):
            day.edited.connect(self.changed)

    def offer(self, report_type: ReportType, year: int) -> None:
        """The periods of a year that this kind of report can be about; the choice stays."""
        before = str(self.choice.value())
        found = [(one.code, one.words) for one in periods_of(report_type, year)]
        if takes_days(report_type):
            found.append((_DAYS, "Từ ngày đến ngày"))
        self.choice.blockSignals(True)
        self.choice.set_choices(found)
        codes = [code for code, _words in found]
        self.choice.show_value(before if before in codes else codes[0])
        self.choice.blockSignals(False)
        self._on_choice()

    def choose(self, kind: PeriodKind) -> None:
        """The first period of a kind."""
        for row in range(self.choice.count()):
            code = str(self.choice.itemData(row))
            if code != _DAYS and parse_period(code).kind is kind:
                self.choice.setCurrentIndex(row)
                return

    def value(self) -> Period:
        """The period chosen.

        Raises:
            ValidationError: a day is missing, cannot be read, or the days are the wrong way round.
        """
        code = str(self.choice.value())
        if code != _DAYS:
            return parse_period(code)
        first, last = self.first.value(), self.last.value()
        if not isinstance(first, date) or not isinstance(last, date):
            raise ValidationError("Hãy ghi ngày đầu và ngày cuối của kỳ báo cáo, như 01/03/2026.")
        return between(first, last)

    def _on_choice(self) -> None:
        free = str(self.choice.value()) == _DAYS
        self.first_box.setVisible(free)
        self.last_box.setVisible(free)
        self.changed.emit()
