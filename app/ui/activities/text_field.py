"""Several lines of text; Tab leaves the field, as in every other field of the card."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class TextField(QPlainTextEdit):
    """A few lines high; emits ``left`` when the focus goes."""

    left = Signal()

    def __init__(self, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * lines
        frame = int(self.document().documentMargin() + self.frameWidth()) * 2
        self.setFixedHeight(height + frame + 4)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The officer went on to another field."""
        super().focusOutEvent(event)
        self.left.emit()
