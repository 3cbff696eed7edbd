"""When a duty of the calendar is late, near or far, and what an office that just began owes."""

import re
from calendar import isleap
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

#: A duty due this long before the book was begun is still shown as late: it may well be unsent.
GRACE: Final = timedelta(days=14)
_CLOSING: Final = re.compile(r"^\s*(\d{1,2})/(\d{1,2})\s*(năm trước)?\s*$")
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=31)


class DutyState(StrEnum):
    """How near a duty is. "week" and "month" look 7 and 31 days ahead, not to a calendar's end.

    "past" is a day of observance that is over, or a duty of the time before this book was begun.
    """

    LATE = "late"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"
    DONE = "done"
    PAST = "past"


DUTY_WORDS: Final = {
    DutyState.LATE: "Đã trễ",
    DutyState.WEEK: "Trong 7 ngày tới",
    DutyState.MONTH: "Trong tháng tới",
    DutyState.LATER: "Sau đó",
    DutyState.DONE: "Đã xong",
    DutyState.PAST: "Đã qua",
}


def duty_state(due: date, today: date, *, done: bool) -> DutyState:
    """The state of a duty on a day."""
    if done:
        return DutyState.DONE
    if due < today:
        return DutyState.LATE
    if due <= today + _WEEK:
        return DutyState.WEEK
    return DutyState.MONTH if due <= today + _MONTH else DutyState.LATER


def is_owed(due: date, first_use: date) -> bool:
    """Whether a duty that is not done belongs to this book.

    An office that begins in November did its February plan before the program was there; showing
    it as late would be false. So only duties due after the book was begun (less GRACE) are owed.
    """
    return due >= first_use - GRACE


def day_in_year(data: Mapping[str, Any], year: int) -> date | None:
    """The day a deadline entry means in a year; None for one without a fixed day (đột xuất).

    29/02 is the last day of February in the other years: nothing that is due falls away.
    """
    if "month" not in data or "day" not in data:
        return None
    try:
        month, day = int(data["month"]), int(data["day"])
        leap = (month, day) == (2, 29) and not isleap(year)
        return date(year, month, day - leap)
    except (ValueError, TypeError):
        return None


def closing_day(text: str, year: int) -> date | None:
    """ "15/12 năm trước" or "14/12" as a day of the report's year; None for anything else."""
    found = _CLOSING.match(text)
    if not found:
        return None
    return day_in_year({"day": found[1], "month": found[2]}, year - bool(found[3]))
