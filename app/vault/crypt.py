"""The library's ciphers over plain bytes, for folders and packages; nothing here is home-made.

scrypt (RFC 7914) makes keys of passwords; ChaCha20-Poly1305 (RFC 8439) locks; HKDF (RFC 5869) and
HMAC (RFC 2104), both with SHA-256, make other keys and names of a key.
"""

import hmac
import secrets
import unicodedata
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

#: Bytes of every key, private or public.
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
#: 64 MB and a fifth of a second for each guess; fixed, so that no file can ask for more.
_SCRYPT: Final = {"n": 2**16, "r": 8, "p": 1}


def new_key() -> bytes:
    """A private key for signing, a private key for sealing, or a key of a package or folder."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def lock(key: bytes, plain: bytes, purpose: bytes) -> bytes:
    """Nonce and ciphertext under a key of 32 bytes."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, purpose)


def unlock(key: bytes, locked: bytes, purpose: bytes) -> bytes | None:
    """What was locked with this key for this purpose; None for anything else."""
    nonce, hidden = locked[:_NONCE_BYTES], locked[_NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, hidden, purpose)
    except (InvalidTag, ValueError):
        return None


def passphrase_key(passphrase: str, salt: bytes) -> bytes:
    """A key of 32 bytes from a passphrase in NFC without blanks at its ends."""
    typed = unicodedata.normalize("NFC", passphrase.strip()).encode("utf-8")
    return Scrypt(salt=salt, length=KEY_BYTES, **_SCRYPT).derive(typed)


def derived_key(key: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose, which tells nothing of the key it is made of."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def keyed_name(key: bytes, content: bytes) -> str:
    """64 hex digits that only the holder of the key can make of the content."""
    return hmac.new(key, content, sha256).hexdigest()
