"""Men, women, total; numbers as Vietnamese officers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import (
    People,
    add_people,
    complete,
    format_money,
    format_number,
    parse_number,
)
from app.errors import ValidationError

counts = st.integers(0, 10**6)


@given(men=counts, women=counts)
def test_any_two_give_the_third(men: int, women: int) -> None:
    whole = People(men, women, men + women)
    assert complete(People(men, women, None)) == whole
    assert complete(People(men, None, men + women)) == whole
    assert complete(People(None, women, men + women)) == whole


@pytest.mark.parametrize("people", [People(), People(total=5), People(men=3), People(women=0)])
def test_one_number_alone_stays_alone(people: People) -> None:
    assert complete(people) == people


@pytest.mark.parametrize(
    "people", [People(3, 4, 8), People(9, None, 8), People(None, 9, 8), People(-1, 2, None)]
)
def test_numbers_that_cannot_be_true_are_refused(people: People) -> None:
    with pytest.raises(ValidationError):
        complete(people)


def test_unknown_is_not_zero_in_a_sum() -> None:
    assert add_people([People(3, 4, 7), People(None, None, 10)]) == People(3, 4, 17)
    assert add_people([People(), People()]) == People(None, None, None)


def test_vietnamese_numbers() -> None:
    assert format_number(1234567) == "1.234.567"
    assert format_number(1234.5, 1) == "1.234,5"
    assert format_money(1500000) == "1.500.000 đồng"
    assert (format_number(None), format_money(None)) == ("", "")


@given(counts)
def test_typed_numbers_read_back(value: int) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(f" {value} ") == value


@pytest.mark.parametrize(
    "typed", ["mười", "-3", "1,5", "٣", "9" * 16, "2.5", "1.50", "12.3456", ".", "1..000"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        parse_number(typed)
