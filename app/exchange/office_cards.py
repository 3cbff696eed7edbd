"""Office keys and office cards: made at first run, exchanged once, confirmed by a short code."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from app.errors import AppError
from app.exchange import crypt
from app.exchange import shapes as s
from app.exchange.canonical import JsonError, TextError, canonical, read_json, sha256
from app.exchange.check_code import card_code, same_card_code, shown_code
from app.exchange.record_shapes import More, record
from app.exchange.shapes import WrongError
from app.vault.crypt import new_key

CARD_SUFFIX: Final = ".bdg-the"
_FORMAT: Final = "bdg-the"
_VERSION: Final = "1.0"
_PURPOSE: Final = b"bdg-the/1 card\0"
_LARGEST: Final = 10_000


class CardError(AppError):
    """An office card or the key file cannot be used."""


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """The private halves; never shown, never sent."""

    signing: bytes = field(repr=False)
    sealing: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfficeCard(More):
    """What others may know of an office: unit, public keys (base64), day of making."""

    format: str
    format_version: str
    unit_code: str
    unit_name: str
    signing_key: str
    sealing_key: str
    created_at: datetime
    signature: str

    @property
    def fingerprint(self) -> str:
        """64 hex digits of the unit's code and both keys; the name may change."""
        return _fingerprint(self.unit_code, self.signing_key, self.sealing_key)

    @property
    def short_code(self) -> str:
        """Twelve characters in three groups, to be read by phone."""
        return shown_code(card_code(self.fingerprint))


_KEY: Final = s.matching(r"[A-Za-z0-9+/]{43}=", "phải là khóa công khai")
CARD_SHAPE: Final = record(
    OfficeCard,
    {
        "format": s.matching(_FORMAT, "phải là bdg-the"),
        "format_version": s.matching(r"1\.[0-9]{1,4}", "phải là 1.0"),
        "unit_code": s.CODE,
        "unit_name": s.text(300, blank=False),
        "signing_key": _KEY,
        "sealing_key": _KEY,
        "created_at": s.MOMENT,
        "signature": s.matching(r"[A-Za-z0-9+/]{86}==", "phải là chữ ký", 100),
    },
)


def new_keys() -> OfficeKeys:
    """Fresh keys from the machine's own random source."""
    return OfficeKeys(new_key(), new_key())


def card_of(keys: OfficeKeys, unit_code: str, unit_name: str, made_at: datetime) -> OfficeCard:
    """The card of an office, signed with its own key so that a slip or a change shows."""
    said = {
        "format": _FORMAT,
        "format_version": _VERSION,
        "unit_code": unit_code,
        "unit_name": unit_name,
        "signing_key": as_base64(crypt.signing_public(keys.signing)),
        "sealing_key": as_base64(crypt.sealing_public(keys.sealing)),
        "created_at": s.MOMENT.write(made_at),
    }
    signature = as_base64(crypt.sign(keys.signing, _signed(said)))
    card: OfficeCard = CARD_SHAPE.read({**said, "signature": signature})
    return card


def card_bytes(card: OfficeCard) -> bytes:
    """The card as a file."""
    return canonical(CARD_SHAPE.write(card)) + b"\n"


def read_card(content: bytes) -> OfficeCard:
    """The card in a file.

    Raises:
        CardError: not a card, damaged, or its own signature does not fit.
    """
    if len(content) > _LARGEST:
        raise _bad_card("too long")
    try:
        card = card_in(read_json(content))
    except (TextError, JsonError, WrongError) as error:
        raise _bad_card(str(error)) from error
    if card is None:
        raise _bad_card("signature")
    return card


def card_in(value: Any) -> OfficeCard | None:
    """A card as plain data; None when its signature is not its own.

    Raises:
        WrongError: not the fields of a card.
    """
    card: OfficeCard = CARD_SHAPE.read(value)
    said = {name: part for name, part in value.items() if name != "signature"}
    signed = crypt.is_signed(
        from_base64(card.signing_key), _signed(said), from_base64(card.signature)
    )
    return card if signed else None


@lru_cache(maxsize=10_000)
def _fingerprint(unit: str, signing: str, sealing: str) -> str:
    return sha256(_PURPOSE + canonical({"unit": unit, "signing": signing, "sealing": sealing}))


class Enrolment(StrEnum):
    """What a card is beside the one that is pinned for its unit; REPLACED: pinned once before it."""

    FIRST = "first"
    SAME = "same"
    CHANGED = "changed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Pin:
    """A card that was confirmed by its short code, when, and the fingerprints it took over from."""

    card: OfficeCard
    confirmed_at: datetime
    earlier: tuple[str, ...] = ()


def enrolment_of(card: OfficeCard, pinned: Pin | None) -> Enrolment:
    """Whether a card is new, known, or another than the pinned one."""
    if pinned is None:
        return Enrolment.FIRST
    if card.fingerprint == pinned.card.fingerprint:
        return Enrolment.SAME
    return Enrolment.REPLACED if card.fingerprint in pinned.earlier else Enrolment.CHANGED


def pinned(card: OfficeCard, heard: str, at: datetime, before: Pin | None = None) -> Pin:
    """The card pinned after the code heard by phone (or read on paper) was compared.

    Raises:
        CardError: the code is not the card's, or the pinned card is of another unit.
    """
    if before is not None and before.card.unit_code != card.unit_code:
        raise CardError(
            f"Thẻ này của đơn vị {card.unit_code}, không phải {before.card.unit_code}. "
            "Thẻ đã ghi nhận vẫn giữ nguyên. Hãy chọn đúng tệp thẻ."
        )
    if not same_card_code(heard, card.fingerprint):
        raise CardError(
            f"Mã thẻ nghe được không khớp với tệp thẻ của {card.unit_name}. Chưa ghi nhận thẻ này. "
            "Hãy đề nghị đọc lại; vẫn không khớp thì xin gửi lại tệp thẻ bằng đường khác."
        )
    if before is None:
        return Pin(card, at)
    known = dict.fromkeys((*before.earlier, before.card.fingerprint))
    return Pin(card, at, tuple(one for one in known if one != card.fingerprint))


def as_base64(raw: bytes) -> str:
    """Standard base64."""
    return b64encode(raw).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes; empty for what is no base64."""
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def _signed(said: Mapping[str, Any]) -> bytes:
    return _PURPOSE + canonical(dict(said))


def _bad_card(detail: str) -> CardError:
    return CardError(
        "Tệp này không phải là thẻ cơ quan, hoặc thẻ đã bị hỏng hay bị sửa. Chưa ghi nhận gì. "
        "Hãy đề nghị nơi gửi chép lại tệp thẻ.",
        detail=detail,
    )
