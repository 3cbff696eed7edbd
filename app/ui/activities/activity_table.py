"""The table of activities with its totals pinned below and the count line."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.queries.activity_rows import ActivityRow, activity_totals
from app.ui.activities.columns import COLUMNS, count_words, totals_texts
from app.ui.table_model import ROW_ROLE, RowTableModel

_TITLE: Final = 1
_WIDEST: Final = 24
_WIDTHS: Final = ("88/88 - 88/88/8888", "", "Hội nghị, tọa đàm mm", "Nhà văn hóa thôn 88")
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ActivityTable(QWidget):
    """Emits ``row_chosen`` with the row the officer went to."""

    row_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowTableModel(COLUMNS, self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.totals = QTableWidget(1, len(COLUMNS), self)
        self.count = QLabel(self)
        self.count.setWordWrap(True)
        self._prepare_view()
        self._prepare_totals()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.count)
        self._connect()

    def show_rows(self, rows: Sequence[ActivityRow], in_month: int) -> None:
        """Show rows; the current one stays current."""
        current = self.current()
        self.model.set_rows(rows)
        if current is not None:
            self.choose(current.id)
        totals = activity_totals(rows)
        for column, text in enumerate(totals_texts(totals)):
            self._total(column).setText(text)
        self.count.setText(count_words(totals, in_month))

    def current(self) -> ActivityRow | None:
        """The row the officer stands on."""
        index = self.view.currentIndex()
        found = index.data(ROW_ROLE) if index.isValid() else None
        return found if isinstance(found, ActivityRow) else None

    def choose(self, activity_id: UUID | None) -> None:
        """Go to a row without telling anybody; None leaves every row."""
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        try:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
            for number in range(self.model.rowCount()):
                index = self.model.index(number, 0)
                if index.data(ROW_ROLE).id == activity_id:
                    self.view.setCurrentIndex(index)
                    self.view.selectRow(number)
                    self.view.scrollTo(index)
        finally:
            selection.blockSignals(False)
        self.view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what is left; the totals stay under their columns."""
        super().resizeEvent(event)
        taken = sum(self.view.columnWidth(n) for n in range(len(COLUMNS)) if n != _TITLE)
        least = self.fontMetrics().averageCharWidth() * _WIDEST
        bar = self.view.verticalScrollBar().sizeHint().width()
        self.view.setColumnWidth(_TITLE, max(least, self.width() - taken - bar - 4))
        self._follow_widths()

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        header = self.view.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._follow_widths())
        header.geometriesChanged.connect(self._follow_widths)
        bar = self.view.horizontalScrollBar()
        bar.valueChanged.connect(self.totals.horizontalScrollBar().setValue)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, ActivityRow):
            self.row_chosen.emit(row)

    def _prepare_view(self) -> None:
        view = self.view
        view.setAccessibleName("Bảng hoạt động")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(max(32, self.fontMetrics().height() + 12))
        header = view.horizontalHeader()
        self._set_widths(header)

    def _set_widths(self, header: QHeaderView) -> None:
        metrics = self.fontMetrics()
        for column, definition in enumerate(COLUMNS):
            sample = _WIDTHS[column] if column < len(_WIDTHS) else f"{definition.title}mmm"
            if definition.title == "Kinh phí":
                sample = "8.888.888.888"
            self.view.setColumnWidth(column, metrics.horizontalAdvance(sample) + _WIDEST)
        header.setMinimumSectionSize(metrics.horizontalAdvance("mmmm"))

    def _prepare_totals(self) -> None:
        totals = self.totals
        totals.setAccessibleName("Dòng cộng")
        totals.horizontalHeader().hide()
        totals.verticalHeader().hide()
        totals.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = max(32, self.fontMetrics().height() + 12)
        totals.setRowHeight(0, height)
        totals.setFixedHeight(height + 2 * totals.frameWidth())

    def _total(self, column: int) -> QTableWidgetItem:
        item = self.totals.item(0, column)
        if item is None:
            item = QTableWidgetItem()
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            if COLUMNS[column].number:
                item.setTextAlignment(_RIGHT)
            self.totals.setItem(0, column, item)
        return item

    def _follow_widths(self) -> None:
        for column in range(len(COLUMNS)):
            self.totals.setColumnWidth(column, self.view.columnWidth(column))
        bar = self.view.verticalScrollBar()
        margin = bar.width() if bar.isVisible() else 0
        self.totals.setViewportMargins(0, 0, margin, 0)
