"""Periods that figures and reports are about: the management year and its parts, and others.

Source: NĐ 09/2019/NĐ-CP, Điều 12 (closing dates: 15/12 of the year before to 14/12); the calendar
year is that of statistical reports (NĐ 60/2018/NĐ-CP).
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.domain.dates import format_date
from app.errors import ValidationError

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


class PeriodKind(StrEnum):
    """What a period is; all but the last four are parts of the management year."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    CALENDAR_YEAR = "calendar_year"
    CAMPAIGN = "campaign"
    TERM = "term"
    DAYS = "days"


KIND_WORDS: Final = {
    PeriodKind.YEAR: "Năm",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.MONTH: "Tháng",
    PeriodKind.CALENDAR_YEAR: "Năm dương lịch",
    PeriodKind.CAMPAIGN: "Tháng hành động",
    PeriodKind.TERM: "Nhiệm kỳ",
    PeriodKind.DAYS: "Khoảng ngày",
}
#: How many months each part of the management year has.
_LENGTHS: Final = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_SIGNS: Final = {
    "": PeriodKind.YEAR,
    "H": PeriodKind.HALF,
    "Q": PeriodKind.QUARTER,
    "M": PeriodKind.MONTH,
    "L": PeriodKind.CALENDAR_YEAR,
    "C": PeriodKind.CAMPAIGN,
}
_SIGN_OF: Final = {kind: sign for sign, kind in _SIGNS.items()}
# A half, a quarter or a month without its number is not guessed to be the first one.
_CODE: Final = re.compile(r"([0-9]{4})(?:-(?:([HQM])([0-9]{1,2})|([LC])|([0-9]{4})))?")
_DAYS_CODE: Final = re.compile(r"([0-9]{8})-([0-9]{8})")
_DAY_FORM: Final = "%Y%m%d"
_ROMAN: Final = ("", "I", "II", "III", "IV")
_HALVES: Final = ("", "6 tháng đầu năm", "6 tháng cuối năm")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """``first`` and ``last`` are days, both in it; ``number`` counts parts of a year from 1, else 0.

    ``year`` is the year it is named after; of a term the one it begins in.
    """

    first: date
    last: date
    kind: PeriodKind
    year: int
    number: int = 0

    @property
    def code(self) -> str:
        """How it is written in files and on the command line: 2026, 2026-H1, 2026-Q3, 2026-M07,
        2026-L (calendar year), 2026-C (Action Month), 2021-2026 (term of office),
        20260301-20260315 (days)."""
        if self.kind is PeriodKind.DAYS:
            return f"{self.first:{_DAY_FORM}}-{self.last:{_DAY_FORM}}"
        if self.kind is PeriodKind.TERM:
            return f"{self.first.year:04d}-{self.last.year:04d}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.year:04d}"
        number = f"{self.number:02d}" if self.kind is PeriodKind.MONTH else str(self.number or "")
        return f"{self.year:04d}-{_SIGN_OF[self.kind]}{number}"

    @property
    def words(self) -> str:
        """ "6 tháng đầu năm 2026"."""
        match self.kind:
            case PeriodKind.HALF:
                return f"{_HALVES[self.number]} {self.year}"
            case PeriodKind.QUARTER:
                return f"Quý {_ROMAN[self.number]} năm {self.year}"
            case PeriodKind.MONTH:
                return f"Tháng {self.number} năm {self.year}"
            case PeriodKind.TERM:
                return f"Nhiệm kỳ {self.first.year} - {self.last.year}"
            case PeriodKind.CAMPAIGN:
                return f"Tháng hành động năm {self.year}"
            case PeriodKind.DAYS:
                return f"Từ {format_date(self.first)} đến {format_date(self.last)}"
            case _:
                return f"{KIND_WORDS[self.kind]} {self.year}"

    @property
    def in_words(self) -> str:
        """ "quý III năm 2026": the words inside a sentence; of the Action Month the year."""
        if self.kind is PeriodKind.CAMPAIGN:
            return f"năm {self.year}"
        return self.words[:1].lower() + self.words[1:]

    @property
    def days(self) -> str:
        """ "15/12/2025 - 14/12/2026"."""
        return f"{format_date(self.first)} - {format_date(self.last)}"

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def part_of_year(kind: PeriodKind, year: int, number: int = 1) -> Period:
    """A part of the management year; the year itself is number 1.

    Raises:
        ValidationError: an impossible year, or no such part.
    """
    _check_year(year)
    length = _LENGTHS[kind]
    if not 1 <= number <= 12 // length:
        raise ValidationError(f"{KIND_WORDS[kind]} {number} của năm {year} không có.")
    last_month = number * length
    first_month = last_month - length
    first = date(year, first_month, 15) if first_month else date(year - 1, 12, 15)
    shown = 0 if kind is PeriodKind.YEAR else number
    return Period(first, date(year, last_month, 14), kind, year, shown)


