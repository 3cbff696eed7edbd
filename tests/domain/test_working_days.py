"""Working days: the law's fixed days, the year's Tết, days swapped, holidays on a Sunday."""

from datetime import date

import pytest

from app.domain.working_days import (
    NO_HOLIDAYS,
    holidays_of,
    is_working_day,
    next_working_day,
    previous_working_day,
    weekday_words,
    working_days_between,
)
from app.workflows.catalogues import read_catalogues

SHIPPED = [dict(entry.data) for entry in read_catalogues() if entry.catalogue == "holiday"]
HOLIDAYS = holidays_of(SHIPPED, range(2025, 2031))


def test_without_holidays_only_the_weekend_is_free() -> None:
    week = [is_working_day(date(2026, 11, 16 + step), NO_HOLIDAYS) for step in range(7)]
    assert week == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 2),  # instead of Saturday 10/01
        date(2026, 2, 16),
        date(2026, 2, 20),
        date(2026, 4, 27),  # Giỗ Tổ fell on Sunday 26/4
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2027, 5, 3),  # 1/5/2027 is a Saturday
        date(2027, 2, 11),  # two days of Tết 2027 lie on a weekend
        date(2030, 2, 5),
    ],
)
def test_days_off(day: date) -> None:
    assert not is_working_day(day, HOLIDAYS)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 10),
        date(2026, 8, 22),
        date(2025, 4, 26),
        date(2026, 2, 23),
        date(2026, 9, 3),
        date(2027, 2, 12),
        date(2026, 11, 24),  # not known to be off
    ],
)
def test_days_that_are_worked(day: date) -> None:
    assert is_working_day(day, HOLIDAYS)


def test_counting_leaves_out_the_first_day_and_takes_the_last() -> None:
    assert working_days_between(date(2026, 12, 14), date(2026, 12, 15), HOLIDAYS) == 1
    assert working_days_between(date(2029, 12, 14), date(2029, 12, 15), HOLIDAYS) == 0
    assert working_days_between(date(2026, 2, 13), date(2026, 2, 23), HOLIDAYS) == 1
    assert working_days_between(date(2026, 6, 14), date(2026, 5, 30), HOLIDAYS) == 0


def test_the_nearest_working_day_on_both_sides() -> None:
    assert next_working_day(date(2026, 2, 15), HOLIDAYS) == date(2026, 2, 23)
    assert previous_working_day(date(2026, 2, 15), HOLIDAYS) == date(2026, 2, 13)
    assert next_working_day(date(2026, 3, 3), HOLIDAYS) == date(2026, 3, 3)
    assert previous_working_day(date(2026, 3, 3), HOLIDAYS) == date(2026, 3, 3)


def test_a_year_is_known_by_its_own_rows() -> None:
    assert HOLIDAYS.years == frozenset(range(2025, 2031))
    assert holidays_of(SHIPPED, [2031]).years == frozenset()
    assert date(2031, 1, 1) in holidays_of(SHIPPED, [2031]).off


def test_a_row_without_a_real_day_is_no_holiday() -> None:
    assert holidays_of([{"day": 31, "month": 2}, {"note": "x"}], [2026]) == NO_HOLIDAYS


def test_days_of_the_week_in_words() -> None:
    assert weekday_words(date(2026, 11, 20)) == "thứ Sáu"
    assert weekday_words(date(2026, 11, 22)) == "Chủ nhật"
