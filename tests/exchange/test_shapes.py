"""Shapes: what each lets through, and that all wrong places are told."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.figure_rows import Column
from app.exchange import shapes as s
from app.exchange.record_shapes import More, record
from app.exchange.shapes import Shape, WrongError
from app.exchange.tables import table


@dataclass(frozen=True, slots=True)
class Pairs(More):
    name: str
    amounts: tuple[tuple[str, int], ...]


PAIRS: Shape[Pairs] = record(
    Pairs,
    {"name": s.text(5, blank=False), "amounts": s.list_of(s.pair(s.CODE, s.whole(0, 9)), 300, least=1)},
)  # fmt: skip


def places(shape: Shape[Any], value: object) -> list[str]:
    with pytest.raises(WrongError) as caught:
        shape.read(value)
    return [place for place, _ in caught.value.places]


@pytest.mark.parametrize(
    ("shape", "right", "wrong"),
    [
        (s.decimal(), ["0", "-1.5", "999999999999999.123456"], ["-0", "-0.00", "01", "1.", "1e3", 1, "1.1234567", "1" * 16]),
        (s.DAY, ["2026-02-28"], ["2026-02-30", "2026-2-3", "0026-01-01", 20260101, None]),
        (s.MOMENT, ["2026-11-21T08:30:00Z"], ["2026-11-21T08:30:00", "2026-11-21T25:00:00Z"]),
        (s.ID, ["00000000-0000-0000-0000-00000000000a"], ["00000000-0000-0000-0000-00000000000A", "1"]),
        (s.whole(0, 5), [0, 5], [True, 6, -1, "1", 1.0, None]),
        (s.FLAG, [True, False], [0, 1, "true", None]),
        (s.CODE, ["CT.01", "a/b_c-d"], ["", "=1", ".x", "a b", "đ", "a" * 81, "a\n", None]),
        (s.text(3), ["", "abc", " "], ["abcd", "a\nb", 1, None]),
        (s.text(3, lines=True, blank=False), ["a\nb"], ["", " \n "]),
        (s.optional(s.FLAG), [None, True], [0]),
    ],
)  # fmt: skip
def test_what_passes(shape: Shape[Any], right: list[Any], wrong: list[Any]) -> None:
    for value in right:
        assert shape.write(shape.read(value)) == value
    for value in wrong:
        assert places(shape, value) == [""]


def test_decimals_keep_their_digits() -> None:
    assert s.decimal().read("1.50") == Decimal("1.50")
    assert s.decimal().write(Decimal("1E+3")) == "1000"


def test_every_wrong_place_is_named() -> None:
    value = {"name": "", "amounts": [["a", 1], ["b"], ["c", 10]], "more": 1}
    assert places(PAIRS, value) == [".more", ".name", ".amounts[2]", ".amounts[3]"]
    assert places(PAIRS, {}) == [".name", ".amounts"]
    assert places(PAIRS, []) == [""]
    assert places(PAIRS, {"name": "a", "amounts": []}) == [".amounts"]
    assert places(PAIRS, {"name": "a", "amounts": {}}) == [".amounts"]


def test_a_flood_of_wrong_places_is_cut() -> None:
    assert len(places(PAIRS, {"name": "a", "amounts": [[]] * 300})) == 200


ODD = st.sampled_from(
    [None, True, False, 0, 1, 5, 10**16, -1, 1.5, "", "a", "ab", "abcdef", "a\nb", "a\n", "1", "1.5", "0.0", "-1.5", "-0",
     "01", "2026-02-28", "2026-02-30", "men", "women", [], ["a"], [["a", 1]], [["a"]], [None], {},
     {"name": "x", "amounts": [["a", 1]]}, {"name": "x"}, {"name": "", "amounts": [["a", 1]]},
     {"name": "x", "amounts": [["a", 1]], "more": 1}, {"name": "x", "other": [["a", 1]]},
     "00000000-0000-0000-0000-00000000000a", "2026-11-21T08:30:00Z"]
)  # fmt: skip
SHAPES: list[Shape[Any]] = [
    s.text(3), s.text(3, lines=True), s.text(3, blank=False), s.CODE, s.ID, s.DAY, s.MOMENT, s.FLAG,
    s.decimal(), s.whole(0, 9), s.choice(Column), s.optional(s.DAY), s.optional(s.whole(0, 5)),
    s.list_of(s.CODE, 2), s.list_of(s.pair(s.CODE, s.whole(0, 9)), 3), PAIRS, s.optional(PAIRS),
    s.pair(s.text(2), s.FLAG), s.DIGEST,
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SHAPES), st.lists(ODD, min_size=1, max_size=4))
def test_the_quick_way_says_what_the_slow_way_says(shape: Shape[Any], values: list[Any]) -> None:
    def slow() -> list[Any] | None:
        try:
            return [shape.read(value) for value in values]
        except WrongError:
            return None

    def quick() -> list[Any] | None:
        try:
            return list(shape.each(values))
        except s.NOT_ALL:
            return None

    def checked() -> bool:
        try:
            shape.check(values)
        except s.NOT_ALL:
            return False
        return True

    assert repr(quick()) == repr(slow())
    assert checked() == (slow() is not None)


TABLE = table(Pairs, {"name": s.text(5), "amounts": s.list_of(s.pair(s.CODE, s.FLAG), 9)}, 3)
NEWER = table(Pairs, {"name": s.text(5), "amounts": s.list_of(s.CODE, 9)}, 3, open_=True)


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ([], [""]),
        ({"fields": ["name", "amounts"]}, [""]),
        ({"fields": ["amounts", "name"], "rows": [["a", []]]}, [".fields"]),
        ({"fields": "name", "rows": [["a", []]]}, [".fields"]),
        ({"fields": ["name", "amounts", "more"], "rows": [["a", [], 1]]}, [".fields"]),
        ({"fields": ["name", "amounts"], "rows": []}, [".rows"]),
        ({"fields": ["name", "amounts"], "rows": [["a", []]] * 4}, [".rows"]),
        ({"fields": ["name", "amounts"], "rows": {}}, [".rows"]),
        (
            {"fields": ["name", "amounts"], "rows": [["a", [["x", 1]]], ["b"], 5]},
            [".rows[1].amounts[1]", ".rows[2]", ".rows[3]"],
        ),
    ],
)
def test_a_table_names_every_wrong_place(value: object, wrong: list[str]) -> None:
    assert places(TABLE, value) == wrong


@pytest.mark.parametrize(
    "newer",
    [["more"], ["x", "x"], ["name"], ["a b"], [1], ["x" * 41], [f"x{at}" for at in range(51)]],
)
def test_columns_that_no_newer_version_may_bring(newer: list[Any]) -> None:
    value = {"fields": ["name", "amounts", *newer], "rows": [["a", [], *newer]]}
    assert places(NEWER, value) == [".fields"]


def test_columns_of_a_newer_version_are_kept_and_written_back() -> None:
    value = {"fields": ["name", "amounts", "grade"], "rows": [["a", [], 1], ["b", ["c"], None]]}
    read = NEWER.read(value)
    records = read.records()
    assert [one.more for one in records] == [(("grade", 1),), (("grade", None),)]
    assert NEWER.write(records) == value
    for odd in (10**20, [[[[[[[[[[1]]]]]]]]]]):
        rows = [["a", [], odd]]
        assert places(NEWER, {**value, "rows": rows})
