"""Sao lưu: out to a stick, the copies on this machine, one more now, and the way back."""

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from app.backups.generations import Generation, local_generations
from app.domain.permissions import Right
from app.errors import ValidationError
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.backups import backup_now
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.restore.columns import COLUMNS, COUNTS_COLUMN
from app.ui.row_table import RowTable
from app.ui.settings.section import Section
from app.ui.settings.stick_box import StickBox
from app.ui.widgets.labels import WrapLabel

_RESTORE_WHY: Final = "Phục hồi đưa cả sổ trở lại một bản sao lưu cũ. Hãy gõ lại mật khẩu của mình."


class BackupSection(Section):
    """The newest first."""

    title = "Sao lưu"
    why = (
        "Chương trình tự sao lưu khi mở lần đầu trong ngày, khi đóng, và trước mỗi việc lớn; mỗi bản "
        "được mở ra so với dữ liệu ngay sau khi ghi. Giữ 10 bản mới nhất, thêm mỗi tuần một bản trong "
        "8 tuần, mỗi tháng một bản trong 12 tháng, mỗi năm một bản trong 5 năm. Máy có thể hỏng hoặc "
        "mất, nên hai tuần một lần hãy sao lưu ra USB."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        if context.db.server:
            self.why = (
                f"Dữ liệu nằm ở {context.db.server}: sao lưu là việc của người quản trị máy chủ. Tệp "
                "đính kèm vẫn nằm trên máy này, trong thư mục dưới đây; hãy chép thư mục ấy."
            )
        super().__init__(context, parent)
        self.stick = StickBox(context, self)
        self.table: RowTable[Generation] = RowTable(
            COLUMNS, "Các bản sao lưu", self, stretch=COUNTS_COLUMN
        )
        self.table.set_noun("bản sao lưu")
        self.table.filter.hide()
        self.table.setMinimumHeight(self.fontMetrics().height() * 14)
        self.heading = WrapLabel("Bản trên máy này", role="heading", parent=self)
        self.now = QPushButton("Sao lưu ngay", self)
        self.restore = QPushButton("Phục hồi…", self)
        self.folder = QPushButton("Mở thư mục sao lưu", self)
        buttons = FlowLayout()
        for button in (self.now, self.restore, self.folder):
            buttons.addWidget(button)
        self.place = WrapLabel(str(context.paths.backups), role="quiet", parent=self)
        self.body.addWidget(self.stick)
        self.body.addWidget(self.heading)
        self.body.addLayout(buttons)
        self.body.addWidget(self.place)
        self.body.addWidget(self.table, 1)
        if context.db.server:
            self._show_server()
        self.now.clicked.connect(self._on_now)
        self.restore.clicked.connect(self._on_restore)
        self.folder.clicked.connect(self._on_folder)
        self.stick.written.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look into the folder."""
        self.table.show_rows(local_generations(self.context.paths))
        self.stick.refresh()

    def _show_server(self) -> None:
        """The program makes no copies of a server; what it has are the attachments."""
        for part in (self.stick, self.heading, self.now, self.restore, self.folder, self.table):
            part.hide()
        self.place.setText(str(self.context.paths.attachments))
        self.fill_below()

    def _on_now(self) -> None:
        backup_now(self.context, self, self.refresh)

    def _on_restore(self) -> None:
        try:
            self.context.db.require(Right.RESTORE)
        except ValidationError as error:
            feedback.show_error(self, error)
            return
        after_password(self.context, self, _RESTORE_WHY, "Tiếp tục", self.context.restore)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.paths.backups)))
