"""Legal bases: picked from the catalogue, put in order, typed freely; expired ones marked."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.text import clean_line, matches
from app.queries.catalogue import EntryRow, list_entries
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.workflows.bases import LEGAL_BASES, doubtful_bases, out_of_force

_TEXT: Final = Qt.ItemDataRole.UserRole
_PAUSE_MS: Final = 250
_ROWS: Final = 7
_EDITABLE: Final = Qt.ItemFlag.ItemIsEditable


class BasesBox(QWidget):
    """Reads and shows the lines "Căn cứ …" of a paper."""

    edited = Signal()

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._on = date(2000, 1, 1)
        self._out: tuple[tuple[str, str], ...] = ()
        self._quiet = False
        self.list = _wrapping_list("Căn cứ của văn bản", self)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.up, self.down = QPushButton("Lên", self), QPushButton("Xuống", self)
        self.remove = QPushButton("Bỏ", self)
        self.search = QLineEdit(self)
        self.found = _wrapping_list("Căn cứ trong danh mục", self)
        self.add = QPushButton("Thêm căn cứ đã chọn", self)
        self.add_own = QPushButton("Thêm đúng chữ đã gõ", self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def show_bases(self, bases: Sequence[str], on: date) -> None:
        """Show these lines; ``on`` decides what is in force."""
        self._on, self._out = on, out_of_force(self._db, on)
        self._fill(list(bases), -1)
        self.look_up()

    def bases(self) -> tuple[str, ...]:
        """The lines in their order."""
        lines = (str(self.list.item(row).data(_TEXT)) for row in range(self.list.count()))
        return tuple(line for line in map(clean_line, lines) if line)

    def set_locked(self, locked: bool) -> None:
        """Only to be read."""
        for widget in (self.up, self.down, self.remove, self.search, self.add, self.add_own):
            widget.setVisible(not locked)
        self.found.setVisible(not locked)
        self._quiet = True
        for row in range(self.list.count()):
            item = self.list.item(row)
            flags = item.flags() & ~_EDITABLE if locked else item.flags() | _EDITABLE
            item.setFlags(flags)
        self._quiet = False

    def edit_line(self, row: int) -> None:
        """Stand on a line, ready to type."""
        self.list.setCurrentRow(row)
        self.list.setFocus()
        item = self.list.item(row)
        self.list.scrollToItem(item)
        if item.flags() & _EDITABLE:
            self.list.editItem(item)

    def look_up(self) -> None:
        """Show the entries of the catalogue that fit the words."""
        self._pause.stop()
        self.found.clear()
        for entry in self._db.read(list_entries, LEGAL_BASES):
            words = _citation(entry)
            if not matches(self.search.text(), words, entry.name, entry.code):
                continue
            in_force = entry.valid_on(self._on)
            item = QListWidgetItem(words if in_force else f"{words} · {_why(entry, self._on)}")
            item.setIcon(icons.icon("law" if in_force else "warn", "quiet" if in_force else "warn"))
            item.setData(_TEXT, words)
            self.found.addItem(item)
        self.found.setCurrentRow(0 if self.search.text() else -1)

    def add_found(self) -> None:
        """Add the entry stood on."""
        item = self.found.currentItem()
        if item is not None:
            self._append(str(item.data(_TEXT)))

    def add_typed(self) -> None:
        """Add the words as they were typed."""
        self._append(self.search.text())

    def move_current(self, step: int) -> None:
        """The line stood on goes up or down."""
        row = self.list.currentRow()
        lines = list(self.bases())
        if not (0 <= row < len(lines) and 0 <= row + step < len(lines)):
            return
        lines[row], lines[row + step] = lines[row + step], lines[row]
        self._fill(lines, row + step)
        self.edited.emit()

    def remove_current(self) -> None:
        """Take the line stood on away."""
        row = self.list.currentRow()
        if row >= 0:
            lines = list(self.bases())
            del lines[row]
            self._fill(lines, min(row, len(lines) - 1))
            self.edited.emit()

    def _append(self, words: str) -> None:
        line = clean_line(words).rstrip(";.")
        if not line:
            return
        lines = [*self.bases()]
        if lines:
            lines[-1] = lines[-1].rstrip(";.") + ";"
        if line.rstrip(";.") not in [old.rstrip(";.") for old in lines]:
            lines.append(f"{line}.")
        self._fill(lines, len(lines) - 1)
        self.edited.emit()

    def _fill(self, lines: list[str], current: int) -> None:
        self._quiet = True
        self.list.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setFlags(item.flags() | _EDITABLE)
            self._show_line(item, line)
            self.list.addItem(item)
        self.list.setCurrentRow(current)
        self._quiet = False

    def _show_line(self, item: QListWidgetItem, line: str) -> None:
        doubt = next(doubtful_bases((line,), self._out), None)
        item.setText(line)
        item.setData(_TEXT, line)
        item.setIcon(icons.icon("warn", "warn") if doubt else icons.icon("law", "quiet"))
        item.setToolTip(f"Không còn dùng: {doubt.why}" if doubt else "")
        if doubt:
            item.setText(f"{line} · HẾT HIỆU LỰC")

    def _on_item(self, item: QListWidgetItem) -> None:
        if self._quiet:
            return
        self._quiet = True
        self._show_line(item, clean_line(item.text().removesuffix("· HẾT HIỆU LỰC")))
        self._quiet = False
        self.edited.emit()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Tìm căn cứ, gõ không dấu cũng được")
        self.search.setAccessibleName("Tìm căn cứ")
        self.search.setClearButtonEnabled(True)
        order = FlowLayout()
        for widget in (self.up, self.down, self.remove):
            order.addWidget(widget)
        adding = FlowLayout()
        for widget in (self.add, self.add_own):
            adding.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list)
        layout.addLayout(order)
        layout.addWidget(WrapLabel("Thêm căn cứ", role="strong", parent=self))
        layout.addWidget(self.search)
        layout.addWidget(self.found)
        layout.addLayout(adding)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_item)
        self.up.clicked.connect(lambda _on: self.move_current(-1))
        self.down.clicked.connect(lambda _on: self.move_current(1))
        self.remove.clicked.connect(lambda _on: self.remove_current())
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.look_up)
        self.search.returnPressed.connect(self.add_found)
        self.found.itemActivated.connect(lambda _item: self.add_found())
        self.add.clicked.connect(lambda _on: self.add_found())
        self.add_own.clicked.connect(lambda _on: self.add_typed())


def _wrapping_list(name: str, parent: QWidget) -> QListWidget:
    made = QListWidget(parent)
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setMinimumHeight(made.fontMetrics().lineSpacing() * _ROWS)
    return made


def _citation(entry: EntryRow) -> str:
    """The words for the paper; an entry of the office's own may hold its name only."""
    return str(entry.data.get("citation") or f"Căn cứ {entry.name}").rstrip(";.")


def _why(entry: EntryRow, on: date) -> str:
    if entry.valid_from is not None and on < entry.valid_from:
        return f"CHƯA HIỆU LỰC (từ {format_date(entry.valid_from)})"
    return "HẾT HIỆU LỰC"
