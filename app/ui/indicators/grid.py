"""The grid of a form: keys as in Excel, cells that are typed in one walk."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from app.domain.figure_rows import Column
from app.ui.indicators.columns import COLUMNS, PROGRESS_AT
from app.ui.indicators.model import Index, SheetModel
from app.ui.theme import LEAST_TARGET

_NAME: Final = 0
_LEAST_NAME_EMS: Final = 14
#: Columns besides the name whose words may take several lines, and the room of their icon.
_WRAPPED: Final = (1, PROGRESS_AT, 8)
_ICON: Final = 20
_STEPS: Final = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}
_EDITABLE: Final = Qt.ItemFlag.ItemIsEditable


class CellEditor(QStyledItemDelegate):
    """A line in the cell; Enter goes down, Tab to the next cell that is typed, Esc gives up."""

    #: The editor was left with Enter or Tab: rows and columns to go.
    moved = Signal(int, int)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end typing."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _step(event)
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.moved.emit(*step)
                return True
        return super().eventFilter(editor, event)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Only a line is ever an editor here."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)


class FigureGrid(QTableView):
    """``pasted`` carries a block of words, ``emptied`` and ``copied_down`` the cells concerned."""

    pasted = Signal(str)
    emptied = Signal(object)
    copied_down = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self.setModel(model)
        self.setAccessibleName("Bảng chỉ tiêu")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(True)
        self.setAlternatingRowColors(False)
        delegate = CellEditor(self)
        self.setItemDelegate(delegate)
        delegate.moved.connect(self.walk)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)

    def start(self) -> None:
        """Stand on the first cell that is typed."""
        first = self._from(0, 1)
        if first is not None:
            self.setCurrentIndex(first)

    def stand_on(self, row: int) -> None:
        """Stand on the total of a row, also where it is not typed."""
        column = next(at for at, one in enumerate(COLUMNS) if one.column is Column.TOTAL)
        here = self._sheet.index(row, column)
        self.setCurrentIndex(here)
        self.scrollTo(here, self.ScrollHint.PositionAtCenter)
        self.setFocus()

    def walk(self, rows: int, columns: int) -> None:
        """Go on from the current cell: down or up in its column, or to the next typed cell."""
        here = self.currentIndex()
        found = self._below(here, rows) if rows else self._beside(here, columns)
        if found is not None:
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells that can be typed, in reading order."""
        found = [one for one in self.selectedIndexes() if self._sheet.flags(one) & _EDITABLE]
        return sorted(found, key=lambda one: (one.row(), one.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the grid first."""
        step = _step(event)
        if step is not None:
            self.walk(*step)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit(self.chosen())
        elif (
            event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.copied_down.emit(self.chosen())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel reads them."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _below(self, here: QModelIndex, step: int) -> QModelIndex | None:
        """The next typed cell of the same column."""
        row = here.row() + step
        while 0 <= row < self._sheet.rowCount():
            index = self._sheet.index(row, here.column())
            if self._sheet.flags(index) & _EDITABLE:
                return index
            row += step
        return None

    def _beside(self, here: QModelIndex, step: int) -> QModelIndex | None:
        """The next typed cell in reading order."""
        return self._from(here.row() * len(COLUMNS) + here.column() + step, step)

    def _from(self, place: int, step: int) -> QModelIndex | None:
        """The first typed cell from a place on; places count on through the rows."""
        width = len(COLUMNS)
        while 0 <= place < self._sheet.rowCount() * width:
            index = self._sheet.index(place // width, place % width)
            if self._sheet.flags(index) & _EDITABLE:
                return index
            place += step
        return None

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        for at, column in enumerate(COLUMNS):
            words = max((column.title, column.sample), key=metrics.horizontalAdvance)
            self.setColumnWidth(at, metrics.horizontalAdvance(words) + 24)
        self.clearSpans()
        for at, row in enumerate(self._sheet.rows):
            if row.heading:
                self.setSpan(at, 0, 1, len(COLUMNS))
        self._share_width()

    def _share_width(self) -> None:
        others = sum(self.columnWidth(at) for at in range(1, len(COLUMNS)))
        least = self.fontMetrics().horizontalAdvance("m") * _LEAST_NAME_EMS
        self.setColumnWidth(_NAME, max(least, self.viewport().width() - others))
        height = max(LEAST_TARGET, self.fontMetrics().height() + 10)
        self.verticalHeader().setDefaultSectionSize(height)
        for at, row in enumerate(self._sheet.rows):
            wrapped = [(_NAME, self.viewport().width() if row.heading else self.columnWidth(_NAME))]
            if not row.heading:
                wrapped += [(one, self.columnWidth(one) - _ICON) for one in _WRAPPED]
            self.setRowHeight(at, max(height, *(self._height(at, *one) for one in wrapped)))

    def _height(self, row: int, column: int, width: int) -> int:
        """Height of the wrapped words of a cell."""
        words = str(self._sheet.index(row, column).data() or "")
        box = self.fontMetrics().boundingRect(
            0, 0, max(60, width - 16), 10_000, int(Qt.TextFlag.TextWordWrap), words
        )
        return box.height() + 12


def _step(event: QKeyEvent) -> tuple[int, int] | None:
    """Where a key goes: (rows, columns); None for a key that goes nowhere."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        rows, columns = _STEPS[Qt.Key(event.key())]
        return (-rows, columns) if back else (rows, columns)
    if event.key() == Qt.Key.Key_Tab:
        return 0, 1
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    return None
