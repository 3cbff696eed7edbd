"""The grid of a form: keys as in Excel, cells that are typed in one walk."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from app.domain.figure_rows import Column
from app.ui.indicators.cell_editor import CellEditor, paint_sign, step_of_key
from app.ui.indicators.cells import copied
from app.ui.indicators.columns import GridColumn
from app.ui.indicators.frozen import FrozenNames
from app.ui.indicators.model import Index, SheetModel
from app.ui.theme import LEAST_TARGET

_NAME: Final = 0
_LEAST_NAME_EMS: Final = 14
#: Twelve months stand beside it on a screen of 1366.
_SPREAD_NAME_EMS: Final = 11
#: Room of an icon, and around the words of a column.
_ICON: Final = 20
_ROOM: Final = 24
_TIGHT: Final = 20
#: The keys that go to an end of the line, or with Ctrl of the form; (towards the end?).
_ENDS: Final[dict[int, bool]] = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_COPY_DOWN: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
_EDITABLE: Final = Qt.ItemFlag.ItemIsEditable


class FigureGrid(QTableView):
    """``pasted`` carries a block of words, ``emptied`` and ``copied_down`` the cells concerned.

    ``filled`` carries words for all chosen cells.
    """

    pasted = Signal(str)
    filled = Signal(str)
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
        delegate.filled.connect(self.filled)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._names = FrozenNames(self, model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._fit)

    def start(self) -> None:
        """Stand on the first cell that is typed."""
        first = self._from(0, 1)
        if first is not None:
            self.setCurrentIndex(first)

    def stand_on(self, row: int, sex: str = "") -> None:
        """Stand on the total of a row or on a sex, also where it is not typed."""
        titles = [str(one.column or "") for one in self._columns]
        column = titles.index(sex if sex in titles and sex else Column.TOTAL)
        here, bar = self._sheet.index(row, column), self.horizontalScrollBar()
        self.setCurrentIndex(here)
        aside = bar.value()
        self.scrollTo(here, self.ScrollHint.PositionAtCenter)
        # In the middle of the height alone: the names stay in sight.
        bar.setValue(aside)
        self.scrollTo(here)
        self.setFocus()

    def walk(self, rows: int, columns: int) -> None:
        """Go on from the current cell: down or up in its column, or to the next typed cell."""
        here = self.currentIndex()
        found = self._below(here, rows) if rows else self._beside(here, columns)
        if found is not None:
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def typed_words(self) -> str | None:
        """What stands in the current cell while it is being typed."""
        if self.state() is not QAbstractItemView.State.EditingState:
            return None
        line = self.viewport().findChild(QLineEdit)
        return line.text() if line is not None else None

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells that can be typed, in reading order."""
        found = [one for one in self.selectedIndexes() if self._sheet.flags(one) & _EDITABLE]
        return sorted(found, key=lambda one: (one.row(), one.column()))

    @property
    def _columns(self) -> tuple[GridColumn, ...]:
        return self._sheet.columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the grid first."""
        if self._move(event):
            pass
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit(self.chosen())
        elif not self._command(event):
            super().keyPressEvent(event)
            return
        event.accept()

    def _move(self, event: QKeyEvent) -> bool:
        """Whether it was a key that goes somewhere, or chooses on the way; plain arrows are Qt's."""
        step, here = step_of_key(event), self.currentIndex()
        if step is not None:
            self.walk(*step)
        elif event.key() in _ENDS:
            self._go_to_end(event)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in _ARROWS:
            down, right = _ARROWS[event.key()]
            beside = self._sheet.index(here.row() + down, here.column() + right)
            if beside.isValid():
                self._go(beside, keep=True)
        else:
            return False
        return True

    def _command(self, event: QKeyEvent) -> bool:
        """Whether it was one of the keys that go with Ctrl."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_asked.emit()
        elif event.keyCombination() == _COPY_DOWN:
            self.copied_down.emit(self.chosen())
        else:
            return False
        return True

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as Excel reads them."""
        QGuiApplication.clipboard().setText(copied(self._sheet, self.selectedIndexes()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the signs of those that are wrong or odd."""
        super().paintEvent(event)
        first, last = (self.rowAt(at) for at in (0, self.viewport().height() - 1))
        signed = self._sheet.signed(max(first, 0), last if last >= 0 else self._sheet.rowCount())
        if not signed:
            return
        painter = QPainter(self.viewport())
        for index, sign in signed:
            paint_sign(painter, self.visualRect(index), sign)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def updateGeometries(self) -> None:
        """The names lie over their column wherever the headers are."""
        super().updateGeometries()
        # Qt asks once before the grid is made.
        names: FrozenNames | None = getattr(self, "_names", None)
        if names is not None and names.isVisibleTo(self):
            names.place()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """A cell is not in sight while the names stand over it."""
        super().scrollTo(index, hint)
        if self._names.isHidden() or index.column() == _NAME:
            return
        hidden = self.columnWidth(_NAME) - self.visualRect(index).left()
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _go_to_end(self, event: QKeyEvent) -> None:
        """Home, End: the first or last typed cell of the line, with Ctrl of the form."""
        last = _ENDS[event.key()]
        here, width = self.currentIndex(), len(self._columns)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            place = self._sheet.rowCount() * width - 1 if last else 0
        else:
            place = here.row() * width + (width - 1 if last else 0)
        found = self._from(place, -1 if last else 1)
        if found is not None:
            self._go(found, keep=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _go(self, index: QModelIndex, *, keep: bool) -> None:
        """Stand on a cell; ``keep`` chooses all on the way."""
        if not keep:
            self.setCurrentIndex(index)
            return
        command = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection(self._anchor(), index)
        self.selectionModel().select(chosen, command.ClearAndSelect)
        self.selectionModel().setCurrentIndex(index, command.NoUpdate)
        self.scrollTo(index)

    def _anchor(self) -> QModelIndex:
        """The corner of the chosen cells opposite to the one stood on."""
        here = self.currentIndex()
        cells = self.selectedIndexes() or [here]
        rows = [one.row() for one in cells]
        columns = [one.column() for one in cells]
        row = min(rows) if here.row() == max(rows) else max(rows)
        column = min(columns) if here.column() == max(columns) else max(columns)
        return self._sheet.index(row, column)

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
        return self._from(here.row() * len(self._columns) + here.column() + step, step)

    def _from(self, place: int, step: int) -> QModelIndex | None:
        """The first typed cell from a place on; places count on through the rows."""
        width = len(self._columns)
        while 0 <= place < self._sheet.rowCount() * width:
            index = self._sheet.index(place // width, place % width)
            if self._sheet.flags(index) & _EDITABLE:
                return index
            place += step
        return None

    def _fit(self) -> None:
        heavy = QFont(self.font())
        heavy.setBold(True)
        titles, cells = QFontMetrics(heavy), self.fontMetrics()
        for at, column in enumerate(self._columns):
            title = max(map(titles.horizontalAdvance, column.title.split("\n")))
            room = _TIGHT if column.tight else _ROOM
            self.setColumnWidth(at, max(title, cells.horizontalAdvance(column.sample)) + room)
        self.clearSpans()
        wide = any(column.tight for column in self._columns)
        for at, row in enumerate(self._sheet.rows):
            if row.heading and not wide:
                self.setSpan(at, 0, 1, len(self._columns))
        self._names.setVisible(wide)
        self._share_width()

    def _share_width(self) -> None:
        others = sum(self.columnWidth(at) for at in range(1, len(self._columns)))
        spread = self._names.isVisibleTo(self)
        ems = _SPREAD_NAME_EMS if spread else _LEAST_NAME_EMS
        least = self.fontMetrics().horizontalAdvance("m") * ems
        self.setColumnWidth(_NAME, max(least, self.viewport().width() - others))
        height = max(LEAST_TARGET, self.fontMetrics().height() + 10)
        self.verticalHeader().setDefaultSectionSize(height)
        wrapped = [(at, _ICON) for at, one in enumerate(self._columns) if one.wrapped and at]
        for at, row in enumerate(self._sheet.rows):
            whole = row.heading and not spread
            name = self.viewport().width() if whole else self.columnWidth(_NAME)
            rooms = [(_NAME, name)]
            if not row.heading:
                rooms += [(one, self.columnWidth(one) - icon) for one, icon in wrapped]
            self.setRowHeight(at, max(height, *(self._height(at, *one) for one in rooms)))
        if spread:
            self._names.fit()

    def _height(self, row: int, column: int, width: int) -> int:
        """Height of the wrapped words of a cell."""
        words = str(self._sheet.index(row, column).data() or "")
        box = self.fontMetrics().boundingRect(
            0, 0, max(60, width - 16), 10_000, int(Qt.TextFlag.TextWordWrap), words
        )
        return box.height() + 12
