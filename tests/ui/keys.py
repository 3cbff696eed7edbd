"""Typing as an input method does: Vietnamese words are composed, then committed."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget


def type_text(field: QWidget, text: str) -> None:
    """Type at the cursor; every word is seen half composed before it is committed."""
    target = field.lineEdit() if isinstance(field, QComboBox) else field
    for number, word in enumerate(text.split(" ")):
        QApplication.sendEvent(target, QInputMethodEvent(word[:-1], []))
        done = QInputMethodEvent("", [])
        done.setCommitString(f" {word}" if number else word)
        QApplication.sendEvent(target, done)


def retype(field: QWidget, text: str) -> None:
    """Type over everything."""
    field.setFocus()
    select = getattr(field, "selectAll", None)
    if select is not None:
        select()
    type_text(field, text)
