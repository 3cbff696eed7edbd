"""What the grid shows in each of its columns."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import CellState, Column, rounded
from app.domain.figure_text import cell_words
from app.domain.figures import format_number
from app.domain.indicators import PROGRESS_WORDS, Indicator, IndicatorKind, Progress
from app.queries.figure_sheets import SheetRow

#: Icon and colour role of each state.
PROGRESS_SIGNS: Final = {
    Progress.MET: ("check", "good"),
    Progress.NOT_MET: ("warn", "bad"),
    Progress.UNKNOWN: ("info", "quiet"),
}
ORIGIN_WORDS: Final = {"typed": "Tự ghi", "activities": "Từ hoạt động", "file": "Từ tệp"}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; ``column`` is the figure that is typed there, None for one that is read only."""

    title: str
    text: Callable[[SheetRow], str]
    column: Column | None = None
    number: bool = True
    sample: str = "88.888"


def value_words(indicator: Indicator, value: Decimal | None) -> str:
    """A share with two decimals, a figure as it is; nothing for None."""
    if value is None:
        return ""
    if indicator.kind is IndicatorKind.SHARE:
        return format_number(rounded(value), 2)
    return format_number(value, indicator.decimals if value % 1 else 0)


def _cell(column: Column) -> Callable[[SheetRow], str]:
    def words(row: SheetRow) -> str:
        if row.indicator is None:
            return ""
        if row.indicator.kind is IndicatorKind.SHARE:
            return value_words(row.indicator, row.value) if column is Column.TOTAL else ""
        return cell_words(row.row.cell(column), row.indicator)

    return words


def _before(row: SheetRow) -> str:
    return value_words(row.indicator, row.before) if row.indicator else ""


def _target(row: SheetRow) -> str:
    if row.indicator is None:
        return ""
    if row.target is not None:
        return value_words(row.indicator, row.target.value)
    return f"({value_words(row.indicator, row.line)})" if row.line is not None else ""


def _progress(row: SheetRow) -> str:
    if row.indicator is None or (row.target is None and row.line is None):
        return ""
    return PROGRESS_WORDS[row.progress]


def _origin(row: SheetRow) -> str:
    kept = [figure for figure in row.kept.values() if not figure.worked_out]
    if not kept:
        return ""
    return "; ".join(sorted({ORIGIN_WORDS.get(figure.origin, figure.origin) for figure in kept}))


COLUMNS: Final = (
    GridColumn(
        "Chỉ tiêu",
        lambda row: row.heading or (row.indicator.name if row.indicator else ""),
        number=False,
    ),
    GridColumn(
        "ĐVT",
        lambda row: row.indicator.unit if row.indicator else "",
        number=False,
        sample="người",
    ),
    GridColumn("Tổng", _cell(Column.TOTAL), Column.TOTAL),
    GridColumn("Nam", _cell(Column.MEN), Column.MEN),
    GridColumn("Nữ", _cell(Column.WOMEN), Column.WOMEN),
    GridColumn("Năm trước", _before),
    GridColumn("Mục tiêu", _target),
    GridColumn("Kết quả", _progress, number=False, sample="Chưa đạt ii"),
    GridColumn("Nguồn", _origin, number=False, sample="Từ hoạt"),
)
PROGRESS_AT: Final = 7


def is_typed(row: SheetRow, column: GridColumn) -> bool:
    """Whether a figure can be typed in this cell."""
    return (
        row.indicator is not None
        and column.column is not None
        and column.column in row.indicator.columns
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
