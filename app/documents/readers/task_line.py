"""The line under a task: "Chủ trì: … | Phối hợp: … | Thời gian: … | Kinh phí: … | Sản phẩm: …"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.paper_content import TaskContent
from app.domain.text import clean_line, fold
from app.errors import ValidationError

_LEAD: Final = "chu tri"
_FIELDS: Final = (_LEAD, "phoi hop", "thoi gian", "kinh phi", "san pham", "cach giao")
_ALL_YEAR: Final = ("ca nam", "thuong xuyen", "hang nam", "trong nam")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"
_RANGE = re.compile(rf"(?:tu\s+)?(?:ngay\s+)?{_DAY}\s*(?:-|–|den)\s*(?:het\s+)?(?:ngay\s+)?{_DAY}")
_ONE_DAY = re.compile(rf"(?:ngay\s+)?{_DAY}")
_BEFORE = re.compile(rf"(?:truoc|cham nhat|xong truoc)\s+(?:ngay\s+)?{_DAY}")
_MONTH = re.compile(
    r"thang\s+(\d{1,2})(?:\s*(?:-|–|den|den thang|- thang)\s*(?:thang\s+)?(\d{1,2}))?(?:/(\d{4}))?"
)
_QUARTER = re.compile(
    r"quy\s+(iv|i{1,3}|[1-4])(?:\s*(?:-|–|den)\s*(?:quy\s+)?(iv|i{1,3}|[1-4]))?(?:/(\d{4}))?"
)
_HALF = re.compile(r"(?:6|sau) thang (dau|cuoi) nam")
# A bare number is a sum only after ":" or before "đồng": "năm 2027" is a year, "1,5" no 5.
_MONEY = re.compile(
    r"(?P<source>.*?)(?:"
    r"[\s:]*(?<![\d.,])(?P<amount>\d{1,3}(?:[.,]\d{3})+)\s*(?:đồng|đ)?"
    r"|\s*:\s*(?P<plain>\d+)\s*(?:đồng|đ)?"
    r"|[\s:]*(?<![\d.,])(?P<spoken>\d+)\s*(?:đồng|đ)"
    r")\.?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    """The fields of the line as they were written."""

    lead: str
    partners: tuple[str, ...] = ()
    period: str = ""
    budget: str = ""
    output: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """When a task is done; all empty when nothing was given."""

    starts_on: date | None = None
    ends_on: date | None = None
    all_year: bool = False


def parse_task_line(text: str, year: int, *, number: int = 0) -> TaskContent:
    """The task of a line.

    Args:
        text: the line, with or without ">".
        year: year of the plan, for periods that name none.
        number: place of the line in its file, for the message.

    Raises:
        ValidationError: an unknown field, no lead agency, or a period or sum that is none.
    """
    words = task_words(text, number=number)
    period = _period(words.period, year, number)
    return TaskContent(
        lead=words.lead,
        partners=words.partners,
        asked=words.asked,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        all_year=period.all_year,
        budget=tuple(_money(part, number) for part in _listed(words.budget)),
        output=words.output,
    )


def task_words(text: str, *, number: int = 0) -> TaskWords:
    """The fields of a line, not yet understood.

    Raises:
        ValidationError: an unknown or doubled field, or no lead agency.
    """
    fields: dict[str, str] = {}
    for part in clean_line(text).lstrip("> ").split("|"):
        name, colon, value = part.partition(":")
        key = fold(name)
        if not part.strip():
            continue
        if not colon or key not in _FIELDS:
            raise _mistake(number, f"không hiểu mục “{part.strip()}”")
        if key in fields:
            raise _mistake(number, f"mục “{name.strip()}” viết hai lần")
        fields[key] = value.strip()
    if not fields.get(_LEAD):
        raise _mistake(number, "chưa có cơ quan chủ trì sau “Chủ trì:”")
    asked = fold(fields.get("cach giao", "giao"))
    if asked not in {"giao", "de nghi"}:
        raise _mistake(number, "“Cách giao” chỉ là “Giao” hoặc “Đề nghị”")
    return TaskWords(
        lead=fields[_LEAD],
        partners=tuple(_listed(fields.get("phoi hop", ""))),
        period=fields.get("thoi gian", ""),
        budget=fields.get("kinh phi", ""),
        output=fields.get("san pham", ""),
        asked=asked == "de nghi",
    )


def parse_period(text: str, year: int) -> Period:
    """From–to of "Cả năm", "Quý I", "Tháng 3", "01/02-30/6", "Trước 15/6", a day, or nothing.

    Raises:
        ValueError: anything else, a day that is none, or an end before its start.
    """
    key = fold(text).rstrip(".")
    if not key:
        return Period()
    if key in _ALL_YEAR:
        return Period(all_year=True)
    found = _of_days(key, year) or _of_months(key, year)
    if found is None:
        raise ValueError(text)
    if found.starts_on and found.ends_on and found.ends_on < found.starts_on:
        raise ValueError(text)
    return found


def _of_days(key: str, year: int) -> Period | None:
    if found := _RANGE.fullmatch(key):
        last_year = int(found[6] or year)
        first = _day(found[1], found[2], int(found[3] or found[6] or year))
        last = _day(found[4], found[5], last_year)
        return Period(first, last)
    if found := _BEFORE.fullmatch(key):
        return Period(None, _day(found[1], found[2], int(found[3] or year)))
    if found := _ONE_DAY.fullmatch(key):
        day = _day(found[1], found[2], int(found[3] or year))
        return Period(day, day)
    return None


def _of_months(key: str, year: int) -> Period | None:
    if found := _MONTH.fullmatch(key):
        first = int(found[1])
        return _months(first, int(found[2] or first), int(found[3] or year))
    if found := _QUARTER.fullmatch(key):
        first = _QUARTERS[found[1]]
        last = _QUARTERS[found[2]] if found[2] else first
        return _months(first * 3 - 2, last * 3, int(found[3] or year))
    if found := _HALF.fullmatch(key):
        return _months(1, 6, year) if found[1] == "dau" else _months(7, 12, year)
    return None


def _months(first: int, last: int, year: int) -> Period:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise ValueError(f"{first}-{last}")
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _day(day: str, month: str, year: int) -> date:
    return date(year, int(month), int(day))


def _period(text: str, year: int, number: int) -> Period:
    try:
        return parse_period(text, year)
    except ValueError:
        raise _mistake(
            number,
            f"không hiểu thời gian “{text}”; viết như “Cả năm”, “Quý II”, “Tháng 3”, "
            "“01/02-30/6”, “Trước 15/6”",
        ) from None


def _money(text: str, number: int) -> tuple[str, int]:
    """("Ngân sách nhà nước", 5000000); 0 when the source is named without a sum."""
    found = _MONEY.fullmatch(text)
    if not found:
        return text.rstrip(" ."), 0
    source = found["source"].rstrip(" :(")
    if not source:
        raise _mistake(number, f"“{text}” chưa ghi nguồn kinh phí")
    digits = found["amount"] or found["plain"] or found["spoken"]
    return source, int(digits.replace(".", "").replace(",", ""))


def _listed(text: str) -> list[str]:
    return [part for piece in text.split(";") if (part := piece.strip(" ."))]


def _mistake(number: int, what: str) -> ValidationError:
    place = f"Dòng {number}" if number else "Dòng nhiệm vụ"
    return ValidationError(f"{place}: {what}.", field="task")
