"""The same duty written twice in one paper."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from zlib import crc32

from app.documents.blocks import Node
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.documents.check.proof.wording import KEPT, readable, words_of
from app.domain import fields

_NUMBERS: Final = re.compile(r"\d+")
_FEWEST_WORDS: Final = 9
_ALIKE: Final = 0.8
# Least values of so many scramblings: two texts that are 80 % alike share one nearly always.
_SCRAMBLES: Final = tuple(crc32(bytes([number])) for number in range(5))
# Knuth's odd number near 2^32 over the golden ratio: spreads neighbouring values apart.
_MIXING: Final = 2654435761


def duties_once(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule duty_twice; nodes the program makes itself (without a key) repeat tasks on purpose."""
    keyed = any(placed.node.key for placed in sheet.placed)
    seen: dict[int, Node] = {}
    for placed in sheet.placed:
        node = placed.node
        marks = _marks(node.heading, node.text) if node.key or not keyed else ()
        twin = next(filter(None, map(seen.get, marks)), None)
        if twin is not None and _same(readable(node.plain), readable(twin.plain)):
            start = " ".join(twin.plain.split()[:12])
            why = f"Việc này đã ghi ở chỗ khác: “{start}…”. Bỏ một chỗ hoặc viết cho khác nhau."
            yield Finding(rule="duty_twice", where=node.key, message=why, quote=node.plain)
        else:
            for mark in marks:
                seen.setdefault(mark, node)


@lru_cache(KEPT)
def _same(one: str, other: str) -> bool:
    """Nearly the same words and the very same numbers."""
    return _NUMBERS.findall(one) == _NUMBERS.findall(other) and alike(one, other) >= _ALIKE


def alike(one: str, other: str) -> float:
    """Share of word pairs that two texts have in common, from 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / max(1, len(first | second))


@lru_cache(KEPT)
def _pairs(text: str) -> frozenset[int]:
    words = [word for word, _, _ in words_of(text)]
    return frozenset(crc32(f"{words[at]} {words[at + 1]}".encode()) for at in range(len(words) - 1))


@lru_cache(KEPT)
def _marks(heading: str, text: str) -> tuple[int, ...]:
    """Signs that nearly alike texts share; none of a short text."""
    whole = readable(fields.plain(f"{heading} {text}".strip()))
    if len(words_of(whole)) < _FEWEST_WORDS:
        return ()
    pairs = _pairs(whole)
    return tuple(
        number + len(_SCRAMBLES) * min((pair ^ scramble) * _MIXING % 2**32 for pair in pairs)
        for number, scramble in enumerate(_SCRAMBLES)
    )
