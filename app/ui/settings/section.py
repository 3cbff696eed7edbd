"""One section of the settings page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.widgets.labels import WrapLabel


class Section(QWidget):
    """A heading, why it matters, and ``body``; re-reads when told, saves before it is left."""

    title = ""
    why = ""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel(self.title, role="heading", parent=self))
        if self.why:
            layout.addWidget(WrapLabel(self.why, role="quiet", parent=self))
        layout.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Read again and show."""

    def leave(self) -> bool:
        """Save what is not saved yet; False when it cannot be."""
        return True

    def fill_below(self) -> None:
        """Empty room goes to the bottom."""
        self.body.addStretch(1)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
