"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import AppError, ValidationError
from app.ui.access.password_field import PasswordField
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.vault.passwords import SHORTEST_PASSPHRASE, checked_passphrase


class NewPassword(QWidget):
    """Two fields; ``entered`` at Enter in the second one."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField("Mật khẩu mới", self, new=True)
        self.second = PasswordField("Gõ lại mật khẩu mới", self)
        self.said = MarkedLabel(self)
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            WrapLabel(
                f"Ít nhất {SHORTEST_PASSPHRASE} ký tự. Nên là vài từ không dấu dễ nhớ, không phải "
                "ngày sinh hay số điện thoại.",
                role="quiet",
                parent=self,
            )
        )
        for part in (self.first, self.second, self.said):
            layout.addWidget(part)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self.entered)
        for field in (self.first, self.second):
            field.edited.connect(self.said.hide)
        self.setFocusProxy(self.first)

    def read(self) -> str | None:
        """The password; None when it is too short or the second one differs, which is then said."""
        try:
            password = checked_passphrase(self.first.value())
            if password != self.second.value():
                raise ValidationError("Hai lần gõ không giống nhau. Hãy gõ lại cả hai.")
        except ValidationError as error:
            self.show_error(error)
            return None
        return password

    def show_error(self, error: AppError) -> None:
        """Why it was not taken."""
        self.said.show()
        self.said.show_state("warn", error.message, "bad")
        self.first.setFocus()

    def clear(self) -> None:
        """Nothing of it stays in the window."""
        self.first.clear()
        self.second.clear()
        self.said.hide()
