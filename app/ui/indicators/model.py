"""The form as a table model: cells that are typed say so, what is odd carries a sign."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont

from app.domain.figure_rows import CellState
from app.queries.figure_sheets import FigureSheet, SheetRow
from app.queries.receipts import RemarkRow
from app.ui import icons, theme
from app.ui.indicators.asked import NOTHING, Asked, of_cell, said
from app.ui.indicators.columns import (
    COLUMNS,
    PROGRESS_AT,
    PROGRESS_SIGNS,
    GridColumn,
    Line,
    Place,
    cell_note,
    is_typed,
)
from app.ui.indicators.steps import Mark

_LOOKS: Final = frozenset(
    {
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
    }
)
#: Asked for with every cell that is painted.
_READ: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED: Final = _READ | Qt.ItemFlag.ItemIsEditable
Index = QModelIndex | QPersistentModelIndex
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: What is wrong, asked to be mended or odd about a cell, drawn so that it is seen without colours too.
SIGN_ROLE: Final = Qt.ItemDataRole.UserRole + 1
#: More changed rows than this are painted with all the others.
_FEW: Final = 50
WRONG, ASKED, ODD = "wrong", "asked", "odd"
_ICONS: Final = {WRONG: ("warn", "bad"), ASKED: ("flag", "bad"), ODD: ("info", "warn")}
#: Letters that have room beside an icon in a column of figures.
_BESIDE_ICON: Final = 4
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SheetModel(QAbstractTableModel):
    """``typed`` carries (row, column, words) of a cell that was left; the page writes it."""

    typed = QtSignal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sequence[FigureSheet] = ()
        self._columns: tuple[GridColumn, ...] = COLUMNS
        self._lines: list[Line] = []
        self._numbers: list[str] = []
        #: Words that stand in their cells and could not be written.
        self.marks: dict[Place, Mark] = {}
        self._asked: Asked = NOTHING
        self._asked_codes: frozenset[str] = frozenset()

    def show_sheets(
        self, sheets: Sequence[FigureSheet], columns: tuple[GridColumn, ...] = COLUMNS
    ) -> None:
        """Show a form in some periods; the same again keeps where the officer stands."""
        lines = list(zip(*(sheet.rows for sheet in sheets), strict=True))
        same = [_name(one[0]) for one in lines] == [_name(one[0]) for one in self._lines]
        same = same and [one.period for one in sheets] == [one.period for one in self._sheets]
        if not same:
            self.beginResetModel()
        before, self._lines = self._lines, lines
        self._sheets = sheets
        if not same:
            self._columns = columns
            self._numbers = list(_numbered(lines))
            self.endResetModel()
            return
        pairs = enumerate(zip(before, lines, strict=True))
        self._tell([at for at, (old, new) in pairs if old != new])

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns shown."""
        return self._columns

    @property
    def sheets(self) -> Sequence[FigureSheet]:
        """The form in each period shown."""
        return self._sheets

    @property
    def rows(self) -> list[SheetRow]:
        """The rows of the first period shown."""
        return [line[0] for line in self._lines]

    def row_at(self, index: Index) -> SheetRow | None:
        """The row of the period that a cell belongs to."""
        return self._at(index)[0] if index.isValid() else None

    def period_at(self, index: Index) -> str:
        """The code of the period that a cell belongs to."""
        return self._sheets[self._columns[index.column()].sheet].period.code

    def place(self, index: Index) -> Place | None:
        """Which figure is typed in a cell; None for one that is read only."""
        row, column = self._at(index)
        if row.indicator is None or column.column is None or not is_typed(row, column):
            return None
        return Place(row.indicator.code, column.column, self.period_at(index))

    def index_of(self, indicator: str, column: str, period: str) -> QModelIndex | None:
        """Where a figure is typed; None when it is not shown."""
        for at, line in enumerate(self._lines):
            if line[0].indicator is None or line[0].indicator.code != indicator:
                continue
            for place, one in enumerate(self._columns):
                index = self.index(at, place)
                if one.column == column and self.period_at(index) == period:
                    return index
        return None

    def mark(self, marks: Iterable[Mark]) -> None:
        """Words that could not be written stay in their cells with the reason."""
        found = {one.place: one for one in marks}
        self.marks.update(found)
        self._tell_places(found)

    def unmark(self, places: Iterable[Place]) -> None:
        """These cells were written, emptied or taken back."""
        self._tell_places([place for place in places if self.marks.pop(place, None)])

    def show_asked(self, asked: Asked) -> None:
        """What returned reports ask to be mended."""
        if asked != self._asked:
            self._asked = asked
            self._asked_codes = frozenset(code for _period, code in asked)
            self._tell(range(len(self._lines)))

    def asked(self, index: Index) -> Sequence[RemarkRow]:
        """Points that returned reports make on the line of a cell."""
        row = self.row_at(index) if self._asked else None
        return self._points(row, self._columns[index.column()]) if row else ()

    def wrong(self, index: Index) -> str:
        """Why the words in a cell could not be written; empty when they could."""
        mark = self._mark(index)
        return mark.why if mark else ""

    def signed(self, first: int, last: int) -> list[tuple[QModelIndex, str]]:
        """Cells of some rows that carry a sign."""
        lines = range(first, min(last + 1, len(self._lines)))
        looked = [at for at in lines if self.marks or self._may_be_signed(self._lines[at])]
        cells = [self.index(at, place) for at in looked for place in range(len(self._columns))]
        signs = ((index, self._sign_of(index, *self._at(index))) for index in cells)
        return [(index, sign) for index, sign in signs if sign]

    def _may_be_signed(self, line: Line) -> bool:
        code = line[0].indicator.code if line[0].indicator else ""
        return code in self._asked_codes or any(row.oddities for row in line)

    def _mark(self, index: Index) -> Mark | None:
        place = self.place(index) if self.marks else None
        return self.marks.get(place) if place else None

    def _tell(self, rows: Collection[int]) -> None:
        """These rows are to be painted again."""
        width = len(self._columns)
        if len(rows) > _FEW:
            last = self.index(len(self._lines) - 1, width - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        # Cell by cell: told of several at once, a view paints all it shows.
        for cell in (self.index(row, at) for row in rows for at in range(width)):
            self.dataChanged.emit(cell, cell)

    def _tell_places(self, places: Collection[Place]) -> None:
        found = [self.index_of(*place) for place in places]
        self._tell({index.row() for index in found if index is not None})

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read over; figures can be typed."""
        row, column = self._at(index)
        if row.heading:
            return Qt.ItemFlag.ItemIsEnabled
        return _TYPED if is_typed(row, column) else _READ

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles above, numbers of the indicators beside."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return _RIGHT if self._columns[section].number else _LEFT
        said = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        if role in said and orientation is Qt.Orientation.Horizontal:
            return self._columns[section].about or self._columns[section].title
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._columns[section].title
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
                return self._note(index, row, column) or column.text(self._line(index))
            case Qt.ItemDataRole.AccessibleTextRole:
                words = self._words(index, row, column, editing=False) or "trống"
                note = self._note(index, row, column)
                title = column.about or column.title
                return ". ".join(filter(None, (f"{title}: {words}", note)))
            case _ if role == SIGN_ROLE:
                return self._sign_of(index, row, column)
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
        column = self._columns[index.column()]
        return self._lines[index.row()][column.sheet], column

    def _line(self, index: Index) -> Line:
        return self._lines[index.row()]

    def _words(self, index: Index, row: SheetRow, column: GridColumn, *, editing: bool) -> str:
        mark = self._mark(index)
        if mark is not None:
            return mark.words
        if row.heading:
            return row.heading if index.column() == 0 else ""
        words = column.text(self._line(index))
        if editing and column.column is not None:
            cell = row.row.cell(column.column)
            if cell.state is CellState.MISSING:
                return f"không có: {cell.reason}"
        return words

    def _sign(self, index: Index, row: SheetRow, column: GridColumn) -> Any:
        if column is COLUMNS[PROGRESS_AT] and column.text((row,)):
            return icons.icon(*PROGRESS_SIGNS[row.progress])
        sign = "" if column.tight else self._sign_of(index, row, column)
        # The frame and the corner say it too: an icon must not push the figure out of sight.
        if not sign or len(str(index.data() or "")) > _BESIDE_ICON:
            return None
        return icons.icon(*_ICONS[sign])

    def _points(self, row: SheetRow, column: GridColumn) -> Sequence[RemarkRow]:
        if not self._asked or row.indicator is None:
            return ()
        return self._asked.get((self._sheets[column.sheet].period.code, row.indicator.code), ())

    def _points_here(self, row: SheetRow, column: GridColumn) -> Sequence[RemarkRow]:
        points = self._points(row, column)
        return of_cell(points, column.column) if points and column.column else ()

    def _note(self, index: Index, row: SheetRow, column: GridColumn) -> str:
        """Why the words could not be written, or what others ask and what is odd."""
        if why := self.wrong(index):
            return why
        lines = [*map(said, self._points_here(row, column)), cell_note(row, column)]
        return "\n".join(filter(None, lines))

    def _sign_of(self, index: Index, row: SheetRow, column: GridColumn) -> str:
        if self.wrong(index):
            return WRONG
        if self._points_here(row, column):
            return ASKED
        odd = any(one.column is column.column for one in row.oddities if column.column)
        return ODD if odd else ""

    def _colour(self, index: Index, row: SheetRow, column: GridColumn) -> Any:
        roles = theme.roles()
        if self.wrong(index):
            return QColor(roles.bad)
        if column is COLUMNS[PROGRESS_AT]:
            return QColor(getattr(roles, PROGRESS_SIGNS[row.progress][1]))
        if column.column is None:
            return QColor(roles.quiet) if index.column() else None
        cell = row.row.cell(column.column)
        quiet = cell.worked_out or cell.state is CellState.MISSING
        return QColor(roles.quiet) if quiet else None


def _numbered(lines: Sequence[Line]) -> Iterable[str]:
    """Numbers of the indicators; headings have none."""
    counted = 0
    for line in lines:
        counted += not line[0].heading
        yield "" if line[0].heading else str(counted)


def _name(row: SheetRow) -> str:
    return row.indicator.code if row.indicator else f"# {row.heading}"


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
