"""What stands at the foot of a page: footnotes, put back where they are cited, and the address."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from app.documents.readers.from_pdf.joining import CUT
from app.documents.readers.from_pdf.page import RAISED, PdfPage
from app.documents.readers.from_pdf.rows import Row
from app.documents.readers.margins import CONTACT, MOST_CONTACT_LINES, PROOF
from app.documents.readers.shapes import is_ended
from app.documents.source import SourceBlock, SourceCell, SourceParagraph, SourceRun
from app.domain.notes import note

_CITED: Final = re.compile(rf"{RAISED}(\d{{1,3}})")
_NOTE: Final = re.compile(r"(\d{1,3}) ?(?=[^\W\d_]|[“\"(\[])")
#: Notes and the address are set in smaller type than the body.
_SMALLER: Final = 0.9
_LONG: Final = 50
_LOWEST: Final = 0.8
_TIGHT: Final = 0.8
#: Half of the squares of a check code, pt.
_AROUND: Final = 24.0
#: A private letter for every note, as one letter of the line that cites it.
_FIRST: Final = 0xF0000
_LETTER: Final = re.compile("[\U000f0000-\U000fff00]")


def usual_height(pages: Sequence[Sequence[Row]]) -> float:
    """How high lines of the body are, in pt; 0 for a file with few of them."""
    long = [row.bottom - row.top for rows in pages for row in rows if len(row.text) >= _LONG]
    return median(long) if len(long) > 1 else 0.0


def without_proof(page: PdfPage) -> PdfPage:
    """The page without a check code in its bottom margin; its squares are no table."""
    code = [piece for piece in page.pieces if PROOF.fullmatch(piece.text)]
    low = [piece for piece in code if piece.top > page.height * _LOWEST]
    if not low:
        return page
    level = low[0].middle[1]
    return replace(
        page,
        pieces=tuple(piece for piece in page.pieces if piece not in low),
        grids=tuple(grid for grid in page.grids if grid.ys[0] < level - _AROUND),
    )


def take_contact(rows: list[Row], height: float, page_height: float) -> tuple[str, ...]:
    """The lines of the address at the foot of the first page (ô 13), which ``rows`` then lose."""
    start = len(rows)
    while start > 0 and _is_small(rows[start - 1], height) and not rows[start - 1].divided:
        low = rows[start - 1].top > page_height * _LOWEST
        if not low or (start < len(rows) and _apart(rows[start - 1], rows[start])):
            break
        start -= 1
    words = tuple(row.text for row in rows[start:])
    if not any(map(CONTACT.search, words)) or len(words) > MOST_CONTACT_LINES:
        return ()
    del rows[start:]
    return words


class Notes:
    """Takes the notes of page after page; puts them into the blocks at the end."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def take(self, rows: list[Row], height: float) -> None:
        """Take the notes off the page's rows; what cites one becomes a single letter."""
        cited = {found[1] for row in rows for found in _CITED.finditer(row.text)}
        small = len(rows)
        while small > 0 and _is_small(rows[small - 1], height):
            small -= 1
        starts = [at for at in range(small, len(rows)) if _number(rows[at]) in cited]
        if small < len(rows) and self._goes_on:
            end = starts[0] if starts else len(rows)
            self._texts[-1] = _joined([self._texts[-1], *(row.text for row in rows[small:end])])
            del rows[small:end]
            starts = [at - (end - small) for at in starts]
        letters: dict[str, str] = {}
        for at, end in zip(starts, [*starts, len(rows)][1:], strict=True):
            letters[_number(rows[at])] = chr(_FIRST + len(self._texts))
            first = _NOTE.sub("", rows[at].text, count=1)
            self._texts.append(_joined([first, *(row.text for row in rows[at + 1 : end])]))
        if starts:
            del rows[starts[0] :]
        rows[:] = [_cited(row, letters) for row in rows]

    def put_back(self, block: SourceBlock) -> SourceBlock:
        """The block with the notes in the places that cite them."""
        if not self._texts:
            return block
        if isinstance(block, SourceParagraph):
            return self._paragraph(block)
        return replace(block, rows=tuple(tuple(map(self._cell, row)) for row in block.rows))

    @property
    def _goes_on(self) -> bool:
        """Whether the page end cut the last note."""
        return bool(self._texts) and not is_ended(self._texts[-1])

    def _cell(self, cell: SourceCell) -> SourceCell:
        return replace(cell, paragraphs=tuple(map(self._paragraph, cell.paragraphs)))

    def _paragraph(self, paragraph: SourceParagraph) -> SourceParagraph:
        return replace(paragraph, runs=tuple(map(self._run, paragraph.runs)))

    def _run(self, run: SourceRun) -> SourceRun:
        return replace(run, text=_LETTER.sub(self._note, run.text))

    def _note(self, found: re.Match[str]) -> str:
        at = ord(found[0]) - _FIRST
        return note(self._texts[at]) if at < len(self._texts) else ""


def _is_small(row: Row, height: float) -> bool:
    return row.bottom - row.top <= height * _SMALLER


def _apart(row: Row, below: Row) -> bool:
    return below.top - row.bottom > (row.bottom - row.top) * _TIGHT


def _number(row: Row) -> str:
    found = _NOTE.match(row.text)
    return found[1] if found else ""


def _joined(lines: Sequence[str]) -> str:
    whole = ""
    for line in lines:
        whole += line if not whole or CUT.search(whole) else f" {line}"
    return whole


def _cited(row: Row, letters: dict[str, str]) -> Row:
    if RAISED not in row.text:
        return row
    return Row(
        tuple(
            replace(
                piece,
                text=_CITED.sub(lambda found: letters.get(found[1], found[1]), piece.text),
                lead=piece.lead if RAISED not in piece.text[: piece.lead] else 0,
            )
            for piece in row.pieces
        )
    )
