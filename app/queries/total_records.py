"""Cells and activities of received packages as they came, to be sent on with the unit's code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReceivedActivity, ReceivedFigure, ReceivedPackage, ReceivedUnit


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell; ``sender`` is the unit whose package it is of, ``unit`` a unit below that."""

    sender: str
    indicator: str
    sex: str
    grp: str
    unit: str
    state: str
    value: Decimal | None
    reason: str
    origin: str
    worked_out: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity; ``sender`` and ``unit`` as of a cell."""

    sender: str
    activity_id: UUID
    kind: str
    title: str
    starts_on: date
    ends_on: date
    place: str
    campaign: str
    lead: str
    partners: list[Any]
    target_group: str
    men: int | None
    women: int | None
    total: int | None
    quantities: list[Any]
    money: list[Any]
    result: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit below the sender of a package; ``source_id`` is the unit's own package."""

    code: str
    name: str
    reported: bool
    origin: str
    source_id: UUID | None
    sequence: int | None


_CELLS: Final = (
    ReceivedPackage.unit_code,
    ReceivedFigure.indicator,
    ReceivedFigure.sex,
    ReceivedFigure.grp,
    ReceivedFigure.unit,
    ReceivedFigure.state,
    ReceivedFigure.value,
    ReceivedFigure.reason,
    ReceivedFigure.origin,
    ReceivedFigure.worked_out,
    ReceivedFigure.note,
)


def unit_cells(session: Session, packages: Collection[UUID]) -> list[CellRow]:
    """Every cell of some packages, by unit and indicator."""
    rows = session.execute(
        select(*_CELLS)
        .join(ReceivedPackage, ReceivedFigure.package_id == ReceivedPackage.id)
        .where(ReceivedFigure.package_id.in_(packages))
        .order_by(ReceivedPackage.unit_code, ReceivedFigure.unit, ReceivedFigure.indicator)
    )
    return [CellRow(*row) for row in rows]


def unit_activities(session: Session, packages: Collection[UUID]) -> list[ActivityLine]:
    """Every activity of some packages, by unit."""
    columns = [
        getattr(ReceivedActivity, name)
        for name in ActivityLine.__dataclass_fields__
        if name != "sender"
    ]
    rows = session.execute(
        select(ReceivedPackage.unit_code.label("sender"), *columns)
        .join(ReceivedPackage, ReceivedActivity.package_id == ReceivedPackage.id)
        .where(ReceivedActivity.package_id.in_(packages))
        .order_by(ReceivedPackage.unit_code, ReceivedActivity.position)
    )
    return [ActivityLine(**row) for row in rows.mappings()]


def units_named(session: Session, packages: Collection[UUID]) -> list[UnitLine]:
    """The units that the senders of some packages name below themselves, by code."""
    columns = [getattr(ReceivedUnit, name) for name in UnitLine.__dataclass_fields__]
    rows = session.execute(
        select(*columns)
        .where(ReceivedUnit.package_id.in_(packages))
        .order_by(ReceivedUnit.code, ReceivedUnit.reported.desc(), ReceivedUnit.position)
    )
    return [UnitLine(**row) for row in rows.mappings()]
