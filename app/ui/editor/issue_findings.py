"""Before issue: what holds it back, and what was let stand and goes along with its reason."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from app.ui.editor.entries import Entry, Kind
from app.ui.editor.entry_rows import ENTRY, EntryList, entry_row, group_row
from app.ui.widgets.labels import MarkedLabel

_ROWS: Final = 10
_WORDS: Final = {
    Kind.BLOCK: "Phải sửa trước khi ban hành",
    Kind.OLD: "Của năm trước, phải xác nhận",
    Kind.WAIVED: "Đã bỏ qua, đi kèm cùng lý do",
}


class IssueFindings(QWidget):
    """``place_asked`` carries the Entry to go to."""

    place_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = MarkedLabel(self)
        self.list = EntryList("Trước khi ban hành", _ROWS, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.state)
        layout.addWidget(self.list)
        self.list.itemClicked.connect(self._ask)
        self.list.itemActivated.connect(self._ask)
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List what blocks and what was let stand; what should be seen is only counted."""
        kinds = [entry.kind for entry in entries]
        held = kinds.count(Kind.BLOCK) + kinds.count(Kind.OLD)
        seen = kinds.count(Kind.WARN)
        rest = f" {seen} chỗ nên xem không giữ lại việc ban hành." if seen else ""
        if held:
            self.state.show_state(
                "warn", f"Chưa ban hành được: còn {held} chỗ phải sửa.{rest}", "bad"
            )
        else:
            self.state.show_state("check", f"Không có chỗ nào phải sửa.{rest}", "good")
        self.list.clear()
        for kind, words in _WORDS.items():
            if kind in kinds:
                self.list.addItem(group_row(f"{words} ({kinds.count(kind)})"))
            for entry in entries:
                if entry.kind is kind:
                    self.list.addItem(entry_row(entry))
        self.list.setVisible(self.list.count() > 0)

    def _ask(self, item: QListWidgetItem) -> None:
        entry = item.data(ENTRY)
        if isinstance(entry, Entry):
            self.place_asked.emit(entry)
