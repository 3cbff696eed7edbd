"""Typing Vietnamese as input methods do: each word is committed, not sent key by key."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit


def type_words(field: QLineEdit, text: str) -> None:
    """Type at the cursor of a field; every word is composed first, then committed."""
    for number, word in enumerate(text.split(" ")):
        QApplication.sendEvent(field, QInputMethodEvent(word[:1], []))
        commit = QInputMethodEvent()
        commit.setCommitString(f" {word}" if number else word)
        QApplication.sendEvent(field, commit)