def management_year(year: int) -> Period:
    """15/12 of the year before to 14/12.

    Raises:
        ValidationError: an impossible year.
    """
    return part_of_year(PeriodKind.YEAR, year)


def calendar_year(year: int) -> Period:
    """01/01 to 31/12.

    Raises:
        ValidationError: an impossible year.
    """
    _check_year(year)
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.CALENDAR_YEAR, year)


def action_month(year: int) -> Period:
    """15/11 to 15/12; its last day already lies in the next management year.

    Raises:
        ValidationError: an impossible year.
    """
    _check_year(year)
    return Period(date(year, 11, 15), date(year, 12, 15), PeriodKind.CAMPAIGN, year)


def term(first_year: int, last_year: int) -> Period:
    """A term of office, by its years.

    Raises:
        ValidationError: impossible years, or an end before the beginning.
    """
    _check_year(first_year)
    _check_year(last_year)
    if last_year <= first_year:
        raise ValidationError(f"Nhiệm kỳ {first_year} - {last_year} không hợp lệ.")
    return Period(date(first_year, 1, 1), date(last_year, 12, 31), PeriodKind.TERM, first_year)


def between(first: date, last: date) -> Period:
    """Any days from the first to the last, both in it; named after the year it ends in.

    Raises:
        ValidationError: an end before the beginning, or an impossible year.
    """
    _check_year(first.year)
    _check_year(last.year)
    if last < first:
        raise ValidationError(
            f"Ngày cuối {format_date(last)} đứng trước ngày đầu {format_date(first)}.", field="last"
        )
    return Period(first, last, PeriodKind.DAYS, last.year)


def parse_period(code: str) -> Period:
    """The period of a code, see ``Period.code``.

    Raises:
        ValidationError: it is none.
    """
    if days := _DAYS_CODE.fullmatch(code.strip()):
        return _between(code, *days.groups())
    found = _CODE.fullmatch(code.strip().upper())
    if not found:
        raise ValidationError(
            f"“{code}” không phải là kỳ số liệu. Hãy ghi như 2026, 2026-H1 (6 tháng đầu năm), "
            "2026-Q3 (quý III), 2026-M07 (tháng 7), 2026-L (năm dương lịch), 2026-C (Tháng hành "
            "động), 2021-2026 (nhiệm kỳ) hoặc 20260301-20260315 (từ ngày đến ngày)."
        )
    year, sign, number, whole, end = found.groups()
    if end:
        return term(int(year), int(end))
    kind = _SIGNS[sign or whole or ""]
    if kind is PeriodKind.CALENDAR_YEAR:
        return calendar_year(int(year))
    if kind is PeriodKind.CAMPAIGN:
        return action_month(int(year))
    return part_of_year(kind, int(year), int(number or 1))


def year_before(period: Period) -> Period:
    """The same period of the year before; of a term the one before it."""
    if period.kind is PeriodKind.TERM:
        length = period.last.year - period.first.year
        return term(period.first.year - length, period.first.year)
    if period.kind is PeriodKind.DAYS:
        return between(_a_year_earlier(period.first), _a_year_earlier(period.last))
    return parse_period(replace(period, year=period.year - 1).code)


def parts(year: int, kind: PeriodKind) -> list[Period]:
    """All parts of a kind in a management year, in order."""
    return [part_of_year(kind, year, number) for number in range(1, 12 // _LENGTHS[kind] + 1)]


def period_of(kind: PeriodKind, day: date) -> Period:
    """The part of the management year that a day lies in."""
    after = day + (timedelta(days=17) if day.day > 14 else timedelta(0))
    year, month = after.year, after.month
    return part_of_year(kind, year, (month - 1) // _LENGTHS[kind] + 1)


def _between(code: str, *typed: str) -> Period:
    try:
        first, last = (date(int(day[:4]), int(day[4:6]), int(day[6:])) for day in typed)
    except ValueError:
        raise ValidationError(f"“{code}” có ngày không có trong lịch.") from None
    return between(first, last)


def _a_year_earlier(day: date) -> date:
    """The same day; of 29/02 the last day of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"Năm {year} không hợp lệ. Hãy ghi năm như 2027.", field="year")
