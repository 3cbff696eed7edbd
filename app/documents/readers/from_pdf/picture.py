"""A page as black and white: how thick the letters are, and the drawn lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColorConstants, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.documents.readers.from_pdf.page import Piece
from app.documents.readers.from_pdf.ruling import SCALE, Grid, dark_pixels, find_grids

_WIDEST: Final = 3000
_FEWEST_RUNS: Final = 20
_FEWEST_LETTERS: Final = 3
_THICKER: Final = 1.12
_LEAD_END: Final = re.compile(r"[:.](?=\s)")
_MOST_LEAD_ENDS: Final = 4
_LONGEST_LEAD: Final = 250


@dataclass(frozen=True, slots=True)
class Picture:
    """``dark`` has 1 for every dark pixel, in ``height`` rows of ``stride`` bytes."""

    dark: bytes
    width: int
    height: int
    stride: int

    def grids(self) -> list[Grid]:
        """The ruled tables, from the top."""
        return find_grids(self.dark, self.width, self.height, self.stride)

    def measured(self, piece: Piece) -> Piece:
        """The piece with its stems."""
        letter = (piece.right - piece.left) / max(len(piece.text), 1)

        def stem(first: int, last: int) -> float:
            left, right = piece.left + first * letter, piece.left + last * letter
            return self._stem(left, piece.top, right, piece.bottom)

        lead = _lead(piece.text, stem)
        return replace(
            piece,
            stem=stem(0, len(piece.text)),
            lead=lead,
            lead_stem=stem(0, lead) if lead else 0.0,
            rest_stem=stem(lead, len(piece.text)) if lead else 0.0,
        )

    def _stem(self, left: float, top: float, right: float, bottom: float) -> float:
        """How wide the strokes of the letters in a box are on average, in pt; 0 with too few.

        Bold letters have strokes some 1.4 times as wide as upright ones of their size.
        """
        first, last = max(int(left * SCALE), 0), min(int(right * SCALE) + 1, self.width)
        dark = runs = 0
        for y in range(max(int(top * SCALE), 0), min(int(bottom * SCALE) + 1, self.height)):
            row = self.dark[y * self.stride + first : y * self.stride + last]
            dark += row.count(1)
            runs += row.count(b"\x00\x01")
        return dark / runs / SCALE if runs >= _FEWEST_RUNS else 0.0


def _lead(text: str, stem: Callable[[int, int], float]) -> int:
    """How many letters at the start are thicker than the rest, up to a colon or a point."""
    start = lead = 0
    ends = [found.end() for found in _LEAD_END.finditer(text[:_LONGEST_LEAD])]
    for end in ends[:_MOST_LEAD_ENDS]:
        words = text[start:end]
        if sum(map(str.isalpha, words)) < _FEWEST_LETTERS:
            continue
        if "[" in words or not 0 < stem(end, len(text)) * _THICKER <= stem(start, end):
            break
        start = lead = end
    return lead


def picture_of(document: QPdfDocument, number: int) -> Picture | None:
    """The page drawn on white paper; None for a page of a strange size."""
    size = document.pagePointSize(number)
    width, height = round(size.width() * SCALE), round(size.height() * SCALE)
    if not 0 < width <= _WIDEST or not 0 < height <= _WIDEST:
        return None
    drawn = document.render(number, QSize(width, height))
    if drawn.isNull():
        return None
    paper = QImage(width, height, QImage.Format.Format_Grayscale8)
    paper.fill(QColorConstants.White)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return Picture(dark_pixels(bytes(paper.constBits())), width, height, paper.bytesPerLine())
