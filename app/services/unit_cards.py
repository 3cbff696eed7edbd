"""Office cards that came in: one waits, one is pinned, what was before is kept by its end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.units import CardState
from app.errors import ConflictError, NotFoundError
from app.models import UnitCard


def keep_waiting(
    session: Session, unit_code: str, fingerprint: str, card: Mapping[str, Any], at: datetime
) -> None:
    """Let a card wait for its code; a pinned one, and others that wait, stay beside it."""
    found = _card(session, unit_code, fingerprint)
    if found is None:
        found = UnitCard(unit_code=unit_code, fingerprint=fingerprint)
        session.add(found)
    found.card, found.received_at = dict(card), at
    found.state, found.confirmed_at, found.ended_at = CardState.WAITING, None, None
    session.flush()


def pin_card(session: Session, unit_code: str, fingerprint: str, at: datetime) -> None:
    """Trust a waiting card from now on; the pinned one before is replaced, others that wait are
    refused: theirs was not the code that was heard.

    Raises:
        NotFoundError, ConflictError: it is gone, or does not wait any more.
    """
    found = _waiting(session, unit_code, fingerprint)
    for other in _cards(session, unit_code):
        if other.state == CardState.PINNED:
            other.state, other.ended_at = CardState.REPLACED, at
        elif other.state == CardState.WAITING and other is not found:
            other.state, other.ended_at = CardState.REFUSED, at
    session.flush()
    found.state, found.confirmed_at = CardState.PINNED, at
    session.flush()


def rename_pinned(
    session: Session, unit_code: str, fingerprint: str, card: Mapping[str, Any]
) -> None:
    """The same card with another name of the office on it."""
    found = _card(session, unit_code, fingerprint)
    if found is not None and found.card != dict(card):
        found.card = dict(card)


def refuse_card(session: Session, unit_code: str, fingerprint: str, at: datetime) -> None:
    """Refuse a waiting card; the pinned one stays.

    Raises:
        NotFoundError, ConflictError: it is gone, or does not wait any more.
    """
    found = _waiting(session, unit_code, fingerprint)
    found.state, found.ended_at = CardState.REFUSED, at
    session.flush()


def _waiting(session: Session, unit_code: str, fingerprint: str) -> UnitCard:
    found = _card(session, unit_code, fingerprint)
    if found is None:
        raise NotFoundError("Thẻ này không còn trong danh sách. Hãy mở lại tệp thẻ.")
    if found.state != CardState.WAITING:
        raise ConflictError("Thẻ này không còn chờ đối chiếu. Hãy mở lại danh sách đơn vị để xem.")
    return found


def _card(session: Session, unit_code: str, fingerprint: str) -> UnitCard | None:
    return next((one for one in _cards(session, unit_code) if one.fingerprint == fingerprint), None)


def _cards(session: Session, unit_code: str) -> list[UnitCard]:
    return list(session.scalars(select(UnitCard).where(UnitCard.unit_code == unit_code)))
