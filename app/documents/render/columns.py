"""Widths of a table's columns, the same for PDF and DOCX."""

from collections.abc import Sequence
from typing import Final

from app.documents.blocks import Table
from app.documents.phrases import printed_lines
from app.documents.render.metrics import Face, text_width

#: Room left and right of a cell's text, pt.
PADDING: Final = 4.0
#: Shade of cells in which nothing is to be written.
GREY: Final = "D9D9D9"
_LONGEST_FAIR: Final = 60
# Word and LibreOffice round widths a little differently.
_SLACK: Final = 3.0


def column_widths(table: Table, width: float, size: float) -> list[float]:
    """Widths in pt that fill ``width``; no column is narrower than its longest word if all fit."""
    shares = _shares(table)
    least = [
        _longest_word(table, at, size) + 2 * PADDING + _SLACK for at in range(len(table.columns))
    ]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    widths = [share * width / sum(shares) for share in shares]
    for _round in widths:
        short = [max(one, floor) for one, floor in zip(widths, least, strict=True)]
        spare = [one - floor for one, floor in zip(short, least, strict=True)]
        excess = sum(short) - width
        if excess <= 0.01 or sum(spare) <= 0:
            return short
        widths = [one - excess * room / sum(spare) for one, room in zip(short, spare, strict=True)]
    return widths


def cells(row: Sequence[str], count: int) -> list[str]:
    """The printed cells of a row, filled up or cut to the number of columns."""
    return [printed_lines(cell) for cell in (*row, *[""] * count)[:count]]


def _shares(table: Table) -> list[float]:
    """As given; a table whose columns are all alike (read from a text) by its contents."""
    given = [max(column.width, 0.05) for column in table.columns]
    if len(set(given)) > 1:
        return given
    return [_fair_share(table, at) for at in range(len(table.columns))]


def _fair_share(table: Table, at: int) -> float:
    lengths = [len(row[at]) for row in table.rows if at < len(row)]
    mean = sum(lengths) / len(lengths) if lengths else 0
    return min(max(mean, len(table.columns[at].title) / 2, 4), _LONGEST_FAIR)


def _longest_word(table: Table, at: int, size: float) -> float:
    words = set(table.columns[at].title.split())
    width = max((text_width(word, Face.BOLD, size) for word in words), default=0)
    for row in (*table.rows, table.total):
        if at < len(row):
            inside = printed_lines(row[at]).split()
            width = max([width, *(text_width(word, Face.BOLD, size) for word in set(inside))])
    return width
