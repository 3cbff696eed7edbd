"""Cells of the grid as figures: which ones, what a block of words would put there."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt

from app.documents.sheets import parse_pasted
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator
from app.queries.figure_sheets import SheetRow
from app.services.figures import CellDraft
from app.ui.indicators.columns import Place
from app.ui.indicators.model import Index, SheetModel
from app.ui.indicators.steps import Drafts, Mark
from app.workflows.figure_blocks import Block, block_drafts, read_block

#: What a block would do, by the code of its period.
Blocks = Mapping[str, Block]
Words = tuple[QModelIndex, str]


def is_typed(model: SheetModel, row: int, column: int) -> bool:
    """Whether a figure can be typed in a cell."""
    return bool(model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable)


def emptied(model: SheetModel, cells: Sequence[QModelIndex]) -> Drafts:
    """What emptying these cells writes, by period."""
    found: dict[str, list[CellDraft]] = {}
    for index in cells:
        if place := model.place(index):
            draft = CellDraft(indicator=place.indicator, column=place.column, state=CellState.EMPTY)
            found.setdefault(place.period, []).append(draft)
    return found


def read_blocks(
    model: SheetModel, words: Sequence[Words], indicators: Mapping[str, Indicator]
) -> Blocks:
    """What words in these cells would do, by period."""
    given: dict[str, list[tuple[str, Column, str]]] = {}
    for index, text in words:
        if place := model.place(index):
            given.setdefault(place.period, []).append((place.indicator, place.column, text))
    stands = {
        sheet.period.code: {row.indicator.code: row.row for row in sheet.rows if row.indicator}
        for sheet in model.sheets
    }
    return {
        period: read_block(cells, indicators, stands[period]) for period, cells in given.items()
    }


def drafts_of(blocks: Blocks) -> Drafts:
    """What blocks write, by period."""
    return {period: drafts for period, one in blocks.items() if (drafts := block_drafts(one))}


def marks_of(blocks: Blocks) -> list[Mark]:
    """What blocks leave out, and why."""
    return [
        Mark(Place(one.indicator, one.column, period), one.words, one.why)
        for period, block in blocks.items()
        for one in block.faults
    ]


def pasted(model: SheetModel, here: Index, chosen: Sequence[QModelIndex], text: str) -> list[Words]:
    """A block from Excel laid on the cells from ``here`` on; one cell alone fills all chosen ones.

    What falls beside cells that are typed is left out.

    Raises:
        ValidationError: far too many rows or cells.
    """
    block = parse_pasted(text)
    if len(block) == 1 and len(block[0]) == 1:
        return [(index, block[0][0]) for index in chosen]
    found: list[Words] = []
    for down, line in enumerate(block):
        for right, words in enumerate(line):
            row, column = here.row() + down, here.column() + right
            inside = row < model.rowCount() and column < model.columnCount()
            if inside and is_typed(model, row, column):
                found.append((model.index(row, column), words))
    return found


def copied(model: SheetModel, chosen: Sequence[QModelIndex]) -> str:
    """Chosen cells as Excel takes them; a heading between them is an empty line, as it is seen."""
    if not chosen:
        return ""
    rows, columns = [one.row() for one in chosen], [one.column() for one in chosen]
    return "\n".join(
        "\t".join(
            _quoted(str(model.index(row, column).data(Qt.ItemDataRole.EditRole) or ""))
            for column in range(min(columns), max(columns) + 1)
        )
        for row in range(min(rows), max(rows) + 1)
    )


def _quoted(words: str) -> str:
    broken = "\n" in words or "\t" in words
    return '"' + words.replace('"', '""') + '"' if broken else words


def copied_down(model: SheetModel, cells: Sequence[QModelIndex]) -> list[Words]:
    """The first chosen cell of a column into those below; into one alone the typed one above."""
    by_column: dict[int, list[QModelIndex]] = {}
    for index in cells:
        by_column.setdefault(index.column(), []).append(index)
    return [one for column, below in by_column.items() for one in _down(model, column, below)]


def _down(model: SheetModel, column: int, below: Sequence[QModelIndex]) -> Iterator[Words]:
    source, targets = below[0], below[1:]
    if not targets:
        above = [row for row in range(source.row()) if is_typed(model, row, column)]
        if not above:
            return
        source, targets = model.index(above[-1], column), below
    words = str(source.data(Qt.ItemDataRole.EditRole))
    for index in targets:
        yield index, words


def passed(line: SheetRow, note: str) -> list[CellDraft]:
    """The odd cells of a line once more, with the reason why they may stand."""
    odd = {one.column for one in line.oddities}
    return [
        CellDraft(
            indicator=figure.indicator,
            column=figure.column,
            state=figure.state,
            value=figure.value,
            reason=figure.reason,
            origin=figure.origin,
            source=figure.source,
            note=note,
        )
        for column, figure in line.kept.items()
        if column in odd
    ]
