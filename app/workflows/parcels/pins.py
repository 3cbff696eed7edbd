"""Cards of other offices that were confirmed by their code, and those that still wait."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.units import CardState
from app.exchange.office_cards import OfficeCard, Pin, card_in
from app.queries.units import CardRow, list_cards

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def pin_of(session: "Session", unit_code: str) -> Pin | None:
    """The pinned card of a unit; None when none was confirmed."""
    return pin_among(list_cards(session, unit_code))


def all_pins(session: "Session") -> dict[str, Pin]:
    """The pinned card of each unit that has one, by the unit's code."""
    by_unit: dict[str, list[CardRow]] = {}
    for card in list_cards(session):
        by_unit.setdefault(card.unit_code, []).append(card)
    found = {code: pin_among(cards) for code, cards in by_unit.items()}
    return {code: pin for code, pin in found.items() if pin is not None}


def pin_among(cards: Sequence[CardRow]) -> Pin | None:
    """The pinned one of a unit's cards, with the fingerprints it took over from."""
    pinned = next((one for one in cards if one.state is CardState.PINNED), None)
    card = card_kept(pinned) if pinned else None
    if pinned is None or card is None:
        return None
    earlier = tuple(one.fingerprint for one in cards if one.state is CardState.REPLACED)
    return Pin(card, pinned.confirmed_at or pinned.received_at, earlier)


def card_kept(row: CardRow) -> OfficeCard | None:
    """The card of a row; None when what is kept was altered behind our back."""
    return card_in(dict(row.card))
