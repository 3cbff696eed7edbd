"""One card of the home screen: heading, content, buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel


class Card(QFrame):
    """Content goes into ``body``; buttons stand below it."""

    def __init__(self, heading: str, parent: QWidget | None = None, *, role: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.heading = WrapLabel(heading, role="heading", parent=self)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.buttons = FlowLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addLayout(self.body)
        layout.addLayout(self.buttons)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def add_words(self, role: str = "") -> WrapLabel:
        """A sentence in the body."""
        label = WrapLabel("", role=role, parent=self)
        self.body.addWidget(label)
        return label

    def add_button(
        self, words: str, work: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """A button below the content."""
        button = QPushButton(words, self)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda _checked=False: work())
        self.buttons.addWidget(button)
        return button
