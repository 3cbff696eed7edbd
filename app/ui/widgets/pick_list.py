"""A short list to pick one entry from, with rows that a finger can hit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QListWidget, QWidget

from app.ui.theme import LEAST_TARGET


class PickList(QListWidget):
    """Rows as high as any other control, whatever the text size."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def show_entries(self, entries: Sequence[str]) -> None:
        """Show other entries."""
        self.clear()
        self.addItems(list(entries))
        for row in range(self.count()):
            self.item(row).setToolTip(entries[row])
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs higher rows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def widest(self) -> int:
        """The width in px that shows every entry."""
        metrics = self.fontMetrics()
        texts = [self.item(row).text() for row in range(self.count())]
        return max((metrics.horizontalAdvance(text) for text in texts), default=0) + 40

    def _fit(self) -> None:
        height = max(LEAST_TARGET, self.fontMetrics().height() + 12)
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, height))
