"""The name of a cited document or programme is the catalogue's."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.catalogue import Programme, name_words, programmes
from app.documents.check.proof.wording import SENTENCES, found_in

_QUOTED: Final = re.compile(
    r"(?P<kind>Chiến lược|Chương trình|Đề án|chương trình|đề án)\s+[“\"](?P<name>[^”\"]{12,300})[”\"]"
)
_PERIOD: Final = re.compile(r",?\s+(?:giai đoạn|đến năm|thời kỳ)\s.*$", re.DOTALL)
_OPEN: Final = re.compile(r"(?P<kind>Chiến lược|Chương trình|Đề án)\s+(?=[^\W\d_])")
# In quotation marks the name must be the name; in running words only a near one is meant.
_QUOTED_ALIKE: Final = 0.7
_RUNNING_ALIKE: Final = 0.82
_RUNNING_WORDS: Final = 4


def cited_names(passage: Passage, text: str, facts: CheckFacts) -> Iterator[Finding]:
    """Rule cited_name."""
    if passage.part not in SENTENCES or not ("C" in text or "Đ" in text or "“" in text):
        return
    quoted: list[tuple[int, int]] = []
    for found in _QUOTED.finditer(text):
        quoted.append(found.span())
        name = _PERIOD.sub("", found["name"])
        nearest, alike = _nearest(_plain(name), found["kind"], programmes(facts))
        if nearest is not None and _QUOTED_ALIKE <= alike < 1:
            yield _wrong(passage, name, nearest)
    for found in _OPEN.finditer(text):
        if not any(start <= found.start() < end for start, end in quoted):
            yield from _running(passage, text, found, facts)


def _running(
    passage: Passage, text: str, found: re.Match[str], facts: CheckFacts
) -> Iterator[Finding]:
    after = [word for word in name_words(text) if word[1] >= found.end()]
    for programme in programmes(facts):
        if programme.kind != found["kind"] or len(programme.words) < _RUNNING_WORDS:
            continue
        size = len(programme.words)
        taken = tuple(word for word, _, _ in after[: size + 4])
        if taken[:2] != programme.words[:2] or taken[:size] == programme.words:
            continue
        count = _best_length(taken, programme.words)
        if count:
            yield _wrong(passage, text[found.end() : after[count - 1][2]], programme)
            return


@lru_cache(1024)
def _best_length(taken: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many of the words are the name, nearly; 0 when they are something else."""
    best, length = _RUNNING_ALIKE, 0
    for count in range(max(2, len(name) - 3), len(taken) + 1):
        if taken[count - 1] != name[-1]:
            continue
        alike = SequenceMatcher(None, taken[:count], name, autojunk=False).ratio()
        if best <= alike < 1:
            best, length = alike, count
    return length


def _nearest(
    name: tuple[str, ...], kind: str, known: tuple[Programme, ...]
) -> tuple[Programme | None, float]:
    best: tuple[Programme | None, float] = (None, 0.0)
    for programme in known:
        if programme.kind != kind[:1].upper() + kind[1:]:
            continue
        if programme.words == name[: len(programme.words)]:
            return programme, 1.0
        alike = SequenceMatcher(None, name, programme.words, autojunk=False).ratio()
        if alike > best[1]:
            best = (programme, alike)
    return best


def _plain(name: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in name_words(name))


def _wrong(passage: Passage, written: str, programme: Programme) -> Finding:
    right = programme.name
    if written[:1].islower():
        right = right[:1].lower() + right[1:]
    why = (
        f"Tên trong {programme.basis.type_word} số {programme.basis.number} là "
        f"“{programme.kind} {programme.name}”."
    )
    return found_in(passage, "cited_name", written, why, right)
