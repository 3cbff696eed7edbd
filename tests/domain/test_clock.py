"""A calendar held against what was written before."""

from datetime import date, timedelta

import pytest

from app.domain.clock import clock_doubt

NEWEST = date(2026, 11, 20)


@pytest.mark.parametrize("days", [-1, 0, 1, 30, 400])
def test_an_ordinary_day_is_believed(days: int) -> None:
    assert clock_doubt(NEWEST + timedelta(days=days), NEWEST, None) is None


@pytest.mark.parametrize("days", [-2, -400, 401, 4000])
def test_a_day_far_off_is_asked_about_with_both_days(days: int) -> None:
    today = NEWEST + timedelta(days=days)
    doubt = clock_doubt(today, None, NEWEST)
    assert doubt is not None
    assert f"{today:%d/%m/%Y}" in doubt.words
    assert "20/11/2026" in doubt.words


def test_the_newer_of_line_and_backup_counts() -> None:
    assert clock_doubt(NEWEST, date(2024, 1, 1), NEWEST) is None
    assert clock_doubt(NEWEST, date(2030, 1, 1), NEWEST) is not None


def test_a_new_folder_knows_nothing() -> None:
    assert clock_doubt(NEWEST, None, None) is None
