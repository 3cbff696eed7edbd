"""The columns of totals, and of the units beside each other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import Cell, CellState, rounded
from app.domain.figures import format_number
from app.domain.indicators import shown_places
from app.domain.parcel_cells import group_words
from app.queries.total_tables import TotalLine, UnitLine
from app.ui.table_model import Column

#: Numbers of the columns that take the room left.
NAME_COLUMN: Final = 0
UNIT_COLUMN: Final = 1
#: Numbers of the columns that only matter where there is a year before.
BEFORE_COLUMN: Final = 5
UNIT_BEFORE_COLUMN: Final = 4


def _number(value: Decimal | None, places: int) -> str:
    return "" if value is None else format_number(rounded(value, places))


def _places(line: TotalLine) -> int:
    return shown_places(line.indicator) if line.indicator else 0


def _cell(cell: Cell, places: int) -> str:
    return _number(cell.value, places) if cell.state is CellState.VALUE else ""


def _name(line: TotalLine, groups: Mapping[str, str]) -> str:
    if line.indicator is None:
        return line.heading
    if line.group:
        return f"    {groups.get(line.group) or group_words(line.group)}"
    return line.indicator.name


def total_columns(groups: Mapping[str, str]) -> tuple[Column[TotalLine], ...]:
    """``groups`` are the words of breakdowns by their code."""
    return (
        Column("Chỉ tiêu", lambda line: _name(line, groups)),
        Column("ĐVT", lambda line: line.indicator.unit if line.indicator else "", sample="người"),
        Column(
            "Tổng", lambda line: _number(line.value, _places(line)), number=True, sample="999.999"
        ),
        Column("Nam", lambda line: _cell(line.row.men, 0), number=True, sample="999.999"),
        Column("Nữ", lambda line: _cell(line.row.women, 0), number=True, sample="999.999"),
        Column(
            "Năm trước",
            lambda line: _number(line.before, _places(line)),
            number=True,
            sample="999.999",
        ),
        Column(
            "Đơn vị có số",
            lambda line: f"{line.given}/{line.asked}" if line.indicator else "",
            number=True,
            mark=lambda line: ("info", "warn") if line.given < line.asked else None,
            sample="400/400",
        ),
        Column("Ghi chú", lambda line: "; ".join(line.remarks), sample="2 đơn vị không có số liệu"),
    )


UNITS: Final[tuple[Column[UnitLine], ...]] = (
    Column("Hạng", lambda line: str(line.rank or ""), lambda line: line.rank or 9999, number=True),
    Column("Đơn vị", lambda line: line.name),
    Column("Số", lambda line: _number(line.value, 2), number=True, sample="999.999"),
    Column(
        "% của tổng",
        lambda line: "" if line.portion is None else f"{format_number(rounded(line.portion, 1))}",
        number=True,
        sample="100,0",
    ),
    Column("Năm trước", lambda line: _number(line.before, 2), number=True, sample="999.999"),
    Column(
        "Ghi chú",
        lambda line: "; ".join(filter(None, (line.why, *line.remarks))),
        mark=lambda line: ("warn", "warn") if line.remarks else None,
        sample="cách xa các đơn vị khác",
    ),
)
