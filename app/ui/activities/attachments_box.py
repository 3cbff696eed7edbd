"""Files that prove an activity: add by button or drop, open, take off."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.figures import format_number
from app.queries.activity_rows import AttachmentRow
from app.ui import icons

_DATA = Qt.ItemDataRole.UserRole
_SHOWN_LINES = 3


def size_words(size: int) -> str:
    """ "12 KB", "1,4 MB"."""
    if size < 1024 * 1024:
        return f"{format_number(max(1, round(size / 1024)))} KB"
    return f"{format_number(size / 1024 / 1024, 1)} MB"


def dropped_files(mime: QMimeData) -> list[Path]:
    """Files among what is dropped."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


class AttachmentsBox(QWidget):
    """List of kept files and of files waiting for the card to be saved."""

    add_requested = Signal()
    files_dropped = Signal(list)
    open_requested = Signal(object)
    folder_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Tệp minh chứng")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = QLabel("Thả ảnh, văn bản vào đây hoặc bấm Thêm tệp.", self)
        self._hint.setWordWrap(True)
        self._add = QPushButton(icons.icon("attach"), "Thêm tệp…", self)
        self._open = QPushButton("Mở", self)
        self._folder = QPushButton("Mở thư mục", self)
        self._remove = QPushButton("Bỏ ra", self)
        self._lay_out()
        self._connect()
        self.show_files((), ())

    def show_files(self, kept: Sequence[AttachmentRow], waiting: Sequence[Path]) -> None:
        """Show kept files, then those that will be kept when the card is saved."""
        self.list.clear()
        for row in kept:
            self._append(f"{row.name} · {size_words(row.size)}", row)
        for path in waiting:
            self._append(f"{path.name} · sẽ giữ khi ghi lại", path)
        lines = max(1, min(self.list.count(), _SHOWN_LINES))
        self.list.setFixedHeight(self.fontMetrics().height() * 2 * lines)
        self.list.setVisible(self.list.count() > 0)
        self._hint.setVisible(self.list.count() == 0)
        self.list.setCurrentRow(0)
        self._show_buttons()

    def current(self) -> AttachmentRow | Path | None:
        """The chosen file."""
        item = self.list.currentItem()
        found = item.data(_DATA) if item is not None else None
        return found if isinstance(found, AttachmentRow | Path) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_files(event.mimeData()))

    def _append(self, words: str, data: AttachmentRow | Path) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(_DATA, data)
        item.setToolTip(words)

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self._add, self._open, self._folder, self._remove)):
            buttons.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._hint)
        layout.addWidget(self.list)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_requested)
        self._open.clicked.connect(lambda: self._ask(self.open_requested))
        self._folder.clicked.connect(lambda: self._ask(self.folder_requested))
        self._remove.clicked.connect(lambda: self._ask(self.remove_requested))
        self.list.itemActivated.connect(lambda _item: self._ask(self.open_requested))
        self.list.currentRowChanged.connect(lambda _row: self._show_buttons())

    def _ask(self, wish: SignalInstance) -> None:
        current = self.current()
        if current is not None:
            wish.emit(current)

    def _show_buttons(self) -> None:
        for button in (self._open, self._folder, self._remove):
            button.setVisible(self.current() is not None)
