"""What an open paper can be compared with."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.queries.papers import VersionRow
from app.ui import icons


class CompareMenu(QMenu):
    """``version_asked`` carries a number."""

    version_asked = Signal(int)
    other_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer((), 0)

    def offer(self, versions: Sequence[VersionRow], shown: int) -> None:
        """The versions besides the one shown, the nearest before first; then papers and files."""
        self.clear()
        others = sorted(
            (version.number for version in versions if version.number != shown),
            key=lambda number: (number > shown, abs(number - shown)),
        )
        for number in others:
            words = "So sánh với bản trước" if number == shown - 1 else f"So sánh với bản {number}"
            action = self.addAction(icons.icon("compare"), words)
            action.triggered.connect(lambda _on, number=number: self.version_asked.emit(number))
        other = self.addAction(icons.icon("compare"), "So sánh với văn bản khác…")
        other.triggered.connect(lambda _on: self.other_asked.emit())
        self.addSeparator()
        back = self.addAction(icons.icon("word"), "Đọc lại bản đã sửa trong Word…")
        back.triggered.connect(lambda _on: self.back_asked.emit())
