"""The columns of the list of units."""

from datetime import date
from typing import Final

from app.domain.dates import format_date
from app.domain.text import sort_key
from app.domain.units import BEGINNING, CARD_WORDS, CardState
from app.queries.units import UnitRow
from app.ui.table_model import Column

#: Number of the column that takes the room left.
NAME_COLUMN: Final = 1
#: Number of the column that only matters beside former units.
TIME_COLUMN: Final = 5
_MARKS: Final = {
    CardState.PINNED: ("done", "good"),
    CardState.WAITING: ("info", "warn"),
    CardState.REFUSED: ("warn", "bad"),
    CardState.REPLACED: ("info", "quiet"),
}


def card_words(row: UnitRow) -> str:
    """How far its card is; a changed one that waits beside the pinned one is told."""
    if row.card is None:
        return "Chưa có thẻ"
    if row.card is CardState.PINNED and row.waiting:
        return "Có thẻ mới chờ đối chiếu"
    return CARD_WORDS[row.card]


def time_words(row: UnitRow) -> str:
    """From when to when it stood; nothing for one without known days."""
    first = "" if row.valid_from == BEGINNING else f"từ {format_date(row.valid_from)}"
    last = f"đến {format_date(row.valid_to)}" if row.valid_to else ""
    return " ".join(part for part in (first, last) if part)


def ended(row: UnitRow, today: date) -> bool:
    """Whether it does not stand any more."""
    return row.valid_to is not None and row.valid_to < today


def _card_mark(row: UnitRow) -> tuple[str, str]:
    if row.card is None or (row.card is CardState.PINNED and row.waiting):
        return ("info", "warn")
    return _MARKS[row.card]


COLUMNS: Final[tuple[Column[UnitRow], ...]] = (
    Column("Mã", lambda row: row.code, sample="26734"),
    Column("Tên đơn vị", lambda row: row.full_name, lambda row: sort_key(row.name)),
    Column("Thẻ cơ quan", card_words, mark=_card_mark, sample="Chờ đối chiếu mã"),
    Column("Điện thoại", lambda row: row.phone, sample="0912 345 678"),
    Column("Cấp trên", lambda row: row.parent_code or "Trực tiếp", sample="Trực tiếp"),
    Column("Thời gian", time_words, sample="từ 01/07/2025"),
)
