"""Before a file is chosen: what can be checked, the place to drop one, and why one was not read."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_WHAT: Final = (
    "Xem một văn bản có sẵn sai chỗ nào: thể thức, cách trình bày theo Nghị định 30/2020/NĐ-CP; "
    "câu chữ, số liệu, căn cứ."
)
_KINDS: Final = "Đọc được tệp Word (.docx, .doc), PDF có chữ và tệp chữ (.txt, .md)."
_SAFE: Final = "Tệp chỉ được đọc, không bao giờ bị sửa."


class StartView(QWidget):
    """``file_asked`` wants the file dialog."""

    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error = MarkedLabel(self)
        self.zone = QFrame(self)
        self.zone.setProperty("role", "drop")
        self.pick = QPushButton("Chọn tệp…", self.zone)
        self.pick.setProperty("role", "primary")
        self.pick.setProperty("big", True)
        self.pick.setIcon(icons.icon("open", "on_primary"))
        self.pick.setToolTip("Chọn tệp (Ctrl+O)")
        self._lay_out()
        self.error.hide()
        self.pick.clicked.connect(lambda _on: self.file_asked.emit())

    def show_error(self, words: str) -> None:
        """Why the file was not read; an empty sentence takes it back."""
        self.error.setVisible(bool(words))
        if words:
            self.error.show_state("warn", words, "bad")

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        drop = QLabel("Thả tệp vào đây", self.zone)
        drop.setProperty("role", "heading")
        either = QLabel("hoặc", self.zone)
        either.setProperty("role", "quiet")
        kinds = WrapLabel(f"{_KINDS}\n{_SAFE}", role="quiet", parent=self.zone)
        kinds.setAlignment(middle)
        inside = QVBoxLayout(self.zone)
        inside.setContentsMargins(24, 32, 24, 32)
        inside.setSpacing(12)
        inside.addStretch(1)
        for widget in (drop, either, self.pick):
            inside.addWidget(widget, 0, middle)
        inside.addWidget(kinds)
        inside.addStretch(1)
        content = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(TallScroll(content, self))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(WrapLabel(_WHAT, parent=self))
        layout.addWidget(self.error)
        layout.addWidget(self.zone, 2)
        layout.addStretch(1)
