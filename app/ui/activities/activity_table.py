"""The table of activities: totals pinned below, and how many belong to the Action Month."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.queries.activity_rows import ActivityRow, activity_totals
from app.ui.activities.columns import COLUMNS, count_words, totals_texts
from app.ui.row_table import RowTable

_TITLE: Final = 1


class ActivityTable(RowTable[ActivityRow]):
    """Going to a row by program tells nobody; only the officer's own step is told.

    The search line stands in the page's filter row: it looks into more words than are shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._quiet = False
        self._in_month = 0
        super().__init__(COLUMNS, "Bảng hoạt động", parent, stretch=_TITLE)
        self.filter.hide()
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.set_totals(lambda rows: totals_texts(activity_totals(rows)), "hoạt động")
        self.count.setWordWrap(True)
        self._set_widths()

    def show_activities(self, rows: Sequence[ActivityRow], in_month: int) -> None:
        """Show rows; ``in_month`` of them belong to the Action Month."""
        self._in_month = in_month
        self._quiet = True
        try:
            self.show_rows(rows)
        finally:
            self._quiet = False

    def go_to(self, activity_id: UUID | None) -> None:
        """Stand on an activity; None stands on none."""
        self._quiet = True
        try:
            if not self.choose(lambda row: row.id == activity_id):
                self.view.clearSelection()
                self.view.setCurrentIndex(QModelIndex())
        finally:
            self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what is left, but never less than some words."""
        self._fit_title()
        super().resizeEvent(event)

    def _show_count(self, found: Sequence[ActivityRow]) -> None:
        super()._show_count(found)
        self.count.setText(count_words(activity_totals(found), self._in_month))

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        if not self._quiet:
            super()._on_current(index, before)

    def _set_widths(self) -> None:
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Interactive)
        metrics = header.fontMetrics()
        for column, definition in enumerate(COLUMNS):
            samples = (definition.sample, f"{definition.title}mm")
            self.view.setColumnWidth(column, max(map(metrics.horizontalAdvance, samples)) + 16)

    def _fit_title(self) -> None:
        metrics = self.fontMetrics()
        least = metrics.horizontalAdvance(COLUMNS[_TITLE].sample)
        taken = sum(self.view.columnWidth(n) for n in range(len(COLUMNS)) if n != _TITLE)
        bar = self.view.verticalScrollBar().sizeHint().width()
        self.view.setColumnWidth(_TITLE, max(least, self.width() - taken - bar - 4))
