"""Which pieces of a page are bold: QtPdf tells no fonts, so the strokes of the letters are measured."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from app.documents.readers.from_pdf.page import Piece
from app.documents.readers.from_pdf.picture import Picture
from app.documents.readers.from_pdf.ruling import Grid

# Measured on the shipped papers in Times and in its substitutes: bold is 1.19 to 1.9 times as thick
# as the body, a regular line never more than 1.1 times.
_BOLDER: Final = 1.15
_WIDE: Final = 0.4
_ENOUGH: Final = 3
_FEWEST_LETTERS: Final = 3
_LEAD_END: Final = re.compile(r"[:.](?=\s)")
_MOST_LEAD_ENDS: Final = 4
_LONGEST_LEAD: Final = 250


class Measure:
    """Measures page by page; the body's usual stroke is kept for pages that have little text."""

    def __init__(self) -> None:
        self._usual = 0.0

    def dressed(
        self, pieces: Sequence[Piece], picture: Picture, grids: Sequence[Grid], width: float
    ) -> list[Piece]:
        """The pieces with what is bold; ``width`` of the page in pt."""
        stems = [picture.stem(one.left, one.top, one.right, one.bottom) for one in pieces]
        wide = [
            stem
            for one, stem in zip(pieces, stems, strict=True)
            if stem and one.right - one.left > width * _WIDE
        ]
        if len(wide) >= _ENOUGH:
            self._usual = median(wide)
        inside = [[grid.holds(*one.middle) for grid in grids] for one in pieces]
        usual = [
            _usual([s for s, here in zip(stems, inside, strict=True) if s and here[at]])
            for at in range(len(grids))
        ]
        made = []
        for one, stem, here in zip(pieces, stems, inside, strict=True):
            base = usual[here.index(True)] if any(here) else self._usual
            made.append(_dressed(one, stem, base, picture))
        return made


def _usual(stems: list[float]) -> float:
    """Of the cells of a table, where titles and sums are bold."""
    return sorted(stems)[len(stems) // 3] if stems else 0.0


def _dressed(piece: Piece, stem: float, base: float, picture: Picture) -> Piece:
    if not base or not stem or sum(map(str.isalnum, piece.text)) < _FEWEST_LETTERS:
        return piece
    lead = _lead(piece, base * _BOLDER, picture)
    return replace(piece, lead=lead, bold=not lead and stem >= base * _BOLDER)


def _lead(piece: Piece, least: float, picture: Picture) -> int:
    """How many letters at the start are bold up to a colon or a point, while the rest is not."""
    ends = [found.end() for found in _LEAD_END.finditer(piece.text[:_LONGEST_LEAD])]
    per_letter = (piece.right - piece.left) / max(len(piece.text), 1)

    def stem(first: int, last: int) -> float:
        left = piece.left + first * per_letter
        return picture.stem(left, piece.top, piece.left + last * per_letter, piece.bottom)

    start = lead = 0
    for end in ends[:_MOST_LEAD_ENDS]:
        words = piece.text[start:end]
        if sum(map(str.isalpha, words)) < _FEWEST_LETTERS:
            continue
        if "[" in words or stem(start, end) < least or not 0 < stem(end, len(piece.text)) < least:
            break
        start = lead = end
    return lead
