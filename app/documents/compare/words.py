"""The difference of two texts, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Said(StrEnum):
    """In which of the two texts the words stand."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words."""

    said: Said
    text: str


def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both texts in order; without OLD they say ``new``, without NEW ``old``.

    Spaces between words count as one.
    """
    before, after = old.split(), new.split()
    return tuple(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Said.BOTH, " ".join(before[i1:i2]))
            continue
        if i2 > i1:
            yield Piece(Said.OLD, " ".join(before[i1:i2]))
        if j2 > j1:
            yield Piece(Said.NEW, " ".join(after[j1:j2]))
