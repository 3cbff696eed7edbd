"""The form as a table model: cells that are typed say so, what is odd carries a sign."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont

from app.domain.figure_rows import CellState
from app.queries.figure_sheets import SheetRow
from app.ui import icons, theme
from app.ui.indicators.columns import (
    COLUMNS,
    PROGRESS_AT,
    PROGRESS_SIGNS,
    GridColumn,
    cell_note,
    is_typed,
)

_LOOKS: Final = frozenset(
    {
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
    }
)
Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SheetModel(QAbstractTableModel):
    """``typed`` carries (row, column, words) of a cell that was left; the page writes it."""

    typed = QtSignal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SheetRow] = []
        self._numbers: list[str] = []
        self._wrong: dict[tuple[str, int], tuple[str, str]] = {}

    def show_rows(self, rows: tuple[SheetRow, ...]) -> None:
        """Show rows; the same form again keeps where the officer stands."""
        same = [_name(row) for row in rows] == [_name(row) for row in self._rows]
        if not same:
            self.beginResetModel()
            self._wrong.clear()
        before, self._rows = self._rows, list(rows)
        counted = 0
        self._numbers = []
        for row in rows:
            counted += not row.heading
            self._numbers.append("" if row.heading else str(counted))
        if same:
            for at, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))
        else:
            self.endResetModel()

    @property
    def rows(self) -> list[SheetRow]:
        """The rows shown."""
        return self._rows

    def set_wrong(self, index: Index, words: str, why: str) -> None:
        """Words that were typed and could not be written stay in their cell with the reason."""
        key = (_name(self._rows[index.row()]), index.column())
        if why:
            self._wrong[key] = (words, why)
        else:
            self._wrong.pop(key, None)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(COLUMNS) - 1))

    def wrong(self, index: Index) -> str:
        """Why the words in a cell could not be written; empty when they could."""
        return self._wrong.get((_name(self._rows[index.row()]), index.column()), ("", ""))[1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """How many lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read over; figures can be typed."""
        row, column = self._at(index)
        if row.heading:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if is_typed(row, column) else usual

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles above, numbers of the indicators beside."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return _RIGHT if COLUMNS[section].number else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section].title
        return self._numbers[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, signs, colours, notes."""
        if not index.isValid():
            return None
        row, column = self._at(index)
        if role in _LOOKS:
            return self._look(index, row, column, role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._words(index, row, column, editing=role == Qt.ItemDataRole.EditRole)
            case Qt.ItemDataRole.ToolTipRole:
                return self.wrong(index) or cell_note(row, column) or column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = self._words(index, row, column, editing=False) or "trống"
                note = self.wrong(index) or cell_note(row, column)
                return ". ".join(filter(None, (f"{column.title}: {words}", note)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """The cell was left; unchanged words are nobody's business."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        words = str(value).strip()
        if words != self.data(index, Qt.ItemDataRole.EditRole):
            self.typed.emit(index.row(), index.column(), words)
        return True

    def _look(self, index: Index, row: SheetRow, column: GridColumn, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.number else _LEFT
            case Qt.ItemDataRole.FontRole:
                return _bold() if row.heading else None
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(index, row, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(index, row, column)
        return QColor(theme.roles().surface) if row.heading else None

    def _at(self, index: Index) -> tuple[SheetRow, GridColumn]:
        return self._rows[index.row()], COLUMNS[index.column()]

    def _words(self, index: Index, row: SheetRow, column: GridColumn, *, editing: bool) -> str:
        wrong = self._wrong.get((_name(row), index.column()))
        if wrong is not None:
            return wrong[0]
        if row.heading:
            return row.heading if index.column() == 0 else ""
        words = column.text(row)
        if editing and column.column is not None:
            cell = row.row.cell(column.column)
            if cell.state is CellState.MISSING:
                return f"không có: {cell.reason}"
        return words

    def _sign(self, index: Index, row: SheetRow, column: GridColumn) -> Any:
        if self.wrong(index):
            return icons.icon("warn", "bad")
        if index.column() == PROGRESS_AT and column.text(row):
            return icons.icon(*PROGRESS_SIGNS[row.progress])
        if any(one.column is column.column for one in row.oddities if column.column):
            return icons.icon("info", "warn")
        return None

    def _colour(self, index: Index, row: SheetRow, column: GridColumn) -> Any:
        roles = theme.roles()
        if self.wrong(index):
            return QColor(roles.bad)
        if index.column() == PROGRESS_AT:
            return QColor(getattr(roles, PROGRESS_SIGNS[row.progress][1]))
        if column.column is None:
            return QColor(roles.quiet) if index.column() else None
        cell = row.row.cell(column.column)
        quiet = cell.worked_out or cell.state is CellState.MISSING
        return QColor(roles.quiet) if quiet else None


def _name(row: SheetRow) -> str:
    return row.indicator.code if row.indicator else f"# {row.heading}"


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
