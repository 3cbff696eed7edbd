"""Sums taken over as figures of our own: what each would do first, conflicts chosen by hand."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.figure_rows import CellState, SexRow
from app.domain.figure_rows import Column as Sex
from app.domain.figures import format_number
from app.errors import AppError
from app.queries.collections import CollectionRow
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.inputs import BoolInput
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.stand_in import StandIn
from app.workflows.parcels.totals import OfferedSum, Outcome, offered_sums, take_totals

_WORDS: Final = {
    Outcome.NEW: "Mới",
    Outcome.CHANGED: "Thay số cộng cũ",
    Outcome.SAME: "Như cũ",
    Outcome.CONFLICT: "Khác số đã nhập",
    Outcome.REFUSED: "Không lấy được",
}
_MARKS: Final = {
    Outcome.NEW: ("check", "good"),
    Outcome.CHANGED: ("info", "primary"),
    Outcome.SAME: ("info", "quiet"),
    Outcome.CONFLICT: ("warn", "warn"),
    Outcome.REFUSED: ("warn", "bad"),
}


def _total(row: SexRow) -> str:
    cell = row.total
    if cell.state is not CellState.VALUE or cell.value is None:
        return ""
    return format_number(cell.value)


def _own(one: OfferedSum) -> str:
    kept = one.own.get(Sex.TOTAL)
    return format_number(kept.value) if kept is not None and kept.value is not None else ""


COLUMNS: Final[tuple[Column[OfferedSum], ...]] = (
    Column(
        "Kết quả",
        lambda one: _WORDS[one.outcome],
        mark=lambda one: _MARKS[one.outcome],
        sample="Khác số đã nhập",
    ),
    Column("Chỉ tiêu", lambda one: one.indicator.name),
    Column("Kỳ", lambda one: one.period.words, sample="6 tháng đầu 2026"),
    Column("Số của mình", _own, number=True, sample="999.999"),
    Column("Số cộng", lambda one: _total(one.row), number=True, sample="999.999"),
    Column("Ghi chú", lambda one: one.why, sample="tỷ lệ được tính từ số khác"),
)


class TakeTotals(StandIn):
    """Stands in place of the sums while they are looked at."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._chosen: CollectionRow | None = None
        self._conflicts: tuple[str, ...] = ()
        self.preview = QWidget(self)
        self.heading = WrapLabel(role="heading", parent=self.preview)
        self.table: RowTable[OfferedSum] = RowTable(COLUMNS, "Các số cộng", self.preview, stretch=1)
        self.table.set_noun("chỉ tiêu")
        self.conflicts = BoolInput("Thay cả số đã nhập khác với số cộng", self.preview)
        self.take = QPushButton("Lấy số", self.preview)
        self.take.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi, không lấy", self.preview)
        buttons = FlowLayout()
        for button in (self.take, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self.preview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.conflicts, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(buttons)
        self.addWidget(self.preview)
        self.take.clicked.connect(lambda _on: self._take())
        self.cancel.clicked.connect(lambda _on: self.leave())

    def begin(self, chosen: CollectionRow) -> None:
        """Show what taking the sums of a report over would do."""
        self._chosen = chosen
        try:
            offered = offered_sums(self._context.db, chosen.duty, chosen.period)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.heading.setText(f"Lấy số cộng của {chosen.name} vào số liệu của cơ quan mình")
        self.table.show_rows(offered.rows)
        conflicts = offered.of(Outcome.CONFLICT)
        # All of them, also those that the search line hides.
        self._conflicts = tuple(one.indicator.code for one in conflicts)
        self.conflicts.setVisible(bool(conflicts))
        self.conflicts.show_value(False)
        writes = len(offered.of(Outcome.NEW)) + len(offered.of(Outcome.CHANGED)) + len(conflicts)
        self.take.setEnabled(bool(writes))
        self.take_place(self.preview)
        (self.take if writes else self.cancel).setFocus()

    def _take(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        given = self._conflicts if self.conflicts.value() else ()
        try:
            taken = take_totals(self._context.db, chosen.duty, chosen.period, given)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.leave()
        left = f" {len(taken.left)} chỉ tiêu khác số đã nhập giữ nguyên." if taken.left else ""
        self._context.status.say(f"Đã lấy {taken.cells} ô số cộng vào trang Chỉ tiêu.{left}")
