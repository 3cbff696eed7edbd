"""Our own keys and the office's code, as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_text
from app.domain.units import checked_code
from app.errors import NotFoundError, ValidationError
from app.models import Office, OfficeKey, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDraft:
    """A pair of keys and its card. ``replaces``: the pair in use that was seen; None: there was
    none."""

    fingerprint: str
    card: Mapping[str, Any]
    secret: str = field(repr=False)
    made_at: datetime
    replaces: UUID | None = None
    reason: str = ""


def take_keys(session: Session, draft: KeyDraft) -> bool:
    """Use a pair of keys from now on; the one before ends and is kept.

    Returns:
        False when another seat has changed the pair meanwhile: nothing was done.
    """
    used = session.scalars(select(OfficeKey).where(OfficeKey.ended_at.is_(None))).first()
    if (used.id if used else None) != draft.replaces:
        return False
    if used is not None:
        used.ended_at, used.reason = draft.made_at, clean_text(draft.reason)
        session.flush()
    again = session.scalars(
        select(OfficeKey).where(OfficeKey.fingerprint == draft.fingerprint)
    ).first()
    if again is None:
        again = OfficeKey(fingerprint=draft.fingerprint, made_at=draft.made_at)
        session.add(again)
    # The office took its former code back: the same pair under the same card is in use again.
    again.card, again.secret, again.ended_at = dict(draft.card), draft.secret, None
    session.flush()
    return True


def rename_card(session: Session, key_id: UUID, card: Mapping[str, Any]) -> None:
    """The card of the same keys with another name of the office (NotFoundError when gone)."""
    _key(session, key_id).card = dict(card)


def set_unit_code(session: Session, code: str) -> None:
    """The code by which other offices know ours.

    Raises:
        NotFoundError: no office yet.
        ValidationError: no code, or that of a unit in the list.
    """
    office = session.scalars(select(Office)).first()
    if office is None:
        raise NotFoundError("Chưa có cơ quan. Hãy trả lời năm câu hỏi ban đầu trước.")
    checked = checked_code(code)
    taken = session.scalars(select(Unit).where(Unit.code == checked)).first()
    if taken is not None:
        raise ValidationError(
            f"Mã “{checked}” là của {taken.name} trong danh sách đơn vị. Mã cũ giữ nguyên. Hãy xem "
            "lại mã của đơn vị mình.",
            field="unit_code",
        )
    office.unit_code = checked


def _key(session: Session, key_id: UUID) -> OfficeKey:
    found = session.get(OfficeKey, key_id)
    if found is None:
        raise NotFoundError("Khóa này không còn. Hãy mở lại mục Khóa và thẻ cơ quan.")
    return found
