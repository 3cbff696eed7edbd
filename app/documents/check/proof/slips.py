"""Frequent slips of the pen in this field: strings that are never right."""

from collections.abc import Iterator
from functools import cache

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.data import table
from app.documents.check.proof.phrases import Phrases
from app.documents.check.proof.wording import found_in, same_case


def slips(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule slip."""
    for hit in _slips().find(text):
        quote = text[hit.start : hit.end]
        new = _in_case(quote, hit.value)
        # A row that leaves its words as they are stands there to keep them ("công tác viên chức").
        if new != quote:
            yield found_in(passage, "slip", quote, f"Lỗi gõ: viết “{new}”.", new)


def _in_case(quote: str, right: str) -> str:
    """The right words in the capitals of the written ones, word by word where they pair."""
    written, news = quote.split(), right.split()
    if len(written) != len(news):
        return same_case(quote, right)
    return " ".join(same_case(one, new) for one, new in zip(written, news, strict=True))


@cache
def _slips() -> Phrases[str]:
    return Phrases(table("slips")["slips"], strict=True)
