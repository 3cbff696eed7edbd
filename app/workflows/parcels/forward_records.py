"""What a package upwards says of the units: who is in the totals, and if asked their own records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.domain.figure_rows import CellState, Column
from app.domain.given_rows import INDICATOR
from app.domain.parcels import ParcelOrigin
from app.exchange.records import ActivityRecord, FigureRecord, Origin, Records, UnitRecord
from app.queries.stale import basis_of
from app.queries.total_records import (
    ActivityLine,
    CellRow,
    UnitLine,
    unit_activities,
    unit_cells,
    units_named,
)
from app.queries.total_sources import Part, Sources, total_sources
from app.workflows.standing_rows import standing_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: What came as a package needs no other word: its id stands beside.
_ORIGINS: Final[Mapping[ParcelOrigin, Origin | None]] = {
    ParcelOrigin.PACKAGE: None,
    ParcelOrigin.EXCEL: Origin.FILE,
    ParcelOrigin.PAPER: Origin.PAPER,
}


def unit_records(session: "Session", paper_id: UUID) -> tuple[UnitRecord, ...]:
    """The units of a paper made from totals, those without figures too; none for other papers.

    They are part of what the check code of the paper is made of.
    """
    found: dict[str, UnitRecord] = {}
    for row in basis_of(session, paper_id):
        behind = {package for package, _unit, _sequence in row.packages}
        for one in _units(total_sources(session, row.duty, row.period), behind):
            found.setdefault(one.code, one)
    return tuple(found.values())


def units_own_records(session: "Session", packages: Sequence[UUID]) -> Records:
    """Figures and activities of the units out of their packages, each with the unit's code.

    Whoever adds up takes the sender's own cells, which have no unit, so nothing counts twice. Units
    below the units are named when they have records of their own. Figures of what only our office
    asks for stay here: the office above would refuse the whole package for a code it does not know.
    """
    alone = codes_of_the_office(session)
    cells = [row for row in unit_cells(session, packages) if row.indicator not in alone]
    activities = unit_activities(session, packages)
    below = {row.unit for row in cells} | {row.unit for row in activities}
    named = {one.code: one for one in reversed(units_named(session, packages))}
    return Records(
        figures=tuple(_figure(row) for row in cells),
        activities=tuple(_activity(row) for row in activities),
        units=tuple(_below(one) for code, one in sorted(named.items()) if code in below),
    )


def codes_of_the_office(session: "Session") -> frozenset[str]:
    """Codes of indicators that the office added itself: no office above knows them.

    What came with the program or was given from above travels, with the office's own words too.
    """
    rows = standing_rows(session, (INDICATOR,))
    return frozenset(code for (_, code), row in rows.items() if row.added)


def _units(sources: Sources, behind: set[str]) -> Iterator[UnitRecord]:
    for part in sources.parts:
        yield _reporter(part, is_in=str(part.package_id) in behind)
    for absent in sources.absent:
        yield UnitRecord(code=absent.unit_code, name=absent.unit_name, reported=False)


def _reporter(part: Part, *, is_in: bool) -> UnitRecord:
    if not is_in:
        # It reported after the paper was made: its figures are not in it.
        return UnitRecord(code=part.unit_code, name=part.unit_name, reported=False)
    return UnitRecord(
        code=part.unit_code,
        name=part.unit_name,
        reported=True,
        origin=_ORIGINS[part.origin],
        package_id=part.package_id,
        sequence=part.sequence or None,
    )


def _below(one: UnitLine) -> UnitRecord:
    return UnitRecord(
        code=one.code,
        name=one.name,
        reported=one.reported,
        origin=_origin(one.origin),
        package_id=one.source_id,
        sequence=one.sequence,
    )


def _origin(code: str) -> Origin | None:
    return Origin(code) if code in {str(one) for one in Origin} else None


def _figure(row: CellRow) -> FigureRecord:
    return FigureRecord(
        indicator=row.indicator,
        sex=Column(row.sex),
        state=CellState(row.state),
        value=row.value,
        reason=row.reason,
        group=row.grp,
        unit=row.unit or row.sender,
        origin=_origin(row.origin) or Origin.TYPED,
        worked_out=row.worked_out,
        note=row.note,
    )


def _activity(row: ActivityLine) -> ActivityRecord:
    return ActivityRecord(
        id=row.activity_id,
        kind=row.kind,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        place=row.place,
        campaign=row.campaign,
        lead=row.lead,
        partners=tuple(row.partners),
        target_group=row.target_group,
        men=row.men,
        women=row.women,
        total=row.total,
        quantities=tuple((str(code), int(amount)) for code, amount in row.quantities),
        money=tuple((str(code), int(amount)) for code, amount in row.money),
        result=row.result,
        unit=row.unit or row.sender,
    )
