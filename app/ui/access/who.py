"""Who sits in front of the program: chosen by name where there is no password, and a new password
after the recovery code."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.domain.roles import ROLE_WORDS
from app.errors import AppError
from app.queries.officers import OfficerRow
from app.ui import icons
from app.ui.access.new_password import NewPassword
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.pick_list import PickList


class WhoWindow(QDialog):
    """Accepted with ``officer``."""

    def __init__(
        self,
        officers: Sequence[OfficerRow],
        words: str = "Chọn tên của mình. Tên này được ghi cạnh mỗi lần sửa.",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ai đang làm việc? – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._officers = officers
        self.list = PickList("Người dùng", self)
        self.list.show_entries([f"{row.name} · {ROLE_WORDS[row.role]}" for row in officers])
        self.list.setCurrentRow(0)
        self.go_on = QPushButton("Vào sổ", self)
        self.go_on.setProperty("role", "primary")
        self.go_on.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel("Ai đang làm việc?", role="title", parent=self))
        layout.addWidget(WrapLabel(words, role="quiet", parent=self))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.go_on)
        self.go_on.clicked.connect(self.accept)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.setFocus()
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("m") * 34)

    @property
    def officer(self) -> OfficerRow:
        """Who was chosen."""
        return self._officers[max(0, self.list.currentRow())]


class NewPasswordWindow(QDialog):
    """A new password for ``name``; accepted once ``keep`` took it."""

    def __init__(
        self, name: str, keep: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đặt mật khẩu mới – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._keep = keep
        self.form = NewPassword(self)
        self.save = QPushButton("Đặt mật khẩu", self)
        self.save.setProperty("role", "primary")
        self.save.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        title = f"Mật khẩu mới của {name}" if name else "Mật khẩu mới"
        layout.addWidget(WrapLabel(title, role="heading", parent=self))
        layout.addWidget(self.form)
        layout.addWidget(self.save)
        layout.addStretch(1)
        self.form.entered.connect(self.try_keep)
        self.save.clicked.connect(self.try_keep)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.form.setFocus()
        letter = self.fontMetrics()
        # Room for two hints and for what is wrong.
        self.setMinimumSize(letter.horizontalAdvance("m") * 34, letter.height() * 24)

    def try_keep(self) -> None:
        """Take it, or say why not."""
        password = self.form.read()
        if password is None:
            return
        try:
            self._keep(password)
        except AppError as error:
            self.form.show_error(error)
            return
        self.form.clear()
        self.accept()
