"""Days as papers write them: 07/6/2019, ngày 18 tháng 02 năm 2021, 15/11."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from app.documents.check.proof.wording import DIGIT, KEPT
from app.domain.dates import long_date

#: A day in one of its written forms; groups are taken by ``_made``.
DAY: Final = (
    r"(?:\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{4}|\d{1,2}-\d{1,2}-\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s+năm\s+\d{4})"
)
_DAY: Final = re.compile(rf"(?P<day>{DAY})(?![\d/])")
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day in a text; ``day`` is None when the calendar has no such day."""

    start: int
    end: int
    written: str
    parts: tuple[int, int, int]

    @property
    def day(self) -> date | None:
        """The day itself."""
        return calendar_day(*self.parts)


def calendar_day(day: int, month: int, year: int) -> date | None:
    """The date, or None when there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(KEPT)
def days_of(text: str) -> tuple[WrittenDay, ...]:
    """Every full day (with its year) in order."""
    if not DIGIT.search(text):
        return ()
    return tuple(
        WrittenDay(found.start("day"), found.end("day"), found["day"], parts_of(found["day"]))
        for found in _DAY.finditer(text)
        if text[found.start() - 1 : found.start()] not in {*"0123456789/.-"} or not found.start()
    )


def parts_of(written: str) -> tuple[int, int, int]:
    """Day, month and year as numbers."""
    day, month, year = map(int, _NUMBERS.findall(written))
    return day, month, year


def like_written(written: str, day: date) -> str:
    """A day in the very form another is written in.

    >>> like_written("24/12/2009", date(2010, 12, 24))
    '24/12/2010'
    """
    if "tháng" in written:
        return long_date(day).removeprefix("ngày ")
    old = _NUMBERS.findall(written)
    news = iter(
        f"{number:0{len(digits)}d}" if digits.startswith("0") else str(number)
        for digits, number in zip(old, (day.day, day.month, day.year), strict=True)
    )
    return _NUMBERS.sub(lambda _found: next(news), written)
