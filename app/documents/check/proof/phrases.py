"""Many phrases looked for at once in the words of a text."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from app.documents.check.proof.wording import KEPT, words_of

_Value = TypeVar("_Value")
_Words = tuple[tuple[str, int, int], ...]
_BETWEEN: Final = frozenset(" -–&,./")


@dataclass(frozen=True, slots=True)
class Hit(Generic[_Value]):
    """A phrase found: its place, and what it stands for."""

    start: int
    end: int
    value: _Value


class Phrases(Generic[_Value]):
    """Phrases by their words: letters' case, dashes and spaces between words do not matter.

    Args:
        values: phrase → what it stands for. The longest phrase wins at a place.
        strict: only single spaces may stand between the words.
    """

    def __init__(self, values: Mapping[str, _Value], *, strict: bool = False) -> None:
        rows: dict[str, dict[str, list[tuple[tuple[str, ...], _Value]]]] = {}
        for phrase, value in sorted(values.items(), key=lambda row: -len(words_of(row[0]))):
            words = tuple(word for word, _, _ in words_of(phrase))
            second = words[1] if len(words) > 1 else ""
            rows.setdefault(words[0], {}).setdefault(second, []).append((words, value))
        self._rows = rows
        self._known: dict[str, tuple[Hit[_Value], ...]] = {}
        self._strict = strict

    def find(self, text: str) -> tuple[Hit[_Value], ...]:
        """Every phrase in order; one inside another is not told again. Texts are remembered."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            known = self._known[text] = tuple(self._search(text))
        return known

    def _search(self, text: str) -> Iterator[Hit[_Value]]:
        words = words_of(text)
        rows = self._rows
        free = 0
        for at, word in enumerate(words):
            begun = rows.get(word[0])
            if begun is None or word[1] < free:
                continue
            second = words[at + 1][0] if at + 1 < len(words) else ""
            for phrase, value in (*begun.get(second, ()), *begun.get("", ())):
                taken = words[at : at + len(phrase)]
                if tuple([one[0] for one in taken]) == phrase and self._together(text, taken):
                    free = taken[-1][2]
                    yield Hit(word[1], free, value)
                    break

    def _together(self, text: str, taken: _Words) -> bool:
        for before, after in itertools.pairwise(taken):
            gap = text[before[2] : after[1]]
            if gap != " " and (self._strict or not set(gap) <= _BETWEEN):
                return False
        return True
