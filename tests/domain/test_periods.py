"""Periods of figures and reports."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import (
    Period,
    PeriodKind,
    action_month,
    between,
    calendar_year,
    management_year,
    parse_period,
    part_of_year,
    parts,
    period_of,
    term,
    year_before,
)
from app.errors import ValidationError

PARTS = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 1))


@pytest.mark.parametrize(
    ("code", "first", "last", "words"),
    [
        ("2026", date(2025, 12, 15), date(2026, 12, 14), "Năm 2026"),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
        ("2026-H2", date(2026, 6, 15), date(2026, 12, 14), "6 tháng cuối năm 2026"),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14), "Quý I năm 2026"),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14), "Quý IV năm 2026"),
        ("2026-M01", date(2025, 12, 15), date(2026, 1, 14), "Tháng 1 năm 2026"),
        ("2026-M12", date(2026, 11, 15), date(2026, 12, 14), "Tháng 12 năm 2026"),
        ("2026-L", date(2026, 1, 1), date(2026, 12, 31), "Năm dương lịch 2026"),
        ("2026-C", date(2026, 11, 15), date(2026, 12, 15), "Tháng hành động năm 2026"),
        ("2021-2026", date(2021, 1, 1), date(2026, 12, 31), "Nhiệm kỳ 2021 - 2026"),
    ],
)
def test_periods_by_their_codes(code: str, first: date, last: date, words: str) -> None:
    period = parse_period(code)
    assert (period.first, period.last, period.words, period.code) == (first, last, words, code)


def test_small_letters_and_blanks_are_read() -> None:
    assert parse_period(" 2026-h1 ").code == "2026-H1"


@pytest.mark.parametrize(
    "code",
    [
        "", "26", "2026-", "2026-H3", "2026-Q0", "2026-M13", "1999", "2101", "2026-2021",
        "2026-2026", "năm", "٢٠٢٦",
        # Neither a part without its number nor a number of what has no parts.
        "2026-H", "2026-Q", "2026-M", "2026-L2", "2026-C1",
    ],
)  # fmt: skip
def test_what_is_no_period_is_told(code: str) -> None:
    with pytest.raises(ValidationError):
        parse_period(code)


@given(day=DAYS, kind=st.sampled_from(PARTS))
def test_every_day_lies_in_exactly_one_part(day: date, kind: PeriodKind) -> None:
    period = period_of(kind, day)
    assert period.holds(day)
    assert not period_of(kind, period.first - timedelta(days=1)).holds(day)
    assert not period_of(kind, period.last + timedelta(days=1)).holds(day)


@given(year=st.integers(2001, 2099), kind=st.sampled_from(PARTS))
def test_parts_make_the_whole_year(year: int, kind: PeriodKind) -> None:
    whole = management_year(year)
    found = parts(year, kind)
    assert (found[0].first, found[-1].last) == (whole.first, whole.last)
    for before, after in itertools.pairwise(found):
        assert after.first - before.last == timedelta(days=1)


@given(day=DAYS, kind=st.sampled_from(PARTS))
def test_a_code_comes_back_to_its_period(day: date, kind: PeriodKind) -> None:
    period = period_of(kind, day)
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (management_year(2026), management_year(2025)),
        (part_of_year(PeriodKind.QUARTER, 2026, 3), part_of_year(PeriodKind.QUARTER, 2025, 3)),
        (calendar_year(2026), calendar_year(2025)),
        (action_month(2026), action_month(2025)),
        (term(2021, 2026), term(2016, 2021)),
    ],
)
def test_the_same_period_a_year_before(period: Period, before: Period) -> None:
    assert year_before(period) == before


def test_the_last_day_of_the_action_month_lies_in_the_next_year() -> None:
    assert not management_year(2026).holds(action_month(2026).last)
    assert management_year(2026).days == "15/12/2025 - 14/12/2026"


def test_any_days_are_a_period_of_their_own() -> None:
    period = parse_period("20240229-20240315")
    assert period == between(date(2024, 2, 29), date(2024, 3, 15))
    assert (period.code, period.year) == ("20240229-20240315", 2024)
    assert period.words == "Từ 29/02/2024 đến 15/03/2024"
    assert year_before(period).code == "20230228-20230315"


@pytest.mark.parametrize("code", ["20260315-20260301", "20260230-20260301", "18990101-19000101"])
def test_days_that_are_no_period(code: str) -> None:
    with pytest.raises(ValidationError):
        parse_period(code)


@pytest.mark.parametrize(
    ("code", "words"),
    [("2026-H1", "6 tháng đầu năm 2026"), ("2026-Q3", "quý III năm 2026"), ("2026-C", "năm 2026")],
)
def test_a_period_inside_a_sentence(code: str, words: str) -> None:
    assert parse_period(code).in_words == words
