"""The same duty written twice in one paper."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from zlib import crc32

from app.documents.blocks import Node
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.documents.check.proof.wording import KEPT, readable, words_of

_FEWEST_WORDS: Final = 9
_ALIKE: Final = 0.8
# Least values of so many scramblings: two texts that are 80 % alike share one nearly always.
_SCRAMBLES: Final = tuple(crc32(bytes([number])) for number in range(6))


def duties_once(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule duty_twice; nodes the program makes itself (without a key) repeat tasks on purpose."""
    nodes = [placed.node for placed in sheet.placed]
    keyed = any(node.key for node in nodes)
    seen: dict[tuple[int, int], Node] = {}
    for node in nodes:
        if keyed and not node.key:
            continue
        text = readable(node.plain)
        marks = _marks(text)
        twin = next((seen[mark] for mark in marks if mark in seen), None)
        if twin is not None and alike(text, readable(twin.plain)) >= _ALIKE:
            start = " ".join(twin.plain.split()[:12])
            why = f"Việc này đã ghi ở chỗ khác: “{start}…”. Bỏ một chỗ hoặc viết cho khác nhau."
            yield Finding(rule="duty_twice", where=node.key, message=why, quote=node.plain)
            continue
        for mark in marks:
            seen.setdefault(mark, node)


def alike(one: str, other: str) -> float:
    """Share of word pairs that two texts have in common, from 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / max(1, len(first | second))


@lru_cache(KEPT)
def _pairs(text: str) -> frozenset[int]:
    words = [word for word, _, _ in words_of(text)]
    return frozenset(crc32(f"{words[at]} {words[at + 1]}".encode()) for at in range(len(words) - 1))


@lru_cache(KEPT)
def _marks(text: str) -> tuple[tuple[int, int], ...]:
    """Signs that nearly alike texts share; none of a short text."""
    if len(words_of(text)) < _FEWEST_WORDS:
        return ()
    pairs = _pairs(text)
    return tuple(
        (number, min((pair ^ scramble) * 2654435761 % 4294967296 for pair in pairs))
        for number, scramble in enumerate(_SCRAMBLES)
    )
