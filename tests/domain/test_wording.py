"""Words that follow from numbers and days, as a table."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.periods import parse_period
from app.domain.wording import beside, compared, estimate, next_part, same_period

FIRST, LAST = date(2025, 12, 15), date(2026, 6, 14)


@pytest.mark.parametrize(
    ("now", "then", "unit", "places", "words"),
    [
        (8, 6, "hoạt động", 0, "tăng 2 hoạt động so với năm 2025"),
        (6, 8, "hoạt động", 0, "giảm 2 hoạt động so với năm 2025"),
        (6, 6, "hoạt động", 0, "bằng năm 2025"),
        (0, 0, "vụ", 0, "bằng năm 2025"),
        (0, 3, "vụ", 0, "giảm 3 vụ so với năm 2025"),
        (5, 0, "", 0, "tăng 5 so với năm 2025"),
        (1_250_000, 250_000, "đồng", 0, "tăng 1.000.000 đồng so với năm 2025"),
        (Decimal("17.06"), Decimal("16.50"), "%", 2, "tăng 0,56 điểm phần trăm so với năm 2025"),
        (Decimal("1.5"), Decimal("2.5"), "ngày", 1, "giảm 1,0 ngày so với năm 2025"),
        (None, 3, "vụ", 0, ""),
        (3, None, "vụ", 0, ""),
    ],
)
def test_the_difference_of_two_numbers(
    now: int | None, then: int | None, unit: str, places: int, words: str
) -> None:
    assert compared(now, then, "năm 2025", unit=unit, places=places) == words


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (8, 6, "tăng so với cùng kỳ năm 2025 (06)"),
        (5, 6, "giảm so với cùng kỳ năm 2025 (06)"),
        (6, 6, "bằng cùng kỳ năm 2025 (06)"),
        (None, 6, ""),
        (6, None, ""),
    ],
)
def test_both_numbers_stand_beside_each_other(
    now: int | None, then: int | None, words: str
) -> None:
    assert beside(now, then, "cùng kỳ năm 2025", "06") == words


@pytest.mark.parametrize(
    ("code", "against", "after"),
    [
        ("2026", "năm 2025", "2027"),
        ("2026-H1", "cùng kỳ năm 2025", "2026-H2"),
        ("2026-H2", "cùng kỳ năm 2025", "2027-H1"),
        ("2026-Q1", "cùng kỳ năm 2025", None),
        ("2026-C", "cùng kỳ năm 2025", None),
        ("20260301-20260315", "cùng kỳ năm 2025", None),
    ],
)
def test_what_a_period_is_compared_with_and_what_follows_it(
    code: str, against: str, after: str | None
) -> None:
    period = parse_period(code)
    assert same_period(period) == against
    following = next_part(period)
    assert (following.code if following else None) == after


@pytest.mark.parametrize(
    ("today", "due", "words"),
    [
        (
            date(2026, 5, 20),
            date(2026, 5, 30),
            (
                "Hạn gửi ngày 30/05/2026 sớm hơn ngày chốt số liệu. Số liệu tính đến ngày 20/05/2026; "
                "ước thực hiện đến ngày 14/06/2026: [điền: số ước thực hiện đến ngày chốt số liệu]."
            ),
        ),
        (
            date(2026, 5, 20),
            date(2026, 6, 20),
            (
                "Số liệu tính đến ngày 20/05/2026; ước thực hiện đến ngày 14/06/2026: "
                "[điền: số ước thực hiện đến ngày chốt số liệu]."
            ),
        ),
        (date(2026, 6, 14), date(2026, 5, 30), ""),
        (date(2026, 7, 1), None, ""),
        (date(2025, 12, 1), None, ""),
    ],
)
def test_an_estimate_is_asked_for_while_the_period_runs(
    today: date, due: date | None, words: str
) -> None:
    assert estimate(FIRST, LAST, today, due) == words
