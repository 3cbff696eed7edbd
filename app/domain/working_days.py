"""Working days: Monday to Friday less public holidays, plus the days worked instead of others.

Source: Bộ luật Lao động 2019, Điều 112 (holidays) and Điều 111 khoản 3 (a holiday on a weekly day
off is made up by the next working day).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.domain.duties import day_in_year

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_LONGEST: Final = 31
_WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)


@dataclass(frozen=True, slots=True)
class Holidays:
    """``off`` are days without work besides Saturdays and Sundays, ``worked`` weekend days that
    are worked instead of others; ``years`` are those whose Tết is known."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


NO_HOLIDAYS: Final = Holidays()


def holidays_of(rows: Iterable[Mapping[str, Any]], years: Iterable[int]) -> Holidays:
    """The holidays of some years.

    Args:
        rows: ``data`` of the catalogue "holiday": day, month, ``year`` (left out: every year),
            ``days`` in a row (1), ``use`` ("off", "worked", or "open": not known to be off).
    """
    wanted = tuple(years)
    own: list[date] = []
    worked: set[date] = set()
    known: set[int] = set()
    for row in rows:
        for day in _days_of(row, wanted):
            if row.get("use") == "worked":
                worked.add(day)
            elif row.get("use", "off") == "off":
                own.append(day)
            if row.get("year"):
                known.add(day.year)
    return Holidays(_made_up(own), frozenset(worked), frozenset(known))


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether an office works on a day."""
    if day in holidays.worked:
        return True
    return day.weekday() < _SATURDAY and day not in holidays.off


def working_days_between(after: date, until: date, holidays: Holidays) -> int:
    """How many working days follow ``after``, up to ``until`` and with it; 0 when it is earlier."""
    count = (until - after).days
    return sum(is_working_day(after + _DAY * step, holidays) for step in range(1, count + 1))


def next_working_day(day: date, holidays: Holidays) -> date:
    """The day itself when it is worked, else the first worked one after it."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def previous_working_day(day: date, holidays: Holidays) -> date:
    """The day itself when it is worked, else the last worked one before it."""
    while not is_working_day(day, holidays):
        day -= _DAY
    return day


def weekday_words(day: date) -> str:
    """ "thứ Sáu", "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


def _days_of(row: Mapping[str, Any], years: tuple[int, ...]) -> Iterable[date]:
    only = row.get("year")
    for year in years:
        first = day_in_year(row, year)
        if first is None or (only and int(only) != year):
            continue
        length = min(max(1, int(row.get("days") or 1)), _LONGEST)
        yield from (first + _DAY * step for step in range(length))


def _made_up(own: list[date]) -> frozenset[date]:
    """The holidays and, for each on a Saturday or Sunday, the next day that is still worked."""
    off = set(own)
    for day in sorted(own):
        if day.weekday() >= _SATURDAY:
            off.add(_free_after(day, off))
    return frozenset(off)


def _free_after(day: date, taken: set[date]) -> date:
    after = day + _DAY
    while after.weekday() >= _SATURDAY or after in taken:
        after += _DAY
    return after
