"""A label above an input, and below it the sentence that says what is wrong."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget


class FieldBox(QWidget):
    """One field of a form; the error stands beside the field, never in a pop-up."""

    def __init__(self, words: str, field: QWidget, *, required: bool = False) -> None:
        super().__init__(field.parentWidget())
        self.field = field
        self.label = QLabel(f"{words} (bắt buộc)" if required else words, self)
        self.label.setWordWrap(True)
        self.label.setBuddy(field)
        self.error = QLabel(self)
        self.error.setWordWrap(True)
        self.error.setProperty("role", "error")
        self.error.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(field)
        layout.addWidget(self.error)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong; an empty text takes it away."""
        self.error.setText(f"⚠ {sentence}" if sentence else "")
        self.error.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
