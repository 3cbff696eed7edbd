"""The shipped indicators and forms: whole, joined, and with the targets that the state set."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.forms import Form
from app.domain.indicators import Direction, Indicator, IndicatorKind, Ref, TargetSource
from app.domain.periods import PeriodKind
from app.queries.catalogue import list_entries
from app.queries.figures import parse_key
from app.queries.indicators import find_form, list_forms, list_indicators
from app.queries.kinds import get_catalogues
from app.queries.measures import measure
from tests.shipped import load_shipped

#: Typed from indicators.md 2.1 and 2.2 alone: code, 2025, 2030; None: no value is set.
NATIONAL = {
    "nq28_1_1": ("60", "75"),
    "nq28_2_1": ("50", "60"),
    "nq28_2_2": ("30", "25"),
    "nq28_2_3": ("27", "30"),
    "nq28_3_1": ("1.7", "1.4"),
    "nq28_3_2a": ("80", "90"),
    "nq28_3_2b": ("50", "70"),
    "nq28_3_3": ("100", "100"),
    "nq28_3_4": ("70", "100"),
    "nq28_4_1": ("111", "109"),
    "nq28_4_2": ("42", "42"),
    "nq28_4_3": ("18", "18"),
    "nq28_4_4": ("40", "70"),
    "nq28_5_1": ("1", "1"),
    "nq28_5_2a_trai": ("90", "99"),
    "nq28_5_2a_gai": ("90", "99"),
    "nq28_5_2b_trai": ("85", "90"),
    "nq28_5_2b_gai": ("85", "90"),
    "nq28_5_3": ("30", "40"),
    "nq28_5_4a": ("50", "50"),
    "nq28_5_4b": ("30", "35"),
    "nq28_6_1": ("60", "80"),
    "nq28_6_2": ("100", "100"),
    "nq28_6_3": ("100", "100"),
    "nq28_6_4": ("100", "100"),
    "qd2282_1": ("60", "75"),
    "qd2282_2": ("40", "50"),
    "qd2282_3": ("75", "90"),
    "qd2282_4": ("1", "1"),
    "qd1790_1": ("2", "2"),
    "qd1790_2": ("100", None),
    "qd1790_3": ("70", "90"),
    "qd1790_4": (None, "10"),
    "qd1790_5": ("95", "100"),
    "qd2232_1": ("50", None),
    "qd2232_2": ("100", None),
}
LOWER_IS_BETTER = {"nq28_2_2", "nq28_3_1", "nq28_4_1", "nq28_4_2", "nq28_4_3"}
#: Marked "M" (from memory) in the table, in whole or in part; everything else there is proved.
UNPROVED = {
    "nq28_2_1",
    "nq28_4_3",
    "nq28_5_2b_trai",
    "nq28_5_2b_gai",
    "nq28_5_3",
    "nq28_6_2",
    "nq28_6_3",
    "nq28_6_4",
    "qd2282_4",
}
VIOLENCE = ("bao_luc", "nan_nhan", "nguoi_gay", "xu_ly_", "vu_", "mua_ban", "xam_hai", "ho_bao_luc")


@pytest.fixture
def shipped(db: Database) -> Database:
    db.write(load_shipped)
    return db


@pytest.fixture
def indicators(shipped: Database) -> dict[str, Indicator]:
    return shipped.read(list_indicators)


@pytest.fixture
def forms(shipped: Database) -> list[Form]:
    return shipped.read(list_forms)


def refs(one: Indicator) -> Iterator[Ref]:
    yield from (ref for ref in (one.numerator, one.denominator) if ref is not None)


def test_targets_are_those_of_the_table(indicators: dict[str, Indicator]) -> None:
    shown = {
        code: tuple(
            next((row.value for row in one.targets if row.year == year), None)
            for year in (2025, 2030)
        )
        for code, one in indicators.items()
        if one.targets
    }
    assert shown == {
        code: tuple(None if value is None else Decimal(value) for value in pair)
        for code, pair in NATIONAL.items()
    }


def test_a_target_says_which_way_is_better_and_who_set_it(
    indicators: dict[str, Indicator],
) -> None:
    for code in NATIONAL:
        one = indicators[code]
        assert one.direction is (Direction.DOWN if code in LOWER_IS_BETTER else Direction.UP)
        assert {row.source for row in one.targets} == {TargetSource.NATIONAL}


def test_what_is_from_memory_says_so(shipped: Database) -> None:
    rows = {row.code: row for row in shipped.read(list_entries, "indicator")}
    assert {code for code in NATIONAL if not rows[code].checked} == UNPROVED
    silent = [
        row.code
        for name in ("indicator", "form")
        for row in shipped.read(list_entries, name)
        if not row.source or (not row.checked and "Chưa kiểm chứng" not in row.note)
    ]
    assert silent == []


def test_every_share_has_two_parts_that_are_counted(indicators: dict[str, Indicator]) -> None:
    for one in indicators.values():
        parts = list(refs(one))
        assert len(parts) == (2 if one.kind is IndicatorKind.SHARE else 0), one.code
        for ref in parts:
            assert ref.column in indicators[ref.code].columns, (one.code, ref)


def test_parts_of_a_whole_are_counted_like_it(indicators: dict[str, Indicator]) -> None:
    for one in indicators.values():
        assert bool(one.parent) is bool(one.breakdown), one.code
        if one.parent:
            whole = indicators[one.parent]
            assert (one.by_sex, one.unit) == (whole.by_sex, whole.unit), one.code


def test_every_link_is_a_measure_over_known_activities(
    shipped: Database, indicators: dict[str, Indicator]
) -> None:
    known = shipped.read(get_catalogues)
    items = {row.code for row in shipped.read(list_entries, "quantity_item")}
    sections = {kind.section for kind in known.kinds.values()}
    linked = [one for one in indicators.values() if one.link]
    assert len(linked) > 30
    for one in linked:
        asked = parse_key(one.link)
        assert asked.chosen.kind in ("", *known.kinds), one.code
        assert asked.chosen.section in ("", *sections), one.code
        for column in one.columns:
            name = f"{asked.measure}.{column}" if one.by_sex else asked.measure
            measure(name, [], known.kinds)
        if asked.measure.startswith("quantity."):
            assert asked.measure.removeprefix("quantity.") in items, one.code
        if one.by_sex:
            assert asked.measure == "people", one.code


def test_violence_is_a_sensitive_count(indicators: dict[str, Indicator], forms: list[Form]) -> None:
    counts = [one for code, one in indicators.items() if code.startswith(VIOLENCE)]
    assert len(counts) > 35
    assert [one.code for one in counts if not one.sensitive] == []
    for one in indicators.values():
        if any(indicators[ref.code].sensitive for ref in refs(one)):
            assert one.sensitive, one.code
    for form in forms:
        if any(code.startswith(VIOLENCE) for code in form.indicators):
            assert form.sensitive, form.code


def test_every_indicator_stands_on_a_form_and_every_line_is_one(
    indicators: dict[str, Indicator], forms: list[Form]
) -> None:
    lines = [code for form in forms for code in form.indicators]
    assert set(lines) == set(indicators)
    for form in forms:
        assert len(set(form.indicators)) == len(form.indicators), form.code
        assert form.rows[0].heading, form.code


def test_what_a_share_needs_is_asked_for_the_same_kind_of_period(
    indicators: dict[str, Indicator], forms: list[Form]
) -> None:
    asked: dict[PeriodKind, set[str]] = {}
    for form in forms:
        asked.setdefault(form.period, set()).update(form.indicators)
    for form in forms:
        needed = {ref.code for code in form.indicators for ref in refs(indicators[code])}
        assert needed - asked[form.period] == set(), form.code


def test_everything_says_what_it_counts(indicators: dict[str, Indicator]) -> None:
    for one in indicators.values():
        assert "" not in (one.unit, one.collector, one.frequency), one.code
        assert one.meaning or not (one.targets or one.kind is IndicatorKind.SHARE), one.code
    names = [one.name for one in indicators.values()]
    assert len(set(names)) == len(names)


def test_forms_have_their_period(shipped: Database) -> None:
    wanted = {
        "bieu_nam": PeriodKind.YEAR,
        "bieu_nua_nam": PeriodKind.HALF,
        "bieu_thang_hanh_dong": PeriodKind.CAMPAIGN,
        "bieu_bao_luc_nua_nam": PeriodKind.HALF,
        "bieu_bao_luc_nam": PeriodKind.YEAR,
        "bieu_2282": PeriodKind.YEAR,
        "bieu_ban": PeriodKind.YEAR,
        "bieu_khen_thuong": PeriodKind.YEAR,
        "bieu_chien_luoc": PeriodKind.YEAR,
        "bieu_nhiem_ky": PeriodKind.TERM,
    }
    assert {code: shipped.read(find_form, code).period for code in wanted} == wanted


def test_rows_of_the_old_form_and_of_finished_programmes_end(shipped: Database) -> None:
    old = shipped.read(list_indicators, on=date(2017, 6, 30))
    now = shipped.read(list_indicators, on=date(2026, 12, 14))
    assert {"ho_nguoi_cao_tuoi", "ho_tre_em", "ho_tao_hon"} <= old.keys()
    assert not {"ho_nguoi_cao_tuoi", "ho_tre_em", "ho_tao_hon", "qd2232_1"} & now.keys()
    assert "nq28_1_1" in now
    assert "nq28_1_1" not in old


def test_boys_to_girls_and_deaths_have_their_scale(indicators: dict[str, Indicator]) -> None:
    ratio = indicators["nq28_4_1"]
    assert ratio.numerator == Ref("sinh", Column.MEN)
    assert ratio.denominator == Ref("sinh", Column.WOMEN)
    scales = {code: indicators[code].scale for code in ("nq28_4_1", "nq28_4_2", "nq28_4_3")}
    assert scales == {"nq28_4_1": 100, "nq28_4_2": 100_000, "nq28_4_3": 1000}
