"""Words of reports that follow from numbers and days: tăng, giảm, bằng; ước thực hiện.

Small rules, the same for every report: nothing is said of a number that nobody wrote down.
"""

from datetime import date
from decimal import Decimal

from app.domain.dates import format_date
from app.domain.figures import format_number
from app.domain.periods import Period, PeriodKind, part_of_year, year_before

_PERCENT = "%"
_POINTS = "điểm phần trăm"
#: What a year is compared with is a year; every other period has its "cùng kỳ".
_YEARS = (PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR)
_ESTIMATE_PLACE = "[điền: số ước thực hiện đến ngày chốt số liệu]"


def way(now: Decimal | int, then: Decimal | int) -> str:
    """ "tăng", "giảm" or "bằng"."""
    if now == then:
        return "bằng"
    return "tăng" if now > then else "giảm"


def compared(
    now: Decimal | int | None,
    then: Decimal | int | None,
    against: str,
    *,
    unit: str = "",
    places: int = 0,
) -> str:
    """ "tăng 2,50 điểm phần trăm so với năm 2025", "bằng năm 2025"; nothing without both numbers.

    Args:
        now, then: as printed, so that the difference agrees with them.
        against: "năm 2025", "cùng kỳ năm 2025".
        unit: of the numbers; percents differ in points.
        places: decimals of the difference.
    """
    if now is None or then is None:
        return ""
    if now == then:
        return f"bằng {against}"
    counted = _POINTS if unit == _PERCENT else unit
    difference = f"{format_number(abs(Decimal(now) - then), places)} {counted}".rstrip()
    return f"{way(now, then)} {difference} so với {against}"


def beside(now: Decimal | int | None, then: Decimal | int | None, against: str, shown: str) -> str:
    """ "tăng so với năm 2025 (06)", "bằng năm 2025 (06)"; both numbers stand, none is worked out.

    Args:
        shown: the earlier number as printed, bound to its records.
    """
    if now is None or then is None:
        return ""
    return f"{against_words(way(now, then), against)} ({shown})"


def against_words(word: str, against: str) -> str:
    """ "tăng so với năm 2025", "bằng năm 2025"."""
    return f"{word} {'' if word == way(0, 0) else 'so với '}{against}"


def same_period(period: Period) -> str:
    """What a period is compared with: "năm 2025", "cùng kỳ năm 2025"."""
    before = year_before(period).year
    return f"năm {before}" if period.kind in _YEARS else f"cùng kỳ năm {before}"


def next_part(period: Period) -> Period | None:
    """The part of the management year that follows; None for periods that have no next one."""
    match period.kind:
        case PeriodKind.HALF:
            last = period.number == 2
            number = 1 if last else 2
            return part_of_year(PeriodKind.HALF, period.year + last, number)
        case PeriodKind.YEAR:
            return part_of_year(PeriodKind.YEAR, period.year + 1)
        case _:
            return None


def reached(first: date, last: date, today: date) -> date | None:
    """Up to which day the numbers reach while the period still runs; None when they are whole."""
    return today if first <= today < last else None


def estimate(first: date, last: date, today: date, due: date | None) -> str:
    """The sentence on "ước thực hiện" of a report written before the closing day; else nothing.

    Args:
        due: the day the report is to be sent, None where nobody set one.
    """
    day = reached(first, last, today)
    if day is None:
        return ""
    sent = ""
    if due is not None and due < last:
        sent = f"Hạn gửi ngày {format_date(due)} sớm hơn ngày chốt số liệu. "
    return (
        f"{sent}Số liệu tính đến ngày {format_date(day)}; ước thực hiện đến ngày "
        f"{format_date(last)}: {_ESTIMATE_PLACE}."
    )
