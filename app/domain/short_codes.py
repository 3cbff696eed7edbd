"""A hash as a few signs that people read to each other; no 0 and O, no 1 and I among them."""

from typing import Final

#: 32 signs that are not taken for each other.
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_BITS: Final = 5
_CARD_SIGNS: Final = 12


def signs_of(digest: str, count: int) -> str:
    """The first ``count`` × 5 bits of a hex digest in the alphabet."""
    number = int(digest, 16) >> (len(digest) * 4 - count * _BITS)
    places = range((count - 1) * _BITS, -1, -_BITS)
    return "".join(ALPHABET[number >> place & 31] for place in places)


def card_code(fingerprint: str) -> str:
    """The twelve characters (60 bits) of an office card's fingerprint, to be read by phone."""
    return signs_of(fingerprint, _CARD_SIGNS)


def shown_code(code: str) -> str:
    """As it is printed: "ABCDE-FGHJK", a card's code in three groups of four."""
    group = 4 if len(code) == _CARD_SIGNS else 5
    return "-".join(code[at : at + group] for at in range(0, len(code), group))
