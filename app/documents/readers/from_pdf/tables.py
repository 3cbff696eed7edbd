"""A ruled table on a page: its words put into the cells of the grid."""

import re
from collections.abc import Sequence
from typing import Final

from app.documents.readers.from_pdf.page import Piece
from app.documents.readers.from_pdf.rows import rows_of
from app.documents.readers.from_pdf.ruling import Grid
from app.documents.source import SourceCell, SourceParagraph, SourceRun, SourceTable

_MM: Final = 25.4 / 72
# Words and years that a column was too narrow for.
_NARROW: Final = {"ST T": "STT", "S TT": "STT", "S T T": "STT", "T T": "TT"}
_DIGITS: Final = re.compile(r"\d{1,3}\b")
#: With the stroke in front.
_YEAR_LENGTH: Final = 5
_GROUP_LENGTH: Final = 3
_CUT_SUM: Final = re.compile(r"\d\.(\d{1,2})$")
_CUT_YEAR: Final = re.compile(r"/(?:1|19\d?|2|20\d?)$")


def table_of(grid: Grid, pieces: Sequence[Piece]) -> SourceTable:
    """The table of a grid with the pieces that lie inside it."""
    boxes: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        boxes.setdefault(_slot(grid, piece), []).append(piece)
    rows = tuple(_row(grid, at, boxes) for at in range(len(grid.ys) - 1))
    widths = tuple(
        round((right - left) * _MM, 1) for left, right in zip(grid.xs, grid.xs[1:], strict=False)
    )
    return SourceTable(rows=rows, widths=widths, bordered=True)


def joined_tables(first: SourceTable, second: SourceTable) -> SourceTable | None:
    """One table of two that a page end cut, its repeated header once; None when they differ."""
    same = len(first.widths) == len(second.widths) and all(
        abs(one - other) < 2 for one, other in zip(first.widths, second.widths, strict=True)
    )
    if not same:
        return None
    repeated = 0
    for row, again in zip(first.rows, second.rows, strict=False):
        if [cell.text for cell in row] != [cell.text for cell in again]:
            break
        repeated += 1
    return SourceTable(
        rows=(*first.rows, *second.rows[repeated:]),
        widths=first.widths,
        bordered=True,
        header_rows=max(first.header_rows, repeated),
    )


def _slot(grid: Grid, piece: Piece) -> tuple[int, int]:
    x, y = piece.middle
    return _place(grid.ys, y), _place(grid.xs, x)


def _place(edges: Sequence[float], at: float) -> int:
    below = sum(edge <= at for edge in edges) - 1
    return min(max(below, 0), len(edges) - 2)


def _row(grid: Grid, at: int, boxes: dict[tuple[int, int], list[Piece]]) -> tuple[SourceCell, ...]:
    """The cells of a row; slots without a wall between them are one cell."""
    cells: list[SourceCell] = []
    last = len(grid.xs) - 2
    start = 0
    for column in range(last + 1):
        if column < last and not grid.wall_right_of(at, column):
            continue
        pieces = _pieces(grid, at, range(start, column + 1), boxes)
        joined = at > 0 and not grid.floor_under(at - 1, start)
        cells.append(_cell(pieces, span=column + 1 - start, joined=joined))
        start = column + 1
    return tuple(cells)


def _pieces(
    grid: Grid, at: int, columns: range, boxes: dict[tuple[int, int], list[Piece]]
) -> list[Piece]:
    """The words of a cell: those of the cells that it goes on into stand in the uppermost."""
    if at > 0 and not grid.floor_under(at - 1, columns[0]):
        return []
    found: list[Piece] = []
    for row in range(at, len(grid.ys) - 1):
        for column in columns:
            found += boxes.get((row, column), [])
        if grid.floor_under(row, columns[0]):
            break
    return found


def _cell(pieces: Sequence[Piece], *, span: int, joined: bool) -> SourceCell:
    lines = [row.text for row in rows_of(pieces)]
    text = _whole(lines)
    bold = any(one.bold for one in pieces) and all(one.bold or len(one.text) < 3 for one in pieces)
    paragraphs = (SourceParagraph(runs=(SourceRun(text=text, bold=bold),)),) if text else ()
    return SourceCell(paragraphs=paragraphs, span=span, joined=joined)


def _whole(lines: Sequence[str]) -> str:
    """The words of a cell; a year or a sum that its width cut is whole again."""
    text = ""
    for line in lines:
        year, sum_ = _CUT_YEAR.search(text), _CUT_SUM.search(text)
        more = len(digits[0]) if (digits := _DIGITS.match(line)) else 0
        glued = (year and len(year[0]) + more == _YEAR_LENGTH) or (
            sum_ and len(sum_[1]) + more == _GROUP_LENGTH
        )
        text = f"{text}{line}" if glued or not text else f"{text} {line}"
    return _NARROW.get(text, text)
