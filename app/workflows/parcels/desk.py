"""Our own keys and card, and what a reader of packages knows: units, forms, indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.db.database import Database
from app.domain.units import BEGINNING
from app.errors import ConflictError, NotFoundError, ValidationError
from app.exchange.key_file import key_text, keys_in
from app.exchange.office_cards import (
    CARD_SHAPE,
    CardError,
    OfficeCard,
    OfficeKeys,
    card_in,
    card_of,
    new_keys,
)
from app.exchange.packing import Sender
from app.exchange.reading import Desk, KnownUnit
from app.queries.catalogue import list_entries
from app.queries.indicators import sensitive_codes
from app.queries.office import get_office
from app.queries.office_keys import OfficeKeyRow, list_keys, own_code
from app.queries.units import UnitRow, list_units
from app.services import office_keys
from app.services.office_keys import KeyDraft
from app.workflows.parcels.pins import all_pins

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: What a package without a form, and one from above, names as its template.
PAPERS_TEMPLATE: Final = "van_ban"
DOWN_TEMPLATE: Final = "cap_tren"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """The office that signs: its card and keys, and earlier pairs that still open packages."""

    card: OfficeCard
    keys: OfficeKeys
    earlier: tuple[tuple[OfficeCard, OfficeKeys], ...] = ()

    @property
    def sender(self) -> Sender:
        """As a package asks for it."""
        return Sender(self.keys, self.card)


def set_unit_code(db: Database, code: str) -> None:
    """Set the code by which other offices know ours.

    Raises:
        NotFoundError: no office yet.
        ValidationError: no code, or that of a unit in the list.
    """
    db.write(office_keys.set_unit_code, code)


def own_office(db: Database, now: datetime) -> OwnOffice:
    """Our card and keys; made now when there are none.

    A new name of the office goes onto the card by itself; a new code makes another card, to be
    sent again, of the same keys.

    Raises:
        NotFoundError: no office yet.
        ValidationError: the office has no code (field "unit_code").
        CardError: the keys or the card in the data are damaged.
    """
    code, name = db.read(_named)
    used, earlier = _used(db.read(list_keys))
    if used is None:
        _take(db, _fresh(code, name, now))
        return own_office(db, now)
    keys = keys_in(used.secret)
    card = _card(used)
    if card.unit_code != code:
        new = card_of(keys, code, name, now)
        _take(db, _draft(new, used.secret, now, used, "Đổi mã đơn vị"))
        return own_office(db, now)
    if card.unit_name != name:
        card = card_of(keys, code, name, now)
        db.write(office_keys.rename_card, used.id, CARD_SHAPE.write(card))
    return OwnOffice(card, keys, _opened(earlier))


def change_keys(db: Database, reason: str, now: datetime) -> OwnOffice:
    """Sign and open with new keys from now on; the card must be sent again.

    The keys before stay, so that packages sealed to them still open.

    Raises:
        NotFoundError, ValidationError: no office, no code, no reason.
        ConflictError: another seat has changed the keys meanwhile.
    """
    if not reason.strip():
        raise ValidationError(
            "Hãy ghi lý do đổi khóa, ví dụ “mất máy tính ngày 03/11/2026”.", field="reason"
        )
    code, name = db.read(_named)
    used, _earlier = _used(db.read(list_keys))
    fresh = _fresh(code, name, now, used, reason)
    if not db.write(office_keys.take_keys, fresh):
        raise ConflictError("Khóa vừa được đổi ở máy khác nên chưa đổi nữa. Hãy mở lại rồi xem.")
    return own_office(db, now)


def desk_of(db: Database, own: OwnOffice, *, passphrase: str = "", reads_own: bool = False) -> Desk:
    """Who reads a package and what we know.

    Args:
        passphrase: of a package that was sealed with one.
        reads_own: open what we have sent.
    """
    units, templates, indicators = db.read(_known)
    return Desk(
        card=own.card,
        keys=own.keys,
        units=units,
        templates=templates,
        indicators=indicators,
        sensitive=frozenset() if reads_own else db.read(sensitive_codes),
        earlier=own.earlier,
        passphrase=passphrase,
        reads_own=reads_own,
    )


def _known(session: "Session") -> tuple[dict[str, KnownUnit], dict[str, int], frozenset[str]]:
    pins = all_pins(session)
    by_code: dict[str, list[UnitRow]] = {}
    for row in list_units(session):
        by_code.setdefault(row.code, []).append(row)
    units = {}
    for code, rows in by_code.items():
        # One code, perhaps several units one after the other: it is good for the time of each.
        newest = max(rows, key=lambda row: row.valid_from)
        first = min(row.valid_from for row in rows)
        units[code] = KnownUnit(
            code,
            newest.full_name,
            pins.get(code),
            None if first == BEGINNING else first,
            newest.valid_to,
            newest.above,
        )
    forms = {row.code: _VERSION for row in list_entries(session, "form", with_hidden=True)}
    codes = {row.code for row in list_entries(session, "indicator", with_hidden=True)}
    templates = forms | {PAPERS_TEMPLATE: _VERSION, DOWN_TEMPLATE: _VERSION}
    return units, templates, frozenset(codes)


def _named(session: "Session") -> tuple[str, str]:
    """Code and name of the office for its card."""
    office = get_office(session)
    if office is None:
        raise NotFoundError("Chưa có cơ quan. Hãy trả lời năm câu hỏi ban đầu trước.")
    code = own_code(session)
    if not code:
        raise ValidationError(
            "Đơn vị chưa có mã nên chưa gửi, nhận được gói số liệu. Số liệu vẫn nguyên vẹn. Hãy hỏi "
            "cơ quan nhận báo cáo mã của đơn vị mình rồi ghi vào Cài đặt.",
            field="unit_code",
        )
    return code, f"{office.body_symbol} {office.full_name}".strip()


def _used(rows: Sequence[OfficeKeyRow]) -> tuple[OfficeKeyRow | None, list[OfficeKeyRow]]:
    used = next((row for row in rows if row.ended_at is None), None)
    return used, [row for row in rows if row.ended_at is not None]


def _card(row: OfficeKeyRow) -> OfficeCard:
    card = card_in(dict(row.card))
    if card is None:
        raise CardError(
            "Thẻ của đơn vị trong dữ liệu đã bị sửa. Số liệu không bị ảnh hưởng. Hãy đổi khóa rồi "
            "gửi lại thẻ cơ quan."
        )
    return card


def _opened(rows: Sequence[OfficeKeyRow]) -> tuple[tuple[OfficeCard, OfficeKeys], ...]:
    """Earlier pairs, without those that were damaged: they open nothing now."""
    found = []
    for row in rows:
        try:
            found.append((_card(row), keys_in(row.secret)))
        except CardError:
            continue
    return tuple(found)


def _fresh(
    code: str,
    name: str,
    now: datetime,
    used: OfficeKeyRow | None = None,
    reason: str = "",
) -> KeyDraft:
    keys = new_keys()
    return _draft(card_of(keys, code, name, now), key_text(keys), now, used, reason)


def _draft(
    card: OfficeCard, secret: str, now: datetime, used: OfficeKeyRow | None, reason: str
) -> KeyDraft:
    return KeyDraft(
        fingerprint=card.fingerprint,
        card=CARD_SHAPE.write(card),
        secret=secret,
        made_at=now,
        replaces=used.id if used else None,
        reason=reason,
    )


def _take(db: Database, draft: KeyDraft) -> None:
    """Whether we were first or another seat was: the pair that is in use is read again."""
    db.write(office_keys.take_keys, draft)
