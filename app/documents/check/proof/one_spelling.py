"""One spelling of a word through the whole paper."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage, Sheet
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import KEPT, found_in, readable, same_case

# (which word, which spelling of it, as written)
_Use = tuple[str, str, str]

# Old way "hoá, thuỷ", new way "hóa, thủy": the tone mark in an open syllable of two vowels.
_NEW: Final = {
    new: old
    for base in ("oa", "oe", "uy")
    for new, old in zip(
        [tone + base[1] for tone in {"o": "òóỏõọ", "u": "ùúủũụ"}[base[0]]],
        [base[0] + tone for tone in {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[base[1]]],
        strict=True,
    )
}
_OLD: Final = {old: new for new, old in _NEW.items()}
_PAIR: Final = re.compile(rf"(?<![qQ])(?:{'|'.join([*_NEW, *_OLD])})(?![^\W\d_])", re.IGNORECASE)
_TONE: Final = "cách đặt dấu thanh"
_SKIPPED: Final = frozenset({Part.LETTERHEAD, Part.SIGNER, Part.PLACE})


def one_spelling(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule one_spelling: the rarer spelling is asked for."""
    used = [
        (passage, uses)
        for passage in sheet.passages
        if passage.part not in _SKIPPED and (uses := _uses(readable(passage.text)))
    ]
    counts: dict[str, Counter[str]] = {}
    for _, uses in used:
        for word, spelling, _ in uses:
            counts.setdefault(word, Counter())[spelling] += 1
    kept = {
        word: _kept(word, spellings) for word, spellings in counts.items() if len(spellings) > 1
    }
    if not kept:
        return
    for passage, uses in used:
        for word, spelling, written in dict.fromkeys(uses):
            if word in kept and spelling != kept[word]:
                yield _finding(passage, word, written, kept[word])


def _kept(word: str, spellings: Counter[str]) -> str:
    """The commoner spelling; the one that stands first in the list when both are as common."""
    order = ("mới", "cũ") if word == _TONE else _spellings()[word]
    return max(order, key=lambda spelling: (spellings[spelling], -order.index(spelling)))


def _finding(passage: Passage, word: str, written: str, kept: str) -> Finding:
    if word == _TONE:
        new = _other_tone(written)
        why = f"Cả văn bản đặt dấu kiểu “{new}”, chỗ này “{written}”. Dùng một kiểu."
    else:
        new = kept if word.startswith("=") else same_case(written, kept)
        why = f"Trong văn bản dùng cả “{kept}” và “{written}”. Dùng một cách viết."
    return found_in(passage, "one_spelling", written, why, new)


@lru_cache(KEPT)
def _uses(text: str) -> tuple[_Use, ...]:
    """Every word of the lists, and every syllable whose tone mark shows a habit."""
    found: list[_Use] = []
    small = text.lower()
    for word, spelling in _small_spellings():
        at = small.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if not (small[at - 1 : at].isalpha() or small[end : end + 1].isalpha()):
                found.append((word, spelling, text[at:end]))
            at = small.find(spelling, end)
    for word, spelling in _exact_spellings():
        found += [(word, spelling, spelling)] * text.count(spelling)
    for pair in _PAIR.finditer(text):
        start = pair.start()
        while start and text[start - 1].isalpha():
            start -= 1
        written = text[start : pair.end()]
        if not written.isupper():
            found.append((_TONE, "mới" if pair[0].lower() in _NEW else "cũ", written))
    return tuple(found)


def _other_tone(written: str) -> str:
    pair = written[-2:]
    other = {**_NEW, **_OLD}[pair.lower()]
    return written[:-2] + (other[:1].upper() + other[1:] if pair[:1].isupper() else other)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    rows = table("spellings")
    return {row[0]: tuple(row) for row in rows["words"]} | {
        f"={row[0]}": tuple(row) for row in rows["exact"]
    }


@cache
def _small_spellings() -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, spelling)
        for word, several in _spellings().items()
        if not word.startswith("=")
        for spelling in several
    )


@cache
def _exact_spellings() -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, spelling)
        for word, several in _spellings().items()
        if word.startswith("=")
        for spelling in several
    )
