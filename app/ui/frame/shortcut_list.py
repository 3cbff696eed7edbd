"""The table of keys shown by Ctrl+/."""

from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.frame.shortcuts import EVERYWHERE, IN_ACTIVITIES, IN_PAPERS
from app.ui.widgets.labels import WrapLabel


class ShortcutList(QDialog):
    """Three short tables; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phím tắt")
        inside = QWidget(self)
        inside.setProperty("role", "plain")
        grid = QGridLayout(inside)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(24)
        for title, keys in (
            ("Ở mọi nơi", EVERYWHERE),
            ("Khi soạn văn bản", IN_PAPERS),
            ("Ở trang Hoạt động", IN_ACTIVITIES),
        ):
            grid.addWidget(WrapLabel(title, role="heading"), grid.rowCount(), 0, 1, 2)
            for pressed, words in keys:
                row = grid.rowCount()
                grid.addWidget(WrapLabel(pressed, role="strong"), row, 0)
                grid.addWidget(WrapLabel(words), row, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        close = QPushButton("Đóng", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addWidget(close)
        letter = self.fontMetrics().horizontalAdvance("m")
        self.resize(letter * 44, self.fontMetrics().height() * 28)
