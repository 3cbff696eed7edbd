"""Units between which packages travel: which stood on a day, their tree, their past, their cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.short_codes import card_code, shown_code
from app.domain.text import sort_key
from app.domain.units import CardState, ChangeKind, full_unit_name
from app.models import Unit, UnitCard, UnitChange
from app.queries.catalogue import EntryRow, list_entries

#: Which card of a unit is shown when it has several.
_SHOWN = (CardState.PINNED, CardState.WAITING, CardState.REFUSED, CardState.REPLACED)


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit out of which another came on a day, in one step."""

    id: UUID
    code: str
    name: str
    kind: ChangeKind
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in the time it stood; a code may belong to several rows, one after the other.

    ``parent_code`` empty: it reports to us directly. ``short_code`` is that of the card shown by
    ``card``; ``waiting`` holds the fingerprints of cards whose code is still to be compared, also
    beside a pinned one.
    """

    id: UUID
    revision: int
    code: str
    name: str
    level_code: str
    level_word: str
    tier: str
    parent_code: str
    above: bool
    valid_from: date
    valid_to: date | None
    email: str
    phone: str
    contact: str
    source: str
    note: str
    position: int
    card: CardState | None
    short_code: str
    waiting: tuple[str, ...]
    predecessors: tuple[Predecessor, ...]

    @property
    def full_name(self) -> str:
        """ "xã Mẫu Thượng"; as it is for an office above, or when it bears the word of its level."""
        return full_unit_name(self.name, self.level_word, above=self.above)

    def stands(self, day: date) -> bool:
        """Whether it stood on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CardRow:
    """An office card that came in; ``card`` is its plain data."""

    id: UUID
    unit_code: str
    fingerprint: str
    card: Mapping[str, object]
    state: CardState
    received_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None

    @property
    def short_code(self) -> str:
        """As it is read by phone."""
        return shown_code(card_code(self.fingerprint))


def list_units(session: Session, *, on: date | None = None) -> list[UnitRow]:
    """Units in the order of the tree: the one above first, then each with those under it.

    Args:
        on: only units that stood on this day; without it all, former ones too.
    """
    rows = _rows(session)
    return _in_tree([row for row in rows if on is None or row.stands(on)])


def find_unit(session: Session, code: str, on: date) -> UnitRow | None:
    """The unit that bore this code on a day; None when none did."""
    return next((row for row in _rows(session, code) if row.stands(on)), None)


def get_unit(session: Session, unit_id: UUID) -> UnitRow | None:
    """One unit by its identity."""
    return next((row for row in _rows(session) if row.id == unit_id), None)


def units_below(session: Session, on: date) -> list[UnitRow]:
    """The units of a day under us, at whatever depth, in the order of the tree."""
    return [row for row in list_units(session, on=on) if not row.above]


def direct_units(session: Session, on: date) -> list[UnitRow]:
    """The units of a day that report to us and to nobody between."""
    return [row for row in units_below(session, on) if not row.parent_code]


def upper_unit(session: Session, on: date | None = None) -> UnitRow | None:
    """The unit to which we report, on a day or lately; None when none is kept."""
    above = [row for row in _rows(session) if row.above and (on is None or row.stands(on))]
    return max(above, key=lambda row: row.valid_from, default=None)


def list_cards(session: Session, unit_code: str = "") -> list[CardRow]:
    """Office cards that came in, of one unit or of all, in the order they came."""
    query = select(UnitCard).order_by(UnitCard.received_at, UnitCard.id)
    if unit_code:
        query = query.where(UnitCard.unit_code == unit_code)
    return [
        CardRow(
            id=one.id,
            unit_code=one.unit_code,
            fingerprint=one.fingerprint,
            card=dict(one.card),
            state=CardState(one.state),
            received_at=one.received_at,
            confirmed_at=one.confirmed_at,
            ended_at=one.ended_at,
        )
        for one in session.scalars(query)
    ]


def list_levels(session: Session) -> list[EntryRow]:
    """Levels a unit may have, with tier and word in their data."""
    return list_entries(session, "level", with_hidden=True)


def _rows(session: Session, code: str = "") -> list[UnitRow]:
    query = select(Unit).order_by(Unit.position, Unit.code, Unit.valid_from)
    if code:
        query = query.where(Unit.code == code)
    levels = {one.code: one.data for one in list_levels(session)}
    cards: dict[str, list[CardRow]] = {}
    for card in list_cards(session, code):
        cards.setdefault(card.unit_code, []).append(card)
    past = _past(session)
    return [
        _row(unit, levels.get(unit.level_code, {}), cards.get(unit.code, ()), past)
        for unit in session.scalars(query)
    ]


def _row(
    unit: Unit,
    level: Mapping[str, Any],
    cards: Sequence[CardRow],
    past: Mapping[UUID, tuple[Predecessor, ...]],
) -> UnitRow:
    shown = min(reversed(cards), key=lambda one: _SHOWN.index(one.state), default=None)
    return UnitRow(
        id=unit.id,
        revision=unit.revision,
        code=unit.code,
        name=unit.name,
        level_code=unit.level_code,
        level_word=str(level.get("word", "")),
        tier=str(level.get("tier", "")),
        parent_code=unit.parent_code,
        above=unit.above,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        email=unit.email,
        phone=unit.phone,
        contact=unit.contact,
        source=unit.source,
        note=unit.note,
        position=unit.position,
        card=shown.state if shown else None,
        short_code=shown.short_code if shown else "",
        waiting=tuple(one.fingerprint for one in cards if one.state is CardState.WAITING),
        predecessors=past.get(unit.id, ()),
    )


def _past(session: Session) -> dict[UUID, tuple[Predecessor, ...]]:
    query = select(UnitChange, Unit).join(Unit, Unit.id == UnitChange.predecessor_id)
    found: dict[UUID, list[Predecessor]] = {}
    for change, old in session.execute(query.order_by(Unit.position, Unit.code)):
        one = Predecessor(old.id, old.code, old.name, ChangeKind(change.kind), change.day)
        found.setdefault(change.successor_id, []).append(one)
    return {unit: tuple(listed) for unit, listed in found.items()}


def _in_tree(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Each unit before those under it; one whose parent is not among them stands at the top."""
    ordered = sorted(
        rows, key=lambda row: (not row.above, row.position, sort_key(row.name), row.valid_from)
    )
    codes = {row.code for row in ordered}
    below: dict[str, list[UnitRow]] = {}
    for row in ordered:
        below.setdefault(row.parent_code if row.parent_code in codes else "", []).append(row)
    found: dict[UUID, UnitRow] = {}
    todo = list(reversed(below.get("", [])))
    while todo:
        row = todo.pop()
        if row.id not in found:
            found[row.id] = row
            todo += reversed(below.get(row.code, []))
    return [*found.values(), *(row for row in ordered if row.id not in found)]
