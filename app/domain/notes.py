"""Footnotes inside a text: ``câu này^[chú thích]``, typed and kept as plain characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NOTE: Final = re.compile(r"\^\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote at its place in the text."""

    text: str


def note(text: str) -> str:
    """The typed form of a footnote."""
    return f"^[{text}]"


def split(text: str) -> list[str | Note]:
    """Plain pieces and notes, in order; a note without words is left out."""
    pieces: list[str | Note] = []
    end = 0
    for found in _NOTE.finditer(text):
        if found.start() > end:
            pieces.append(text[end : found.start()])
        if words := found[1].strip():
            pieces.append(Note(words))
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return pieces


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of each note as typed, "^[…]" included."""
    for found in _NOTE.finditer(text):
        yield found.start(), found.end(), found[1].strip()


def without(text: str) -> str:
    """The text without its notes."""
    return _NOTE.sub("", text) if "^[" in text else text


def texts(text: str) -> Iterator[str]:
    """The words of each note."""
    return (piece.text for piece in split(text) if isinstance(piece, Note))
