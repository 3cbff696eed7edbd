"""Cells by sex, shares, rounding, sums and jumps."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figure_rows import (
    NOTHING,
    Cell,
    CellState,
    Column,
    SexRow,
    added,
    change_between,
    completed,
    jump,
    missing_cell,
    rounded,
    share,
    share_words,
    value_cell,
)
from app.errors import ValidationError

COUNTS = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (87, 510, "17,06 %"),
        (372, 1451, "25,64 %"),
        (0, 10, "0,00 %"),
        (10, 10, "100,00 %"),
        (1, 3, "33,33 %"),
        (2, 3, "66,67 %"),
        (1, 8, "12,50 %"),
        (1, 16, "6,25 %"),
        (1, 32, "3,13 %"),
        (1, 160, "0,63 %"),
        (5, 800, "0,63 %"),
        (1, 800, "0,13 %"),
        (3, 800, "0,38 %"),
        (1, 20000, "0,01 %"),
        (1, 20001, "0,00 %"),
        (199, 200, "99,50 %"),
        (1999, 2000, "99,95 %"),
        (19999, 20000, "100,00 %"),
        (5504, 10000, "55,04 %"),
        (8, 54, "14,81 %"),
        (190, 220, "86,36 %"),
        (147, 1000, "14,70 %"),
        (29, 100, "29,00 %"),
        (2317, 10000, "23,17 %"),
        (1, 7, "14,29 %"),
        (6, 7, "85,71 %"),
        (22, 7, "314,29 %"),
        (18, 22, "81,82 %"),
        (12, 16, "75,00 %"),
        (15, 0, "không tính được"),
    ],
)
def test_shares_are_rounded_half_up(part: int, whole: int, words: str) -> None:
    assert share_words(part, whole) == words


def test_other_scales_and_decimals() -> None:
    assert share(118, 109) == Decimal(11800) / 109
    assert rounded(Decimal("1.65"), 1) == Decimal("1.7")
    assert rounded(Decimal("-0.125"), 2) == Decimal("-0.13")
    assert share(3, 4200, 100_000) == Decimal(300_000) / 4200
    assert share_words(1, 3, 1) == "33,3 %"


@given(men=COUNTS, women=COUNTS)
def test_any_two_give_the_third(men: int, women: int) -> None:
    cells = {
        Column.MEN: value_cell(men),
        Column.WOMEN: value_cell(women),
        Column.TOTAL: value_cell(men + women),
    }
    for left_out in Column:
        row = completed(SexRow(**{c.value: x for c, x in cells.items() if c is not left_out}))
        third = row.cell(left_out)
        assert (third.value, third.worked_out) == (cells[left_out].value, True)
        assert row.men.value == men
        assert row.women.value == women
        assert row.total.value == men + women
    assert completed(SexRow(**{c.value: x for c, x in cells.items()})).total.worked_out is False


@given(men=COUNTS, women=COUNTS, total=COUNTS)
def test_three_that_do_not_add_up_are_refused(men: int, women: int, total: int) -> None:
    row = SexRow(value_cell(men), value_cell(women), value_cell(total))
    if men + women == total:
        assert completed(row) == row
    else:
        with pytest.raises(ValidationError, match="khác tổng"):
            completed(row)


def test_a_third_number_follows_and_goes() -> None:
    row = completed(SexRow(men=value_cell(3), women=value_cell(4)))
    changed = completed(SexRow(men=value_cell(5), women=row.women, total=row.total))
    assert changed.total.value == 9
    gone = completed(SexRow(men=NOTHING, women=row.women, total=row.total))
    assert gone.total == NOTHING


def test_a_part_above_its_total_and_a_negative_number_are_refused() -> None:
    with pytest.raises(ValidationError, match="nhỏ hơn"):
        completed(SexRow(men=value_cell(5), total=value_cell(4)))
    with pytest.raises(ValidationError, match="âm"):
        completed(SexRow(total=value_cell(-1)))


def test_not_available_is_neither_zero_nor_a_part_of_a_sum() -> None:
    missing = missing_cell("Trạm Y tế chưa gửi")
    assert completed(SexRow(men=missing, total=value_cell(4))).women == NOTHING
    assert added([value_cell(4), missing, NOTHING, value_cell(0)]) == value_cell(4)
    assert added([missing, NOTHING]) == Cell(CellState.EMPTY)
    with pytest.raises(ValidationError, match="lý do"):
        missing_cell("  ")


def test_raw_numbers_are_added_not_percentages() -> None:
    units = [(87, 510), (1, 2)]
    whole = share(sum(part for part, _ in units), sum(all_ for _, all_ in units))
    assert whole is not None
    assert rounded(whole) == Decimal("17.19")


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (151, 100, True),
        (150, 100, False),
        (49, 100, True),
        (50, 100, False),
        (19, 5, False),
        (31, 20, True),
        (31, 19, False),
    ],
)
def test_a_jump_is_more_than_half_of_last_year(now: int, before: int, told: bool) -> None:
    assert (jump(Decimal(now), Decimal(before)) is not None) is told


def test_a_change_agrees_with_the_two_numbers_that_are_printed() -> None:
    """17,06 and 17,10 differ by 0,04, though 17,064 and 17,095 by 0,03."""
    assert change_between(Decimal("17.095"), Decimal("17.064"), 2) == Decimal("0.04")
