"""The Excel menu of the page: out, in from a file, in from the clipboard."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class ExcelButton(QPushButton):
    """One button, three wishes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Excel", parent)
        self.setAccessibleName("Lưu thành Excel, dán hoặc đọc từ Excel")
        menu = QMenu(self)
        self.save_sheet = menu.addAction("Lưu thành Excel…")
        self.paste = menu.addAction("Dán từ Excel")
        self.paste.setShortcut(QKeySequence("Ctrl+Shift+V"))
        self.read_sheet = menu.addAction("Đọc từ tệp Excel…")
        self.setMenu(menu)
