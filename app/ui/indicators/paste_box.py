"""A pasted block before it is written: how many cells, and every fault at once."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from app.domain.figure_rows import Column
from app.domain.indicators import Indicator
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox
from app.workflows.figure_blocks import CHANGED, NEW, SAME, Block

COLUMN_WORDS: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}
_LINES: Final = 6
_MOST: Final = 200


class PasteBox(StepBox):
    """``given`` carries the block that is to be written."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block = Block(())
        self.words = WrapLabel(role="strong", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Ô không ghi được, ô thay số cũ")
        self.list.setWordWrap(True)
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
        layout.addLayout(buttons)
        self.write.clicked.connect(lambda _on: self._give())
        self.close_button.clicked.connect(lambda _on: self.leave())

    def show_block(self, block: Block, indicators: Mapping[str, Indicator]) -> None:
        """Show what a block would do."""
        self._block = block
        outcomes = [one.outcome for one in block.cells]
        self.words.setText(
            f"{len(block.cells)} ô: {outcomes.count(NEW)} ô mới, {outcomes.count(CHANGED)} ô thay số "
            f"cũ, {outcomes.count(SAME)} ô như cũ, {len(block.faults)} ô không ghi được."
        )
        changed = [one for one in block.cells if one.outcome == CHANGED]
        lines = [
            f"{_place(one.indicator, one.column, indicators)}: {one.why}" for one in block.faults
        ]
        lines += [
            f"{_place(one.indicator, one.column, indicators)}: {one.before} → {one.after or 'trống'}"
            for one in changed
        ]
        self.list.clear()
        self.list.addItems(lines[:_MOST])
        if len(lines) > _MOST:
            self.list.addItem(f"… và {len(lines) - _MOST} ô nữa")
        self.list.setVisible(bool(lines))
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 8)
        self.write.setEnabled(bool(block.writes))
        self.show()
        (self.write if block.writes else self.close_button).setFocus()

    def _give(self) -> None:
        self.leave()
        self.given.emit(self._block)


def _place(code: str, column: Column, indicators: Mapping[str, Indicator]) -> str:
    known = indicators.get(code)
    return f"{known.name if known else code}, {COLUMN_WORDS[column]}"
