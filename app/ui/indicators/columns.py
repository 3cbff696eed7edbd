"""What the grid shows in each of its columns: of one period, or of several side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from app.domain.figure_rows import CellState, Column, added, rounded
from app.domain.figure_text import cell_words
from app.domain.figures import format_number
from app.domain.indicators import PROGRESS_WORDS, Indicator, IndicatorKind, Progress
from app.domain.periods import Period, PeriodKind
from app.queries.figure_sheets import SheetRow

#: One line of the grid: its row in each period that is shown.
Line = tuple[SheetRow, ...]
#: Icon and colour role of each state.
PROGRESS_SIGNS: Final = {
    Progress.MET: ("check", "good"),
    Progress.NOT_MET: ("warn", "bad"),
    Progress.UNKNOWN: ("info", "quiet"),
}
ORIGIN_WORDS: Final = {
    "typed": "Tự ghi",
    "activities": "Từ hoạt động",
    "file": "Từ tệp",
    "sum": "Cộng từ đơn vị",
}


class Place(NamedTuple):
    """Which figure a cell is; ``period`` is a code."""

    indicator: str
    column: Column
    period: str


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; ``column`` is the figure that is typed there, None for one that is read only.

    ``sheet`` is the place of its period among those shown; ``about`` says the title in full.
    ``wrapped``: its words may take several lines. ``tight``: many stand side by side.
    """

    title: str
    text: Callable[[Line], str]
    column: Column | None = None
    number: bool = True
    sample: str = "88.888"
    sheet: int = 0
    about: str = ""
    wrapped: bool = False
    tight: bool = False


def value_words(indicator: Indicator, value: Decimal | None) -> str:
    """A share with two decimals, a figure as it is; nothing for None."""
    if value is None:
        return ""
    if indicator.kind is IndicatorKind.SHARE:
        return format_number(rounded(value), 2)
    return format_number(value, indicator.decimals if value % 1 else 0)


def _cell(column: Column, sheet: int = 0) -> Callable[[Line], str]:
    def words(line: Line) -> str:
        row = line[sheet]
        if row.indicator is None:
            return ""
        if row.indicator.kind is IndicatorKind.SHARE:
            return value_words(row.indicator, row.value) if column is Column.TOTAL else ""
        return cell_words(row.row.cell(column), row.indicator)

    return words


def _before(line: Line) -> str:
    row = line[0]
    return value_words(row.indicator, row.before) if row.indicator else ""


def _target(line: Line) -> str:
    row = line[0]
    if row.indicator is None:
        return ""
    if row.target is not None:
        return value_words(row.indicator, row.target.value)
    return f"({value_words(row.indicator, row.line)})" if row.line is not None else ""


def _progress(line: Line) -> str:
    row = line[0]
    if row.indicator is None or (row.target is None and row.line is None):
        return ""
    return PROGRESS_WORDS[row.progress]


def _origin(line: Line) -> str:
    row = line[0]
    kept = [figure for figure in row.kept.values() if not figure.worked_out]
    if not kept:
        return ""
    return "; ".join(sorted({ORIGIN_WORDS.get(figure.origin, figure.origin) for figure in kept}))


def _name(line: Line) -> str:
    row = line[0]
    return row.heading or (row.indicator.name if row.indicator else "")


def _unit(line: Line) -> str:
    row = line[0]
    return row.indicator.unit if row.indicator else ""


