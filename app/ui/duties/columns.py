"""What the table of the year's duties shows."""

from collections.abc import Sequence
from typing import Final

from app.documents.builders.month_sheet import (
    closing_words,
    source_words,
    state_words,
)
from app.domain.dates import format_date
from app.domain.duties import DUTY_WORDS, DutyState
from app.domain.text import sort_key
from app.queries.duties import DutyRow
from app.ui.table_model import Column

#: Number of the column that takes the room left.
NAME_COLUMN: Final = 1
#: Icon and colour role of a state.
MARKS: Final = {
    DutyState.LATE: ("late", "bad"),
    DutyState.WEEK: ("warn", "warn"),
    DutyState.MONTH: ("calendar", "primary"),
    DutyState.LATER: ("calendar", "quiet"),
    DutyState.DONE: ("done", "good"),
    DutyState.PAST: ("calendar", "quiet"),
}
_OVER: Final = (DutyState.DONE, DutyState.PAST)
_ORDER: Final = list(DUTY_WORDS)


def has_remarks(row: DutyRow) -> bool:
    """Whether there is something to be seen to about its deadline."""
    return bool(row.remarks) and row.state not in _OVER


def count_words(rows: Sequence[DutyRow]) -> str:
    """ "24 việc · 2 đã trễ · 1 trong 7 ngày tới · 5 đã xong"."""
    parts = [f"{len(rows)} việc"]
    for state in (DutyState.LATE, DutyState.WEEK, DutyState.MONTH, DutyState.DONE):
        count = sum(row.state is state for row in rows)
        if count:
            parts.append(f"{count} {DUTY_WORDS[state].lower()}")
    return " · ".join(parts)


COLUMNS: Final[tuple[Column[DutyRow], ...]] = (
    Column(
        "Hạn",
        lambda row: format_date(row.due),
        lambda row: row.due,
        mark=lambda row: ("warn", "warn") if has_remarks(row) else None,
        sample="88/88/8888",
    ),
    Column(
        "Việc",
        lambda row: row.name,
        lambda row: sort_key(row.name),
        sample="Báo cáo kết quả Tháng hành động",
    ),
    Column(
        "Trạng thái",
        state_words,
        lambda row: _ORDER.index(row.state),
        mark=lambda row: MARKS[row.state],
        sample="Đã xong 88/88/8888",
    ),
    Column(
        "Gửi ai, ai làm",
        lambda row: row.receiver,
        lambda row: sort_key(row.receiver),
        sample="Sở Nội vụ tỉnh Mẫu",
    ),
    Column("Kỳ số liệu", lambda row: row.period, sample="Từ 15/11 đến 15/12"),
    Column(
        "Chốt số liệu",
        closing_words,
        lambda row: row.closing[1].toordinal() if row.closing else 0,
        sample="88/88/8888",
    ),
    Column("Căn cứ", source_words, lambda row: sort_key(source_words(row)), sample="Ngày kỷ niệm"),
)
