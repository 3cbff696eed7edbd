"""Hidden small numbers cannot be found again from what is printed."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.masking import HIDDEN, masked_places, shown

Table = list[list[int]]


def with_totals(inner: Table, *, total_row: bool) -> Table:
    rows = [[*row, sum(row)] for row in inner]
    if total_row:
        rows.append([sum(values) for values in zip(*rows, strict=True)])
    return rows


def other_readings(
    printed: list[list[str]], true: Table, *, total_row: bool
) -> set[tuple[int, int]]:
    """Places whose number differs in some other table that would be printed just the same.

    Looks at all tables whose inner hidden numbers differ by at most one from the true ones.
    """
    height = len(true) - total_row
    width = len(true[0]) - 1
    free = [
        (row, column)
        for row, column in product(range(height), range(width))
        if printed[row][column] == HIDDEN
    ]
    found: set[tuple[int, int]] = set()
    for steps in product((-1, 0, 1), repeat=len(free)):
        inner = [list(row[:width]) for row in true[:height]]
        for (row, column), step in zip(free, steps, strict=True):
            inner[row][column] += step
        if any(value < 0 for row in inner for value in row):
            continue
        other = with_totals(inner, total_row=total_row)
        places = list(product(range(len(true)), range(len(true[0]))))
        if all(printed[row][column] in (HIDDEN, str(other[row][column])) for row, column in places):
            found |= {(r, c) for r, c in places if other[r][c] != true[r][c]}
    return found


@settings(max_examples=150, deadline=None)
@given(
    inner=st.integers(1, 2).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 12), min_size=width + 1, max_size=width + 1),
            min_size=1,
            max_size=3,
        )
    ),
    total_row=st.booleans(),
)
def test_no_small_number_can_be_worked_out(inner: Table, total_row: bool) -> None:
    true = with_totals(inner, total_row=total_row)
    printed = shown(true, total_row=total_row)
    places = list(product(range(len(true)), range(len(true[0]))))
    small = {(row, column) for row, column in places if 1 <= true[row][column] <= 4}
    assert all(printed[row][column] == HIDDEN for row, column in small)
    assert small <= other_readings(printed, true, total_row=total_row)
    for row, column in places:
        assert printed[row][column] in (HIDDEN, str(true[row][column]))


def test_large_numbers_and_zeros_are_shown() -> None:
    assert shown([[0, 7, 7], [10, 5, 15], [10, 12, 22]], total_row=True) == [
        ["0", "7", "7"],
        ["10", "5", "15"],
        ["10", "12", "22"],
    ]


def test_one_small_number_hides_as_little_as_can_be() -> None:
    table = [[3, 7, 10], [20, 5, 25], [40, 60, 100], [63, 72, 135]]
    assert masked_places(table, total_row=True) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert masked_places([[2, 9, 11]], total_row=False) == {(0, 0), (0, 1)}


def test_where_the_other_number_is_zero_the_total_is_hidden() -> None:
    assert shown([[3, 0, 3]], total_row=False) == [["*", "0", "*"]]


def test_sums_that_do_not_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="sum"):
        masked_places([[1, 2, 4]], total_row=False)
    with pytest.raises(ValueError, match="column"):
        masked_places([[1, 2, 3], [1, 3, 4]], total_row=True)


def test_a_zero_beside_hides_a_small_number_and_all_else_stays() -> None:
    """Of 3 and 0 nobody knows which is which: nothing larger need be lost."""
    assert shown([[3, 0, 100, 103]], total_row=False) == [[HIDDEN, HIDDEN, "100", "103"]]
