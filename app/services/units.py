"""Units: kept, ended, merged, renamed, split. What stood once stays in its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_line, clean_text, fold
from app.domain.units import (
    BEGINNING,
    checked_code,
    checked_email,
    checked_phone,
    is_higher,
)
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import (
    CatalogueEntry,
    Office,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """A unit as typed. ``parent_code`` empty or our own code: it reports to us directly.

    ``id`` changes that unit; ``seen_revision`` is the one the form was filled from (None: whatever
    stands). ``above``: the office to which we report.
    """

    code: str
    name: str
    level_code: str
    parent_code: str = ""
    above: bool = False
    valid_from: date = BEGINNING
    valid_to: date | None = None
    email: str = ""
    phone: str = ""
    contact: str = ""
    source: str = ""
    note: str = ""
    id: UUID | None = None
    seen_revision: int | None = None


def save_unit(session: Session, draft: UnitDraft) -> UUID:
    """Keep a new unit, or change one.

    Raises:
        ValidationError: the first field that is wrong.
        NotFoundError, ConflictError: it is gone, or was changed meanwhile.
    """
    return save_units(session, [draft])[0]


def save_units(session: Session, drafts: Sequence[UnitDraft]) -> list[UUID]:
    """Keep many units at once; those above others may come later in the list.

    Raises:
        ValidationError, NotFoundError, ConflictError: as for one; nothing is kept then.
    """
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    desk = _Desk(session, [draft.code for draft in drafts], list(units.values()))
    found: list[Unit] = []
    for draft in drafts:
        unit = _known(units, draft) if draft.id else Unit(id=uuid4(), position=desk.next_position())
        desk.fill(unit, draft)
        if draft.id is None:
            session.add(unit)
            desk.units.append(unit)
        found.append(unit)
    desk.check_tree()
    session.flush()
    return [unit.id for unit in found]


class _Desk:
    """What the fields of a unit are checked against, read once for all of them."""

    def __init__(self, session: Session, codes: Sequence[str], units: list[Unit]) -> None:
        self.units = units
        self._codes = set(codes)
        self._tiers = {
            one.code: str(one.data.get("tier", ""))
            for one in session.scalars(
                select(CatalogueEntry).where(CatalogueEntry.catalogue == "level")
            )
        }
        self._own_code = session.scalar(select(Office.unit_code)) or ""

    def next_position(self) -> int:
        return max((unit.position for unit in self.units), default=0) + 1

    def fill(self, unit: Unit, draft: UnitDraft) -> None:
        """The fields of one unit, each checked by itself."""
        unit.code = self._free_code(unit, draft)
        unit.name = _named(draft.name)
        if draft.level_code not in self._tiers:
            raise ValidationError(
                f"Không có cấp “{draft.level_code}” trong danh mục cấp hành chính.",
                field="level_code",
            )
        unit.level_code = draft.level_code
        unit.above = draft.above
        unit.parent_code = self._parent(draft)
        unit.valid_from, unit.valid_to = draft.valid_from, draft.valid_to
        unit.email, unit.phone = checked_email(draft.email), checked_phone(draft.phone)
        unit.contact = clean_line(draft.contact)
        unit.source, unit.note = clean_text(draft.source), clean_text(draft.note)
        unit.search = fold(f"{unit.code} {unit.name}")

    def check_tree(self) -> None:
        """Whether the units that were filled have parents of a higher level, so that none is in a
        circle."""
        by_code: dict[str, list[Unit]] = {}
        for unit in sorted(self.units, key=lambda one: one.valid_from):
            by_code.setdefault(unit.code, []).append(unit)
        for code in self._codes & by_code.keys():
            for unit in by_code[code]:
                self._check_parent(unit, by_code.get(unit.parent_code, []))

    def _free_code(self, unit: Unit, draft: UnitDraft) -> str:
        code = checked_code(draft.code)
        if code == self._own_code:
            raise ValidationError(f"Mã “{code}” là mã của chính đơn vị mình.", field="code")
        if draft.valid_to is not None and draft.valid_to < draft.valid_from:
            raise ValidationError(
                "Ngày kết thúc phải sau ngày bắt đầu của đơn vị.", field="valid_to"
            )
        for other in self.units:
            if other is not unit and other.code == code and _meets(other, draft):
                raise ValidationError(
                    f"Mã “{code}” đang là của {other.name} trong cùng thời gian. Hãy chọn mã khác, "
                    "hoặc ghi ngày bắt đầu, ngày kết thúc của mỗi đơn vị.",
                    field="code",
                )
        return code

    def _parent(self, draft: UnitDraft) -> str:
        parent = clean_line(draft.parent_code)
        if draft.above or not parent or parent == self._own_code:
            return ""
        return checked_code(parent)

    def _check_parent(self, unit: Unit, parents: Sequence[Unit]) -> None:
        if not unit.parent_code:
            return
        parent = next((one for one in reversed(parents) if _meets(one, unit)), None)
        if parent is None:
            raise ValidationError(
                f"Đơn vị cấp trên mang mã “{unit.parent_code}” của {unit.name} không có trong danh "
                "sách (vào thời gian đó). Hãy thêm đơn vị ấy trước, hoặc để trống nếu báo cáo thẳng "
                "đơn vị mình.",
                field="parent_code",
            )
        if not is_higher(self._tiers.get(parent.level_code, ""), self._tiers[unit.level_code]):
            raise ValidationError(
                f"{parent.name} không phải cấp trên của {unit.name}: cùng cấp hoặc thấp hơn.",
                field="parent_code",
            )


def _named(name: str) -> str:
    cleaned = clean_line(name)
    if not cleaned:
        raise ValidationError("Chưa ghi tên đơn vị.", field="name")
    return cleaned


def _meets(unit: Unit, other: Unit | UnitDraft) -> bool:
    begun = unit.valid_to is None or other.valid_from <= unit.valid_to
    return begun and (other.valid_to is None or unit.valid_from <= other.valid_to)


def _known(units: dict[UUID, Unit], draft: UnitDraft) -> Unit:
    unit = units.get(draft.id) if draft.id else None
    if unit is None:
        raise NotFoundError("Đơn vị này không còn trong danh sách. Hãy mở lại danh sách.")
    if draft.seen_revision not in (None, unit.revision):
        raise ConflictError(
            "Đơn vị vừa được sửa ở nơi khác nên chưa ghi lại. Hãy mở lại rồi sửa tiếp."
        )
    return unit
