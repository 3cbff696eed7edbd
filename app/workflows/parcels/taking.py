"""A package from above: looked at part by part, then taken over as far as the officer chooses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.given_rows import KEPT, NEW
from app.domain.parcels import ReceivedState
from app.domain.periods import parse_period
from app.errors import NotFoundError, ValidationError
from app.exchange.delivery import Delivered, deliver
from app.exchange.disk import Disk
from app.exchange.manifest import Direction, PackageKind
from app.exchange.office_cards import Pin
from app.exchange.reading import KnownUnit, Package, read_package
from app.exchange.records import PaperRole
from app.jobs import JobContext
from app.queries.kept_files import read_kept
from app.queries.received import ReceivedFilter, ReceivedRow, find_received, list_received
from app.queries.units import list_cards
from app.queries.upper_tasks import list_upper_tasks
from app.services.catalogue import TakenEntry
from app.services.catalogue import take_over as take_entries
from app.services.figures import SetTarget, set_target
from app.services.given import TAKEN, mark_taken
from app.services.upper_tasks import UpperNode, take_nodes
from app.workflows.parcels.desk import desk_of, own_office
from app.workflows.parcels.given_deadlines import look_at_deadlines
from app.workflows.parcels.given_entries import look_at_entries
from app.workflows.parcels.given_figures import look_at_nodes, look_at_targets
from app.workflows.parcels.given_items import GivenItem, GivenPart, Part
from app.workflows.parcels.pins import card_kept
from app.workflows.parcels.receiving import State, backup_before, receive

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ALL: Final = frozenset(Part)
#: Parts that are of a year; a newer package of another year does not take their place.
_OF_A_YEAR: Final = (Part.TARGETS, Part.DEADLINES, Part.PLAN, Part.LETTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPreview:
    """What a package from above would do, without the parts that it does not have."""

    row: ReceivedRow
    reason: str
    parts: tuple[GivenPart, ...]

    def part(self, part: Part) -> GivenPart | None:
        """One part; None when the package does not have it."""
        return next((one for one in self.parts if one.part is part), None)


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper that came along."""

    file: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Looked:
    """A preview with what taking over writes."""

    parts: Mapping[Part, GivenPart]
    entries: Sequence[TakenEntry]
    targets: Sequence[SetTarget]
    deadlines: Sequence[TakenEntry]
    nodes: Sequence[UpperNode]


def receive_given(db: Database, path: Path, now: datetime) -> UUID:
    """Take in the file of a package from above; one that is there already is found again.

    Returns:
        the package.

    Raises:
        ValidationError: it is refused, with every sentence, or it does not come from above.
    """
    desk = desk_of(db, own_office(db, now))
    outcome = receive(db, [path], desk, JobContext(), now).outcomes[0]
    if outcome.package_id is None or outcome.state is State.REFUSED:
        raise ValidationError(" ".join(outcome.sentences))
    _check_down(db.read(find_received, outcome.package_id))
    return outcome.package_id


def look_at_down(
    db: Database,
    package_id: UUID,
    now: datetime,
    parts: Collection[Part] = ALL,
) -> GivenPreview:
    """What taking over some parts would do; nothing is written.

    Raises:
        NotFoundError: no such package.
        ValidationError: it does not come from above.
        PackageError, CardError: it does not open any more.
    """
    row = db.read(find_received, package_id)
    package = _opened(db, row, now)
    looked = db.read(_look, row, package, parts)
    return GivenPreview(
        row=row,
        reason=row.reason,
        parts=tuple(looked.parts[part] for part in Part if part in looked.parts),
    )


def take_over(
    db: Database,
    package_id: UUID,
    parts: Collection[Part],
    now: datetime,
) -> GivenPreview:
    """Take over parts of a package; what is ours, and what is refused, stays as it is.

    Taking over twice changes nothing. A backup is made before: it is the way back.

    Returns:
        what was done, as it was shown before.

    Raises:
        NotFoundError, ValidationError, PackageError, CardError: as ``look_at_down``; also when a
            newer package was taken over in a chosen part, or the package has none of them.
        DataFileError: no room for the backup.
    """
    row = db.read(find_received, package_id)
    package = _opened(db, row, now)
    backup_before(db, now)
    looked = db.write(_take, row, package, (frozenset(parts), now))
    return GivenPreview(
        row=db.read(find_received, package_id),
        reason=row.reason,
        parts=tuple(looked.parts[part] for part in Part if part in looked.parts),
    )


def letters_of(db: Database, package_id: UUID, now: datetime) -> list[Letter]:
    """The papers of a package, to be read or saved.

    Raises:
        NotFoundError, ValidationError, PackageError, CardError: as ``look_at_down``.
    """
    row = db.read(find_received, package_id)
    package = _opened(db, row, now)
    return [
        Letter(one.file, one.title, package.papers[one.file]) for one in package.records.documents
    ]


def save_letter(letter: Letter, folder: Path, disk: Disk | None = None) -> Delivered:
    """Write a paper into a folder; a file of that name with other contents stays.

    Raises:
        DeliveryError: by cause.
    """
    return deliver(folder, letter.file.rpartition("/")[2], letter.content, disk)


def taken_parts(row: ReceivedRow) -> frozenset[Part]:
    """The parts of a package that were taken over."""
    noted = {str(point.get(TAKEN)) for point in row.points}
    return frozenset(part for part in Part if part.value in noted)


