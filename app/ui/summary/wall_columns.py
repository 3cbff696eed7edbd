"""The wall as a table: a unit in each row, a report asked for in each column."""

from collections.abc import Sequence
from typing import Final

from app.domain.dates import format_date
from app.domain.text import sort_key
from app.domain.wall import DONE, WallCell, WallState
from app.queries.wall import WallColumn, WallRow
from app.ui.table_model import Column

_ORDER: Final = list(WallState)
MARKS: Final = {
    WallState.NOT_ASKED: ("minus", "quiet"),
    WallState.NOT_DUE: ("late", "quiet"),
    WallState.LATE: ("late", "bad"),
    WallState.RECEIVED: ("info", "warn"),
    WallState.ACCEPTED: ("done", "good"),
    WallState.WARNED: ("done", "good"),
    WallState.BY_HAND: ("edit", "primary"),
    WallState.RETURNED: ("warn", "bad"),
    WallState.WITHDRAWN: ("undo", "warn"),
    WallState.INSIDE: ("done", "good"),
}


def mark_of(cell: WallCell) -> tuple[str, str]:
    """Icon and colour; what is in but not whole, or has changed since, asks to be looked at."""
    if cell.state in DONE and (cell.changed or cell.waiting or not cell.is_complete):
        return ("info", "warn")
    return MARKS[cell.state]


def wall_columns(columns: Sequence[WallColumn]) -> tuple[Column[WallRow], ...]:
    """The unit, then the reports by their day."""
    return (
        Column("Mã", lambda row: row.unit.code, sample="26734"),
        Column(
            "Đơn vị",
            lambda row: f"{row.unit.name} (nay: {row.now})" if row.now else row.unit.name,
            lambda row: sort_key(row.unit.name),
        ),
        *(_report(at, one) for at, one in enumerate(columns)),
    )


def _report(at: int, column: WallColumn) -> Column[WallRow]:
    return Column(
        f"{column.collection.name} ({format_date(column.collection.due_on)})",
        lambda row: row.cells[at].words,
        lambda row: (_ORDER.index(row.cells[at].state), -row.cells[at].late),
        mark=lambda row: mark_of(row.cells[at]),
        sample="Đã tiếp nhận, thiếu 12 chỉ tiêu",
    )


def column_words(column: WallColumn) -> str:
    """ "Báo cáo năm: 12/15 đã vào số tổng hợp (10 đủ chỉ tiêu), 2 chờ xem, 1 trễ"."""
    parts = [f"{column.done}/{column.asked} đơn vị đã vào số tổng hợp"]
    if column.done:
        parts.append(f"{column.complete} đơn vị đủ chỉ tiêu")
    if waiting := column.came - column.done - column.returned:
        parts.append(f"{waiting} chờ xem")
    if column.returned:
        parts.append(f"{column.returned} đang sửa")
    if column.late:
        parts.append(f"{column.late} trễ hạn")
    closed = column.collection.closed_at
    if closed:
        parts.append(f"đã chốt ngày {format_date(closed.astimezone().date())}")
    return f"{column.collection.name}: {', '.join(parts)}"
