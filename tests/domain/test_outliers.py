"""Which units stand apart from the others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outliers import LEAST_UNITS, median, outliers, spread


def numbers(*values: int) -> dict[int, Decimal]:
    return {at: Decimal(value) for at, value in enumerate(values)}


def test_one_far_number_is_told_in_words() -> None:
    found = outliers(numbers(48, 50, 52, 47, 53, 512))
    assert list(found) == [5]
    assert found[5] == (
        "cao hơn hẳn các đơn vị khác: một nửa số đơn vị chênh không quá 3 so với mức giữa 51, "
        "đơn vị này chênh 461"
    )


def test_a_low_number_stands_apart_too() -> None:
    assert outliers(numbers(100, 101, 99, 102, 0))[4].startswith("thấp hơn hẳn")


def test_several_wrong_numbers_do_not_hide_each_other() -> None:
    assert set(outliers(numbers(10, 11, 12, 10, 9, 1000, 1000, 1000))) == {5, 6, 7}


def test_few_units_or_equal_numbers_say_nothing() -> None:
    assert outliers(numbers(1, 1, 1, 900)) == {}
    assert outliers(numbers(0, 0, 0, 0, 0, 3)) == {}
    assert spread(numbers(*range(LEAST_UNITS - 1))) is None


def test_shares_are_told_with_their_decimals() -> None:
    values = {at: Decimal(one) for at, one in enumerate(("30", "31", "29.5", "30.5", "90"))}
    assert "59,50" in outliers(values, 2)[4]


def test_no_numbers_have_no_median() -> None:
    with pytest.raises(ValueError, match="no values"):
        median([])


@given(st.lists(st.integers(0, 10**6), min_size=5, max_size=40))
def test_at_least_half_of_the_units_are_usual(values: list[int]) -> None:
    assert len(outliers(numbers(*values))) * 2 <= len(values)
