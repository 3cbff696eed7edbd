"""Rules asked of whole columns say what the rules asked of each record say."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.domain.figure_rows import CellState, Column
from app.exchange.record_rules import wrong_records, wrong_tables
from app.exchange.records import (
    ActivityRecord,
    FigureRecord,
    Records,
    UnitRecord,
    filled,
    records_of,
    records_shape,
)
from app.exchange.tables import Table
from tests.exchange.offices import package

MANIFEST = package().manifest
FIGURES = st.builds(
    FigureRecord,
    indicator=st.sampled_from(["CT.01", "CT.02"]),
    sex=st.sampled_from(Column),
    state=st.sampled_from([*[CellState.VALUE] * 6, CellState.MISSING, CellState.EMPTY]),
    value=st.sampled_from([*map(Decimal, (0, 1, 2, 3, -1)), None]),
    reason=st.sampled_from(["", " ", "chưa có"]),
    group=st.sampled_from(["", "a"]),
    unit=st.sampled_from(["", "", "1"]),
)
DAYS = st.sampled_from([date(2024, 1, 1), date(2026, 3, 1), date(2026, 3, 2), date(2030, 1, 1)])
PEOPLE = st.sampled_from([None, 0, 1, 2, 3])
ACTIVITIES = st.builds(
    ActivityRecord,
    id=st.integers(1, 9).map(lambda number: UUID(int=number)),
    kind=st.just("tap_huan"),
    title=st.just("Tập huấn"),
    starts_on=DAYS,
    ends_on=DAYS,
    men=PEOPLE,
    women=PEOPLE,
    total=PEOPLE,
    unit=st.sampled_from(["", "", "1"]),
)
UNITS = st.builds(UnitRecord, code=st.sampled_from(["1", "2"]), name=st.just("Xã"), reported=st.just(True))  # fmt: skip


def tables_of(records: Records) -> dict[str, Table[Any]]:
    read = {}
    for kind, rows in filled(records):
        shape = records_shape(kind)
        read[kind] = shape.read(shape.write(rows))
    return read


@pytest.mark.parametrize("known", [None, frozenset({"CT.01"})])
@settings(max_examples=400, deadline=None)
@given(
    st.lists(FIGURES, max_size=3).map(tuple),
    st.lists(ACTIVITIES, max_size=2).map(tuple),
    st.lists(UNITS, max_size=2).map(tuple),
)
def test_both_ways_find_the_same(known: Any, figures: Any, activities: Any, units: Any) -> None:
    records = Records(figures=figures, activities=activities, units=units)
    tables = tables_of(records)
    found = wrong_records(MANIFEST, records, (), known)
    event("wrong" if found else "right")
    assert wrong_tables(MANIFEST, tables, (), known) == found
    assert records_of(tables) == records


def test_a_sum_is_looked_at_in_every_group() -> None:
    cells = [
        FigureRecord("CT.01", sex, CellState.VALUE, Decimal(value), group=group)
        for group in ("", "a")
        for sex, value in zip(Column, (3, 1, 2), strict=True)
    ]
    assert not wrong_tables(MANIFEST, tables_of(Records(figures=tuple(cells))), (), None)
    cells[-1] = FigureRecord("CT.01", cells[-1].sex, CellState.VALUE, Decimal(9), group="a")
    wrong = wrong_tables(MANIFEST, tables_of(Records(figures=tuple(cells))), (), None)
    assert [point.what for point in wrong] == ["CT.01 a: nam cộng nữ khác tổng"]
