"""A pasted block before it is written: how many cells, and every fault at once."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.domain.indicators import Indicator
from app.domain.periods import parse_period
from app.ui.flow_layout import FlowLayout
from app.ui.indicators.cells import Blocks
from app.ui.indicators.columns import COLUMN_WORDS
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox
from app.workflows.figure_blocks import CHANGED, NEW, REFUSED, SAME, BlockCell

_REASON: Final = "Lý do chung cho các ô ghi “-” (không có số liệu)"
_LINES: Final = 6
_MOST: Final = 200


class PasteBox(StepBox):
    """``given`` carries the blocks that are to be written, by period."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: Blocks = {}
        self.words = WrapLabel(role="strong", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Ô không ghi được, ô thay số cũ")
        self.list.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(_REASON)
        self.reason.setPlaceholderText(_REASON)
        self.write = QPushButton("Ghi các ô đúng", self)
        self.write.setProperty("role", "primary")
        self.close_button = QPushButton("Thôi, không ghi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.write)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        self.write.clicked.connect(lambda _on: self._give())
        self.reason.textChanged.connect(self._allow)
        self.close_button.clicked.connect(lambda _on: self.leave())

    def show_blocks(self, blocks: Blocks, indicators: Mapping[str, Indicator]) -> None:
        """Show what a block would do in each period."""
        self._blocks = blocks
        many = len(blocks) > 1
        cells = [
            (f", {parse_period(period).words}" if many else "", one)
            for period, block in blocks.items()
            for one in block.cells
        ]
        outcomes = [one.outcome for _period, one in cells]
        self.words.setText(
            f"{len(cells)} ô: {outcomes.count(NEW)} ô mới, {outcomes.count(CHANGED)} ô thay số "
            f"cũ, {outcomes.count(SAME)} ô như cũ, {outcomes.count(REFUSED)} ô không ghi được."
        )
        lines = [
            f"{_place(one, indicators)}{period}: {_why(one)}"
            for period, one in cells
            if one.outcome == REFUSED
        ]
        lines += [
            f"{_place(one, indicators)}{period}: {one.before} → {one.after or 'trống'}"
            for period, one in cells
            if one.outcome == CHANGED
        ]
        self.list.clear()
        self.list.addItems(lines[:_MOST])
        if len(lines) > _MOST:
            self.list.addItem(f"… và {len(lines) - _MOST} ô nữa")
        self.list.setVisible(bool(lines))
        shown = min(_LINES, len(lines) + 1)
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * shown + 8)
        self.reason.clear()
        self.reason.setVisible(any(block.unexplained for block in blocks.values()))
        self._allow()
        self.show()
        (self.write if self.write.isEnabled() else self.close_button).setFocus()

    def _allow(self) -> None:
        reason = self.reason.text()
        blocks = self._blocks.values()
        self.write.setEnabled(any(one.explained(reason).writes for one in blocks))

    def _give(self) -> None:
        self.leave()
        reason = self.reason.text()
        self.given.emit({period: one.explained(reason) for period, one in self._blocks.items()})


def _place(cell: BlockCell, indicators: Mapping[str, Indicator]) -> str:
    known = indicators.get(cell.indicator)
    return f"{known.name if known else cell.indicator}, {COLUMN_WORDS[cell.column]}"


def _why(cell: BlockCell) -> str:
    return cell.why if cell.words in cell.why else f"“{cell.words}”. {cell.why}"
