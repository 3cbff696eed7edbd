"""Dates on paper and on screen."""

from datetime import date

import pytest

from app.domain.dates import document_number, format_period, long_date, parse_date


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2026, 11, 21), "ngày 21 tháng 11 năm 2026"),
    ],
)
def test_zero_only_before_small_days_and_the_first_two_months(day: date, text: str) -> None:
    assert long_date(day) == text


@pytest.mark.parametrize("typed", ["5/1/2026", "05/01/2026", " 5.1.2026 ", "5-1-2026"])
def test_every_way_to_type_a_day(typed: str) -> None:
    assert parse_date(typed) == date(2026, 1, 5)


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2026-01-05", "hôm nay", "1/1/26"])
def test_what_is_no_day(typed: str) -> None:
    assert parse_date(typed) is None


def test_period_and_number() -> None:
    month = (date(2026, 11, 15), date(2026, 12, 15))
    assert format_period(*month) == "15/11/2026 - 15/12/2026"
    assert format_period(month[0], month[0]) == "15/11/2026"
    assert [document_number(text) for text in ("5", "12", "", "05a")] == ["05", "12", "", "05a"]
