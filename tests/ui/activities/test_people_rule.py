"""Any two of men, women, total give the third while they are typed."""

import pytest

from app.errors import ValidationError
from app.ui.activities.people_rule import solve


def test_men_and_women_give_the_total() -> None:
    solved = solve({"men": 45, "women": 60}, ["men", "women"])

    assert solved.values == {"men": 45, "women": 60, "total": 105}
    assert solved.computed == "total"


def test_the_two_typed_last_count() -> None:
    solved = solve({"men": 45, "women": 60, "total": 120}, ["men", "women", "total"])

    assert solved.values["men"] == 60
    assert solved.computed == "men"


def test_one_number_alone_gives_nothing() -> None:
    assert solve({"women": 60}, ["women"]).computed == ""


def test_a_total_below_one_part_is_refused_at_the_field_typed_last() -> None:
    with pytest.raises(ValidationError) as caught:
        solve({"women": 60, "total": 50}, ["women", "total"])

    assert caught.value.field == "total"
    assert "Tổng 50 nhỏ hơn số nữ là 60" in caught.value.message
