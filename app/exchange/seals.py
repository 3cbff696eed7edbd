"""Content hash, signature and sealing of a package; what each of them covers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from app.exchange import crypt
from app.exchange.canonical import JsonError, TextError, canonical, read_json, sha256
from app.exchange.manifest import Manifest, Sealing, SealMethod, Wrapped
from app.exchange.office_cards import (
    CARD_SHAPE,
    OfficeCard,
    OfficeKeys,
    as_base64,
    card_in,
    from_base64,
)
from app.exchange.records import member_of
from app.exchange.shapes import WrongError
from app.vault.crypt import lock, new_salt, passphrase_key, unlock

_SIGNING: Final = b"bdg-goi/1 signature\0"
_SEALING: Final = b"bdg-goi/1 seal\0"
_LOCKING: Final = b"bdg-goi/1 member\0"
_WRAPPING: Final = b"bdg-goi/1 passphrase\0"
_HASHED: Final = "bdg-goi/1"
_SIGNATURE_FIELDS: Final = {"card", "signature"}


def content_hash(
    manifest: Manifest, digests: Mapping[str, str], paper_hashes: Iterable[str]
) -> str:
    """SHA-256 of what the package says: unit, duty, period, data and words of its papers.

    Not of when, how often or to whom it is sent, nor of the PDF files, which carry its check
    code. The salt in the data keeps small numbers from being guessed from the hash.

    Args:
        digests: SHA-256 of every data file before sealing, by name.
    """
    documents = member_of("documents")
    data = {name: digest for name, digest in digests.items() if name != documents}
    said = {
        "format": _HASHED,
        "unit": manifest.unit.code,
        "duty": manifest.duty,
        "period": manifest.period.code,
        "data": data,
        "papers": sorted(filter(None, paper_hashes)),
    }
    return sha256(canonical(said))


def signature_bytes(keys: OfficeKeys, card: OfficeCard, manifest: Manifest, head: bytes) -> bytes:
    """The file ``signature.json``: the sender's card and a signature over the manifest."""
    signature = crypt.sign(keys.signing, _signed(manifest, head, card))
    return canonical({"card": CARD_SHAPE.write(card), "signature": as_base64(signature)})


def signer(
    content: bytes, manifest: Manifest, head: bytes, known: OfficeCard | None = None
) -> OfficeCard | None:
    """The card that signed a manifest; None when the signature is not of that card over it.

    ``known`` was looked at when it was pinned, so that its own signature is not asked again.
    """
    try:
        value: Any = read_json(content)
        if not isinstance(value, dict) or value.keys() != _SIGNATURE_FIELDS:
            return None
        is_known = known is not None and value["card"] == CARD_SHAPE.write(known)
        card = known if is_known else card_in(value["card"])
    except (TextError, JsonError, WrongError):
        return None
    if card is None or not isinstance(value["signature"], str):
        return None
    signature = from_base64(value["signature"][:100])
    public = from_base64(card.signing_key)
    return card if crypt.is_signed(public, _signed(manifest, head, card), signature) else None


def sealing_for(
    key: bytes,
    package_id: UUID,
    sender: OfficeCard,
    cards: Sequence[OfficeCard],
    passphrase: str = "",
) -> Sealing:
    """The package's key sealed to each card, or to a passphrase and the sender's card."""
    sealed = tuple(_wrapped(key, package_id, sender, card) for card in cards)
    if not passphrase:
        return Sealing(SealMethod.HPKE, sealed)
    salt = new_salt()
    locked = lock(passphrase_key(passphrase, salt), key, _WRAPPING + package_id.bytes)
    return Sealing(SealMethod.PASSPHRASE, (Wrapped("", as_base64(locked)), *sealed[:1]), salt.hex())


def opened_key(
    sealing: Sealing, package_id: UUID, sender: OfficeCard, own: OfficeCard, keys: OfficeKeys
) -> bytes | None:
    """The package's key with an office's own keys; None when it is sealed for others."""
    for wrapped in sealing.wrapped:
        if wrapped.fingerprint == own.fingerprint:
            purpose = _purpose(package_id, sender, own)
            return crypt.open_sealed(keys.sealing, from_base64(wrapped.key), purpose)
    return None


def passphrase_opened(sealing: Sealing, package_id: UUID, passphrase: str) -> bytes | None:
    """The package's key with a passphrase; None when it is wrong."""
    key = passphrase_key(passphrase, bytes.fromhex(sealing.salt))
    locked = next((one.key for one in sealing.wrapped if not one.fingerprint), "")
    return unlock(key, from_base64(locked), _WRAPPING + package_id.bytes)


def seal(key: bytes, package_id: UUID, name: str, content: bytes) -> bytes:
    """One member under the package's key, bound to its package and name."""
    return lock(key, content, _bound(package_id, name))


def unseal(key: bytes, package_id: UUID, name: str, content: bytes) -> bytes | None:
    """The member as it was; None when key, package or name do not fit."""
    return unlock(key, content, _bound(package_id, name))


def _signed(manifest: Manifest, head: bytes, card: OfficeCard) -> bytes:
    said = {
        "format_version": manifest.format_version,
        "package_id": str(manifest.package_id),
        "sender": card.fingerprint,
        "receiver": manifest.receiver.fingerprint,
        "content_hash": manifest.content_hash,
        "manifest": sha256(head),
    }
    return _SIGNING + canonical(said)


def _wrapped(key: bytes, package_id: UUID, sender: OfficeCard, card: OfficeCard) -> Wrapped:
    public = from_base64(card.sealing_key)
    sealed = crypt.seal_to(public, key, _purpose(package_id, sender, card))
    return Wrapped(card.fingerprint, as_base64(sealed))


def _purpose(package_id: UUID, sender: OfficeCard, receiver: OfficeCard) -> bytes:
    return (
        _SEALING
        + package_id.bytes
        + bytes.fromhex(sender.fingerprint)
        + bytes.fromhex(receiver.fingerprint)
    )


def _bound(package_id: UUID, name: str) -> bytes:
    return _LOCKING + package_id.bytes + name.encode("utf-8")
