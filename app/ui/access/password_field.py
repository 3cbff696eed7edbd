"""A password: hidden or shown, with a word about Caps Lock and about letters with marks."""

from typing import Final
from unicodedata import normalize

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.labels import MarkedLabel, WrapLabel

_CAPS: Final = "Phím Caps Lock đang bật: chữ thường thành chữ hoa."
_MARKS: Final = (
    "Có chữ có dấu. Ở máy khác bộ gõ có thể khác (Telex, VNI) nên khó gõ lại đúng; nên dùng chữ "
    "không dấu và số."
)


class _Line(QLineEdit):
    """Tells of every key."""

    pressed = Signal(int, str, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Key, its text, and whether Shift was held."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.pressed.emit(event.key(), event.text(), shift)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """``edited`` at each keystroke, ``entered`` at Enter."""

    edited = Signal()
    entered = Signal()

    def __init__(self, label: str, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent)
        self._new = new
        self._caps = False
        self.line = _Line(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(label)
        self.show_button = QPushButton("Hiện", self)
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(f"Hiện {label.lower()}")
        self.hint = MarkedLabel(self)
        self.hint.hide()
        self._lay_out(label)
        self.line.pressed.connect(self._learn_caps)
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self.entered)
        self.show_button.toggled.connect(self._on_shown)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        """What is typed, composed: the same letters are the same password on every machine."""
        return normalize("NFC", self.line.text())

    def clear(self) -> None:
        """Empty and hidden again."""
        self.show_button.setChecked(False)
        self.line.clear()

    def _learn_caps(self, key: int, text: str, shift: bool) -> None:
        """A letter tells whether Caps Lock is on; no system tells it in the same way."""
        if key == Qt.Key.Key_CapsLock:
            self._caps = False  # the next letter tells
        elif text.isalpha():
            self._caps = text.isupper() is not shift
        self._show_hint()

    def _on_text(self) -> None:
        self._show_hint()
        self.edited.emit()

    def _show_hint(self) -> None:
        marked = self._new and not self.line.text().isascii()
        words = _CAPS if self._caps else _MARKS if marked else ""
        self.hint.setVisible(bool(words))
        if words:
            self.hint.show_state("warn", words, "warn")

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText("Ẩn" if shown else "Hiện")

    def _lay_out(self, label: str) -> None:
        name = WrapLabel(label, role="strong", parent=self)
        name.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(name)
        layout.addLayout(row)
        layout.addWidget(self.hint)
