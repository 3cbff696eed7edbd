"""The wall: units and the reports asked of them in a year, each with its state and days late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.indicators import IndicatorKind
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.unit_tree import UnitNode, UnitTree
from app.domain.wall import CAME, DONE, Sent, WallCell, WallState, wall_cell
from app.errors import NotFoundError
from app.models import ReceivedFigure, ReceivedPackage
from app.queries.collections import CollectionRow, list_collections
from app.queries.indicators import find_form, list_indicators
from app.queries.total_sources import sender_of, total_sources
from app.queries.unit_trees import load_tree


@dataclass(frozen=True, slots=True, kw_only=True)
class WallColumn:
    """A report asked of the units, with how many units stand how.

    ``came``: something was received; ``done``: in the totals; ``complete``: in the totals and
    every indicator of the form answered; ``late``: still owed after the day.
    """

    collection: CollectionRow
    asked: int
    came: int
    done: int
    complete: int
    late: int
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRow:
    """A unit with its reports in the order of the columns; ``now`` is what an old unit is today."""

    unit: UnitNode
    now: str
    cells: tuple[WallCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Units and reports of a year on a day."""

    year: int
    today: date
    columns: tuple[WallColumn, ...]
    rows: tuple[WallRow, ...]


def wall(session: Session, year: int, today: date) -> Wall:
    """Every unit that was asked for a report of a year, and how each report stands."""
    tree = load_tree(session)
    asked = list_collections(session, year)
    forms = {_form(one): one for one in asked}
    expected = {key: _expected(session, one) for key, one in forms.items()}
    found = [_cells(session, tree, one, today, expected[_form(one)]) for one in asked]
    units = [node for node in tree.nodes if any(node.id in cells for cells in found)]
    rows = tuple(
        WallRow(
            unit=node,
            now="" if tree.now(node, today) is node else tree.now(node, today).name,
            cells=tuple(
                cells.get(node.id, WallCell(state=WallState.NOT_ASKED, deadline=one.due_on))
                for one, cells in zip(asked, found, strict=True)
            ),
        )
        for node in units
    )
    columns = tuple(
        _column(one, list(cells.values())) for one, cells in zip(asked, found, strict=True)
    )
    return Wall(year=year, today=today, columns=columns, rows=rows)


def late_units(session: Session, year: int, today: date) -> frozenset[UUID]:
    """Units that owe a report of a year after its day; settled reports are not waited for."""
    asked = [
        one for one in list_collections(session, year) if one.due_on < today and not one.closed_at
    ]
    if not asked:
        return frozenset()
    tree = load_tree(session)
    return frozenset(
        unit
        for one in asked
        for unit, cell in _cells(session, tree, one, today, frozenset()).items()
        if cell.is_owed_late
    )


def _form(collection: CollectionRow) -> tuple[str, int]:
    return collection.template, collection.about.year


def _column(collection: CollectionRow, cells: list[WallCell]) -> WallColumn:
    return WallColumn(
        collection=collection,
        asked=len(cells),
        came=sum(one.state in CAME for one in cells),
        done=sum(one.state in DONE for one in cells),
        complete=sum(one.is_complete for one in cells),
        late=sum(one.is_owed_late for one in cells),
        returned=sum(one.state is WallState.RETURNED for one in cells),
    )


def _cells(
    session: Session,
    tree: UnitTree,
    collection: CollectionRow,
    today: date,
    expected: frozenset[str],
) -> dict[UUID, WallCell]:
    """The cells of one report by unit; ``expected`` are the indicators of its form."""
    sent = _sent(session, tree, collection)
    covered = total_sources(session, collection.duty, collection.period, today, tree).covered
    answered = _answered(session, collection, expected)
    found: dict[UUID, WallCell] = {}
    for node in _owing(tree, collection, sent):
        cell = wall_cell(sent.get(node.id, []), collection.due_on, today)
        if node.id in covered and cell.state not in DONE:
            cell = WallCell(
                state=WallState.INSIDE, deadline=collection.due_on, inside=covered[node.id]
            )
        elif cell.state in DONE and cell.package_id:
            given = answered.get(cell.package_id, 0)
            cell = replace(cell, answered=given, expected=len(expected))
        found[node.id] = cell
    return found


def _owing(
    tree: UnitTree, collection: CollectionRow, sent: Mapping[UUID, list[Sent]]
) -> Iterator[UnitNode]:
    """Units that were asked on the day it was due, and whoever else sent."""
    asked = tree.asked(collection.due_on, collection.levels)
    yield from asked
    ids = {node.id for node in asked}
    yield from (node for node in tree.nodes if node.id in sent and node.id not in ids)


def _sent(session: Session, tree: UnitTree, collection: CollectionRow) -> dict[UUID, list[Sent]]:
    """Packages for a report by the unit that sent them."""
    rows = session.execute(
        select(
            ReceivedPackage.id,
            ReceivedPackage.unit_code,
            ReceivedPackage.state,
            ReceivedPackage.origin,
            ReceivedPackage.counts,
            ReceivedPackage.changed,
            ReceivedPackage.made_at,
            ReceivedPackage.received_at,
            ReceivedPackage.new_deadline,
        )
        .where(
            ReceivedPackage.duty == collection.duty,
            ReceivedPackage.period == collection.period,
            ReceivedPackage.direction == "up",
        )
        .order_by(ReceivedPackage.sequence, ReceivedPackage.received_at)
    )
    found: dict[UUID, list[Sent]] = {}
    for row in rows:
        node = sender_of(tree, row, collection.about)
        if node is None:
            continue
        found.setdefault(node.id, []).append(
            Sent(
                id=row.id,
                state=ReceivedState(row.state),
                origin=ParcelOrigin(row.origin),
                counts=row.counts,
                changed=row.changed,
                received_on=row.received_at.astimezone().date(),
                new_deadline=row.new_deadline,
            )
        )
    return found


def _expected(session: Session, collection: CollectionRow) -> frozenset[str]:
    """The indicators that the form of a report asks for; none for a report without a form."""
    day = date(collection.about.year, 7, 1)
    try:
        form = find_form(session, collection.template, on=day)
    except NotFoundError:
        return frozenset()
    known = list_indicators(session, on=day)
    return frozenset(
        code
        for code in form.indicators
        if code in known and known[code].kind is not IndicatorKind.SHARE
    )


def _answered(
    session: Session, collection: CollectionRow, expected: frozenset[str]
) -> dict[UUID, int]:
    """How many of the expected indicators each counting package has a number or a reason for."""
    if not expected:
        return {}
    rows = session.execute(
        select(ReceivedFigure.package_id, func.count(ReceivedFigure.indicator.distinct()))
        .join(ReceivedPackage, ReceivedFigure.package_id == ReceivedPackage.id)
        .where(
            ReceivedPackage.duty == collection.duty,
            ReceivedPackage.period == collection.period,
            ReceivedPackage.counts,
            ReceivedFigure.unit == "",
            ReceivedFigure.indicator.in_(expected),
        )
        .group_by(ReceivedFigure.package_id)
    )
    return {row.package_id: row[1] for row in rows}
