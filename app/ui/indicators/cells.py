"""Cells of the grid as figures: which ones, what a block of words would put there."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, Qt

from app.documents.sheets import parse_pasted
from app.domain.figure_rows import Column
from app.queries.figure_sheets import SheetRow
from app.services.figures import CellDraft
from app.ui.indicators.columns import COLUMNS
from app.ui.indicators.model import SheetModel
from app.workflows.figure_blocks import Block

Words = tuple[QModelIndex, str]


def is_typed(model: SheetModel, row: int, column: int) -> bool:
    """Whether a figure can be typed in a cell."""
    return bool(model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable)


def named(model: SheetModel, cells: Sequence[QModelIndex]) -> list[tuple[str, Column]]:
    """Indicator and column of cells that are typed."""
    return [
        (line.indicator.code, column)
        for index in cells
        for line, column in ((model.rows[index.row()], COLUMNS[index.column()].column),)
        if line.indicator is not None and column is not None
    ]


def given(model: SheetModel, words: Sequence[Words]) -> list[tuple[str, Column, str]]:
    """Indicator, column and words of a block."""
    places = named(model, [index for index, _text in words])
    return [
        (code, column, text) for (code, column), (_index, text) in zip(places, words, strict=True)
    ]


def pasted(model: SheetModel, here: QModelIndex, text: str) -> list[Words]:
    """A block from Excel laid on the cells from ``here`` on; what falls beside is left out."""
    found: list[Words] = []
    for down, line in enumerate(parse_pasted(text)):
        for right, words in enumerate(line):
            row, column = here.row() + down, here.column() + right
            inside = row < model.rowCount() and column < len(COLUMNS)
            if inside and is_typed(model, row, column):
                found.append((model.index(row, column), "" if words is None else str(words)))
    return found


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


def drafts_of(block: Block) -> list[CellDraft]:
    """What a block writes."""
    return [
        CellDraft(
            indicator=one.indicator,
            column=one.column,
            state=one.cell.state,
            value=one.cell.value,
            reason=one.cell.reason,
        )
        for one in block.writes
    ]


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
