"""Before work that strangers must not do, the password is asked again."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from app.ui.access.gate import PasswordGate, tries_of
from app.ui.context import UiContext
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.vault.key_file import WrongPasswordError

_WRONG: Final = "Mật khẩu không đúng. Chưa làm gì cả, dữ liệu giữ nguyên. Hãy xem phím Caps Lock và bộ gõ rồi gõ lại."


def check_own(context: UiContext, password: str) -> None:
    """Whether it is the password of whoever is at work.

    Raises:
        WrongPasswordError: it is not.
    """
    if not context.access.is_right(password):
        raise WrongPasswordError(_WRONG)


class AskAgain(QDialog):
    """Accepted when the password was right."""

    def __init__(self, context: UiContext, why: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gõ lại mật khẩu")
        self.gate = PasswordGate(
            lambda typed: check_own(context, typed),
            tries_of(context.paths),
            context.now,
            verb,
            self,
        )
        self.leave = QPushButton("Thôi", self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(WrapLabel(why, parent=self))
        column.addWidget(self.gate)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(TallScroll(inside, self))
        self.gate.passed.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        letter = self.fontMetrics()
        # Room for what is said of a wrong one.
        self.resize(letter.horizontalAdvance("m") * 34, letter.height() * 24)
        self.gate.setFocus()


def after_password(
    context: UiContext, parent: QWidget, why: str, verb: str, work: Callable[[], object]
) -> None:
    """Do ``work`` once the password was typed again; at once where the folder has none.

    Args:
        why: one sentence on what is about to be done.
        verb: the words on the button.
    """
    if not context.access.has_password:
        work()
        return
    box = AskAgain(context, why, verb, parent)
    box.accepted.connect(work)
    box.finished.connect(box.deleteLater)
    box.open()
