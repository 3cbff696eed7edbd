"""Labels whose look is a role: title, heading, quiet, good, warn, error, accent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui import icons


def set_role(widget: QWidget, role: str) -> None:
    """Give a control the look of a role (see ``app.ui.theme``)."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class WrapLabel(QLabel):
    """Plain text that breaks over lines instead of being cut."""

    def __init__(self, text: str = "", *, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if role:
            self.setProperty("role", role)


class MarkedLabel(QWidget):
    """State as icon + word + colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self.words = WrapLabel(parent=self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside the icon, however high the row
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)

    def show_state(self, icon: str, words: str, role: str) -> None:
        """Icon of the set, words, and a colour role of the theme."""
        size = max(16, self.fontMetrics().height())
        self._icon.setPixmap(icons.pixmap(icon, role, size, self.devicePixelRatioF()))
        self.words.setText(words)
        set_role(self.words, role)
