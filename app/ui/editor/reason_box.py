"""Why an issued paper is changed: one line, kept with the next version."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel


class ReasonBox(QFrame):
    """``reason_given`` carries the words."""

    reason_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "step")
        self.words = WrapLabel(role="strong", parent=self)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Lý do sửa")
        self.reason.setPlaceholderText("Ví dụ: điều chỉnh kinh phí theo nghị quyết của HĐND")
        self.error = MarkedLabel(self)
        self.open = QPushButton("Mở bản mới để sửa", self)
        self.open.setProperty("role", "primary")
        self.close_button = QPushButton("Thôi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for widget in (self.words, self.reason, self.error):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.open.clicked.connect(lambda _on: self._give())
        self.reason.returnPressed.connect(self._give)
        self.close_button.clicked.connect(lambda _on: self.hide())
        self.hide()

    def ask(self, version: int) -> None:
        """Ask why version ``version`` is opened."""
        self.words.setText(f"Lý do sửa (giữ cùng bản {version}; bản đã ban hành vẫn còn nguyên)")
        self.error.hide()
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def show_failure(self, sentence: str) -> None:
        """Why it was not opened."""
        self.error.show_state("warn", sentence, "bad")
        self.error.show()

    def _give(self) -> None:
        self.reason_given.emit(self.reason.text())
