"""A table with a filter row, pinned totals and a count line; column widths are remembered."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import matches
from app.preferences import Preferences
from app.ui import icons
from app.ui.table_model import ROW_ROLE, Column, RowTableModel
from app.ui.widgets.labels import WrapLabel

RowT = TypeVar("RowT")
Totals = Callable[[Sequence[RowT]], Sequence[str]]
_PAUSE_MS: Final = 250


class RowTable(QWidget, Generic[RowT]):
    """Rows by columns.

    ``chosen`` carries the row the officer went to, ``opened`` the one they pressed Enter on or
    clicked twice. Filter words look into every column, without diacritics.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[RowT]],
        preferences: Preferences,
        *,
        totals: Totals[RowT] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._columns, self._preferences = name, tuple(columns), preferences
        self._totals_of = totals
        self._all: list[RowT] = []
        self.model: RowTableModel[RowT] = RowTableModel(columns, self)
        self.filter = QLineEdit(self)
        self.view = QTableView(self)
        self.totals = QTableWidget(1, len(columns), self)
        self.count = WrapLabel(role="quiet", parent=self)
        self.count_words: Callable[[Sequence[RowT]], str] = lambda rows: f"{len(rows)} dòng"
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._prepare()
        self._lay_out()
        self._connect()

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows; filter, order and the current place stay."""
        self._all = list(rows)
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the rows that hold every filter word."""
        words = self.filter.text()
        kept = [row for row in self._all if not words or matches(words, *self._texts(row))]
        place = self.view.currentIndex().row()
        self.model.set_rows(kept)
        header = self.view.horizontalHeader()
        if header.isSortIndicatorShown() and header.sortIndicatorSection() < len(self._columns):
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        if kept and place >= 0:
            self._go_quietly(min(place, len(kept) - 1))
        self._show_totals(kept)
        self.count.setText(self.count_words(kept))

    def current(self) -> RowT | None:
        """The row the officer stands on."""
        index = self.view.currentIndex()
        return cast("RowT | None", index.data(ROW_ROLE)) if index.isValid() else None

    def choose(self, wanted: Callable[[RowT], bool]) -> bool:
        """Go to the first row that is wanted, without telling anybody."""
        for number, row in enumerate(self.model.rows):
            if wanted(row):
                self._go_quietly(number)
                return True
        return False

    def copy(self) -> None:
        """The chosen rows as text that Excel takes: tabs between cells, a line a row."""
        chosen = sorted({index.row() for index in self.view.selectedIndexes()})
        lines = ["\t".join(self._texts(self.model.rows[row])) for row in chosen]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+C copies, Enter opens, Down in the filter goes into the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.view and event.matches(QKeySequence.StandardKey.Copy):
                self.copy()
                return True
            if watched is self.view and enter:
                self._open(self.view.currentIndex())
                return True
            if watched is self.filter and (event.key() == Qt.Key.Key_Down or enter):
                self.apply_filter()
                self.view.setFocus()
                if self.model.rowCount():
                    self.view.selectRow(0)
                return True
        return super().eventFilter(watched, event)

    def _texts(self, row: RowT) -> list[str]:
        return [column.text(row) for column in self._columns]

    def _go_quietly(self, number: int) -> None:
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(number, 0))
        self.view.selectRow(number)
        selection.blockSignals(False)
        self.view.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        if row is not None:
            self.chosen.emit(row)

    def _show_totals(self, rows: Sequence[RowT]) -> None:
        self.totals.setVisible(self._totals_of is not None)
        if self._totals_of is None:
            return
        for column, text in enumerate(self._totals_of(rows)):
            item = QTableWidgetItem(text)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            if self._columns[column].number:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.totals.setItem(0, column, item)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.apply_filter)
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.view.doubleClicked.connect(self._open)
        self.view.installEventFilter(self)
        self.filter.installEventFilter(self)
        header = self.view.horizontalHeader()
        header.sectionResized.connect(lambda *_: self._follow_widths())
        header.geometriesChanged.connect(self._follow_widths)
        bar = self.view.horizontalScrollBar()
        bar.valueChanged.connect(self.totals.horizontalScrollBar().setValue)

    def _follow_widths(self) -> None:
        widths = tuple(self.view.columnWidth(number) for number in range(len(self._columns)))
        for number, width in enumerate(widths):
            self.totals.setColumnWidth(number, width)
        if self.isVisible() and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._preferences.remember_columns(self._name, widths)

    def _prepare(self) -> None:
        self.filter.setPlaceholderText("Tìm trong bảng (không cần dấu)")
        self.filter.setAccessibleName("Tìm trong bảng")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(
            icons.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        view = self.view
        view.setModel(self.model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self._row_height())
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.horizontalHeader().setHighlightSections(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._first_widths(view.horizontalHeader())
        self._prepare_totals()

    def _prepare_totals(self) -> None:
        totals = self.totals
        totals.hide()
        totals.setAccessibleName("Dòng cộng")
        totals.horizontalHeader().hide()
        totals.verticalHeader().hide()
        totals.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        totals.setRowHeight(0, self._row_height())
        totals.setFixedHeight(self._row_height() + 2 * totals.frameWidth())

    def _row_height(self) -> int:
        return max(32, self.fontMetrics().height() + 12)

    def _first_widths(self, header: QHeaderView) -> None:
        kept: Any = self._preferences.choices.columns.get(self._name, ())
        metrics = self.fontMetrics()
        for number, column in enumerate(self._columns):
            widest = max(
                metrics.horizontalAdvance(column.sample),
                metrics.horizontalAdvance(column.title) + 24,
            )
            usual = widest + 32
            width = kept[number] if len(kept) == len(self._columns) else usual
            self.view.setColumnWidth(number, width)
        header.setMinimumSectionSize(metrics.horizontalAdvance("mmmm"))
        header.setStretchLastSection(True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        self.tools = top
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.count)
