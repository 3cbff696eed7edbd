"""Short codes that people read and type: the check code on paper, the code of an office card."""

import unicodedata
from typing import Final

from app.domain.short_codes import ALPHABET, card_code, shown_code, signs_of
from app.errors import ValidationError

__all__ = [
    "ALPHABET",
    "LENGTH",
    "card_code",
    "check_code",
    "read_code",
    "same_card_code",
    "shown_code",
    "signs_of",
]
_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
#: Signs that carry the hash; the tenth is the check letter.
_SIGNS: Final = 9
LENGTH: Final = _SIGNS + 1
#: x^5 + x^2 + 1 makes the 32 signs a field, so that every weight below differs.
_FIELD: Final = 0b100101
_ASK: Final = "Hãy xem lại mã ở chân trang và gõ lại; tắt bộ gõ tiếng Việt nếu chữ bị thêm dấu."


def check_code(content_hash: str) -> str:
    """The ten characters of a content hash (64 hex digits): nine of its first 45 bits, then a
    check letter that tells every wrong sign and every two signs exchanged."""
    signs = signs_of(content_hash, _SIGNS)
    return signs + _check_letter(signs)


def read_code(typed: str) -> str:
    """The code someone typed or scanned: small letters, blanks, hyphens, dots and full-width
    signs are forgiven.

    Raises:
        ValidationError: too short or long, a sign no code has, or the check letter is wrong.
    """
    bare = _bare(typed)
    odd = sorted({sign for sign in bare if sign not in _VALUE})
    if odd:
        raise ValidationError(
            f"Mã đối chiếu không có ký tự {', '.join(odd)} (không dùng số 0, số 1, chữ O, chữ I). "
            f"{_ASK}",
            field="code",
        )
    if len(bare) != LENGTH:
        raise ValidationError(
            f"Mã đối chiếu có {LENGTH} ký tự, mã vừa gõ có {len(bare)}. {_ASK}", field="code"
        )
    if _check_letter(bare[:_SIGNS]) != bare[_SIGNS]:
        raise ValidationError(f"Mã đối chiếu gõ sai ít nhất một ký tự. {_ASK}", field="code")
    return bare


def same_card_code(typed: str, fingerprint: str) -> bool:
    """Whether a code heard by phone is that of the card."""
    return _bare(typed) == card_code(fingerprint)


def _bare(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed[:200]).upper()
    return "".join(sign for sign in wide if not (sign.isspace() or sign in "-–—._·/"))


def _check_letter(signs: str) -> str:
    """A weighted sum in the field of 32: distinct weights catch exchanged signs too."""
    total, weight = 0, 1
    for sign in signs:
        weight = _times(weight, 2)
        total ^= _times(weight, _VALUE[sign])
    return ALPHABET[total]


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _FIELD
        right >>= 1
    return product
