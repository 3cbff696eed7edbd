"""A table of frozen rows; columns are data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.ui import icons, theme

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)  # no slots: a generic class with slots cannot be subscripted in 3.11
class Column(Generic[RowT]):
    """One column.

    Args:
        text: what is read in the cell.
        sort_key: what the column is ordered by; the text when left out.
        number: written to the right.
        mark: (icon name, colour role) of the cell, or None.
        sample: a long text of this column, for its first width.
    """

    title: str
    text: Callable[[RowT], str]
    sort_key: Callable[[RowT], Any] | None = None
    number: bool = False
    mark: Callable[[RowT], tuple[str, str] | None] | None = None
    sample: str = ""


class RowTableModel(QAbstractTableModel, Generic[RowT]):
    """Shows rows by columns; ``ROW_ROLE`` gives the row itself."""

    def __init__(self, columns: Sequence[Column[RowT]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[RowT] = []

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows in the order shown."""
        return tuple(self._rows)

    @property
    def columns(self) -> tuple[Column[RowT], ...]:
        """The columns."""
        return self._columns

    def row_at(self, index: Index) -> RowT | None:
        """The row of a cell; None outside the table."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles above, numbers of the rows beside."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip, mark and words for a screen reader."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.number else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Dòng {index.row() + 1}, {column.title}: {column.text(row) or 'trống'}"
            case Qt.ItemDataRole.DecorationRole | Qt.ItemDataRole.ForegroundRole:
                return self._marked(column, row, role)
        return row if role == ROW_ROLE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; what was current stays current."""
        if not 0 <= column < len(self._columns):
            return
        key = self._columns[column].sort_key or self._columns[column].text
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._rows[index.row()], index.column()) for index in before]
        self._rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        place = {id(row): number for number, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(place[id(r)], c) for r, c in kept])
        self.layoutChanged.emit()

    def _marked(self, column: Column[RowT], row: RowT, role: int) -> Any:
        mark = column.mark(row) if column.mark else None
        if mark is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(mark[0], mark[1])
        return QColor(getattr(theme.roles(), mark[1]))