def _check_down(row: ReceivedRow) -> None:
    if row.direction != Direction.DOWN:
        raise ValidationError(
            "Gói này của đơn vị cấp dưới gửi lên, không có gì để lấy vào sổ theo cách này. Gói vẫn "
            "nguyên. Hãy xem và tiếp nhận ở phần Nhận."
        )


def _opened(db: Database, row: ReceivedRow, now: datetime) -> Package:
    """The package read again from its kept bytes, trusted by the card it was received with."""
    _check_down(row)
    if row.file_sha256 is None:
        raise NotFoundError("Sổ không giữ tệp của gói này. Hãy nhận lại tệp.")
    content = db.read(read_kept, row.file_sha256)
    desk = desk_of(db, own_office(db, now))
    return read_package(content, replace(desk, units={row.unit_code: _sender(db, row)}))


def _sender(db: Database, row: ReceivedRow) -> KnownUnit:
    """The office as it was when the package came in: its card may have been changed since."""
    cards = db.read(list_cards, row.unit_code)
    for one in cards:
        card = card_kept(one) if one.fingerprint == row.fingerprint else None
        if card is not None:
            at = one.confirmed_at or one.received_at
            return KnownUnit(row.unit_code, row.unit_name, Pin(card, at), above=True)
    return KnownUnit(row.unit_code, row.unit_name, above=True)


def _look(
    session: "Session", row: ReceivedRow, package: Package, parts: Collection[Part]
) -> _Looked:
    records = package.records
    year = parse_period(row.period).year
    entries = look_at_entries(session, records.entries, date(year, 1, 1))
    beside = entries if Part.FORMS in parts else None
    targets, new_targets = look_at_targets(session, records.targets, beside)
    deadlines, new_deadlines = look_at_deadlines(session, records.deadlines, row.unit_name)
    before = list_upper_tasks(session, year, date(year, 1, 1)) if records.nodes else []
    plan, nodes = look_at_nodes(records.nodes, before)
    kept = any(one.package_id == row.id for one in before)
    taken = taken_parts(row)
    there = KEPT if Part.LETTERS in taken else NEW
    letters = [
        GivenItem(kind=there, code=one.file, name=one.title, why=_letter_words(one.role))
        for one in records.documents
    ]
    found: dict[Part, Sequence[GivenItem]] = {
        Part.FORMS: entries.items,
        Part.TARGETS: targets,
        Part.DEADLINES: deadlines,
        Part.PLAN: plan,
        Part.LETTERS: letters,
    }
    newer = _newer(session, row)
    return _Looked(
        parts={
            part: GivenPart(
                part=part, items=items, taken=part in taken, older=_older(part, row, newer)
            )
            for part, items in found.items()
            if part in parts and items
        },
        entries=entries.writes,
        targets=new_targets,
        deadlines=new_deadlines,
        nodes=() if kept else nodes,
    )


def _letter_words(role: PaperRole) -> str:
    return "Công văn" if role is PaperRole.LETTER else "Văn bản kèm theo"


def _newer(session: "Session", row: ReceivedRow) -> list[ReceivedRow]:
    """Packages of the same office that were made after this one and taken over."""
    given = list_received(
        session, ReceivedFilter(unit=row.unit_code, direction=Direction.DOWN.value)
    )
    order = (row.made_at, row.sequence)
    return [
        one
        for one in given
        if one.state is ReceivedState.TAKEN and (one.made_at, one.sequence) > order
    ]


def _older(part: Part, row: ReceivedRow, newer: Sequence[ReceivedRow]) -> str:
    for one in newer:
        if part in taken_parts(one) and (part not in _OF_A_YEAR or one.period == row.period):
            day = format_date(one.made_at.astimezone().date())
            return (
                f"Gói này cũ hơn gói lần {one.sequence} (lập ngày {day}) đã lấy vào sổ, nên phần này "
                "không lấy nữa. Nội dung mới hơn được giữ nguyên."
            )
    return ""


def _take(
    session: "Session",
    row: ReceivedRow,
    package: Package,
    asked: tuple[frozenset[Part], datetime],
) -> _Looked:
    chosen, now = asked
    if row.kind == PackageKind.TEST:
        raise ValidationError("Đây là gói gửi thử nên không lấy gì vào sổ.")
    looked = _look(session, row, package, chosen)
    if not looked.parts:
        raise ValidationError("Gói không có phần nào đã chọn nên chưa ghi gì. Hãy chọn lại.")
    for part in looked.parts.values():
        if part.older:
            raise ValidationError(part.older)
    _write(session, row, looked)
    mark_taken(session, row.id, [part.value for part in looked.parts], now)
    return looked


def _write(session: "Session", row: ReceivedRow, looked: _Looked) -> None:
    writes: dict[Part, Any] = {
        Part.FORMS: lambda: take_entries(session, looked.entries),
        Part.TARGETS: lambda: _set_targets(session, looked),
        Part.DEADLINES: lambda: take_entries(session, looked.deadlines),
        Part.PLAN: lambda: _take_plan(session, row, looked),
        Part.LETTERS: lambda: None,
    }
    for part in looked.parts:
        writes[part]()


def _set_targets(session: "Session", looked: _Looked) -> None:
    for one in looked.targets:
        set_target(session, one)


def _take_plan(session: "Session", row: ReceivedRow, looked: _Looked) -> None:
    """A plan that says what the last one said is kept as well: it is the newest."""
    if looked.nodes:
        take_nodes(session, row.id, parse_period(row.period).year, looked.nodes)
