"""Dates as papers and officers write them."""

import re
from datetime import date

_SHORT = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*$")


def format_date(day: date | None) -> str:
    """dd/mm/yyyy, or an empty text."""
    return f"{day:%d/%m}/{day.year:04d}" if day else ""


def format_period(first: date | None, last: date | None) -> str:
    """One day as itself, several as "15/11/2026 - 15/12/2026"."""
    if first and last and last != first:
        return f"{format_date(first)} - {format_date(last)}"
    return format_date(first or last)


def parse_date(text: str) -> date | None:
    """A day typed as dd/mm/yyyy (also with dots or hyphens); None when it is no date."""
    found = _SHORT.match(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def long_date(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026": 0 before days under 10 and months 1, 2 only.

    Source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 4.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def blank_date(year: int | None) -> str:
    """The line to be filled by hand after signing."""
    return f"ngày      tháng      năm {year if year else '        '}"


def document_number(number: str) -> str:
    """A number under 10 gets a leading 0 (NĐ 30/2020, Phụ lục I, mục II, khoản 3)."""
    return number.zfill(2) if number.isdigit() else number
