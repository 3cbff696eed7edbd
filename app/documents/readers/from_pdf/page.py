"""Pieces of text with their places on a page; plain data, free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.readers.from_pdf.ruling import Grid


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand close together on a line; pt from the page's upper left corner.

    ``stem`` is how thick its strokes are in pt, 0 unknown. ``lead`` is the number of letters at its
    start that are thicker than the rest, up to a colon or a point; these two have stems of their
    own. ``bold`` is known when all pages are (bold.py).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    stem: float = 0.0
    lead: int = 0
    lead_stem: float = 0.0
    rest_stem: float = 0.0
    bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page in pt with its pieces in the order of the file, and its ruled tables."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    grids: tuple[Grid, ...] = ()


def joined(words: Sequence[Piece]) -> Piece:
    """One piece of several on a line."""
    return Piece(
        " ".join(word.text for word in words if word.text),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )
