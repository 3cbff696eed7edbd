"""Paragraphs of cells → tables."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.documents.source import SourceCell, SourceParagraph, SourceTable

_CELL: Final = 20
_MM: Final = 25.4 / 1440
_MOST_COLUMNS: Final = 63
_SAME: Final = 20


@dataclass(frozen=True, slots=True)
class _Definition:
    """Edges of the cells in twips, and which go on from the left or from above."""

    edges: tuple[int, ...] = ()
    beside: tuple[bool, ...] = ()
    above: tuple[bool, ...] = ()
    bordered: bool = True


@dataclass(slots=True)
class OpenTable:
    """A table while its rows are gathered."""

    _rows: list[tuple[list[list[SourceParagraph]], _Definition]] = field(default_factory=list)
    _cells: list[list[SourceParagraph]] = field(default_factory=list)
    _cell: list[SourceParagraph] = field(default_factory=list)

    _headers: int = 0

    def add(self, paragraph: SourceParagraph) -> None:
        """One more paragraph of the open cell."""
        self._cell.append(paragraph)

    def end_cell(self) -> None:
        """The cell is whole."""
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self, definition: bytes, *, header: bool = False) -> None:
        """The row is whole; a ``header`` is repeated on every page."""
        if self._cell:
            self.end_cell()
        if self._cells:
            if header and self._headers == len(self._rows):
                self._headers += 1
            self._rows.append((self._cells, _definition(definition)))
        self._cells = []

    def table(self) -> SourceTable | None:
        """The whole table; None without a cell."""
        self.end_row(b"")
        if not self._rows:
            return None
        grid = _grid([definition for _, definition in self._rows])
        return SourceTable(
            rows=tuple(_row(cells, definition, grid) for cells, definition in self._rows),
            widths=tuple(round((right - left) * _MM, 1) for left, right in pairwise(grid)),
            bordered=any(definition.bordered for _, definition in self._rows),
            header_rows=self._headers,
        )


def _definition(data: bytes) -> _Definition:
    """What a row's definition says; nothing when it does not fit."""
    if not data or len(data) < 1 + 2 * (data[0] + 1):
        return _Definition()
    count = data[0]
    edges = struct.unpack_from(f"<{count + 1}h", data, 1)
    first = 1 + 2 * (count + 1)
    cells = [data[at : at + _CELL] for at in range(first, first + _CELL * count, _CELL)]
    flags = [int.from_bytes(cell[:2], "little") for cell in cells]
    return _Definition(
        edges=edges,
        beside=tuple(bool(flag & 2) for flag in flags),
        above=tuple(bool(flag & 0x20) and not flag & 0x40 for flag in flags),
        bordered=any(any(cell[at] not in {0, 255} for at in range(6, len(cell), 4)) for cell in cells
                     if len(cell) == _CELL),
    )  # fmt: skip


def _grid(definitions: list[_Definition]) -> tuple[int, ...]:
    """The edges of all rows; none when they make too many columns."""
    edges: list[int] = []
    for edge in sorted({edge for definition in definitions for edge in definition.edges}):
        if not edges or edge - edges[-1] > _SAME:
            edges.append(edge)
    return tuple(edges) if len(edges) <= _MOST_COLUMNS else ()


def _row(
    cells: list[list[SourceParagraph]], definition: _Definition, grid: tuple[int, ...]
) -> tuple[SourceCell, ...]:
    made: list[SourceCell] = []
    for at, paragraphs in enumerate(cells):
        span = _span(definition, at, grid)
        if at < len(definition.beside) and definition.beside[at] and made:
            last = made.pop()
            joined = SourceCell(
                paragraphs=last.paragraphs + _filled(paragraphs),
                span=last.span + span,
                joined=last.joined,
            )
            made.append(joined)
            continue
        above = at < len(definition.above) and definition.above[at]
        made.append(SourceCell(paragraphs=_filled(paragraphs), span=span, joined=above))
    return tuple(made)


def _filled(paragraphs: list[SourceParagraph]) -> tuple[SourceParagraph, ...]:
    """Without the one empty paragraph of an empty cell."""
    return () if len(paragraphs) == 1 and not paragraphs[0].runs else tuple(paragraphs)


def _span(definition: _Definition, at: int, grid: tuple[int, ...]) -> int:
    """How many columns of the whole table the cell covers."""
    if at + 1 >= len(definition.edges):
        return 1
    left, right = definition.edges[at], definition.edges[at + 1]
    inside = [edge for edge in grid if left + _SAME < edge <= right + _SAME]
    return max(1, len(inside))
