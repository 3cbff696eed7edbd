"""Indicators: how a row of the catalogue is read, which target counts, and what is reached."""

from decimal import Decimal

import pytest

from app.domain.figure_rows import Column
from app.domain.indicators import (
    Direction,
    IndicatorKind,
    Progress,
    Ref,
    Target,
    TargetSource,
    judged,
    on_line,
    read_indicator,
    target_of,
)
from app.errors import ValidationError

NATIONAL = (
    Target(2025, Decimal(60), TargetSource.NATIONAL),
    Target(2030, Decimal(75), TargetSource.NATIONAL),
)
OWN = Target(2027, Decimal(70), TargetSource.OWN)
UPPER = Target(2027, Decimal(65), TargetSource.UPPER)


def test_a_share_is_read_with_its_parts_and_targets() -> None:
    one = read_indicator(
        "ty_le",
        "Tỷ lệ nữ",
        {
            "unit": "%",
            "kind": "share",
            "numerator": "cap_uy.xa-1:women",
            "denominator": "cap_uy.xa-1:total",
            "direction": "up",
            "targets": [
                {"year": 2025, "value": 1.7, "source": "national", "words": "khoảng 1,7"},
                {"year": "2030", "value": "2", "source": "own", "column": "women"},
            ],
        },
        "Văn bản mẫu",
        checked=True,
    )
    assert one.kind is IndicatorKind.SHARE
    assert one.columns == ()
    assert one.numerator == Ref("cap_uy.xa-1", Column.WOMEN)
    assert one.denominator == Ref("cap_uy.xa-1", Column.TOTAL)
    assert one.scale == 100
    assert (one.source, one.checked) == ("Văn bản mẫu", True)
    assert one.targets == (
        Target(2025, Decimal("1.7"), TargetSource.NATIONAL, words="khoảng 1,7"),
        Target(2030, Decimal(2), TargetSource.OWN, Column.WOMEN),
    )


def test_a_row_that_says_little_is_a_plain_count() -> None:
    one = read_indicator("hop", "Cuộc họp", {"scale": None, "decimals": None}, "", checked=False)
    assert one.kind is IndicatorKind.COUNT
    assert one.columns == (Column.TOTAL,)
    assert (one.scale, one.decimals) == (100, 0)
    assert (one.direction, one.targets, one.numerator) == (Direction.NONE, (), None)


def test_a_row_by_sex_has_three_columns() -> None:
    one = read_indicator("dan_so", "Dân số", {"by_sex": True}, "", checked=False)
    assert set(one.columns) == {Column.TOTAL, Column.MEN, Column.WOMEN}


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "phần trăm"},
        {"numerator": "cap_uy"},
        {"numerator": "cap_uy:girls"},
        {"denominator": "ủy viên nữ:total"},
        {"direction": "lên"},
        {"decimals": "hai"},
        {"scale": "trăm"},
        {"targets": [{"value": 60}]},
        {"targets": [{"year": 2025}]},
        {"targets": [{"year": 2025, "value": "sáu mươi"}]},
        {"targets": [{"year": 2025, "value": 60, "source": "tỉnh"}]},
        {"targets": [{"year": 2025, "value": 60, "column": "nữ"}]},
        {"targets": 60},
    ],
)
def test_a_fault_names_the_indicator(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"Tỷ lệ nữ.*ty_le.*Cài đặt"):
        read_indicator("ty_le", "Tỷ lệ nữ", data, "", checked=False)


def test_the_own_target_counts_before_those_from_above() -> None:
    above = Target(2027, Decimal(62), TargetSource.NATIONAL)
    assert target_of((above, UPPER, OWN), 2027) == OWN
    assert target_of((above, UPPER), 2027) == UPPER
    assert target_of((OWN, UPPER, above), 2027) == OWN
    assert target_of((above, UPPER, OWN), 2026) is None


def test_a_target_for_women_is_not_that_of_all() -> None:
    women = Target(2027, Decimal(40), TargetSource.NATIONAL, Column.WOMEN)
    assert target_of((women,), 2027) is None
    assert target_of((women, OWN), 2027, Column.WOMEN) == women
    assert on_line((women,), 2027) is None


@pytest.mark.parametrize(
    ("year", "value"),
    [(2024, None), (2025, "60"), (2026, "63"), (2027, "66"), (2030, "75"), (2031, None)],
)
def test_the_line_runs_straight_between_two_target_years(year: int, value: str | None) -> None:
    assert on_line(NATIONAL, year) == (None if value is None else Decimal(value))


def test_the_line_goes_through_the_own_target() -> None:
    targets = (*NATIONAL, OWN)
    assert on_line(targets, 2026) == Decimal(65)
    assert on_line(targets, 2027) == Decimal(70)


@pytest.mark.parametrize(
    ("value", "target", "direction", "progress"),
    [
        ("60", "60", Direction.UP, Progress.MET),
        ("59.99", "60", Direction.UP, Progress.NOT_MET),
        ("111", "111", Direction.DOWN, Progress.MET),
        ("111.01", "111", Direction.DOWN, Progress.NOT_MET),
        ("0", "0", Direction.DOWN, Progress.MET),
        (None, "60", Direction.UP, Progress.UNKNOWN),
        ("60", None, Direction.UP, Progress.UNKNOWN),
        ("60", "60", Direction.NONE, Progress.UNKNOWN),
    ],
)
def test_a_value_is_judged_by_its_direction(
    value: str | None, target: str | None, direction: Direction, progress: Progress
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    assert judged(number(value), number(target), direction) is progress
