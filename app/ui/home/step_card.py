"""Việc tiếp theo: one sentence, one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets.labels import WrapLabel


class StepCard(QFrame):
    """The one thing to do now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "step")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words = WrapLabel("", parent=self)
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(WrapLabel("Việc tiếp theo", role="heading", parent=self))
        texts.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(16)
        layout.addLayout(texts, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_step(self, sentence: str, words: str) -> None:
        """What to do, and the words of its button."""
        self._words.setText(sentence)
        self.button.setText(words)
