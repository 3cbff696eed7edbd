"""The duties of a month as a sheet to be hung up."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Final

from app.documents.blocks import Align, Table, TableColumn
from app.documents.plain_sheet import PlainSheet
from app.domain.dates import format_date, format_period
from app.domain.duties import DUTY_WORDS, DutyState
from app.domain.working_days import Holidays, weekday_words
from app.queries.duties import DutyRow

_COLUMNS: Final = (
    TableColumn("TT", 0.45, Align.CENTER),
    TableColumn("Hạn", 1.35, Align.CENTER),
    TableColumn("Việc", 6.2),
    TableColumn("Gửi ai, ai làm", 2.3),
    TableColumn("Kỳ số liệu", 1.4),
    TableColumn("Chốt số liệu", 1.3, Align.CENTER),
    TableColumn("Căn cứ", 2.4),
    TableColumn("Đã làm", 1.1, Align.CENTER),
)
#: Of these nothing more is to be said.
_OVER: Final = (DutyState.DONE, DutyState.PAST)
_STAR: Final = " (*)"
_UNPROVED: Final = "(*) Hạn chưa kiểm chứng: xem lại theo văn bản của cơ quan nhận."
_EMPTY: Final = "Tháng này không có việc nào đến hạn."


def month_sheet(
    office: str, first: date, duties: Sequence[DutyRow], holidays: Holidays
) -> PlainSheet:
    """The sheet of the month that begins on ``first``; ``duties`` may be those of the year."""
    due = [row for row in duties if (row.due.year, row.due.month) == (first.year, first.month)]
    rows = tuple(_row(number, row) for number, row in enumerate(due, start=1))
    return PlainSheet(
        title=f"LỊCH VIỆC THÁNG {first.month} NĂM {first.year}",
        under=office,
        table=Table(columns=_COLUMNS, rows=rows),
        empty=_EMPTY,
        notes=(*_remarks(due), *_days_off(first, holidays)),
    )


def source_words(row: DutyRow) -> str:
    """The letter that asks for it, else where the deadline is known from."""
    return row.letter or f"{row.source}{' (chưa kiểm chứng)' if _is_open(row) else ''}"


def closing_words(row: DutyRow) -> str:
    """ "14/12/2026", the last day of the data; nothing for a duty without data."""
    return format_date(row.closing[1]) if row.closing else ""


def period_words(row: DutyRow) -> str:
    """ "Cả năm: 15/12/2025 - 14/12/2026"."""
    dates = format_period(*row.closing) if row.closing else ""
    return ": ".join(part for part in (row.period, dates) if part)


def done_words(row: DutyRow) -> str:
    """What stands in the last column: empty boxes are ticked by hand."""
    if row.state is not DutyState.DONE:
        return ""
    return f"Đã xong {format_date(row.done_on)}".strip()


def state_words(row: DutyRow) -> str:
    """How far it is, with the day of a tick."""
    return done_words(row) or DUTY_WORDS[row.state]


def _row(number: int, row: DutyRow) -> tuple[str, ...]:
    return (
        str(number),
        f"{weekday_words(row.due)} {row.due:%d/%m}",
        row.name,
        row.receiver,
        row.period,
        closing_words(row),
        row.letter or f"{row.source}{_STAR if _is_open(row) else ''}",
        done_words(row),
    )


def _is_open(row: DutyRow) -> bool:
    """Whether the deadline is only the usual one, not held against a paper of the receiver."""
    return bool(row.source) and not row.letter and not row.checked


def _remarks(due: Sequence[DutyRow]) -> list[str]:
    """Each sentence once, before it the numbers of the duties that it is said of."""
    numbers: dict[str, list[str]] = {}
    for number, row in enumerate(due, start=1):
        for said in row.remarks if row.state not in _OVER else ():
            numbers.setdefault(said, []).append(str(number))
    unproved = [_UNPROVED] if any(map(_is_open, due)) else []
    return [f"Việc {', '.join(found)}: {said}" for said, found in numbers.items()] + unproved


def _days_off(first: date, holidays: Holidays) -> list[str]:
    days = [
        first.replace(day=number)
        for number in range(1, calendar.monthrange(first.year, first.month)[1] + 1)
    ]
    off = [f"{day:%d/%m}" for day in days if day in holidays.off]
    worked = [f"{day:%d/%m}" for day in days if day in holidays.worked]
    sentences = [f"Nghỉ lễ, nghỉ bù: {', '.join(off)}."] if off else []
    return sentences + ([f"Làm bù: {', '.join(worked)}."] if worked else [])
