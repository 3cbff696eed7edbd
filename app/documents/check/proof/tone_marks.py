"""A tone mark on the wrong vowel ("hòan" for "hoàn"): never right in either way of writing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.wording import found_in

# One set of letters first: most texts are passed over by it alone.
_MARKED: Final = "òóỏõọùúủũụìíỉĩịỳýỷỹỵừứửữựÒÓỎÕỌÙÚỦŨỤÌÍỈĨỊỲÝỶỸỴỪỨỬỮỰ"
_WRONG: Final = re.compile(
    rf"[{_MARKED}](?i:(?<=[òóỏõọ])[aeă](?=[a-zđ])|(?<=[ùúủũụ])(?:[ăâêôơ]|y[a-zêđ])"
    r"|(?<=[ìíỉĩịỳýỷỹỵ])ê|(?<=[ừứửữự])ơ|(?<=q[ùúủũụ])[aăâeêioôơy]|(?<=g[ìíỉĩị])[aăâeêoôơuư])"
)
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_STRONG: Final = "ăâêôơư"


def tone_marks(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule tone_mark."""
    for found in _WRONG.finditer(text):
        start, end = _word_at(text, found.start())
        word = text[start:end]
        right = set_right(word)
        if right != word:
            why = f"Dấu thanh đặt sai chữ: viết “{right}”."
            yield found_in(passage, "tone_mark", word, why, right)


def _word_at(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def set_right(word: str) -> str:
    """The syllable with its tone mark on the vowel that carries it; without a vowel, as it is.

    >>> set_right("hòan"), set_right("qủa"), set_right("tíêp")
    ('hoàn', 'quả', 'tiếp')
    """
    parts = unicodedata.normalize("NFD", word)
    tone = next((sign for sign in parts if sign in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))
    at = _carrier(bare.lower())
    if at is None:
        return word
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def _carrier(bare: str) -> int | None:
    """Place of the vowel that carries the tone in a syllable without one; damaged words have none."""
    start = (
        2
        if bare.startswith("qu")
        or (bare.startswith("gi") and len(bare) > 2 and bare[2] in "aăâeoôơuư")
        else 0
    )
    vowels = [at for at in range(start, len(bare)) if bare[at] in "aăâeêioôơuưy"]
    if not vowels:
        return None
    strong = [at for at in vowels if bare[at] in _STRONG]
    if strong:
        return strong[-1]
    closed = vowels[-1] < len(bare) - 1
    if len(vowels) >= 3:
        return vowels[1]
    return vowels[-1] if closed else vowels[0]
