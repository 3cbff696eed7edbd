"""A list of papers with its bin: open, delete, take back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.bin import KEPT_DAYS, leaving_words
from app.ui import icons
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel


class PaperEntry(Protocol):
    """What every row of such a list has."""

    @property
    def paper_id(self) -> UUID: ...

    @property
    def title(self) -> str: ...

    @property
    def leaves_on(self) -> date | None: ...


EntryT = TypeVar("EntryT", bound=PaperEntry)


@dataclass(frozen=True)  # no slots: a generic class with slots cannot be subscripted in 3.11
class ListSpec(Generic[EntryT]):
    """What a list shows.

    Args:
        name: what a screen reader calls the table.
        noun: what is counted under it.
        empty: the sentence that stands for an empty table.
        read: the rows, of the bin when True.
        stretch: number of the column that takes the room left.
    """

    name: str
    noun: str
    empty: str
    columns: Sequence[Column[EntryT]]
    read: Callable[[bool], Sequence[EntryT]]
    stretch: int


_EMPTY_BIN = "Thùng rác trống."
_BIN_WORDS = (
    f"Văn bản cất ở đây tự xóa hẳn sau {KEPT_DAYS} ngày; văn bản đã ban hành hoặc đã gửi đi thì giữ "
    "mãi."
)


class PaperList(QWidget, Generic[EntryT]):
    """Asks the page to open, delete or restore one of its rows."""

    open_asked = Signal(object)
    delete_asked = Signal(object)
    restore_asked = Signal(object)

    def __init__(self, spec: ListSpec[EntryT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        #: The page says which day it is.
        self.today: Callable[[], date] = lambda: date.max
        leaving = Column[EntryT](
            "Tự xóa",
            self._leaving,
            lambda row: row.leaves_on or date.max,
            sample="không tự xóa",
        )
        columns = (*spec.columns, leaving)
        self.table: RowTable[EntryT] = RowTable(columns, spec.name, self, stretch=spec.stretch)
        self.table.set_noun(spec.noun)
        self.in_bin = WrapLabel(_BIN_WORDS, role="quiet", parent=self)
        self.empty = WrapLabel(parent=self)
        self.open_button = self.add_tool("Mở", "open")
        self.delete = self.add_tool("Xóa", "trash")
        self.restore = self.add_tool("Lấy lại", "undo")
        self.bin = self.add_tool("Thùng rác", "trash")
        self.bin.setCheckable(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.in_bin)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty)
        self._column.addStretch()
        self._connect()

    def refresh(self) -> None:
        """Read the list again."""
        in_bin = self.bin.isChecked()
        rows = self._spec.read(in_bin)
        binned = rows if in_bin else self._spec.read(True)
        self.in_bin.setVisible(in_bin)
        self.table.view.setColumnHidden(len(self._spec.columns), not in_bin)
        self.table.show_rows(rows)
        self.table.view.setVisible(bool(rows))
        self.table.count.setVisible(bool(rows))
        self._column.setStretchFactor(self.table, int(bool(rows)))
        self._column.setStretch(self._column.count() - 1, int(not rows))
        self.empty.setText("" if rows else _EMPTY_BIN if in_bin else self.empty_words())
        self.empty.setVisible(not rows)
        for button in (self.open_button, self.delete):
            button.setVisible(not in_bin and bool(rows))
        self.restore.setVisible(in_bin and bool(rows))
        self.bin.setText(f"Thùng rác ({len(binned)})" if binned else "Thùng rác")

    def empty_words(self) -> str:
        """The sentence that stands for an empty list."""
        return self._spec.empty

    def choose(self, paper_id: object) -> None:
        """Stand on a paper."""
        self.table.choose(lambda row: row.paper_id == paper_id)

    def add_tool(self, words: str, icon: str) -> QPushButton:
        """One more button beside the search line."""
        button = QPushButton(words, self)
        button.setIcon(icons.icon(icon))
        self.table.tools.addWidget(button)
        return button

    def add_above(self, widget: QWidget) -> None:
        """Something that stands over the table."""
        self._column.insertWidget(0, widget)

    def _leaving(self, row: EntryT) -> str:
        return leaving_words(row.leaves_on, self.today()) if self.bin.isChecked() else ""

    def _open(self, row: EntryT | None) -> None:
        if row is not None and not self.bin.isChecked():
            self.open_asked.emit(row)

    def _tell(self, signal: SignalInstance) -> None:
        row = self.table.current()
        if row is not None:
            signal.emit(row)

    def _connect(self) -> None:
        self.table.row_opened.connect(self._open)
        self.open_button.clicked.connect(lambda _on: self._open(self.table.current()))
        self.delete.clicked.connect(lambda _on: self._tell(self.delete_asked))
        self.restore.clicked.connect(lambda _on: self._tell(self.restore_asked))
        self.bin.toggled.connect(lambda _on: self.refresh())
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.delete.click)