_NAME: Final = GridColumn("Chỉ tiêu", _name, number=False, wrapped=True)
COLUMNS: Final = (
    _NAME,
    GridColumn("ĐVT", _unit, number=False, sample="người", wrapped=True),
    GridColumn("Tổng", _cell(Column.TOTAL), Column.TOTAL),
    GridColumn("Nam", _cell(Column.MEN), Column.MEN),
    GridColumn("Nữ", _cell(Column.WOMEN), Column.WOMEN),
    GridColumn("Năm trước", _before),
    GridColumn("Mục tiêu", _target),
    GridColumn("Kết quả", _progress, number=False, sample="Chưa đạt ii", wrapped=True),
    GridColumn("Nguồn", _origin, number=False, sample="Từ hoạt", wrapped=True),
)
#: The same for a term of office.
TERM_COLUMNS: Final = tuple(
    replace(one, title="Nhiệm kỳ\ntrước") if one.text is _before else one for one in COLUMNS
)
PROGRESS_AT: Final = 7
COLUMN_WORDS: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}
_ROMAN: Final = ("", "I", "II", "III", "IV")
_PART_WORDS: Final = {
    PeriodKind.MONTH: "tháng",
    PeriodKind.QUARTER: "quý",
    PeriodKind.HALF: "kỳ",
}


def spread_columns(periods: Sequence[Period]) -> tuple[GridColumn, ...]:
    """Periods of one kind side by side: months by their totals alone, longer ones by sex too."""
    kind = periods[0].kind
    columns = [Column.TOTAL] if kind is PeriodKind.MONTH else list(Column)
    cells = [
        GridColumn(
            _part_title(period) + ("" if len(columns) == 1 else f"\n{COLUMN_WORDS[column]}"),
            _cell(column, at),
            column,
            sheet=at,
            about=f"{COLUMN_WORDS[column]}, {period.words} ({period.days})",
            tight=True,
        )
        for at, period in enumerate(periods)
        for column in columns
    ]
    part = _PART_WORDS[kind]
    about = f"Cộng các {part} đã có số; {part} chưa có không tính là 0. Chỉ cộng số đếm được."
    return (
        _NAME,
        *cells,
        GridColumn("Cộng", _sum, about=about, sample="888.888", tight=True),
        GridColumn(
            "Chưa có",
            lambda line: _unknown(line, part),
            about=f"Số {part} chưa có số liệu",
            sample=f"12 {part}",
            tight=True,
        ),
    )


def _part_title(period: Period) -> str:
    match period.kind:
        case PeriodKind.MONTH:
            return f"T{period.number}"
        case PeriodKind.QUARTER:
            return f"Quý {_ROMAN[period.number]}"
        case _:
            return "6 tháng đầu" if period.number == 1 else "6 tháng cuối"


def _sum(line: Line) -> str:
    """What is known, added up; a figure that is not there is never taken for zero."""
    indicator = line[0].indicator
    if indicator is None or indicator.kind is not IndicatorKind.COUNT:
        return ""
    return value_words(indicator, added(row.row.total for row in line).value)


def _unknown(line: Line, part: str) -> str:
    indicator = line[0].indicator
    if indicator is None or indicator.kind is IndicatorKind.SHARE:
        return ""
    count = sum(row.row.total.state is not CellState.VALUE for row in line)
    return f"{count} {part}" if count else ""


def is_typed(row: SheetRow, column: GridColumn) -> bool:
    """Whether a figure can be typed in this cell."""
    return (
        row.indicator is not None
        and column.column is not None
        and row.indicator.kind is not IndicatorKind.SHARE
        and (row.indicator.by_sex or column.column is Column.TOTAL)
    )


def cell_note(row: SheetRow, column: GridColumn) -> str:
    """What a tool tip adds: why there is no figure, what is odd, that a number was worked out."""
    if row.indicator is None:
        return ""
    notes: list[str] = []
    if column.column is not None:
        cell = row.row.cell(column.column)
        if cell.state is CellState.MISSING:
            notes.append(f"Không có số liệu: {cell.reason}")
        if cell.worked_out:
            notes.append("Tính từ hai số kia")
        notes += [one.message for one in row.oddities if one.column is column.column]
        kept = row.kept.get(column.column)
        if kept is not None and kept.note:
            notes.append(f"Lý do: {kept.note}")
    if not notes and row.why and column.column in (Column.TOTAL, None):
        notes.append(row.why)
    return "\n".join(notes)
