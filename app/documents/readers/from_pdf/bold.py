"""Which pieces are bold: QtPdf tells no fonts, so the strokes of the letters were measured."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from app.documents.readers.from_pdf.page import PdfPage, Piece
from app.documents.readers.from_pdf.ruling import Grid

# Measured on the shipped papers in Times and in two substitutes: bold strokes are 1.19 to 1.9 times
# as thick as those of the body, those of an upright line at most 1.1 times.
_BOLDER: Final = 1.15
_WIDE: Final = 0.4
#: Headings are a smaller part of a file's lines, notes in small type a smaller one still.
_SHARE: Final = 0.35
_FEWEST_LETTERS: Final = 3


def usual_stem(pages: Sequence[PdfPage]) -> float:
    """How thick the strokes of the body are, in pt; 0 when nothing was measured."""
    return _at_share(
        piece.stem
        for page in pages
        for piece in page.pieces
        if piece.stem and piece.right - piece.left > page.width * _WIDE
    )


def dressed(page: PdfPage, usual: float) -> list[Piece]:
    """The pieces of a page with what is bold, as against the body or the rest of a table."""
    made = []
    tables = [min(_stem_in(page, grid) or usual, usual) for grid in page.grids]
    for piece in page.pieces:
        inside = [at for at, grid in enumerate(page.grids) if grid.holds(*piece.middle)]
        made.append(_dressed(piece, (tables[inside[0]] if inside else usual) * _BOLDER))
    return made


def _stem_in(page: PdfPage, grid: Grid) -> float:
    return _at_share(one.stem for one in page.pieces if one.stem and grid.holds(*one.middle))


def _at_share(stems: Iterable[float]) -> float:
    ordered = sorted(stems)
    return ordered[int(len(ordered) * _SHARE)] if ordered else 0.0


def _dressed(piece: Piece, least: float) -> Piece:
    if not least or sum(map(str.isalnum, piece.text)) < _FEWEST_LETTERS:
        return replace(piece, lead=0)
    if piece.lead and piece.rest_stem < least:
        return replace(piece, lead=piece.lead if piece.lead_stem >= least else 0)
    return replace(piece, lead=0, bold=piece.stem >= least)
