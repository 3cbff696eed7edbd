"""The folder's password: set, changed, taken away; a new sheet of the recovery code."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.permissions import HOLDERS, Right
from app.errors import AppError
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.access.recovery_sheet import RecoveryDialog
from app.ui.access.who import NewPasswordWindow
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel

_NONE: Final = "Sổ chưa có mật khẩu: ai mở được máy này thì vào được sổ."
_GATED: Final = (
    "Sổ mở bằng mật khẩu. Dữ liệu trên đĩa chưa mã hóa: mật khẩu ngăn người mở chương trình, không ngăn "
    "người lấy được ổ đĩa."
)
_ENCRYPTED: Final = "Sổ mở bằng mật khẩu và dữ liệu trên đĩa đã mã hóa."
_SERVER: Final = (
    "Dữ liệu nằm trên máy chủ: mật khẩu và mã hóa là việc của người quản trị máy chủ. Ở đây chỉ ghi ai "
    "đang làm việc."
)
_TURN_ON: Final = (
    "Mã hóa dữ liệu, tệp đính kèm và các bản sao lưu trên máy này. Cửa sổ đóng lại trong lúc chuyển rồi "
    "tự mở lại; dừng giữa chừng thì mọi thứ giữ như cũ. Bản đã chép ra USB trước đây không đổi. Mất cả "
    "mật khẩu lẫn tờ mã khôi phục thì không ai mở lại được."
)
_TURN_OFF: Final = (
    "Bỏ mã hóa: từ đó ai lấy được ổ đĩa thì đọc được dữ liệu; mật khẩu vẫn hỏi khi mở sổ. Cửa sổ đóng "
    "lại trong lúc chuyển rồi tự mở lại."
)


class PasswordBox(QWidget):
    """Emits ``changed``."""

    changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.state = MarkedLabel(self)
        self.set = QPushButton("Đặt mật khẩu…", self)
        self.change = QPushButton("Đổi mật khẩu của tôi…", self)
        self.sheet = QPushButton("Lập tờ mã khôi phục mới…", self)
        self.remove = QPushButton("Bỏ mật khẩu…", self)
        self.encrypt = QPushButton("Mã hóa dữ liệu…", self)
        self.decrypt = QPushButton("Bỏ mã hóa…", self)
        buttons = FlowLayout()
        for button in (
            self.set,
            self.change,
            self.sheet,
            self.encrypt,
            self.decrypt,
            self.remove,
        ):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.state)
        layout.addLayout(buttons)
        self.set.clicked.connect(self._on_set)
        self.change.clicked.connect(self._on_change)
        self.sheet.clicked.connect(self._on_sheet)
        self.remove.clicked.connect(self._on_remove)
        self.encrypt.clicked.connect(lambda: self._on_turn(encrypted=True))
        self.decrypt.clicked.connect(lambda: self._on_turn(encrypted=False))

    def refresh(self) -> None:
        """Say how the folder opens now."""
        key_file = self._context.access.key_file
        may = self._context.db.role in (None, *HOLDERS[Right.PASSWORDS])
        on_server = bool(self._context.db.server)
        if on_server:
            self.state.show_state("info", _SERVER, "quiet")
        elif key_file is None:
            self.state.show_state("warn", _NONE, "warn")
        else:
            words = _ENCRYPTED if key_file.encrypted else _GATED
            self.state.show_state("lock", words, "good" if key_file.encrypted else "text")
        self.set.setVisible(may and key_file is None and not on_server)
        self.change.setVisible(key_file is not None)
        self.sheet.setVisible(may and key_file is not None)
        encrypted = key_file is not None and key_file.encrypted
        self.remove.setVisible(may and key_file is not None and not encrypted)
        self.encrypt.setVisible(may and key_file is not None and not encrypted)
        self.decrypt.setVisible(may and encrypted)

    def _on_set(self) -> None:
        codes: list[str] = []
        name = self._context.access.officer.name if self._context.access.officer else ""
        box = NewPasswordWindow(
            name,
            lambda typed: codes.append(self._context.access.set_password(typed)),
            self.window(),
        )
        box.accepted.connect(lambda: self._show_code(codes[0]))
        box.finished.connect(box.deleteLater)
        box.open()

    def _on_change(self) -> None:
        def ask() -> None:
            box = NewPasswordWindow("", self._context.access.change_own, self.window())
            box.accepted.connect(lambda: self._told("Đã đổi mật khẩu."))
            box.finished.connect(box.deleteLater)
            box.open()

        why = "Đổi mật khẩu của mình: trước hết hãy gõ mật khẩu đang dùng."
        after_password(self._context, self, why, "Tiếp tục", ask)

    def _on_sheet(self) -> None:
        def work() -> None:
            try:
                code = self._context.access.new_code()
            except AppError as error:
                feedback.show_error(self, error)
                return
            self._show_code(code)

        why = "Lập tờ mã khôi phục mới: tờ cũ không dùng được nữa. Hãy gõ lại mật khẩu của mình."
        after_password(self._context, self, why, "Lập tờ mới", work)

    def _on_remove(self) -> None:
        def work() -> None:
            try:
                self._context.access.remove_password()
            except AppError as error:
                feedback.show_error(self, error)
                return
            self._told("Đã bỏ mật khẩu. Ai mở được máy này thì vào được sổ.")

        why = "Bỏ mật khẩu của mọi người trong sổ này. Hãy gõ lại mật khẩu của mình."
        after_password(self._context, self, why, "Bỏ mật khẩu", work)

    def _on_turn(self, *, encrypted: bool) -> None:
        def work() -> None:
            self._context.bus.encryption_wanted.emit(encrypted)

        words = _TURN_ON if encrypted else _TURN_OFF
        after_password(self._context, self, words, "Mã hóa" if encrypted else "Bỏ mã hóa", work)

    def _show_code(self, code: str) -> None:
        box = RecoveryDialog(self._context, code, self.window())
        box.finished.connect(box.deleteLater)
        box.finished.connect(lambda _result: self._told("Sổ có mật khẩu từ bây giờ."))
        box.open()

    def _told(self, words: str) -> None:
        self._context.status.say(words)
        self.changed.emit()
