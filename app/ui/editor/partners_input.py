"""Agencies that take part: one per line, picked from the list or typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text import clean_line
from app.ui.widgets.inputs import ComboText, LinesInput


class PartnersInput(QWidget):
    """Reads and shows a tuple of names."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = LinesInput(self, rows=3, as_list=True)
        self.names.setAccessibleName("Cơ quan phối hợp, mỗi dòng một cơ quan")
        self.pick = ComboText((), self)
        self.pick.setAccessibleName("Thêm cơ quan phối hợp")
        line = self.pick.lineEdit()
        if line is not None:
            line.setPlaceholderText("Chọn để thêm")
            line.returnPressed.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.names)
        layout.addWidget(self.pick)
        self.names.edited.connect(self.edited)
        self.names.left.connect(self.left)
        self.pick.activated.connect(lambda _row: self._take())

    def set_offers(self, offers: Sequence[str]) -> None:
        """Agencies to choose from."""
        self.pick.set_offers(offers)

    def show_value(self, names: Sequence[str]) -> None:
        """Show these names."""
        self.names.blockSignals(True)
        self.names.show_value(list(names))
        self.names.blockSignals(False)

    def value(self) -> tuple[str, ...]:
        """The names, each once."""
        lines = self.names.toPlainText().split("\n")
        cleaned = (clean_line(line).rstrip(";,") for line in lines)
        return tuple(dict.fromkeys(name for name in cleaned if name))

    def _take(self) -> None:
        name = clean_line(self.pick.currentText())
        self.pick.show_value("")
        if name and name not in self.value():
            self.names.show_value([*self.value(), name])
            self.left.emit()
