"""Before a file is chosen: what can be checked, and the place to drop one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.widgets.labels import WrapLabel

_WHAT = (
    "Chọn một văn bản Word, PDF có chữ hoặc tệp chữ; chương trình kiểm tra thể thức, cách trình bày "
    "theo Nghị định 30/2020/NĐ-CP và câu chữ, số liệu, căn cứ."
)
_SAFE = "Tệp chỉ được đọc, không bị sửa. Cũng có thể kéo tệp thả vào đây."


class StartView(QWidget):
    """``file_asked`` wants the file dialog."""

    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame(self)
        card.setProperty("role", "card")
        self.pick = QPushButton("Chọn tệp…", card)
        self.pick.setProperty("role", "primary")
        self.pick.setIcon(icons.icon("open", "on_primary"))
        self.pick.setToolTip("Ctrl+O")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(12)
        inside.addWidget(WrapLabel(_WHAT, parent=card))
        inside.addWidget(WrapLabel(_SAFE, role="quiet", parent=card))
        inside.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)
        self.pick.clicked.connect(lambda _on: self.file_asked.emit())
