"""A box that asks one thing in the page and is put away again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget


class StepBox(QFrame):
    """Hidden until the heir shows it; ``left`` comes when it is put away."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "step")
        self.hide()

    def leave(self) -> bool:
        """Put the box away; False when it was not there."""
        shown = not self.isHidden()
        self.hide()
        if shown:
            self.left.emit()
        return shown
