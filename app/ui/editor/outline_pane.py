"""The outline beside the text: numbers and headings, a click goes there."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QTextBlock
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.numbering import Mark
from app.ui.editor.headings import heading_length
from app.ui.editor.node_blocks import blocks, item_of, task_of
from app.ui.editor.outline_edit import OutlineEdit

_PAUSE_MS: Final = 300
_LONGEST: Final = 70
_NUMBER: Final = Qt.ItemDataRole.UserRole
HEAD: Final = -1
FOOT: Final = -2


class OutlinePane(QWidget):
    """Follows the text a moment after it was typed. ``edge_chosen`` asks for head or foot."""

    edge_chosen = Signal(int)

    def __init__(self, editor: OutlineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.list = QListWidget(self)
        self.list.setAccessibleName("Dàn ý")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self._shown: list[tuple[int, str, bool]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        editor.document().contentsChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.refresh)
        editor.current_changed.connect(self._follow)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)

    def refresh(self) -> None:
        """Show the outline as it is now."""
        self._pause.stop()
        rows = [row for block in blocks(self._editor.document()) for row in self._row(block)]
        if rows != self._shown:
            self._shown = rows
            self._fill(rows)
        self._follow()

    def _row(self, block: QTextBlock) -> list[tuple[int, str, bool]]:
        depth, mark = item_of(block)
        task = task_of(block) is not None
        length = heading_length(block)
        listed = mark not in (Mark.DASH, Mark.PLUS, Mark.NONE)
        if not task and not length and not (listed and depth < 3):
            return []
        text = block.text()[: length or _LONGEST].strip().rstrip(":")
        sign = self._editor.marks.text(block.blockNumber())
        words = f"{'   ' * depth}{sign} {text}" if sign else f"{'   ' * depth}{text}"
        return [(block.blockNumber(), words, depth == 0)]

    def _fill(self, rows: list[tuple[int, str, bool]]) -> None:
        self.list.clear()
        self._add(HEAD, "Tên, căn cứ, nơi ban hành", bold=False)
        for number, words, bold in rows:
            self._add(number, words, bold=bold)
        self._add(FOOT, "Nơi nhận, người ký", bold=False)

    def _add(self, number: int, words: str, *, bold: bool) -> None:
        item = QListWidgetItem(words)
        item.setData(_NUMBER, number)
        item.setToolTip(words.strip())
        if bold:
            font = QFont(item.font())
            font.setBold(True)
            item.setFont(font)
        self.list.addItem(item)

    def _follow(self) -> None:
        """The heading above the cursor is the current one."""
        here = self._editor.current()
        best = 0
        for row in range(self.list.count()):
            number = int(self.list.item(row).data(_NUMBER))
            if 0 <= number <= here:
                best = row
        if self.list.currentRow() != best:
            self.list.setCurrentRow(best)

    def _go(self, item: QListWidgetItem) -> None:
        number = int(item.data(_NUMBER))
        if number < 0:
            self.edge_chosen.emit(number)
            return
        self._editor.go_to(number)
        self._editor.setFocus()
