"""The calendar of duties on paper, a page a month, and as a file for phone and computer."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from app.documents.builders.month_sheet import (
    closing_words,
    month_sheet,
    period_words,
    source_words,
)
from app.documents.calendar_file import CalendarDay, write_calendar
from app.domain.dates import format_date
from app.domain.duties import DutyState
from app.queries.calendar import YearCalendar
from app.queries.duties import DutyRow

MONTHS: Final = range(1, 13)
_UNKNOWN_YEAR: Final = (
    "Danh mục Ngày nghỉ chưa có Tết, Giỗ Tổ của năm {year}: ngày làm việc của năm này chưa tính đủ. "
    "Hãy thêm ở Cài đặt, Danh mục."
)


def calendar_remarks(found: YearCalendar) -> tuple[str, ...]:
    """Sentences on the calendar as a whole."""
    return () if found.holidays_known else (_UNKNOWN_YEAR.format(year=found.year),)


def save_month_sheets(found: YearCalendar, path: Path, months: Sequence[int] = MONTHS) -> int:
    """Write one A4 page per month.

    Returns:
        how many duties stand on them.

    Raises:
        DataFileError: the file cannot be written.
    """
    from app.documents.render.to_pdf.plain_sheets import render_sheets

    sheets = [
        month_sheet(found.office, date(found.year, month, 1), found.duties, found.holidays)
        for month in months
    ]
    render_sheets(sheets, path)
    return sum(len(sheet.table.rows) for sheet in sheets)


def save_calendar_file(
    found: YearCalendar, path: Path, month: int | None = None, *, made_at: datetime | None = None
) -> int:
    """Write what is due as a calendar file; what is past stays out, what is done has no reminder.

    Returns:
        how many days were written.

    Raises:
        DataFileError: the file cannot be written.
    """
    rows = [row for row in found.of_month(month) if row.state is not DutyState.PAST]
    days = [_calendar_day(row, found) for row in rows]
    name = f"Lịch việc {found.year} - {found.office}".removesuffix(" - ")
    write_calendar(path, name, days, made_at or datetime.now().astimezone())
    return len(days)


def _calendar_day(row: DutyRow, found: YearCalendar) -> CalendarDay:
    done = row.state is DutyState.DONE
    code = row.code.replace(":", "-")
    return CalendarDay(
        uid=f"{code}.{row.year}.{found.office_id}@so-binh-dang",
        day=row.due,
        title=f"Đã xong: {row.name}" if done else row.name,
        words="\n".join(_facts(row)),
        group="Ngày kỷ niệm" if row.kind == "observance" else "Hạn công việc",
        remind=0 if done else 7,
    )


def _facts(row: DutyRow) -> list[str]:
    facts = (
        ("Chủ trì" if row.kind == "task" else "Gửi", row.receiver),
        ("Kỳ số liệu", period_words(row)),
        ("Chốt số liệu", closing_words(row)),
        ("Hạn", format_date(row.due)),
        ("Căn cứ", source_words(row)),
        ("Ghi chú", row.note),
    )
    return [f"{name}: {words}" for name, words in facts if words] + list(row.remarks)
