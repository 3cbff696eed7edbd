"""Packages that came in: as they stand, their cells and activities, files that were not taken."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, tuple_, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.domain.parcel_cells import Place, Said
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.errors import NotFoundError
from app.models import (
    QuarantinedFile,
    ReceivedActivity,
    ReceivedDocument,
    ReceivedFigure,
    ReceivedPackage,
    ReceivedUnit,
)

#: A unit, a duty and a period: packages of one line take each other's place.
LineKey = tuple[str, str, str]
UP: Final = "up"
TEST: Final = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRow:
    """One received package; see ``app.models.parcel`` for the meaning of the fields."""

    id: UUID
    revision: int
    direction: str
    kind: str
    origin: ParcelOrigin
    unit_code: str
    unit_name: str
    duty: str
    period: str
    first: date
    last: date
    sequence: int
    supersedes: UUID | None
    reason: str
    privacy: str
    template: str
    template_version: int
    package_hash: str
    content_hash: str
    check_code: str
    fingerprint: str
    made_at: datetime
    made_by: str
    received_at: datetime
    file_name: str
    file_sha256: str | None
    state: ReceivedState
    counts: bool
    changed: int
    warnings: tuple[str, ...]
    decided_at: datetime | None
    decided_by: str
    points: tuple[dict[str, Any], ...]
    new_deadline: date | None
    receipt_id: UUID | None
    receipt_sha256: str | None

    @property
    def line(self) -> LineKey:
        """What packages take each other's place in."""
        return self.unit_code, self.duty, self.period


@dataclass(frozen=True, slots=True)
class HeldRow:
    """As much of a received package as decides where another belongs."""

    id: UUID
    line: LineKey
    package_hash: str
    sequence: int
    kind: str
    origin: str
    direction: str
    state: ReceivedState
    counts: bool
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity of a received package."""

    position: int
    activity_id: UUID
    kind: str
    title: str
    starts_on: date
    ends_on: date
    place: str
    campaign: str
    lead: str
    partners: tuple[str, ...]
    target_group: str
    men: int | None
    women: int | None
    total: int | None
    quantities: tuple[tuple[str, int], ...]
    money: tuple[tuple[str, int], ...]
    result: str
    unit: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One paper of a received package; its bytes lie in the package's kept file."""

    file: str
    role: str
    title: str
    number: str
    symbol: str
    day: date | None


@dataclass(frozen=True, slots=True)
class BelowRow:
    """A unit below the sender, as the sender tells of it."""

    code: str
    name: str
    reported: bool
    source_id: UUID | None
    sequence: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRow:
    """A file that was not taken; ``points`` are (refusal, sentence)."""

    id: UUID
    file_name: str
    sha256: str
    kept: bool
    unit_code: str
    unit_name: str
    stage: int
    points: tuple[tuple[str, str], ...]
    at: datetime
    settled_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFilter:
    """Which packages are listed; an empty field takes all."""

    unit: str = ""
    duty: str = ""
    period: str = ""
    states: tuple[ReceivedState, ...] = ()
    direction: str = ""


ALL: Final = ReceivedFilter()


def list_received(session: Session, chosen: ReceivedFilter = ALL) -> list[ReceivedRow]:
    """Packages, the newest first."""
    query = _rows()
    for column, value in (
        (ReceivedPackage.unit_code, chosen.unit),
        (ReceivedPackage.duty, chosen.duty),
        (ReceivedPackage.period, chosen.period),
        (ReceivedPackage.direction, chosen.direction),
    ):
        if value:
            query = query.where(column == value)
    if chosen.states:
        query = query.where(ReceivedPackage.state.in_(chosen.states))
    query = query.order_by(
        ReceivedPackage.received_at.desc(), ReceivedPackage.unit_code, ReceivedPackage.sequence
    )
    return [_row(found) for found in session.execute(query)]


def find_received(session: Session, package_id: UUID) -> ReceivedRow:
    """One package.

    Raises:
        NotFoundError: it is not there.
    """
    found = session.execute(_rows().where(ReceivedPackage.id == package_id)).first()
    if found is None:
        raise NotFoundError(
            "Không tìm thấy gói số liệu này trong sổ. Các gói khác vẫn nguyên. Hãy mở lại danh sách."
        )
    return _row(found)


def find_received_by_code(session: Session, check_code: str) -> list[ReceivedRow]:
    """Packages that carry a check code, the newest first."""
    query = _rows().where(ReceivedPackage.check_code == check_code)
    query = query.order_by(ReceivedPackage.received_at.desc())
    return [_row(found) for found in session.execute(query)]


def held_rows(
    session: Session, lines: Collection[LineKey], ids: Collection[UUID] = ()
) -> list[HeldRow]:
    """What is held of some lines, and any package with one of the ids; one query."""
    one = ReceivedPackage
    wanted: list[ColumnElement[bool]] = []
    if lines:
        # The units first: every database finds them by the index of lines.
        wanted.append(
            one.unit_code.in_({line[0] for line in lines})
            & tuple_(one.unit_code, one.duty, one.period).in_(list(lines))
        )
    if ids:
        wanted.append(one.id.in_(ids))
    if not wanted:
        return []
    query = select(
        one.id,
        one.unit_code,
        one.duty,
        one.period,
        one.package_hash,
        one.sequence,
        one.kind,
        one.origin,
        one.direction,
        one.state,
        one.counts,
        one.received_at,
    ).where(or_(*wanted))
    return [
        HeldRow(
            row.id,
            (row.unit_code, row.duty, row.period),
            row.package_hash,
            row.sequence,
            row.kind,
            row.origin,
            row.direction,
            ReceivedState(row.state),
            row.counts,
            row.received_at,
        )
        for row in session.execute(query)
    ]


