"""Packages from us down to the units: forms, targets, deadlines, our plan, letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from app import __version__
from app.db.database import Database
from app.domain.periods import management_year
from app.errors import ValidationError
from app.exchange.manifest import (
    Addressee,
    Direction,
    PackageKind,
    PeriodSpan,
    Privacy,
    Template,
    UnitName,
)
from app.exchange.office_cards import OfficeCard
from app.exchange.packing import MadePackage, PackageDraft, make_package, new_salt
from app.exchange.records import DocumentRecord, Records
from app.jobs import JobContext
from app.queries.catalogue import list_entries
from app.queries.sent import SentRow, get_sent, list_sent
from app.queries.units import UnitRow, direct_units, units_below, upper_unit
from app.services.sent import SentDraft, keep_sent
from app.workflows.parcels.desk import DOWN_TEMPLATE, OwnOffice, own_office
from app.workflows.parcels.down_records import (
    deadline_records,
    entry_records,
    issued_plan,
    letters_in,
    node_records,
    target_records,
)
from app.workflows.parcels.pins import pin_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: What packages from above name as their duty.
DOWN_DUTY: Final = "cap_tren"
ALL_FORMS: Final = "all"
_MORE: Final = "Bổ sung, điều chỉnh nội dung đã giao."


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDown:
    """What goes down.

    ``year`` is what the package is about; ``forms`` are codes, ("all",) for every form in force;
    ``catalogues`` further ones whose own rows go along. ``targets`` and ``deadlines`` name a year.
    ``plan_id`` a plan of ours that is issued, ``letters`` PDF files. ``sealed``: only the receiver
    can open it. ``reason`` stands in a second and later package of the year.
    """

    year: int
    forms: tuple[str, ...] = ()
    catalogues: tuple[str, ...] = ()
    targets: int | None = None
    deadlines: int | None = None
    plan_id: UUID | None = None
    letters: tuple[Path, ...] = ()
    sealed: bool = False
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownContent:
    """What a package for units of one level will carry; ``papers`` are the letters' bytes."""

    records: Records
    papers: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return self.records == Records()

    @property
    def lines(self) -> tuple[str, ...]:
        """How many of each, for the officer."""
        counted = (
            (self.records.entries, "biểu, chỉ tiêu, dòng danh mục"),
            (self.records.targets, "mục tiêu"),
            (self.records.deadlines, "thời hạn báo cáo"),
            ([one for one in self.records.nodes if one.lead], "nhiệm vụ trong kế hoạch"),
            (self.records.documents, "công văn"),
        )
        return tuple(f"{len(rows)} {words}" for rows, words in counted if rows)


def content_of_down(db: Database, command: SendDown, level_code: str = "") -> DownContent:
    """What the package will carry, to be looked at before it is made.

    Raises:
        NotFoundError, ValidationError, DataFileError: as ``down_records`` says.
    """
    letters, papers = letters_in(command.letters)
    records = db.read(_records, command, letters, level_code)
    return DownContent(records=records, papers=papers)


def make_down(
    db: Database,
    command: SendDown,
    units: Sequence[str],
    now: datetime,
    job: JobContext | None = None,
) -> list[SentRow]:
    """One package for each unit, kept among those we made; nothing is written to disk.

    Args:
        units: codes of units below us; none: all that report to us directly.
        job: told of each package; a stop keeps those that were made.

    Raises:
        CancelledError: the officer asked to stop.
        ValidationError: nothing to send, a unit that is not below us (field "units"), a sealed
            package for a unit whose card is not confirmed.
        NotFoundError, DataFileError: see ``content_of_down``.
    """
    own = own_office(db, now)
    today = now.astimezone().date()
    receivers = db.read(_receivers, units, today, sealed=command.sealed)
    contents = {level: content_of_down(db, command, level) for level in _levels(receivers)}
    for unit, _card in receivers:
        if contents[unit.level_code].is_empty:
            raise ValidationError(
                f"Không có gì để gửi cho {unit.full_name} nên chưa làm gói nào. Hãy chọn biểu, mục "
                "tiêu, thời hạn, kế hoạch hoặc công văn."
            )
    usual, before = db.read(_usual, command, own, now)
    made: list[SentRow] = []
    # One after the other: letters times hundreds of units are more than a laptop holds at once.
    for unit, card in receivers:
        (job or JobContext()).step(len(made), len(receivers), unit.full_name)
        draft = _draft(usual, unit, card, before.get(unit.code))
        made.append(_made(db, own, draft, contents[unit.level_code]))
    return made


def _levels(receivers: Sequence[tuple[UnitRow, OfficeCard | None]]) -> list[str]:
    return list(dict.fromkeys(unit.level_code for unit, _card in receivers))


def _made(db: Database, own: OwnOffice, draft: PackageDraft, content: DownContent) -> SentRow:
    draft = replace(draft, records=content.records, papers=content.papers)
    made = make_package(draft, own.sender)
    return db.read(get_sent, db.write(_keep, draft, made))


