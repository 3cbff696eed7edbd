"""Targets of one indicator: those of the unit and of the office above are set and taken away."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.figure_rows import Column
from app.domain.figure_text import read_amount
from app.domain.indicators import Indicator, Target, TargetSource
from app.errors import ValidationError
from app.queries.progress import ProgressRow
from app.services.figures import SetTarget, target_columns
from app.ui.flow_layout import FlowLayout
from app.ui.indicators.progress_words import FOR_WORDS, SET_BY_WORDS, target_words
from app.ui.indicators.target_steps import TargetKeeper, taken_away
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_OWN: Final = (TargetSource.OWN, TargetSource.UPPER)


class TargetBox(QWidget):
    """``changed`` after a target was written, taken away or taken back."""

    changed = Signal()

    def __init__(self, keeper: TargetKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._indicator: Indicator | None = None
        self.title = WrapLabel("Mục tiêu", role="strong", parent=self)
        self._lines = QVBoxLayout()
        self.year = QLineEdit(self)
        self.value = QLineEdit(self)
        self.column = ChoiceBox([(Column.TOTAL, FOR_WORDS[Column.TOTAL])], self)
        self.set_by = ChoiceBox([(one, SET_BY_WORDS[one]) for one in _OWN], self)
        self.words = QLineEdit(self)
        self.error = MarkedLabel(self)
        self.write = QPushButton("Ghi mục tiêu", self)
        self.undo = QPushButton("Hoàn tác", self)
        self._lay_out()
        self.write.clicked.connect(lambda _on: self._write())
        self.undo.clicked.connect(lambda _on: self._undo())
        for field in (self.year, self.value, self.words):
            field.returnPressed.connect(self._write)

    def show_row(self, row: ProgressRow | None) -> None:
        """The targets of an indicator, of every source."""
        self.setVisible(row is not None)
        self.error.hide()
        if row is None:
            return
        other = self._indicator is None or self._indicator.code != row.indicator.code
        self._indicator = row.indicator
        self._show_lines(row)
        allowed = target_columns(row.indicator)
        self.column.set_choices([(one, FOR_WORDS[one]) for one in allowed])
        self.column.setEnabled(len(allowed) > 1)
        self.undo.setEnabled(self._keeper.can_undo)
        if other:
            self.year.setText(str(row.year))
            self.value.clear()
            self.words.clear()

    def _show_lines(self, row: ProgressRow) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                # Not now: this may be the click on a button inside it.
                widget.hide()
                widget.deleteLater()
        order = sorted(row.targets, key=lambda one: (one.year, one.column, one.source))
        for target in order:
            self._lines.addWidget(self._line(target, row.indicator))
        if not order:
            self._lines.addWidget(WrapLabel("Chưa có mục tiêu.", role="quiet", parent=self))

    def _line(self, target: Target, indicator: Indicator) -> QWidget:
        line = QWidget(self)
        words = WrapLabel(target_words(target, indicator), parent=line)
        layout = QVBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(words)
        if target.source in _OWN:
            buttons = FlowLayout()
            for name, work in (
                ("Sửa", partial(self._edit, target)),
                ("Bỏ", partial(self._take_away, target)),
            ):
                buttons.addWidget(_small(name, words.text(), work, line))
            layout.addLayout(buttons)
        return line

    def _edit(self, target: Target) -> None:
        """Put a target into the fields; the same year, sex and setter are written over."""
        self.year.setText(str(target.year))
        self.value.setText(f"{target.value:f}".replace(".", ","))
        self.column.show_value(target.column)
        self.set_by.show_value(target.source)
        self.words.setText(target.words)
        self.value.setFocus()
        self.value.selectAll()

    def _take_away(self, target: Target) -> None:
        if self._indicator is not None:
            command = taken_away(self._indicator.code, target)
            self._try(partial(self._keeper.write, command, self._indicator))

    def _undo(self) -> None:
        self._try(self._keeper.undo)

    def _write(self) -> None:
        if self._indicator is None:
            return
        indicator = self._indicator
        if self._try(lambda: self._keeper.write(self._command(indicator), indicator)):
            self.value.clear()
            self.value.setFocus()

    def _command(self, indicator: Indicator) -> SetTarget:
        year, value = self.year.text().strip(), read_amount(self.value.text())
        if not year.isdecimal():
            raise ValidationError("Hãy ghi năm của mục tiêu, ví dụ 2030.", field="year")
        if value is None:
            raise ValidationError("Hãy ghi giá trị của mục tiêu.", field="value")
        return SetTarget(
            indicator=indicator.code,
            year=int(year),
            value=value,
            column=Column(str(self.column.value())),
            set_by=TargetSource(str(self.set_by.value())),
            words=self.words.text(),
        )

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except ValidationError as error:
            self.error.show_state("warn", error.message, "bad")
            self.error.show()
            wrong = {"year": self.year, "column": self.column}.get(error.field, self.value)
            wrong.setFocus()
            return False
        self.error.hide()
        self.changed.emit()
        return True

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        for at, (name, widget) in enumerate(
            (
                ("Năm", self.year),
                ("Giá trị", self.value),
                ("Cho ai", self.column),
                ("Ai giao", self.set_by),
                ("Căn cứ", self.words),
            )
        ):
            label = QLabel(name, self)
            label.setBuddy(widget)
            widget.setAccessibleName(f"{name} của mục tiêu")
            fields.addWidget(label, at, 0)
            fields.addWidget(widget, at, 1)
        fields.setColumnStretch(1, 1)
        self.year.setPlaceholderText("Ví dụ: 2030")
        self.words.setPlaceholderText("Ví dụ: Nghị quyết HĐND xã")
        buttons = FlowLayout()
        buttons.addWidget(self.write)
        buttons.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(self._lines)
        layout.addLayout(fields)
        layout.addWidget(self.error)
        layout.addLayout(buttons)
        self.error.hide()


def _small(name: str, of: str, work: Callable[[], None], parent: QWidget) -> QPushButton:
    button = QPushButton(name, parent)
    button.setProperty("role", "link")
    button.setAccessibleName(f"{name} mục tiêu {of}")
    button.clicked.connect(lambda _on: work())
    return button
