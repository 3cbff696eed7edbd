"""What can be a Vietnamese syllable, and where two of them were typed as one."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.documents.check.proof.data import word_set

# ngh, gh stand before e ê i only, ng, c never.
_ONSET: Final = (
    r"(?:ngh(?=[eêi])|ng(?![eêi])|gh(?=[eêi])|gi|kh|nh|ph|th|tr|ch|qu|c(?![eêi])|g(?![eê])"
    r"|[bdđhklmnprstvx])?"
)
_RIMES: Final = (
    r"a(?:ch?|i|m|nh?|ng|o|p|t|u|y)?|ă(?:c|m|ng?|p|t)|â(?:c|m|ng?|p|t|u|y)|e(?:c|m|ng?|o|p|t)?"
    r"|ê(?:ch|m|nh?|p|t|u)?|i(?:a|ch|m|nh?|p|t|u|ê(?:c|m|ng?|p|t|u))?"
    r"|o(?:a(?:ch?|i|m|nh?|ng|o|p|t|y)?|ă(?:c|m|ng?|t)|c|e(?:n|o|t)?|i|m|ng?|o(?:c|ng)|p|t)?"
    r"|ô(?:c|i|m|ng?|p|t)?|ơ(?:i|m|n|p|t)?|u(?:a|c|i|m|ng?|p|t|â(?:ng?|t|y)|ê(?:ch|nh)?|ơ|ô(?:c|i|m|ng?|t)"
    r"|y(?:a|ch|nh?|t|u|p|ê(?:n|t))?)?|ư(?:a|c|i|m|ng?|t|u|ơ(?:c|i|m|ng?|p|t|u))?|y(?:ê(?:m|ng?|t|u))?"
)
_SYLLABLE: Final = re.compile(f"{_ONSET}(?:{_RIMES})")
# A syllable closed by c, ch, p, t has the sharp or the heavy tone.
_STOPPED: Final = ("c", "ch", "p", "t")
_STOP_TONES: Final = frozenset("\u0301\u0323")
_TONES: Final = frozenset("\u0300\u0309\u0303\u0301\u0323")
_SHORTEST: Final = 2


@lru_cache(4096)
def toneless(word: str) -> str:
    """The small letters of a word without its tone marks; ă â ê ô ơ ư đ stay."""
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))


@lru_cache(4096)
def is_syllable(word: str) -> bool:
    """Whether the small letters can be one syllable, or are a word from elsewhere.

    >>> is_syllable("nghiêng"), is_syllable("hoạchvà"), is_syllable("lưc")
    (True, False, False)
    """
    if word in word_set("loans", "words"):
        return True
    bare = toneless(word)
    if _SYLLABLE.fullmatch(bare) is None:
        return False
    return not bare.endswith(_STOPPED) or not _STOP_TONES.isdisjoint(
        unicodedata.normalize("NFD", word)
    )


@lru_cache(4096)
def glued(word: str) -> tuple[str, str] | None:
    """The two syllables typed as one word; None when it is a word, or cannot be told.

    >>> glued("giaiđoạn")
    ('giai', 'đoạn')
    """
    if is_syllable(word):
        return None
    splits = [
        (word[:at], word[at:])
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1)
        if is_syllable(word[:at]) and is_syllable(word[at:])
    ]
    # A syllable closes with as many letters as it may: "côngan" is "công an", not "côn gan".
    return splits[-1] if splits else None
