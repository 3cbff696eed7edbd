"""Why a finding is let stand: one line, kept with the paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.editor.entries import Entry
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.step_box import StepBox


class WaiveBox(StepBox):
    """``given`` carries the entry and the reason, ``left`` comes when it is put away."""

    given = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self.words = WrapLabel(role="strong", parent=self)
        self.others = WrapLabel(role="quiet", parent=self)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Lý do bỏ qua")
        self.reason.setPlaceholderText("Ví dụ: đúng theo văn bản của tỉnh")
        self.error = MarkedLabel(self)
        self.let_stand = QPushButton("Bỏ qua chỗ này", self)
        self.let_stand.setProperty("role", "primary")
        self.close_button = QPushButton("Thôi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.let_stand)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for widget in (self.words, self.others, self.reason, self.error):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.let_stand.clicked.connect(lambda _on: self._give())
        self.reason.returnPressed.connect(self._give)
        self.close_button.clicked.connect(lambda _on: self.leave())

    def ask(self, entry: Entry, alike: int) -> None:
        """Ask why an entry may stand.

        Args:
            alike: how many places of the paper say the same; they go together.
        """
        self._entry = entry
        self.words.setText("Lý do bỏ qua (giữ cùng văn bản)")
        self.others.setText(f"Bỏ qua cả {alike} chỗ giống nhau." if alike > 1 else "")
        self.others.setVisible(alike > 1)
        self.error.hide()
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def _give(self) -> None:
        if self._entry is None:
            return
        if not self.reason.text().strip():
            self.error.show_state("warn", "Hãy ghi lý do bỏ qua.", "bad")
            self.error.show()
            self.reason.setFocus()
            return
        self.leave()
        self.given.emit(self._entry, self.reason.text())
