"""A text as the rules read it: blanks to be filled hidden, cut into words; findings from it."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.documents.check.finding import Finding, Mend
from app.documents.check.passages import Part, Passage

#: Texts kept in memory: several papers of 700 nodes.
KEPT: Final = 8192
#: Where whole sentences stand.
SENTENCES: Final = frozenset({Part.TITLE, Part.BASE, Part.AUTHORITY, Part.HEADING, Part.TEXT})
# Small and capital letters of Vietnamese, for character classes; À-Ỹ would take both.
_LETTERS: Final = "".join(
    chr(code)
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
    if unicodedata.normalize("NFD", chr(code))[0].upper() in "AEIOUY" or chr(code) in "đĐ"
)
UPPER: Final = "A-Z" + "".join(sign for sign in _LETTERS if sign.isupper())
LOWER: Final = "a-z" + "".join(sign for sign in _LETTERS if sign.islower())
_BLANK: Final = re.compile(r"\[[^\]]*\]")
DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(KEPT)
def readable(text: str) -> str:
    """The text with "[điền: …]" hidden, every other letter in its place; a marker line is empty."""
    if text.startswith("@"):
        return ""
    if "[điền" not in text:
        return text
    return _BLANK.sub(lambda found: "[" + "·" * (len(found[0]) - 2) + "]", text)


@lru_cache(KEPT)
def words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Words in small letters, each with its first place and the place behind it."""
    return tuple((found[0].lower(), *found.span()) for found in _WORD.finditer(text))


def found_in(
    passage: Passage, rule: str, quote: str, message: str, new: str | None = None
) -> Finding:
    """A finding in a piece of words; ``new`` is what ``quote`` becomes, None for a person to say."""
    mend = Mend(passage.where, quote, new) if new is not None and new != quote else None
    return Finding(rule=rule, where=passage.where, message=message, quote=quote, mend=mend)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """A span widened to the words it touches and one word on either side.

    >>> text = "tham gia ,hoạt động"
    >>> text[slice(*around(text, 9, 10))]
    'gia ,hoạt'
    """
    left = text.rfind(" ", 0, max(0, len(text[:start].rstrip()))) + 1
    right = text.find(" ", end + (1 if text[end : end + 1] == " " else 0))
    return left, len(text) if right < 0 else right


def same_case(model: str, word: str) -> str:
    """The word in capitals, with a first capital or small, as the model is."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
