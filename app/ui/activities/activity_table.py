"""The table of activities: totals pinned below, and how many belong to the Action Month."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.domain.bin import leaving_words
from app.queries.activity_rows import ActivityRow, activity_totals
from app.ui.activities.column_widths import ColumnWidths
from app.ui.activities.columns import COLUMNS, count_words, totals_texts
from app.ui.row_table import RowTable
from app.ui.table_model import Column

#: Seen in the bin alone, beside the day.
_LEAVING: Final = 1
_TITLE: Final = 2


class ActivityTable(RowTable[ActivityRow]):
    """Going to a row by program tells nobody; only the officer's own step is told.

    The search line stands in the page's filter row: it looks into more words than are shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._quiet = False
        self._in_month = 0
        self._today = date.max
        leaving = Column[ActivityRow]("Tự xóa", self._leaving, sample="sau 88 ngày")
        columns = (*COLUMNS[:_LEAVING], leaving, *COLUMNS[_LEAVING:])
        super().__init__(columns, "Bảng hoạt động", parent, stretch=_TITLE)
        self.view.setColumnHidden(_LEAVING, True)
        self.filter.hide()
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.set_totals(_totals, "hoạt động")
        self.count.setWordWrap(True)
        ColumnWidths(self, _TITLE)

    def show_activities(self, rows: Sequence[ActivityRow], in_month: int, today: date) -> None:
        """Show rows; ``in_month`` of them belong to the Action Month. Of the bin: the days left."""
        self._in_month, self._today = in_month, today
        binned = any(row.leaves_on for row in rows)
        self.view.setColumnHidden(_LEAVING, not binned)
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

    def _leaving(self, row: ActivityRow) -> str:
        return leaving_words(row.leaves_on, self._today) if row.leaves_on else ""

    def _show_count(self, found: Sequence[ActivityRow]) -> None:
        super()._show_count(found)
        self.count.setText(count_words(activity_totals(found), self._in_month))

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        if not self._quiet:
            super()._on_current(index, before)


def _totals(rows: Sequence[ActivityRow]) -> tuple[str, ...]:
    texts = totals_texts(activity_totals(rows))
    return (*texts[:_LEAVING], "", *texts[_LEAVING:])
