"""One password asked for: wrong ones wait longer and longer, and the wait is counted down."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.paths import DataPaths
from app.ui.access.password_field import PasswordField
from app.ui.widgets.labels import MarkedLabel
from app.vault.key_file import WrongPasswordError
from app.vault.tries import Tries

_SECOND_MS: Final = 1000


def tries_of(paths: DataPaths) -> Tries:
    """The wrong tries at a folder, kept over restarts."""
    return Tries(paths.root / "go-sai.json")


class PasswordGate(QWidget):
    """``passed`` once ``check`` took what was typed.

    Args:
        check: takes the password; raises WrongPasswordError, or another AppError that is shown.
        verb: the words on the button.
    """

    passed = Signal()

    def __init__(
        self,
        check: Callable[[str], object],
        tries: Tries,
        now: Callable[[], datetime],
        verb: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._tries, self._now, self._verb = check, tries, now, verb
        self.field = PasswordField("Mật khẩu", self)
        self.enter = QPushButton(verb, self)
        self.enter.setProperty("role", "primary")
        self.said = MarkedLabel(self)
        self.said.hide()
        self._wrong = ""
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.field)
        layout.addWidget(self.said)
        layout.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignLeft)
        self.field.entered.connect(self.try_now)
        self.field.edited.connect(self._on_edited)
        self.enter.clicked.connect(self.try_now)
        self.setFocusProxy(self.field)
        self.count()

    def try_now(self) -> None:
        """Ask whether it is the right one, unless a wait is not over."""
        if self._tries.wait(self._now()):
            return
        password = self.field.value()
        if not password:
            self._say("Hãy gõ mật khẩu.")
            self.field.setFocus()
            return
        # One guess costs a fraction of a second for each person; the button says why it waits.
        self.enter.setText("Đang mở…")
        self.enter.repaint()
        try:
            self._check(password)
        except WrongPasswordError as error:
            self._tries.failed(self._now())
            self._wrong = error.message
            self.field.line.selectAll()
            self.field.setFocus()
        except AppError as error:
            self._wrong = error.message
        else:
            self._tries.succeeded()
            self._wrong = ""
            self.field.clear()
            self.passed.emit()
        finally:
            self.enter.setText(self._verb)
            self.count()

    def count(self) -> None:
        """Show how long the next try must wait."""
        wait = self._tries.wait(self._now())
        self.enter.setEnabled(not wait)
        if not wait:
            self._clock.stop()
            self._say(self._wrong)
            return
        self._clock.start()
        self._say(f"{self._wrong} Đã gõ sai nhiều lần; được thử lại sau {_spell(wait)}.".strip())

    def _on_edited(self) -> None:
        if self.enter.isEnabled() and self._wrong and self.field.value():
            self._wrong = ""
            self._say("")

    def _say(self, words: str) -> None:
        self.said.setVisible(bool(words))
        if words:
            self.said.show_state("warn", words, "bad")


def _spell(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return " ".join(
        word for word in (f"{minutes} phút" * bool(minutes), f"{rest} giây" * bool(rest)) if word
    )
