"""What is said of a deadline and its closing date."""

from datetime import date

import pytest

from app.domain.duty_remarks import remarks_on
from app.domain.working_days import NO_HOLIDAYS, Holidays

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 6, day) for day in (12, 13, 14, 15))


def said(due: date, closing: date | None, holidays: Holidays = NO_HOLIDAYS) -> list[str]:
    return list(remarks_on(due, closing, holidays))


def test_one_working_day_after_the_closing_date_is_enough() -> None:
    assert said(MONDAY, FRIDAY) == []
    assert said(MONDAY, SUNDAY) == []


@pytest.mark.parametrize("due", [FRIDAY, SATURDAY, SUNDAY])
def test_a_deadline_without_a_working_day_is_told_once_with_the_first_that_fits(due: date) -> None:
    [told] = said(due, FRIDAY)
    assert "không có ngày làm việc nào" in told
    assert "sớm nhất là thứ Hai 15/06/2026" in told


def test_a_holiday_between_is_no_working_day() -> None:
    [told] = said(MONDAY, FRIDAY, Holidays(off=frozenset({MONDAY})))
    assert "sớm nhất là thứ Ba 16/06/2026" in told
    assert said(SATURDAY, FRIDAY, Holidays(worked=frozenset({SATURDAY}))) == []


def test_before_the_closing_date_it_is_an_estimate() -> None:
    [early] = said(FRIDAY, SUNDAY)
    assert "ước thực hiện" in early
    estimate, off = said(SATURDAY, SUNDAY)
    assert "ước thực hiện" in estimate
    assert off == "Hạn là thứ Bảy, không phải ngày làm việc: nên gửi chậm nhất thứ Sáu 12/06/2026."


def test_without_data_only_the_day_itself_counts() -> None:
    assert said(MONDAY, None) == []
    assert len(said(SUNDAY, None)) == 1
