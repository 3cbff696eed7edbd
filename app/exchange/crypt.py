"""The library's signatures and seals over plain bytes; nothing here is home-made.

Ed25519 (RFC 8032) signs; HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305) seals to a card;
passphrases and keys are those of app.vault.crypt.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

#: y of the points of small order (RFC 8032 leaves them to the verifier): under such a "key" one
#: signature fits any message. The last three are y = -1, and 0 and 1 written another way.
_WEAK: Final = frozenset(
    bytes.fromhex(y)
    for y in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def signing_public(private: bytes) -> bytes:
    """The public half of a signing key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sealing_public(private: bytes) -> bytes:
    """The public half of a sealing key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is of this key over this message."""
    if public[:-1] + bytes([public[-1] & 0x7F] if public else b"") in _WEAK:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seal_to(public: bytes, plain: bytes, purpose: bytes) -> bytes:
    """Sealed for the holder of a sealing key; ``purpose`` must be the same when it is opened.

    Raises:
        ValueError: no usable public key.
    """
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=purpose)


def open_sealed(private: bytes, sealed: bytes, purpose: bytes) -> bytes | None:
    """What was sealed to this key for this purpose; None for anything else."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=purpose)
    except (InvalidTag, ValueError):
        return None
