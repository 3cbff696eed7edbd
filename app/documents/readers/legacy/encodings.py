"""Which old encoding a font's name or a text stands for, and the text in Unicode."""

from enum import Enum
from typing import Final

from app.documents.readers.legacy.syllables import share_of_syllables
from app.documents.readers.legacy.tcvn3 import decode_tcvn3
from app.documents.readers.legacy.vni import decode_vni
from app.domain.text import nfc


class Encoding(Enum):
    """A way to write Vietnamese from before Unicode, by the name officers know."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


_DECODERS: Final = {Encoding.TCVN3: decode_tcvn3, Encoding.VNI: decode_vni}
# Fonts of later years keep Unicode letters under a name that starts alike.
_UNICODE_LETTERS: Final = range(0x1EA0, 0x1EFA)
_SAMPLE: Final = 20_000
_FEWEST_WORDS: Final = 3
_SURE: Final = 0.9
_DOUBTFUL: Final = 0.5


def encoding_of_font(font: str) -> Encoding | None:
    """The encoding that a font's name stands for: ".VnTime" TCVN3, "VNI-Times" VNI."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    if name.startswith(("vni-", "vni ")):
        return Encoding.VNI
    return None


def to_unicode(text: str, font: str) -> str:
    """The run's letters in Unicode when its font is an old one; otherwise the text unchanged."""
    encoding = encoding_of_font(font)
    if encoding is None or _is_unicode(text):
        return text
    made = from_encoding(text, encoding)
    capital = encoding is Encoding.TCVN3 and font.strip().endswith("H")
    return made.upper() if capital else made


def from_encoding(text: str, encoding: Encoding) -> str:
    """The text in Unicode, NFC."""
    return nfc(_DECODERS[encoding](text))


def detect(text: str) -> Encoding | None:
    """The old encoding of a text without fonts, only when its words leave no doubt."""
    sample = text[:_SAMPLE]
    if _is_unicode(sample):
        return None
    before, _ = share_of_syllables(sample)
    if before > _DOUBTFUL:
        return None
    shares = {one: share_of_syllables(from_encoding(sample, one)) for one in Encoding}
    best = max(Encoding, key=lambda one: shares[one][0])
    share, words = shares[best]
    return best if share >= _SURE and words >= _FEWEST_WORDS else None


def remark(encoding: Encoding) -> str:
    """What the officer is told about the change."""
    return f"Chữ theo bảng mã {encoding.value} đã được đổi sang Unicode."


def _is_unicode(text: str) -> bool:
    return any(ord(sign) in _UNICODE_LETTERS for sign in text)
