"""What becomes of units: merged, renamed, split, taken off the list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import format_date
from app.domain.units import CHANGE_WORDS, ChangeKind
from app.errors import NotFoundError, ValidationError
from app.models import ReceivedPackage, SentPackage, Unit, UnitCard, UnitChange
from app.services.units import UnitDraft, save_units


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUnits:
    """Several units become one on a day; the new one may take over a code of theirs."""

    predecessors: tuple[UUID, ...]
    successor: UnitDraft
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameUnit:
    """A unit has another name from a day on, perhaps another code or level (empty: as before)."""

    unit_id: UUID
    name: str
    day: date
    code: str = ""
    level_code: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnit:
    """A unit falls into several on a day; ``stays``: it goes on, the others come out of it."""

    unit_id: UUID
    successors: tuple[UnitDraft, ...]
    day: date
    stays: bool = False


def merge_units(session: Session, command: MergeUnits) -> UUID:
    """End units on the day before, and begin the one they became.

    Raises:
        ValidationError: fewer than two, one that did not stand then, or a wrong successor.
        NotFoundError: a unit is gone.
    """
    if len(set(command.predecessors)) < 2:
        raise ValidationError(
            "Sáp nhập cần ít nhất hai đơn vị cũ. Đơn vị nhập vào đơn vị giữ tên thì chọn cả hai.",
            field="predecessors",
        )
    old = _ended(session, tuple(dict.fromkeys(command.predecessors)), command.day)
    return _begun(session, old, (command.successor,), ChangeKind.MERGE, command.day)[0]


def rename_unit(session: Session, command: RenameUnit) -> UUID:
    """Go on under another name, as a new row with the old one as its predecessor.

    Raises:
        ValidationError, NotFoundError: as for a merge.
    """
    old = _ended(session, (command.unit_id,), command.day)
    before = old[0]
    draft = UnitDraft(
        code=command.code or before.code,
        name=command.name,
        level_code=command.level_code or before.level_code,
        parent_code=before.parent_code,
        above=before.above,
        email=before.email,
        phone=before.phone,
        contact=before.contact,
        source=command.source,
    )
    return _begun(session, old, (draft,), ChangeKind.RENAME, command.day)[0]


def split_unit(session: Session, command: SplitUnit) -> list[UUID]:
    """Begin the units that come out of one; it ends on the day before unless it stays.

    Raises:
        ValidationError, NotFoundError: as for a merge.
    """
    if len(command.successors) < (1 if command.stays else 2):
        raise ValidationError("Chia tách cần ít nhất hai đơn vị mới.", field="successors")
    if command.stays:
        old = [_standing(session, command.unit_id, command.day)]
    else:
        old = _ended(session, (command.unit_id,), command.day)
    return _begun(session, old, command.successors, ChangeKind.SPLIT, command.day)


def remove_unit(session: Session, unit_id: UUID) -> None:
    """Take a unit off the list, for one that was written by mistake.

    Units that ended because it began stand again.

    Raises:
        NotFoundError: it is gone.
        ValidationError: packages, cards, units under it or after it speak of it.
    """
    unit = _unit(session, unit_id)
    _check_unused(session, unit)
    for change in session.scalars(select(UnitChange).where(UnitChange.successor_id == unit_id)):
        old = _unit(session, change.predecessor_id)
        if old.valid_to == change.day - timedelta(days=1):
            old.valid_to = None
        session.delete(change)
    session.flush()
    session.delete(unit)
    session.flush()


def _ended(session: Session, ids: Sequence[UUID], day: date) -> list[Unit]:
    found = [_standing(session, one, day) for one in ids]
    for unit in found:
        if unit.valid_from >= day:
            raise ValidationError(
                f"{unit.name} mới có từ {format_date(unit.valid_from)} nên không thể hết vào "
                f"{format_date(day)}. Hãy xem lại ngày.",
                field="day",
            )
        unit.valid_to = day - timedelta(days=1)
    session.flush()
    return found


def _standing(session: Session, unit_id: UUID, day: date) -> Unit:
    unit = _unit(session, unit_id)
    if unit.valid_to is not None and unit.valid_to < day:
        raise ValidationError(
            f"{unit.name} đã hết hiệu lực từ {format_date(unit.valid_to)}. Hãy chọn đơn vị đang có.",
            field="day",
        )
    return unit


def _begun(
    session: Session,
    old: Sequence[Unit],
    drafts: Sequence[UnitDraft],
    kind: ChangeKind,
    day: date,
) -> list[UUID]:
    """The new units, each with all old ones as its predecessors."""
    begun = save_units(
        session,
        [replace(one, id=None, valid_from=day, valid_to=None) for one in drafts],
    )
    for draft, new in zip(drafts, begun, strict=True):
        # In the list it stands where the first one stood.
        _unit(session, new).position = old[0].position
        for one in old:
            session.add(
                UnitChange(
                    successor_id=new, predecessor_id=one.id, kind=kind, day=day, source=draft.source
                )
            )
    session.flush()
    return begun


def _check_unused(session: Session, unit: Unit) -> None:
    after = session.scalars(select(UnitChange).where(UnitChange.predecessor_id == unit.id)).first()
    if after is not None:
        words = CHANGE_WORDS[ChangeKind(after.kind)].lower()
        raise _in_use(unit, f"có lần {words} ngày {format_date(after.day)}")
    others = session.scalars(select(Unit).where(Unit.code == unit.code, Unit.id != unit.id)).first()
    if others is not None:
        # Packages and cards go by the code, which stays with the other unit.
        return
    for column, words in (
        (ReceivedPackage.unit_code, "có gói số liệu đã nhận"),
        (SentPackage.receiver_code, "có gói đã gửi"),
        (UnitCard.unit_code, "có thẻ cơ quan"),
        (Unit.parent_code, "có đơn vị dưới nó"),
    ):
        if session.scalars(select(column).where(column == unit.code).limit(1)).first() is not None:
            raise _in_use(unit, words)


def _in_use(unit: Unit, words: str) -> ValidationError:
    return ValidationError(
        f"{unit.name} {words} nên không xóa khỏi danh sách. Hãy ghi ngày kết thúc nếu đơn vị không "
        "còn nữa."
    )


def _unit(session: Session, unit_id: UUID) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFoundError("Đơn vị này không còn trong danh sách. Hãy mở lại danh sách.")
    return unit
