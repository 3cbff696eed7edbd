"""The findings beside the text: narrowed, gone to, mended, let stand, taken up again."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import (
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.editor.entries import Entry, Kind, Sieve, sifted, with_groups
from app.ui.editor.entry_rows import ENTRY, EntryList, entry_row, group_row
from app.ui.editor.mend_box import MendBox
from app.ui.editor.waive_box import WaiveBox
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel

_LINES: Final = 7
NOTHING: Final = "Không thấy chỗ nào phải sửa."
_NONE_SUCH: Final = "Không có chỗ nào thuộc loại này."


class FindingsList(QWidget):
    """Wishes only; the page does the work.

    ``place_asked``, ``mend_asked``, ``confirm_asked`` and ``withdraw_asked`` carry an Entry,
    ``mends_asked`` the mends chosen, ``waive_asked`` an Entry and the reason.
    """

    place_asked = Signal(object)
    mend_asked = Signal(object)
    mends_asked = Signal(object)
    waive_asked = Signal(object, str)
    withdraw_asked = Signal(object)
    confirm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._filling = False
        self._rows: list[Entry | str] = []
        self._nothing = NOTHING
        self.sieve = ChoiceBox([(sieve.name, sieve.value) for sieve in Sieve], self)
        self.sieve.setAccessibleName("Xem loại nào")
        self.list = EntryList("Chỗ cần xem", _LINES, self)
        self.nothing = WrapLabel(NOTHING, role="quiet", parent=self)
        self.go = QPushButton("Đến chỗ này", self)
        self.mend = QPushButton("Sửa giúp", self)
        self.mend_all = QPushButton("Sửa giúp tất cả…", self)
        self.waive = QPushButton("Bỏ qua, ghi lý do…", self)
        self.withdraw = QPushButton("Tính lại", self)
        self.seen = QPushButton("Đã xem, giữ nguyên", self)
        self._buttons = QWidget(self)
        self.reason = WaiveBox(self)
        self.several = MendBox(self)
        self._lay_out()
        self._connect()
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry], nothing: str = NOTHING) -> None:
        """Show other entries; the one stood on is stood on again, or its neighbour.

        Args:
            nothing: the sentence when there are none.
        """
        self._nothing = nothing
        if list(entries) == self._entries and self._entries:
            return
        self._entries = list(entries)
        for place, sieve in enumerate(Sieve):
            self.sieve.setItemText(place, f"{sieve.value} ({len(sifted(entries, sieve))})")
        self._fill()

    def current(self) -> Entry | None:
        """The entry stood on."""
        item = self.list.currentItem()
        entry = item.data(ENTRY) if item is not None else None
        return entry if isinstance(entry, Entry) else None

    def stand_on(self, entry: Entry) -> None:
        """Stand on an entry; when the sieve holds it back, everything is shown again."""
        if entry not in sifted(self._entries, self._chosen()):
            self.sieve.show_value(Sieve.ALL.name)
            self._fill()
        for row in range(self.list.count()):
            if self.list.item(row).data(ENTRY) == entry:
                self.list.setCurrentRow(row)

    def ask_reason(self) -> None:
        """Bỏ qua, ghi lý do: ask in place."""
        entry = self.current()
        if entry is not None and entry.waivable and entry.finding is not None:
            alike = [
                one.finding.identity == entry.finding.identity
                for one in self._entries
                if one.finding is not None and one.kind is not Kind.WAIVED
            ]
            self.reason.ask(entry, sum(alike))
            self._make_room(self.reason)

    def leave_box(self) -> bool:
        """Esc: put the box that asks away; False when there was none."""
        return self.reason.leave() or self.several.leave()

    def _chosen(self) -> Sieve:
        return Sieve[str(self.sieve.value())]

    def _fill(self) -> None:
        here, row = self.current(), self.list.currentRow()
        shown = sifted(self._entries, self._chosen())
        self._filling = True
        self._change_rows(with_groups(shown))
        self._stand_again(here, row)
        self._filling = False
        self._show_list()
        everything = self._chosen() is Sieve.ALL
        self.nothing.setText(self._nothing if everything else _NONE_SUCH)
        self._show_buttons()

    def _make_room(self, box: QWidget | None) -> None:
        """A box stands where the buttons were; many mends take the place of the list too."""
        for other in (self.reason, self.several):
            if other is not box:
                other.hide()
        self._buttons.setVisible(box is None)
        self.sieve.setVisible(box is not self.several)
        self._show_list()

    def _show_list(self) -> None:
        empty = self.list.count() == 0
        many = not self.several.isHidden()
        self.list.setVisible(not (empty or many))
        self.nothing.setVisible(empty and not many)

    def _change_rows(self, rows: list[Entry | str]) -> None:
        """Only rows between the common start and the common end are made anew."""
        old = self._rows
        shorter = min(len(old), len(rows))
        start = next((at for at in range(shorter) if old[at] != rows[at]), shorter)
        room = shorter - start
        end = next((at for at in range(room) if old[-1 - at] != rows[-1 - at]), room)
        for _ in range(len(old) - start - end):
            self.list.takeItem(start)
        for at in range(start, len(rows) - end):
            row = rows[at]
            item = entry_row(row) if isinstance(row, Entry) else group_row(row)
            self.list.insertItem(at, item)
        self._rows = rows

    def _stand_again(self, here: Entry | None, row: int) -> None:
        rows = [at for at in range(self.list.count()) if self.list.item(at).data(ENTRY)]
        same = next((at for at in rows if _alike(self.list.item(at).data(ENTRY), here)), None)
        if same is None:
            same = next((at for at in rows if at >= row), rows[-1] if rows else -1)
        if same != self.list.currentRow():
            self.list.setCurrentRow(same)

    def _show_buttons(self) -> None:
        entry = self.current()
        self.go.setVisible(entry is not None)
        self.mend.setVisible(entry is not None and entry.mend is not None)
        self.mend.setToolTip(entry.fix if entry is not None else "")
        self.mend_all.setVisible(sum(one.mend is not None for one in self._entries) > 1)
        self.waive.setVisible(entry is not None and entry.waivable)
        self.withdraw.setVisible(entry is not None and entry.waiver is not None)
        self.seen.setVisible(entry is not None and entry.left_over is not None)

    def _on_row(self) -> None:
        if not self._filling:
            self._make_room(None)
            self._show_buttons()

    def _lay_out(self) -> None:
        buttons = FlowLayout(self._buttons)
        for button in (
            self.go, self.mend, self.waive, self.withdraw, self.seen, self.mend_all,
        ):  # fmt: skip
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.sieve)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._buttons)
        layout.addWidget(self.reason)
        layout.addWidget(self.several, 1)

    def _connect(self) -> None:
        for button, signal in (
            (self.go, self.place_asked),
            (self.mend, self.mend_asked),
            (self.withdraw, self.withdraw_asked),
            (self.seen, self.confirm_asked),
        ):
            button.clicked.connect(lambda _on, signal=signal: self._wish(signal))
        self.sieve.activated.connect(lambda _row: self._fill())
        self.list.itemClicked.connect(lambda _item: self._wish(self.place_asked))
        self.list.itemActivated.connect(lambda _item: self._wish(self.place_asked))
        self.list.currentRowChanged.connect(lambda _row: self._on_row())
        self.waive.clicked.connect(lambda _on: self.ask_reason())
        self.mend_all.clicked.connect(lambda _on: self._ask_mends())
        self.reason.given.connect(self.waive_asked)
        self.several.given.connect(self.mends_asked)
        for box in (self.reason, self.several):
            box.left.connect(self._leave)

    def _leave(self) -> None:
        """A box was put away."""
        self._make_room(None)
        self.list.setFocus()

    def _wish(self, signal: SignalInstance) -> None:
        entry = self.current()
        if entry is not None:
            signal.emit(entry)

    def _ask_mends(self) -> None:
        self.several.ask(self._entries, self.current())
        self._make_room(self.several)


def _alike(entry: Entry, other: Entry | None) -> bool:
    """The same finding, though its words may have changed around it."""
    if other is None or entry.kind is not other.kind:
        return False
    if entry.finding is not None and other.finding is not None:
        mine, its = entry.finding, other.finding
        return (mine.rule, mine.where, mine.quote) == (its.rule, its.where, its.quote)
    return entry.left_over is not None and entry.left_over == other.left_over
