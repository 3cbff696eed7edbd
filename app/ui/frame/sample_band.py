"""The band that says: nothing of this is real."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.labels import WrapLabel


class SampleBand(QFrame):
    """Emits ``own_office_wanted``."""

    own_office_wanted = Signal()

    def __init__(self, may_leave: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "band")
        words = WrapLabel(
            "DỮ LIỆU MẪU – người, cơ quan và con số ở đây đều bịa ra để xem thử.", parent=self
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(words, 1)
        if may_leave:
            button = QPushButton("Về cơ quan của tôi", self)
            button.clicked.connect(self.own_office_wanted)
            layout.addWidget(button)
