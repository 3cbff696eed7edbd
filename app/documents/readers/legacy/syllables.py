"""Whether words have the shape of Vietnamese syllables."""

import re
import unicodedata
from typing import Final

_TONES: Final = frozenset("\u0300\u0309\u0303\u0301\u0323")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa"
    r"|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|ưa|ưi|ươ|ưu|uy|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_EDGES: Final = " .,;:!?()[]\"'“”‘’…-–/*+<>=%0123456789"


def share_of_syllables(text: str) -> tuple[float, int]:
    """How much of the words with letters beyond ASCII are syllables, and how many there are."""
    words = [
        word
        for raw in text.split()
        if not (word := raw.strip(_EDGES)).isascii() and any(map(str.isalpha, word))
    ]
    if not words:
        return 1.0, 0
    return sum(map(_is_syllable, words)) / len(words), len(words)


def _is_syllable(word: str) -> bool:
    """One tone at most, on letters in the order of a syllable; a joined pair counts by its parts."""
    parts = re.split(r"[-–/.,;:]", word.lower())
    return all(_is_one(part.strip(_EDGES)) for part in parts)


def _is_one(part: str) -> bool:
    spread = unicodedata.normalize("NFD", part)
    tones = sum(sign in _TONES for sign in spread)
    bare = unicodedata.normalize("NFC", "".join(sign for sign in spread if sign not in _TONES))
    return not part or part.isascii() or (tones <= 1 and _SYLLABLE.fullmatch(bare) is not None)
