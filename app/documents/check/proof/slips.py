"""Frequent slips of the pen in this field: strings that are never right."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.data import table
from app.documents.check.proof.phrases import Phrases
from app.documents.check.proof.syllables import glued, is_syllable
from app.documents.check.proof.tone_marks import set_right
from app.documents.check.proof.wording import found_in, same_case, words_of

_SHORTEST: Final = 3


def slips(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rules slip and not_a_word."""
    told: list[tuple[int, int]] = []
    for hit in _slips().find(text):
        told.append((hit.start, hit.end))
        quote = text[hit.start : hit.end]
        new = _in_case(quote, hit.value)
        # A row that leaves its words as they are stands there to keep them ("công tác viên chức").
        if new != quote:
            yield found_in(passage, "slip", quote, f"Lỗi gõ: viết “{new}”.", new)
    for start, end in _no_words(text):
        if not any(first <= start < last for first, last in told):
            quote = text[start:end]
            why = f"“{quote}” không phải là một tiếng có nghĩa. Kiểm tra lại chữ và dấu."
            yield found_in(passage, "not_a_word", quote, why)


def _no_words(text: str) -> Iterator[tuple[int, int]]:
    """Small words with Vietnamese letters that can be no syllable; glued ones are told elsewhere."""
    for word, start, end in words_of(text):
        if word.isascii() or is_syllable(word) or len(word) < _SHORTEST:
            continue
        written = text[start:end]
        if written[1:].islower() and not glued(word) and set_right(word) == word:
            # Names of peoples and places, and parts of words with a hyphen, follow rules of their own.
            beside = text[start - 1 : start] + text[end : end + 1]
            if written.islower() and "-" not in beside and "." not in beside[:1]:
                yield start, end


def _in_case(quote: str, right: str) -> str:
    """The right words in the capitals of the written ones, word by word where they pair."""
    written, news = quote.split(), right.split()
    if len(written) != len(news):
        return same_case(quote, right)
    return " ".join(same_case(one, new) for one, new in zip(written, news, strict=True))


@cache
def _slips() -> Phrases[str]:
    return Phrases(table("slips")["slips"], strict=True)
