"""Tables whose sentences take as many lines as they need."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHeaderView

from app.ui.row_table import RowTable


def wrap_rows(table: RowTable[Any]) -> None:
    """Rows as high as their words; anew whenever a column has become narrower or wider."""
    view = table.view
    view.setWordWrap(True)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    # Once, after all columns have their width.
    later = QTimer(view)
    later.setSingleShot(True)
    later.setInterval(0)
    later.timeout.connect(view.resizeRowsToContents)
    view.horizontalHeader().sectionResized.connect(lambda *_sizes: later.start())
