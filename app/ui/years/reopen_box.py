"""Asks why a year is opened again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import TextInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.step_box import StepBox


class ReopenBox(StepBox):
    """``given`` carries the year and the reason."""

    given = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 0
        self.words = WrapLabel(parent=self)
        self.reason = TextInput(self)
        self.reason.setAccessibleName("Lý do mở lại")
        self.error = MarkedLabel(self)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.drop = QPushButton("Thôi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.drop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for widget in (self.words, self.reason, self.error):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.go.clicked.connect(lambda _on: self._give())
        self.reason.returnPressed.connect(self._give)
        self.drop.clicked.connect(lambda _on: self.leave())

    def begin(self, year: int) -> None:
        """Ask for the reason of a year."""
        self._year = year
        self.words.setText(f"Vì sao mở lại năm {year}? Lý do được giữ trong nhật ký.")
        self.reason.setText("")
        self.error.hide()
        self.go.setText(f"Mở lại năm {year}")
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        reason = self.reason.words().strip()
        if not reason:
            self.error.show_state("warn", "Hãy ghi lý do mở lại.", "bad")
            self.error.show()
            self.reason.setFocus()
            return
        self.hide()
        self.given.emit(self._year, reason)
