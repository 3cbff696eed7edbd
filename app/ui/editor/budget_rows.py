"""Money of a task: one row per source, sums in đồng."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.figures import format_money
from app.errors import ValidationError
from app.ui import icons
from app.ui.widgets.inputs import ComboText, NumberInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel


@dataclass(slots=True)
class _Row:
    box: QWidget
    source: ComboText
    amount: NumberInput


class BudgetRows(QWidget):
    """Reads and shows ((source, đồng), …)."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[str, ...] = ()
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add = QPushButton("Thêm nguồn kinh phí", self)
        self.add.setIcon(icons.icon("add", "primary"))
        self.total = WrapLabel(role="quiet", parent=self)
        self.error = MarkedLabel(self)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._list)
        for widget in (self.error, self.total, self.add):
            layout.addWidget(widget)
        self.add.clicked.connect(self._add_by_hand)

    def set_offers(self, offers: Sequence[str]) -> None:
        """Sources to choose from."""
        self._offers = tuple(offers)
        for row in self._rows:
            row.source.set_offers(self._offers)

    def show_value(self, budget: Sequence[tuple[str, int]]) -> None:
        """Show these rows and no others; nobody is told."""
        while self._rows:
            self._drop(self._rows[-1])
        for source, amount in budget:
            self._add_row(source, amount)
        self._show_total()

    def value(self) -> tuple[tuple[str, int], ...]:
        """The rows with a sum or a source; an empty row counts for nothing.

        Raises:
            ValidationError: a sum that is no number.
        """
        found: list[tuple[str, int]] = []
        for row in self._rows:
            amount = row.amount.value()
            source = str(row.source.value())
            if source or amount:
                found.append((source, amount if isinstance(amount, int) else 0))
        return tuple(found)

    def _add_by_hand(self) -> None:
        row = self._add_row(self._offers[0] if not self._rows and self._offers else "", None)
        row.source.setFocus()
        self.edited.emit()

    def _add_row(self, source: str, amount: int | None) -> _Row:
        box = QWidget(self)
        row = _Row(box, ComboText(self._offers, box), NumberInput(box))
        row.source.setAccessibleName("Nguồn kinh phí")
        row.amount.setAccessibleName("Số tiền, đồng")
        row.amount.setPlaceholderText("đồng")
        row.source.show_value(source)
        row.amount.show_value(amount)
        typed = row.source.lineEdit()
        if typed is not None:
            typed.setCursorPosition(0)
        remove = QToolButton(box)
        remove.setIcon(icons.icon("trash", "quiet"))
        remove.setToolTip("Bỏ nguồn này")
        remove.setAccessibleName("Bỏ nguồn này")
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(row.source, 3)
        line.addWidget(row.amount, 2)
        line.addWidget(remove)
        self._list.addWidget(box)
        self._rows.append(row)
        for control in (row.source, row.amount):
            control.edited.connect(self._on_edited)
            control.left.connect(self._on_left)
        remove.clicked.connect(lambda _on: self._remove(row))
        box.show()
        return row

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self._on_edited()
        self._on_left()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row.box)
        row.box.hide()
        row.box.deleteLater()

    def _on_edited(self) -> None:
        self._show_total()
        self.edited.emit()

    def _on_left(self) -> None:
        for row in self._rows:
            row.amount.tidy()
        self.left.emit()

    def _show_total(self) -> None:
        try:
            total = sum(amount for _, amount in self.value())
        except ValidationError as error:
            self.error.show_state("warn", error.message, "bad")
            self.error.show()
            return
        self.error.hide()
        self.total.setText(f"Cộng: {format_money(total)}" if len(self._rows) > 1 else "")
        self.total.setVisible(len(self._rows) > 1)
