"""What the table of activities shows."""

from datetime import date
from typing import Final

from app.domain.dates import format_date
from app.domain.figures import format_number
from app.domain.text import sort_key
from app.queries.activity_rows import ActivityRow, TotalsRow
from app.ui.table_model import Column


def days_words(row: ActivityRow) -> str:
    """ "20/11/2026", or "20/11 - 22/11/2026" for several days."""
    if row.ends_on == row.starts_on:
        return format_date(row.starts_on)
    first = f"{row.starts_on:%d/%m}" if row.starts_on.year == row.ends_on.year else ""
    return f"{first or format_date(row.starts_on)} - {format_date(row.ends_on)}"


def files_words(row: ActivityRow) -> str:
    """ "2 tệp", or nothing."""
    return f"{len(row.attachments)} tệp" if row.attachments else ""


def _number_key(value: int | None) -> int:
    return -1 if value is None else value


def _day_key(row: ActivityRow) -> tuple[date, date]:
    return row.starts_on, row.ends_on


COLUMNS: Final[tuple[Column[ActivityRow], ...]] = (
    Column("Ngày", days_words, _day_key, sample="88/88/8888"),
    Column(
        "Hoạt động",
        lambda row: row.title,
        lambda row: sort_key(row.title),
        sample="Hội nghị tuyên truyền phòng",
    ),
    Column("Nơi", lambda row: row.place, lambda row: sort_key(row.place), sample="Nhà văn hóa"),
    Column(
        "Nam", lambda row: format_number(row.men), lambda row: _number_key(row.men), number=True
    ),
    Column(
        "Nữ", lambda row: format_number(row.women), lambda row: _number_key(row.women), number=True
    ),
    Column(
        "Tổng",
        lambda row: format_number(row.total),
        lambda row: _number_key(row.total),
        number=True,
    ),
    Column(
        "Kinh phí",
        lambda row: format_number(row.money_total),
        lambda row: _number_key(row.money_total),
        number=True,
    ),
    Column("Minh chứng", files_words, lambda row: len(row.attachments)),
)


def totals_texts(totals: TotalsRow) -> tuple[str, ...]:
    """The pinned row, column by column; unknown sums stay empty."""
    people = totals.people
    numbers = (people.men, people.women, people.total, totals.money_total)
    return ("Cộng", f"{totals.count} hoạt động", "", *map(format_number, numbers), "")


def count_words(totals: TotalsRow, in_month: int) -> str:
    """ "37 hoạt động, 12 trong Tháng hành động", and what is not known yet."""
    parts = [f"{totals.count} hoạt động, {in_month} trong Tháng hành động"]
    if totals.without_people:
        parts.append(f"{totals.without_people} chưa có số người")
    if totals.without_split:
        parts.append(f"{totals.without_split} chưa tách nam, nữ")
    return " · ".join(parts)
