"""Sao lưu: the copies on this machine, one more now, and where they lie."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from app.db.backup import BackupFile, list_backups
from app.domain.text import sort_key
from app.ui.backups import backup_now
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.settings.section import Section
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel

_REASONS = {
    "mo": "Lần mở đầu tiên trong ngày",
    "thoat": "Khi đóng chương trình",
    "yeu-cau": "Theo yêu cầu",
}


def reason_words(reason: str) -> str:
    """Why a copy was made."""
    return _REASONS.get(reason, "Trước khi nâng cấp dữ liệu")


def _size(backup: BackupFile) -> int:
    return backup.path.stat().st_size if backup.path.exists() else 0


def _size_words(backup: BackupFile) -> str:
    return f"{_size(backup) / 1e6:.1f} MB".replace(".", ",")


COLUMNS = (
    Column[BackupFile](
        "Lúc",
        lambda row: f"{row.made_at:%H:%M  %d/%m/%Y}",
        lambda row: row.made_at,
        sample="88:88  88/88/8888",
    ),
    Column[BackupFile](
        "Lý do", lambda row: reason_words(row.reason), lambda row: sort_key(row.reason)
    ),
    Column[BackupFile]("Cỡ", _size_words, _size, number=True, sample="888,8 MB"),
)


class BackupSection(Section):
    """The newest first."""

    title = "Sao lưu"
    why = (
        "Chương trình tự sao lưu khi mở lần đầu trong ngày và khi đóng, giữ 30 bản gần nhất. "
        "Mỗi bản được mở ra kiểm tra ngay sau khi ghi."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        if context.db.server:
            self.why = (
                f"Dữ liệu nằm ở {context.db.server}: sao lưu là việc của người quản trị máy chủ. Tệp "
                "đính kèm vẫn nằm trên máy này, trong thư mục dưới đây; hãy chép thư mục ấy."
            )
        super().__init__(context, parent)
        self.table: RowTable[BackupFile] = RowTable(COLUMNS, "Các bản sao lưu", self, stretch=1)
        self.table.set_noun("bản sao lưu")
        self.table.filter.hide()
        self.table.setMinimumHeight(self.fontMetrics().height() * 14)
        self.now = QPushButton("Sao lưu ngay", self)
        self.now.setProperty("role", "primary")
        self.folder = QPushButton("Mở thư mục sao lưu", self)
        buttons = FlowLayout()
        buttons.addWidget(self.now)
        buttons.addWidget(self.folder)
        self.place = WrapLabel(str(context.paths.backups), role="quiet", parent=self)
        self.body.addLayout(buttons)
        self.body.addWidget(self.place)
        self.body.addWidget(self.table, 1)
        if context.db.server:
            self._show_server()
        self.now.clicked.connect(self._on_now)
        self.folder.clicked.connect(self._on_folder)
        self.refresh()

    def refresh(self) -> None:
        """Look into the folder."""
        self.table.show_rows(list_backups(self.context.paths.backups))

    def _show_server(self) -> None:
        """The program makes no copies of a server; what it has are the attachments."""
        for part in (self.now, self.folder, self.table):
            part.hide()
        self.place.setText(str(self.context.paths.attachments))
        self.fill_below()

    def _on_now(self) -> None:
        backup_now(self.context, self, self.refresh)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.paths.backups)))
