"""The way into a folder that has a password: the password, or the recovery code."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui import icons
from app.ui.access.gate import PasswordGate
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.vault.key_file import KeyFile, Opened, open_with_password, open_with_recovery
from app.vault.tries import Tries

_BORDERS: Final = QSize(40, 80)
_ENCRYPTED: Final = (
    "Dữ liệu được mã hóa. Mất cả mật khẩu lẫn tờ mã khôi phục thì không ai mở được nữa, kể cả người "
    "làm ra chương trình."
)
_GATED: Final = (
    "Nếu mất cả mật khẩu lẫn tờ mã khôi phục, hãy nhờ người hỗ trợ: dữ liệu chưa mã hóa nên vẫn lấy "
    "lại được."
)


def utc_now() -> datetime:
    """The moment now."""
    return datetime.now(UTC)


class LoginWindow(QDialog):
    """Accepted with ``opened``; rejected when the officer went away."""

    def __init__(
        self,
        key_file: KeyFile,
        tries: Tries,
        now: Callable[[], datetime] = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đăng nhập – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._key_file, self._tries, self._now = key_file, tries, now
        self.opened: Opened | None = None
        self.gate = PasswordGate(self._try_password, tries, now, "Mở sổ", self)
        self.forgotten = QPushButton("Quên mật khẩu", self)
        self.forgotten.setProperty("role", "link")
        self.code = QLineEdit(self)
        self.code.setAccessibleName("Mã khôi phục")
        self.code_said = MarkedLabel(self)
        self.code_said.hide()
        self.use_code = QPushButton("Dùng mã này", self)
        self.use_code.setProperty("role", "primary")
        self.back = QPushButton("Quay lại", self)
        self.pages = QStackedWidget(self)
        self._lay_out()
        self.gate.passed.connect(self.accept)
        self.forgotten.clicked.connect(lambda: self._show_page(1))
        self.back.clicked.connect(lambda: self._show_page(0))
        self.use_code.clicked.connect(self.try_code)
        self.code.returnPressed.connect(self.try_code)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.gate.setFocus()

    def try_code(self) -> None:
        """The recovery code in the place of the password."""
        self.code_said.hide()
        try:
            self.opened = open_with_recovery(self._key_file, self.code.text())
        except AppError as error:
            self.code_said.show()
            self.code_said.show_state("warn", error.message, "bad")
            self.code.setFocus()
            return
        self._tries.succeeded()
        self.code.clear()
        self.accept()

    def _try_password(self, password: str) -> None:
        self.opened = open_with_password(self._key_file, password)

    def _show_page(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        (self.code if page else self.gate).setFocus()

    def _lay_out(self) -> None:
        loss = _ENCRYPTED if self._key_file.encrypted else _GATED
        self.pages.addWidget(
            _page(
                WrapLabel("Mỗi người mở sổ bằng mật khẩu của mình.", role="quiet", parent=self),
                self.gate,
                self.forgotten,
                WrapLabel(loss, role="quiet", parent=self),
            )
        )
        label = WrapLabel("Mã khôi phục", role="strong", parent=self)
        label.setBuddy(self.code)
        self.pages.addWidget(
            _page(
                WrapLabel(
                    "Lấy tờ mã khôi phục đã cất khi đặt mật khẩu và gõ cả sáu nhóm; chữ hoa, chữ thường, "
                    "dấu gạch đều được. Sau đó đặt mật khẩu mới.",
                    parent=self,
                ),
                label,
                self.code,
                self.code_said,
                self.use_code,
                self.back,
                WrapLabel(loss, role="quiet", parent=self),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel("Sổ Bình Đẳng", role="title", parent=self))
        layout.addWidget(self.pages, 1)
        letter = self.fontMetrics().horizontalAdvance("m")
        room = self.screen().availableSize()
        wanted = QSize(letter * 36, self.fontMetrics().height() * 24)
        self.resize(wanted.boundedTo(room - _BORDERS))


def _page(*parts: QWidget) -> QWidget:
    """What does not fit is scrolled to, whatever is said beside the fields."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    for part in parts:
        button = isinstance(part, QPushButton)
        layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if button else Qt.AlignmentFlag(0))
    layout.addStretch(1)
    return TallScroll(page)
