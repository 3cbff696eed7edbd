"""The last step of the first run: a password and encryption, or neither, in honest words."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.ui import icons
from app.ui.access.new_password import NewPassword
from app.ui.access.recovery_sheet import RecoveryDialog
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_COMFORTABLE: Final = QSize(760, 640)
_WHY: Final = (
    "Sổ có thể chứa tên, số điện thoại và số liệu về bạo lực. Nếu máy này nhiều người dùng hoặc hay mang đi, "
    "nên đặt mật khẩu và mã hóa."
)
_SKIP: Final = (
    "Nếu bỏ qua: ai mở được máy này thì đọc và sửa được sổ. Có thể đặt sau trong Cài đặt, mục Người dùng và "
    "mật khẩu."
)
_ENCRYPT: Final = "Mã hóa dữ liệu trên đĩa: máy hoặc ổ đĩa bị lấy mất cũng không đọc được"


class FirstPassword(QWidget):
    """``finished`` once it is skipped, or set and its sheet was shown; carries whether to encrypt."""

    finished = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mật khẩu của sổ – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._context = context
        self._told = False
        self.form = NewPassword(self)
        self.encrypt = QCheckBox(_ENCRYPT, self)
        self.encrypt.setChecked(True)
        self.save = QPushButton("Đặt mật khẩu", self)
        self.save.setProperty("role", "primary")
        self.skip = QPushButton("Bỏ qua, không đặt mật khẩu", self)
        self._lay_out()
        self.resize(_COMFORTABLE.boundedTo(self.screen().availableSize()))
        self.save.clicked.connect(self.try_save)
        self.form.entered.connect(self.try_save)
        self.skip.clicked.connect(lambda: self._tell(encrypt=False))
        self.form.setFocus()

    def try_save(self) -> None:
        """Set the password and show the sheet."""
        password = self.form.read()
        if password is None:
            return
        try:
            code = self._context.access.set_password(password)
        except AppError as error:
            self.form.show_error(error)
            return
        self.form.clear()
        box = RecoveryDialog(self._context, code, self)
        box.finished.connect(box.deleteLater)
        box.finished.connect(lambda _result: self._tell(encrypt=self.encrypt.isChecked()))
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross skips: the office is set up all the same."""
        super().closeEvent(event)
        self._tell(encrypt=False)

    def _tell(self, *, encrypt: bool) -> None:
        if not self._told:
            self._told = True
            self.finished.emit(encrypt)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addWidget(WrapLabel("Bước cuối, không bắt buộc", role="quiet", parent=self))
        column.addWidget(WrapLabel("Bảo vệ sổ bằng mật khẩu", role="title", parent=self))
        column.addWidget(WrapLabel(_WHY, parent=self))
        column.addWidget(self.form)
        column.addWidget(self.encrypt)
        column.addWidget(
            WrapLabel(
                "Sau đó chương trình đưa ra một tờ mã khôi phục để in. Quên mật khẩu mà mất cả tờ ấy thì "
                "dữ liệu đã mã hóa không ai mở lại được.",
                role="quiet",
                parent=self,
            )
        )
        buttons = FlowLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.skip)
        column.addLayout(buttons)
        column.addWidget(WrapLabel(_SKIP, role="quiet", parent=self))
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addWidget(TallScroll(inside, self))
