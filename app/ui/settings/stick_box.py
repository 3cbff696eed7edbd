"""Sao lưu ra USB: where to, with which password, how far it is, and that the stick may be pulled."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.backups.last_usb import TOO_OLD_DAYS, days_since_usb, last_usb
from app.backups.to_folder import Data, FolderBackup, back_up_to
from app.errors import AppError, ValidationError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.access.password_field import PasswordField
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox

_LOCKED: Final = "Sổ này đã mã hóa nên bản trên USB cũng mã hóa; mở bằng chính mật khẩu hoặc mã khôi phục của sổ."
_OPEN: Final = (
    "Bỏ trống thì ai cầm USB cũng đọc được. Có mật khẩu thì bản sao lưu được mã hóa: quên mật khẩu là "
    "không ai mở được, kể cả người làm ra chương trình."
)
_SHOWN: Final = 5


class StickBox(QWidget):
    """``written`` when a backup lies on a stick."""

    written = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.state = MarkedLabel(self)
        self.secret = PasswordField("Mật khẩu cho bản trên USB (không bắt buộc)", self, new=True)
        self.secret_words = WrapLabel(role="quiet", parent=self)
        self.choose = QPushButton("Sao lưu ra USB…", self)
        self.choose.setProperty("role", "primary")
        self.wait = WaitBox(context.jobs, self)
        self.done = MarkedLabel(self)
        self.done_words = WrapLabel(parent=self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self.choose.clicked.connect(lambda _on: self.ask())
        self.secret.entered.connect(self.ask)
        self.wait.stopped.connect(self._on_stopped)
        locked = context.paths.vault.locks
        self.secret.setVisible(not locked)
        self.secret_words.setText(_LOCKED if locked else _OPEN)
        self.done.hide()
        self.done_words.hide()
        self.refresh()

    def refresh(self) -> None:
        """When the last copy went to a stick."""
        last = last_usb(self._context.paths.backups)
        days = days_since_usb(self._context.paths.backups, self._context.today())
        if last is None or days is None:
            self.state.show_state("warn", "Chưa sao lưu ra USB lần nào.", "warn")
            return
        ago = f"{days} ngày trước" if days else "hôm nay"
        words = f"Sao lưu ra USB lần gần nhất: {ago} ({last.at:%H:%M ngày %d/%m/%Y})."
        old = days > TOO_OLD_DAYS
        self.state.show_state("warn" if old else "done", words, "warn" if old else "good")

    def ask(self) -> None:
        """Ask where to, and begin."""
        last = last_usb(self._context.paths.backups)
        start = last.place if last is not None else Path.home()
        target = feedback.ask_folder(self, "Chọn USB hoặc thư mục để sao lưu", start)
        if target is not None:
            self.write_to(target)

    def write_to(self, target: Path) -> None:
        """Copy the data and attachments below a folder."""
        data = Data(self._context.db, self._context.paths)
        passphrase = self.secret.value()
        self.done.hide()
        self.done_words.hide()
        self.stack.setCurrentWidget(self.wait)
        self.wait.show()

        def work(job: JobContext) -> FolderBackup:
            return back_up_to(data, target, passphrase=passphrase, job=job)

        self.wait.run("Đang sao lưu ra USB", work, self._show_done, self._fail)

    def _show_done(self, made: FolderBackup) -> None:
        self.stack.setCurrentIndex(0)
        self.secret.clear()
        self.done.show()
        self.done_words.show()
        self.done.show_state("done", "Đã sao lưu và đọc lại đúng. Có thể rút USB.", "good")
        words = [f"{made.parts} tệp đính kèm, {made.copied} tệp mới chép. Nằm trong {made.folder}."]
        for names, what in ((made.missing, "Không còn"), (made.damaged, "Đã hỏng")):
            if names:
                more = f" và {len(names) - _SHOWN} tệp khác" if len(names) > _SHOWN else ""
                words.append(f"{what} trong thư mục dữ liệu: {', '.join(names[:_SHOWN])}{more}.")
        if made.same_disk:
            words.append(
                "Thư mục này nằm cùng ổ đĩa với dữ liệu: máy hỏng hoặc mất là mất cả hai. Nên sao lưu "
                "thêm ra USB."
            )
        self.done_words.setText("\n".join(words))
        self.refresh()
        self._context.status.say("Đã sao lưu ra USB. Có thể rút USB.")
        self.written.emit()

    def _fail(self, error: AppError) -> None:
        self.stack.setCurrentIndex(0)
        feedback.show_error(self, error)
        if isinstance(error, ValidationError):
            self.secret.setFocus()

    def _on_stopped(self) -> None:
        self.stack.setCurrentIndex(0)
        self._context.status.say("Đã dừng sao lưu ra USB. Những bản đã có trên USB vẫn nguyên vẹn.")

    def _lay_out(self) -> None:
        asking = QWidget(self)
        inside = QVBoxLayout(asking)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.state)
        inside.addWidget(self.done)
        inside.addWidget(self.done_words)
        inside.addWidget(self.secret)
        inside.addWidget(self.secret_words)
        buttons = FlowLayout()
        buttons.addWidget(self.choose)
        inside.addLayout(buttons)
        inside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(asking)
        self.stack.addWidget(self.wait)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
