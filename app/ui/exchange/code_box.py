"""The check code of a printed paper, typed or scanned: does it agree with a package?"""

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.widgets.labels import MarkedLabel
from app.workflows.parcels.proof import CodeKind, look_up_code

_MARKS: Final = {
    CodeKind.MATCHES: ("done", "good"),
    CodeKind.DIFFERS: ("warn", "bad"),
    CodeKind.UNKNOWN: ("info", "warn"),
    CodeKind.WRONG_SIGN: ("warn", "warn"),
}


class CodeBox(QFrame):
    """A field and the answer under it; a scanner ends its line with Enter."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText("Mã đối chiếu ở chân trang, gõ hoặc quét")
        self.typed.setAccessibleName("Mã đối chiếu")
        self.look = QPushButton("Tra mã", self)
        self.answer = MarkedLabel(self)
        self.answer.hide()
        row = QHBoxLayout()
        row.addWidget(self.typed, 1)
        row.addWidget(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.answer)
        self.typed.returnPressed.connect(self.look_up)
        self.look.clicked.connect(lambda _on: self.look_up())

    def look_up(self) -> None:
        """Answer to what stands in the field."""
        typed = self.typed.text().strip()
        self.answer.setVisible(bool(typed))
        if typed:
            found = look_up_code(self._context.db, typed)
            icon, role = _MARKS[found.kind]
            self.answer.show_state(icon, found.sentence, role)
        self.typed.selectAll()
