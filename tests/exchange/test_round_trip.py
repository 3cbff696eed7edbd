"""Whatever an office may write down goes through a package and comes out the same."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.figure_rows import CellState, Column
from app.exchange.canonical import cleaned
from app.exchange.manifest import Privacy
from app.exchange.packing import make_package
from app.exchange.reading import read_package
from app.exchange.records import ActivityRecord, FigureRecord, Origin, Records
from tests.exchange.offices import COMMUNE, desk, draft

WORDS: st.SearchStrategy[str] = st.text(max_size=60).map(cleaned)
LINES = WORDS.map(lambda text: text.replace("\n", " "))
TITLES = LINES.filter(lambda text: bool(text.strip()))
CODES = st.from_regex(r"[A-Z]{2}\.[0-9]{2}", fullmatch=True)
DECIMALS = st.decimals(0, 10**12, places=3) | st.integers(0, 10**14).map(Decimal)
DAYS = st.dates(date(2025, 12, 15), date(2026, 12, 14))
PEOPLE = st.none() | st.integers(0, 10**6)


@st.composite
def figures(draw: st.DrawFn) -> tuple[FigureRecord, ...]:
    keys = draw(
        st.lists(st.tuples(CODES, st.sampled_from(["", "a", "b-1"])), unique=True, max_size=6)
    )
    made = []
    for indicator, group in keys:
        missing = draw(st.booleans())
        made.append(
            FigureRecord(
                indicator=indicator,
                sex=draw(st.sampled_from(Column)),
                group=group,
                state=CellState.MISSING if missing else CellState.VALUE,
                value=None if missing else draw(DECIMALS),
                reason="chưa có" + draw(WORDS) if missing else "",
                origin=draw(st.sampled_from(Origin)),
                worked_out=draw(st.booleans()),
                note=draw(WORDS),
            )
        )
    return tuple(made)


@st.composite
def activities(draw: st.DrawFn) -> tuple[ActivityRecord, ...]:
    made = []
    for identity in draw(st.sets(st.uuids(), max_size=4)):
        days = sorted([draw(DAYS), draw(DAYS)])
        men, women = draw(PEOPLE), draw(PEOPLE)
        both = men is not None and women is not None
        made.append(
            ActivityRecord(
                id=identity,
                kind="tap_huan",
                title=draw(TITLES),
                starts_on=days[0],
                ends_on=days[1],
                place=draw(LINES),
                partners=tuple(draw(st.lists(LINES, max_size=3))),
                men=men,
                women=women,
                total=(men or 0) + (women or 0) if both else draw(PEOPLE),
                quantities=tuple(
                    draw(st.lists(st.tuples(CODES, st.integers(0, 10**9)), max_size=3))
                ),
                result=draw(WORDS),
            )
        )
    return tuple(made)


@settings(max_examples=60, deadline=None)
@given(figures(), activities(), st.booleans())
def test_it_comes_out_as_it_went_in(
    cells: tuple[FigureRecord, ...], rows: tuple[ActivityRecord, ...], sealed: Any
) -> None:
    records = Records(figures=cells, activities=rows)
    privacy = Privacy.SENSITIVE if sealed else Privacy.OPEN
    made = make_package(draft(records=records, papers={}, privacy=privacy), COMMUNE)
    read = read_package(made.content, desk(indicators=None))
    assert read.records == records
    assert [str(one.value) for one in read.records.figures] == [
        str(None if one.value is None else format(one.value, "f")) for one in cells
    ]