def counting_ids(session: Session, lines: Collection[LineKey]) -> dict[LineKey, UUID]:
    """The package that counts of each line; lines without one are left out."""
    if not lines:
        return {}
    one = ReceivedPackage
    query = select(one.id, one.unit_code, one.duty, one.period).where(
        one.counts,
        one.unit_code.in_({line[0] for line in lines}),
        tuple_(one.unit_code, one.duty, one.period).in_(list(lines)),
    )
    return {(row.unit_code, row.duty, row.period): row.id for row in session.execute(query)}


def received_cells(session: Session, packages: Collection[UUID]) -> dict[UUID, dict[Place, Said]]:
    """The cells of packages by place; a package without cells has an empty one."""
    found: dict[UUID, dict[Place, Said]] = {package: {} for package in packages}
    if not found:
        return found
    # As the driver gives them: to make an id of each row's text costs more than all the rest.
    by_id: dict[Any, dict[Place, Said]] = {**found, **{one.hex: found[one] for one in found}}
    one = ReceivedFigure
    query = select(
        type_coerce(one.package_id, NullType()),
        one.indicator,
        one.sex,
        one.grp,
        one.unit,
        one.value,
        one.reason,
        one.note,
    ).where(one.package_id.in_(found))
    made = tuple.__new__
    for package, indicator, sex, grp, unit, *said in session.connection().execute(query):
        by_id[package][made(Place, (indicator, sex, grp, unit))] = made(Said, said)
    return found


def received_activities(session: Session, package_id: UUID) -> list[ActivityRow]:
    """The activities of a package in its order."""
    query = (
        select(ReceivedActivity)
        .where(ReceivedActivity.package_id == package_id)
        .order_by(ReceivedActivity.position)
    )
    return [
        ActivityRow(
            position=one.position,
            activity_id=one.activity_id,
            kind=one.kind,
            title=one.title,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            place=one.place,
            campaign=one.campaign,
            lead=one.lead,
            partners=tuple(one.partners),
            target_group=one.target_group,
            men=one.men,
            women=one.women,
            total=one.total,
            quantities=_pairs(one.quantities),
            money=_pairs(one.money),
            result=one.result,
            unit=one.unit,
        )
        for one in session.scalars(query)
    ]


def received_documents(session: Session, package_id: UUID) -> list[DocumentRow]:
    """The papers of a package in its order."""
    query = (
        select(ReceivedDocument)
        .where(ReceivedDocument.package_id == package_id)
        .order_by(ReceivedDocument.position)
    )
    return [
        DocumentRow(one.file, one.role, one.title, one.number, one.symbol, one.day)
        for one in session.scalars(query)
    ]


def received_points(session: Session, package_id: UUID) -> list[Mapping[str, Any]]:
    """The points of what was decided of a package, as its receipt writes them."""
    query = select(ReceivedPackage.points).where(ReceivedPackage.id == package_id)
    return list(session.scalars(query).first() or ())


def received_units(session: Session, package_id: UUID) -> list[BelowRow]:
    """The units below the sender that a package tells of."""
    query = (
        select(ReceivedUnit)
        .where(ReceivedUnit.package_id == package_id)
        .order_by(ReceivedUnit.position)
    )
    return [
        BelowRow(one.code, one.name, one.reported, one.source_id, one.sequence)
        for one in session.scalars(query)
    ]


def quarantined(session: Session, *, settled: bool = False) -> list[QuarantinedRow]:
    """Files that were not taken, the newest first; those that are settled only when asked."""
    query = select(QuarantinedFile).order_by(QuarantinedFile.at.desc(), QuarantinedFile.file_name)
    if not settled:
        query = query.where(QuarantinedFile.settled_at.is_(None))
    return [
        QuarantinedRow(
            id=one.id,
            file_name=one.file_name,
            sha256=one.sha256,
            kept=one.kept,
            unit_code=one.unit_code,
            unit_name=one.unit_name,
            stage=one.stage,
            points=tuple((str(point["refusal"]), str(point["sentence"])) for point in one.points),
            at=one.at,
            settled_at=one.settled_at,
            note=one.note,
        )
        for one in session.scalars(query)
    ]


def _rows() -> Select[Any]:
    table = ReceivedPackage.__table__
    return select(*(table.c[name] for name in ReceivedRow.__dataclass_fields__))


def _row(found: Any) -> ReceivedRow:
    values = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's public name of it
    values["origin"] = ParcelOrigin(values["origin"])
    values["state"] = ReceivedState(values["state"])
    values["warnings"] = tuple(values["warnings"])
    values["points"] = tuple(values["points"])
    return ReceivedRow(**values)


def _pairs(stored: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((str(code), int(amount)) for code, amount in stored)
