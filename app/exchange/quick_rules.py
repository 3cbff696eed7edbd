"""Whether tables keep the rules among their records, asked of whole columns.

``app.exchange.record_rules`` has the rules one by one and names what breaks them; a test holds
the two together.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import le
from typing import Any

from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import PeriodSpan
from app.exchange.tables import Table

Tables = Mapping[str, Table[Any]]


def rules_hold(tables: Tables, period: PeriodSpan, indicators: frozenset[str] | None) -> bool:
    """Whether figures, activities and units break no rule; False also when in doubt."""
    figures, activities = tables.get("figures"), tables.get("activities")
    if figures and not (_figures_hold(figures) and _known(figures, indicators)):
        return False
    if activities and not _activities_hold(activities, period):
        return False
    return _units_hold(tables)


def _figures_hold(figures: Table[Any]) -> bool:
    values = figures.column("value")
    keys = zip(*map(figures.wire, ("sex", "indicator", "group", "unit")), strict=True)
    cells = dict(zip(keys, values, strict=True))
    if len(cells) != len(values) or not _states_hold(figures, values):
        return False
    return _sums_hold(cells)


def _states_hold(figures: Table[Any], values: Sequence[Decimal | None]) -> bool:
    states = figures.wire("state")
    if set(states) == {CellState.VALUE.value}:
        return type(None) not in set(map(type, values))
    return all(
        value is not None
        if state == CellState.VALUE.value
        else value is None and state == CellState.MISSING.value and reason.strip()
        for state, value, reason in zip(states, values, figures.wire("reason"), strict=True)
    )


def _sums_hold(cells: Mapping[tuple[str, ...], Decimal | None]) -> bool:
    """No figure below zero; men and women make the total wherever all three are known."""
    known = [value for value in cells.values() if value is not None]
    if known and min(known) < 0:
        return False
    men, women, total = Column.MEN.value, Column.WOMEN.value, Column.TOTAL.value
    for key, value in cells.items():
        if key[0] == total and value is not None:
            first, second = cells.get((men, *key[1:])), cells.get((women, *key[1:]))
            if first is not None and second is not None and first + second != value:
                return False
    return True


def _known(figures: Table[Any], indicators: frozenset[str] | None) -> bool:
    return indicators is None or indicators.issuperset(figures.wire("indicator"))


def _activities_hold(activities: Table[Any], period: PeriodSpan) -> bool:
    ids, starts, ends = (
        activities.wire("id"),
        activities.column("starts_on"),
        activities.column("ends_on"),
    )
    if len(set(ids)) != len(ids) or not all(map(le, starts, ends)):
        return False
    if min(ends) < period.first or max(starts) > period.last:
        return False
    people = zip(*map(activities.wire, ("men", "women", "total")), strict=True)
    return all(None in row or row[0] + row[1] == row[2] for row in people)


def _units_hold(tables: Tables) -> bool:
    codes = tables["units"].wire("code") if "units" in tables else ()
    used = {""}.union(
        *(tables[kind].wire("unit") for kind in ("figures", "activities") if kind in tables)
    )
    return len(set(codes)) == len(codes) and used <= {"", *codes}
