"""A printed number against the number of its records."""

from decimal import Decimal

import pytest

from app.domain.bound_numbers import moved, printed_value


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("01", 1),
        ("280", 280),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("17,06", Decimal("17.06")),
        ("không có", None),
        ("không", 0),
        ("-1,5", Decimal("-1.5")),
        ("", None),
        ("1.23", None),
    ],
)
def test_printed_numbers_are_read(shown: str, value: int | Decimal | None) -> None:
    assert printed_value(shown) == value


@pytest.mark.parametrize(
    ("shown", "now", "new"),
    [
        ("08", 8, None),
        ("08", 9, "09"),
        ("08", 12, "12"),
        ("08", 0, "0"),
        ("8", Decimal(1) / 3, "0,33"),
        ("12", 8, "8"),
        ("1.234", 1235, "1.235"),
        ("999", 1000, "1.000"),
        ("17,06", Decimal(8700) / 510, None),
        ("17,06", Decimal(9000) / 510, "17,65"),
        ("25", None, ""),
        ("chưa có", None, None),
        ("chưa có", 4, "4"),
        ("0", 0, None),
        ("12,13", Decimal("12.125"), None),
        ("5", Decimal("5.2"), "5,2"),
        ("+1,20", Decimal("2.5"), "+2,50"),
        ("+1,20", Decimal("-0.5"), "-0,50"),
        ("-0,50", Decimal("-0.5"), None),
        ("có", Decimal(1), None),
        ("có", Decimal(0), "không"),
        ("-", None, None),
        ("-", Decimal(7), "7"),
        ("", Decimal(7), "7"),
        ("*", "*", None),
        ("*", Decimal(9), "9"),
        ("9", "*", "*"),
    ],
)
def test_a_moved_number_is_told_in_the_same_manner(
    shown: str, now: int | Decimal | str | None, new: str | None
) -> None:
    assert moved(shown, now) == new
