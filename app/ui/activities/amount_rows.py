"""Rows of "what – how many": counted items of the kind, or money by source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.figures import format_number, parse_number
from app.errors import ValidationError
from app.ui.activities.choice_input import Choice, ChoiceInput

Amounts = tuple[tuple[str, int], ...]
Typed = tuple[tuple[str, str], ...]


class Stored(Protocol):
    """A stored amount with its name: a QuantityRow or a MoneyRow."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def amount(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountWords:
    """Words of one such list."""

    what: str
    amount: str
    add: str
    empty_what: str
    unit: str = ""


class AmountRow(QWidget):
    """One row: what, how many, its unit."""

    edited = Signal()

    def __init__(self, words: AmountWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._units: Mapping[str, str] = {}
        self.what = ChoiceInput(words.what, self)
        self.amount = QLineEdit(self)
        self.amount.setAccessibleName(words.amount)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = QLabel(words.unit, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.what, 5)
        layout.addWidget(self.amount, 3)
        layout.addWidget(self.unit, 2)
        self.what.edited.connect(self._on_what)
        self.amount.textEdited.connect(lambda _text: self.edited.emit())
        self.amount.editingFinished.connect(self._tidy)

    def fill(
        self, choices: Sequence[Choice], units: Mapping[str, str], code: str, words: str = ""
    ) -> None:
        """Offer the entries and choose one; ``words`` names one that left the list."""
        self._units = units
        self.what.set_choices(choices)
        self.what.set_code(code, words)
        self.show_unit()

    def value(self) -> tuple[str, int] | None:
        """(code, amount), or None for a row that says no amount.

        Raises:
            ValidationError: no whole number, or an amount of nothing.
        """
        amount = parse_number(self.amount.text())
        if amount is None:
            return None
        code = self.what.code()
        if not code:
            raise ValidationError(self._words.empty_what)
        return code, amount

    def _on_what(self) -> None:
        self.show_unit()
        self.edited.emit()

    def show_unit(self) -> None:
        """Say what is counted, beside the number."""
        unit = self._units.get(self.what.code(), self._words.unit)
        self.unit.setText(unit)
        self.amount.setAccessibleName(f"{self._words.amount}: {self.what.line().text()}")

    def _tidy(self) -> None:
        try:
            number = parse_number(self.amount.text())
        except ValidationError:
            return
        self.amount.setText(format_number(number))


class AmountRows(QWidget):
    """A list of rows; those without an amount are not stored."""

    edited = Signal()

    def __init__(self, words: AmountWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._choices: tuple[Choice, ...] = ()
        self._units: Mapping[str, str] = {}
        self._rows: list[AmountRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._add = QPushButton(words.add, self)
        self._add.clicked.connect(self._on_add)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(8)
        layout.addLayout(self._list, 0, 0)
        layout.addWidget(self._add, 1, 0, Qt.AlignmentFlag.AlignLeft)

    def rows(self) -> tuple[AmountRow, ...]:
        """The rows as shown."""
        return tuple(self._rows)

    def set_choices(self, choices: Sequence[Choice], units: Mapping[str, str]) -> None:
        """What may be counted, and in which unit."""
        self._choices, self._units = tuple(choices), units

    def set_values(self, values: Sequence[Stored], offered: Sequence[str]) -> None:
        """Show stored amounts, then an empty row for each offered code that has none."""
        there = {stored.code for stored in values}
        codes = [code for code in offered if code not in there]
        self._make(len(values) + len(codes))
        for row, stored in zip(self._rows, values, strict=False):
            row.fill(self._choices, self._units, stored.code, stored.name)
            row.amount.setText(format_number(stored.amount))
        for row, code in zip(self._rows[len(values) :], codes, strict=True):
            row.fill(self._choices, self._units, code)
            row.amount.clear()

    def offer(self, codes: Sequence[str]) -> None:
        """Offer other entries; rows with an amount stay."""
        kept = tuple(pair for pair in self.typed() if pair[1].strip())
        there = {row.what.code() for row in self._rows if row.amount.text().strip()}
        self.set_typed(kept)
        for code in codes:
            if code not in there:
                self._append().fill(self._choices, self._units, code)

    def typed(self) -> Typed:
        """(what, amount) of every row as typed, right or wrong."""
        return tuple((row.what.line().text(), row.amount.text()) for row in self._rows)

    def set_typed(self, typed: Typed) -> None:
        """Show rows as they were typed."""
        self._make(len(typed))
        for row, (what, amount) in zip(self._rows, typed, strict=True):
            row.fill(self._choices, self._units, "")
            row.what.set_typed(what)
            row.show_unit()
            row.amount.setText(amount)

    def _make(self, count: int) -> None:
        while len(self._rows) > count:
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < count:
            self._append()

    def values(self) -> Amounts:
        """What is stored.

        Raises:
            ValidationError: a row is wrong.
        """
        found = [row.value() for row in self._rows]
        return tuple(pair for pair in found if pair is not None)

    def _append(self) -> AmountRow:
        row = AmountRow(self._words, self)
        row.edited.connect(self.edited)
        before = self._rows[-1].amount if self._rows else None
        self._rows.append(row)
        self._list.addWidget(row)
        if before is not None:
            QWidget.setTabOrder(before, row.what)
        QWidget.setTabOrder(row.what, row.amount)
        QWidget.setTabOrder(row.amount, self._add)
        return row

    def _on_add(self) -> None:
        row = self._append()
        row.fill(self._choices, self._units, "")
        row.what.setFocus()
