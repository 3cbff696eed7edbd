"""First widths of a table's columns from their sample texts; one column takes what is left."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView

from app.ui.row_table import RowTable

_ROOM: Final = 20


class ColumnWidths(QObject):
    """Keeps the main column as wide as its sample at least; a narrow window scrolls sideways."""

    def __init__(self, table: RowTable[Any], main: int) -> None:
        super().__init__(table)
        self._table, self._main = table, main
        header = table.view.horizontalHeader()
        header.setSectionResizeMode(main, QHeaderView.ResizeMode.Interactive)
        metrics = header.fontMetrics()
        self._least = 0
        for number, column in enumerate(table.model.columns):
            samples = (column.sample, f"{column.title}m")
            width = max(map(metrics.horizontalAdvance, samples)) + _ROOM
            table.view.setColumnWidth(number, width)
            self._least = width if number == main else self._least
        table.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width of the table."""
        if watched is self._table.view and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        view = self._table.view
        columns = range(self._table.model.columnCount())
        taken = sum(view.columnWidth(number) for number in columns if number != self._main)
        bar = view.verticalScrollBar().sizeHint().width()
        view.setColumnWidth(self._main, max(self._least, view.width() - taken - bar - 4))