def _records(
    session: "Session", command: SendDown, letters: tuple[DocumentRecord, ...], level_code: str
) -> Records:
    forms = command.forms
    if ALL_FORMS in forms:
        day = date(command.year, 7, 1)
        forms = tuple(row.code for row in list_entries(session, "form", on=day))
    plan = issued_plan(session, command.plan_id) if command.plan_id else None
    if plan and plan.year != command.year:
        raise ValidationError(
            f"Kế hoạch này của năm {plan.year}, gói lập cho năm {command.year}. Hãy chọn lại.",
            field="plan_id",
        )
    return Records(
        documents=letters,
        entries=entry_records(session, forms, command.catalogues),
        targets=target_records(session, command.targets) if command.targets else (),
        deadlines=deadline_records(session, command.deadlines, level_code)
        if command.deadlines
        else (),
        nodes=node_records(plan) if plan else (),
    )


def _receivers(
    session: "Session", codes: Sequence[str], today: date, *, sealed: bool
) -> list[tuple[UnitRow, OfficeCard | None]]:
    below = {row.code: row for row in units_below(session, today)}
    chosen = list(dict.fromkeys(codes)) or [row.code for row in direct_units(session, today)]
    strange = [code for code in chosen if code not in below]
    if strange or not chosen:
        said = f"Không có đơn vị mã {', '.join(strange)}" if strange else "Chưa có đơn vị nào"
        raise ValidationError(
            f"{said} trong danh sách đơn vị cấp dưới nên chưa làm gói nào. "
            "Hãy xem lại danh sách đơn vị.",
            field="units",
        )
    found = []
    for code in chosen:
        pin = pin_of(session, code)
        found.append((below[code], pin.card if pin else None))
    missing = [unit.full_name for unit, card in found if card is None]
    if sealed and missing:
        raise ValidationError(
            f"Chưa ghi nhận thẻ cơ quan của {', '.join(missing[:10])} nên chưa niêm phong được gói "
            "nào. Hãy ghi nhận thẻ ở mục Đơn vị, hoặc gửi gói không niêm phong.",
            field="units",
        )
    return found


def _usual(
    session: "Session", command: SendDown, own: OwnOffice, now: datetime
) -> tuple[PackageDraft, dict[str, SentRow]]:
    """What is the same in every package, and the last one that each unit was sent for the year."""
    period = management_year(command.year)
    before: dict[str, SentRow] = {}
    for row in list_sent(session, direction=Direction.DOWN.value):
        last = before.get(row.receiver_code)
        if row.period == period.code and (last is None or last.sequence < row.sequence):
            before[row.receiver_code] = row
    above = upper_unit(session, now.astimezone().date())
    draft = PackageDraft(
        package_id=uuid4(),
        app_version=__version__,
        direction=Direction.DOWN,
        sequence=1,
        reason=command.reason.strip(),
        unit=UnitName(own.card.unit_code, own.card.unit_name, above.code if above else ""),
        receiver=Addressee("", ""),
        receiver_card=None,
        duty=DOWN_DUTY,
        template=Template(DOWN_TEMPLATE, 1),
        period=PeriodSpan(period.code, period.first, period.last),
        created_at=now,
        created_by=command.by,
        privacy=Privacy.SENSITIVE if command.sealed else Privacy.INTERNAL,
        salt="",
    )
    return draft, before


def _draft(
    usual: PackageDraft, unit: UnitRow, card: OfficeCard | None, before: SentRow | None
) -> PackageDraft:
    follows: dict[str, Any] = {}
    if before is not None:
        follows = {
            "kind": PackageKind.CORRECTION,
            "sequence": before.sequence + 1,
            "supersedes": before.id,
            "reason": usual.reason or _MORE,
        }
    return replace(
        usual,
        package_id=uuid4(),
        receiver=Addressee(unit.code, unit.full_name),
        receiver_card=card,
        salt=new_salt(),
        **follows,
    )


def _keep(session: "Session", draft: PackageDraft, made: MadePackage) -> UUID:
    manifest = made.manifest
    return keep_sent(
        session,
        SentDraft(
            id=draft.package_id,
            direction=manifest.direction.value,
            kind=manifest.kind.value,
            receiver_code=manifest.receiver.code,
            receiver_name=manifest.receiver.name,
            duty=manifest.duty,
            period=manifest.period.code,
            first=manifest.period.first,
            last=manifest.period.last,
            sequence=manifest.sequence,
            supersedes=manifest.supersedes,
            reason=manifest.reason,
            privacy=manifest.privacy.value,
            template=manifest.template.code,
            paper_id=None,
            version_id=None,
            package_hash=made.package_hash,
            content_hash=manifest.content_hash,
            check_code=manifest.check_code,
            file_name=made.file_name,
            made_at=manifest.created_at,
            made_by=manifest.created_by,
        ),
        made.content,
    )
