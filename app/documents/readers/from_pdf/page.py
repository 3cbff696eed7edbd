"""Pieces of text with their places on a page; plain data, free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.documents.readers.from_pdf.ruling import Grid

#: Stands in a text before digits that are set small and high, as the number of a footnote is.
RAISED: Final = "\U000ffffd"

_SMALL: Final = 0.62
_RISE: Final = 0.25


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


def is_raised(digits: Piece, beside: Piece) -> bool:
    """Whether the digits are set small and high beside other words."""
    high = beside.bottom - beside.top
    small = digits.bottom - digits.top < high * _SMALL
    return small and beside.bottom - digits.bottom > high * _RISE


def joined(words: Sequence[Piece], between: str = " ") -> Piece:
    """One piece of several on a line; its look is that of the first."""
    return replace(
        words[0],
        text=between.join(word.text for word in words if word.text),
        left=min(word.left for word in words),
        top=min(word.top for word in words),
        right=max(word.right for word in words),
        bottom=max(word.bottom for word in words),
    )
