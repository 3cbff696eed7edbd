"""A page as black and white: how thick the letters are, and the drawn lines."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColorConstants, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.documents.readers.from_pdf.ruling import SCALE, Grid, dark_pixels, find_grids

_WIDEST: Final = 3000
_FEWEST_RUNS: Final = 20


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

    def stem(self, left: float, top: float, right: float, bottom: float) -> float:
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
