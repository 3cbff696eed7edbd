"""A table with a search line above, a totals row pinned below, and copying out to Excel."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.text import matches
from app.preferences import Preferences
from app.ui.table_model import ROW_ROLE, Column, RowTableModel

RowT = TypeVar("RowT")
_PAUSE_MS = 250
_WIDEST = 28
_LEAST_STRETCHED = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowTable(QWidget, Generic[RowT]):
    """``row_chosen`` is the row stood on, ``row_opened`` the one entered or clicked twice."""

    row_chosen = Signal(object)
    row_opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        name: str,
        parent: QWidget | None = None,
        *,
        stretch: int = 0,
    ) -> None:
        super().__init__(parent)
        self.model: RowTableModel[RowT] = RowTableModel(columns, self)
        self.view = QTableView(self)
        self.filter = QLineEdit(self)
        self.totals = QTableWidget(1, len(columns), self)
        self.count = QLabel(self)
        self.tools = QHBoxLayout()
        self._all: list[RowT] = []
        self._totals: Callable[[Sequence[RowT]], Sequence[str]] | None = None
        self._noun = "dòng"
        self._stretch = stretch
        self._fitted = False
        self._keep_widths: Callable[[tuple[int, ...]], None] = lambda _widths: None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._prepare_view(name)
        self._prepare_totals()
        self._lay_out()
        self._connect()

    def set_totals(self, totals: Callable[[Sequence[RowT]], Sequence[str]], noun: str) -> None:
        """Pin a row of sums under the columns; ``noun`` is what is counted."""
        self._totals, self._noun = totals, noun
        self.totals.show()

    def set_noun(self, noun: str) -> None:
        """What the rows are called in the line under the table."""
        self._noun = noun

    def remember(self, preferences: Preferences, key: str) -> None:
        """Keep the widths that the officer drags, and take up those of the last time."""
        self._keep_widths = lambda widths: preferences.remember_columns(key, widths)
        kept = preferences.choices.columns.get(key, ())
        if len(kept) == self.model.columnCount():
            self._fitted = True
            for number, width in enumerate(kept):
                self.view.setColumnWidth(number, width)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show rows that fit the search line; the current one stays current by its ``id``."""
        self._all = list(rows)
        self._show_found()

    def current(self) -> RowT | None:
        """The row stood on."""
        return self.model.row_at(self.view.currentIndex())

    def choose(self, wanted: Callable[[RowT], bool]) -> bool:
        """Go to the first row that fits."""
        for number, row in enumerate(self.model.rows):
            if wanted(row):
                self.view.selectRow(number)
                self.view.scrollTo(self.model.index(number, 0))
                return True
        return False

    def copy(self) -> None:
        """Put the chosen rows (or all) on the clipboard as Excel reads them."""
        chosen = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        rows = [self.model.rows[number] for number in chosen] or list(self.model.rows)
        shown = [
            column
            for number, column in enumerate(self.model.columns)
            if not self.view.isColumnHidden(number)
        ]
        lines = [[column.title for column in shown]]
        lines += [[_cell(column.text(row)) for column in shown] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sums stay under their columns."""
        super().resizeEvent(event)
        self._follow_widths()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The rows got more or less room."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._stretch_column()
        return super().eventFilter(watched, event)

    def _show_found(self) -> None:
        words = self.filter.text()
        texts = [column.text for column in self.model.columns]
        found = [row for row in self._all if matches(words, *(text(row) for text in texts))]
        key = getattr(self.current(), "id", None)
        header = self.view.horizontalHeader()
        self.model.set_rows(found)
        self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        if key is not None:
            self.choose(lambda row: getattr(row, "id", None) == key)
        self._show_count(found)
        self._fit_contents()
        # With a hidden column a reset tells of passing widths.
        self._follow_widths()

    def _show_count(self, found: Sequence[RowT]) -> None:
        left = len(self._all) - len(found)
        self.count.setText(f"{len(found)} {self._noun}" + (f" · ẩn {left} do lọc" if left else ""))
        if self._totals is None:
            return
        for column, text in enumerate(self._totals(found)):
            item = QTableWidgetItem(text)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            if self.model.columns[column].number:
                item.setTextAlignment(_RIGHT)
            self.totals.setItem(0, column, item)

    def _prepare_view(self, name: str) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName(name)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSortingEnabled(True)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setAlternatingRowColors(True)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(max(32, self.fontMetrics().height() + 12))
        header = view.horizontalHeader()
        header.setMinimumSectionSize(self.fontMetrics().horizontalAdvance("mmmm"))
        self._first_widths()
        copy = QAction("Chép", view)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _first_widths(self) -> None:
        """Wide enough for the title and for the sample of each column."""
        metrics = self.fontMetrics()
        for number, column in enumerate(self.model.columns):
            mark = metrics.height() + 8 if column.mark else 0
            texts = metrics.horizontalAdvance(column.sample) + mark
            title = metrics.horizontalAdvance(column.title) + 32
            if column.sample:
                self.view.setColumnWidth(number, max(texts + 24, title))

    def _fit_contents(self) -> None:
        """Columns without a sample follow the first rows shown, up to a limit."""
        if self._fitted or not self.model.rows:
            return
        self._fitted = True
        most = self.fontMetrics().averageCharWidth() * _WIDEST
        for number, column in enumerate(self.model.columns):
            if not column.sample and number != self._stretch:
                wanted = self.view.sizeHintForColumn(number) + 12
                title = self.fontMetrics().horizontalAdvance(column.title) + 32
                self.view.setColumnWidth(number, max(title, min(wanted, most)))
        self._stretch_column()

    def _stretch_column(self) -> None:
        """One column takes the room that is left, never less than can be read."""
        columns = range(self.model.columnCount())
        others = sum(self.view.columnWidth(n) for n in columns if n != self._stretch)
        least = self.fontMetrics().averageCharWidth() * _LEAST_STRETCHED
        room = self.view.viewport().width() - others
        self.view.setColumnWidth(self._stretch, max(least, room))

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
        totals.hide()

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText("Tìm, gõ không dấu cũng được")
        self.filter.setAccessibleName("Tìm trong bảng")
        self.filter.setClearButtonEnabled(True)
        self.count.setProperty("role", "quiet")
        self.tools.setSpacing(8)
        self.tools.addWidget(self.filter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self.tools)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.count)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._show_found)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.view.activated.connect(self._on_opened)
        header = self.view.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._on_resized())
        self.view.viewport().installEventFilter(self)
        bar = self.view.horizontalScrollBar()
        bar.valueChanged.connect(self.totals.horizontalScrollBar().setValue)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.data(ROW_ROLE))

    def _on_opened(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.data(ROW_ROLE))

    def _on_resized(self) -> None:
        self._follow_widths()
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            columns = range(self.model.columnCount())
            self._keep_widths(tuple(self.view.columnWidth(number) for number in columns))

    def _follow_widths(self) -> None:
        for column in range(self.model.columnCount()):
            hidden = self.view.isColumnHidden(column)
            self.totals.setColumnHidden(column, hidden)
            if not hidden:
                self.totals.setColumnWidth(column, self.view.columnWidth(column))


def _cell(text: str) -> str:
    """A cell with breaks or quotes is quoted, as Excel does."""
    if any(mark in text for mark in '\t\n"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
