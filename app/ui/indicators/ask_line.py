"""One line that asks a reason: why there is no figure, or why an odd one may stand."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.step_box import StepBox


class AskLine(StepBox):
    """Asks, and gives the words to whoever asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take: Callable[[str], None] = lambda _words: None
        self.title = WrapLabel(role="strong", parent=self)
        self.words = QLineEdit(self)
        self.error = MarkedLabel(self)
        self.write = QPushButton("Ghi lý do", self)
        self.write.setProperty("role", "primary")
        self.close_button = QPushButton("Thôi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.write)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for widget in (self.title, self.words, self.error):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.write.clicked.connect(lambda _on: self._give())
        self.words.returnPressed.connect(self._give)
        self.close_button.clicked.connect(lambda _on: self.leave())

    def ask(self, title: str, example: str, take: Callable[[str], None]) -> None:
        """Ask; ``take`` gets the words."""
        self._take = take
        self.title.setText(title)
        self.words.setAccessibleName(title)
        self.words.setPlaceholderText(example)
        self.words.clear()
        self.error.hide()
        self.show()
        self.words.setFocus()

    def show_error(self, words: str) -> None:
        """The words will not do."""
        self.error.show_state("warn", words, "bad")
        self.error.show()
        self.show()
        self.words.setFocus()

    def _give(self) -> None:
        words = self.words.text().strip()
        if not words:
            self.show_error("Hãy ghi lý do.")
            return
        self.leave()
        self._take(words)
