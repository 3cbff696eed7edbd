"""The list of differences, and both texts of the one that is chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.documents.compare import Kind
from app.ui import icons
from app.ui.compare.entries import LOOKS, Entry
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_FILTERS: Final = (
    ("Tất cả", None),
    ("Thêm", Kind.ADDED),
    ("Bỏ", Kind.REMOVED),
    ("Sửa", Kind.CHANGED),
    ("Chuyển chỗ", Kind.MOVED),
)
_GIST: Final = 90
_ENTRY: Final = Qt.ItemDataRole.UserRole


class ComparePanel(QWidget):
    """``apply_asked`` carries the numbers to take and the reason, ``save_asked`` a suffix."""

    closed = Signal()
    apply_asked = Signal(object, str)
    save_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._review = False
        self._taken: set[int] = set()
        self.title = WrapLabel(role="heading", parent=self)
        self.facts = WrapLabel(role="quiet", parent=self)
        self.filter = QComboBox(self)
        self.filter.setAccessibleName("Lọc thay đổi")
        for words, kind in _FILTERS:
            self.filter.addItem(words, kind)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Các chỗ khác nhau")
        self.list.setWordWrap(True)
        self.old_name, self.new_name = WrapLabel(role="strong"), WrapLabel(role="strong")
        self.old, self.new = self._browser("Bản cũ"), self._browser("Bản mới")
        self.note = MarkedLabel(self)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText("Lý do mở bản tiếp theo")
        self.reason.setAccessibleName("Lý do mở bản tiếp theo")
        self.take_all = QPushButton("Nhận tất cả", self)
        self.take_none = QPushButton("Không nhận chỗ nào", self)
        self.apply = QPushButton("Đưa vào văn bản", self)
        self.apply.setProperty("role", "primary")
        self.as_pdf = QPushButton("Lưu bảng so sánh (PDF)…", self)
        self.as_word = QPushButton("Lưu bảng so sánh (Word)…", self)
        self.close_button = QPushButton("Đóng so sánh", self)
        self._lay_out()
        self._connect()

    def show_entries(
        self, entries: Sequence[Entry], names: tuple[str, str, str], facts: str
    ) -> None:
        """Show differences to look at; ``names`` are the title and the names of both papers."""
        self._fill(entries, names, facts, review=False)

    def show_review(
        self,
        entries: Sequence[Entry],
        names: tuple[str, str, str],
        facts: str,
        *,
        needs_reason: bool,
    ) -> None:
        """Show differences to decide on; all that can be taken are ticked."""
        self._fill(entries, names, facts, review=True)
        self.reason.setVisible(needs_reason and bool(entries))
        self.reason.clear()

    def accepted(self) -> set[int]:
        """Numbers of the ticked offers, those that the filter hides included."""
        return set(self._taken)

    def _fill(
        self, entries: Sequence[Entry], names: tuple[str, str, str], facts: str, *, review: bool
    ) -> None:
        self._entries = list(entries)
        self._review = review
        self._taken = {entry.number for entry in entries if review and entry.takable}
        for label, words in zip((self.title, self.old_name, self.new_name), names, strict=True):
            label.setText(words)
        self.facts.setText(facts)
        self.reason.hide()
        for button in (self.take_all, self.take_none, self.apply):
            button.setVisible(review)
        for button in (self.as_pdf, self.as_word):
            button.setVisible(bool(entries))
        self.filter.setCurrentIndex(0)
        self._list()

    def _list(self) -> None:
        wanted = self.filter.currentData()
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._entries:
            if wanted is None or entry.kind is wanted:
                self.list.addItem(self._item(entry))
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self._show_current()
        self._count()

    def _item(self, entry: Entry) -> QListWidgetItem:
        icon, role = LOOKS[entry.kind]
        gist = entry.gist if len(entry.gist) <= _GIST else f"{entry.gist[:_GIST]}…"
        item = QListWidgetItem(
            icons.icon(icon, role), f"{entry.words} · {entry.place}\n{gist}".strip()
        )
        item.setData(_ENTRY, entry)
        if self._review and entry.takable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = entry.number in self._taken
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _current(self) -> Entry | None:
        item = self.list.currentItem()
        found = item.data(_ENTRY) if item is not None else None
        return found if isinstance(found, Entry) else None

    def _show_current(self) -> None:
        entry = self._current()
        self.old.setHtml(entry.old or "<i>Không có ở bản này.</i>" if entry else "")
        self.new.setHtml(entry.new or "<i>Không có ở bản này.</i>" if entry else "")
        self.note.setVisible(bool(entry and entry.note))
        if entry and entry.note:
            self.note.show_state("info", entry.note, "warn")

    def _on_ticked(self, item: QListWidgetItem) -> None:
        entry = item.data(_ENTRY)
        if not isinstance(entry, Entry) or not entry.takable:
            return
        if item.checkState() is Qt.CheckState.Checked:
            self._taken.add(entry.number)
        else:
            self._taken.discard(entry.number)
        self._count()

    def _tick_all(self, *, ticked: bool) -> None:
        takable = {entry.number for entry in self._entries if entry.takable}
        self._taken = takable if ticked else set()
        self._list()

    def _count(self) -> None:
        self.apply.setText(f"Đưa vào văn bản ({len(self._taken)} chỗ)")
        self.apply.setEnabled(bool(self._taken))

    def _browser(self, name: str) -> QTextBrowser:
        made = QTextBrowser(self)
        made.setAccessibleName(name)
        made.setOpenLinks(False)
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        titles = QVBoxLayout()
        titles.addWidget(self.title)
        titles.addWidget(self.facts)
        top.addLayout(titles, 1)
        top.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        texts = QWidget(self)
        grid = QGridLayout(texts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.old_name, 0, 0)
        grid.addWidget(self.new_name, 0, 1)
        grid.addWidget(self.old, 1, 0)
        grid.addWidget(self.new, 1, 1)
        grid.addWidget(self.note, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.list)
        splitter.addWidget(texts)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        buttons = FlowLayout()
        for button in (
            self.take_all, self.take_none, self.apply, self.as_pdf, self.as_word,
            self.close_button,
        ):  # fmt: skip
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.reason)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.filter.currentIndexChanged.connect(lambda _at: self._list())
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.list.itemChanged.connect(self._on_ticked)
        self.take_all.clicked.connect(lambda _on: self._tick_all(ticked=True))
        self.take_none.clicked.connect(lambda _on: self._tick_all(ticked=False))
        self.apply.clicked.connect(
            lambda _on: self.apply_asked.emit(self.accepted(), self.reason.text())
        )
        self.as_pdf.clicked.connect(lambda _on: self.save_asked.emit(".pdf"))
        self.as_word.clicked.connect(lambda _on: self.save_asked.emit(".docx"))
        self.close_button.clicked.connect(lambda _on: self.closed.emit())
