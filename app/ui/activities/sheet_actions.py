"""Saving the table as Excel; reading and pasting rows with a preview."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.queries.activity_rows import ActivityRow
from app.ui.context import UiContext


class SheetActions(QObject):
    """Carries out the Excel menu of the page."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.panel = QWidget(parent)
        self.panel.hide()

    def save(self, rows: Sequence[ActivityRow]) -> None:
        """The rows shown."""

    def paste(self) -> None:
        """The block on the clipboard."""

    def read_file(self) -> None:
        """A file."""
