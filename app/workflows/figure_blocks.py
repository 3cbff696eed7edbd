"""A block of cells for a form: read, checked as a whole, every fault told, then written at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.db.database import Database
from app.domain.figure_rows import Cell, CellState, Column, SexRow, check_missing, completed
from app.domain.figure_text import cell_words, read_cell
from app.domain.indicators import Indicator
from app.domain.periods import Period
from app.errors import ValidationError
from app.services.figures import TYPED, CellDraft, SaveFigures, save_figures

#: How a new value stands to the kept one.
NEW: Final = "new"
CHANGED: Final = "changed"
SAME: Final = "same"
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockCell:
    """One cell of a block: the words that were given and what they would do.

    ``outcome`` is NEW, CHANGED, SAME or REFUSED; ``why`` says what is wrong with a refused one.
    ``note`` says why a check was let pass.
    """

    indicator: str
    column: Column
    words: str
    outcome: str
    cell: Cell
    before: str = ""
    after: str = ""
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Every cell of a block in the order given."""

    cells: tuple[BlockCell, ...]

    @property
    def faults(self) -> tuple[BlockCell, ...]:
        """The refused ones."""
        return tuple(one for one in self.cells if one.outcome == REFUSED)

    @property
    def unexplained(self) -> tuple[BlockCell, ...]:
        """The refused ones that say there is no figure, but not why."""
        return tuple(one for one in self.faults if one.cell.state is CellState.MISSING)

    def explained(self, reason: str) -> "Block":
        """The same block with a reason for those."""
        asked = set(self.unexplained) if reason.strip() else set()
        return Block(
            tuple(
                replace(one, outcome=CHANGED, why="", cell=replace(one.cell, reason=reason.strip()))
                if one in asked
                else one
                for one in self.cells
            )
        )

    @property
    def writes(self) -> tuple[BlockCell, ...]:
        """Those that change something."""
        return tuple(one for one in self.cells if one.outcome in (NEW, CHANGED))


def read_block(
    given: Sequence[tuple[str, Column, str]],
    indicators: Mapping[str, Indicator],
    rows: Mapping[str, SexRow],
    reason: str = "",
) -> Block:
    """What a block of (indicator, column, words) would do; nothing is written.

    Args:
        rows: the figures that stand now.
        reason: for cells "không có" that give none of their own.
    """
    cells = [_read(code, column, words, indicators, rows, reason) for code, column, words in given]
    faults = _sums(cells, rows)
    return Block(
        tuple(
            replace(one, outcome=REFUSED, why=faults[one.indicator])
            if one.indicator in faults and one.outcome != REFUSED
            else one
            for one in cells
        )
    )


def write_block(
    db: Database,
    block: Block,
    period: Period,
    indicators: Mapping[str, Indicator],
    *,
    origin: str = TYPED,
    source: str = "",
) -> int:
    """Write what a block changes; refused cells are left out.

    Returns:
        how many cells were changed, worked-out ones included.

    Raises:
        ValidationError: a figure that changed meanwhile no longer fits; nothing is written.
    """
    drafts = block_drafts(block, origin=origin, source=source)
    if not drafts:
        return 0
    return db.write(save_figures, SaveFigures(period=period, cells=drafts, indicators=indicators))


def block_drafts(block: Block, *, origin: str = TYPED, source: str = "") -> tuple[CellDraft, ...]:
    """The cells that a block changes, as they are written; ``origin`` as in ``CellDraft``."""
    return tuple(
        CellDraft(
            indicator=one.indicator,
            column=one.column,
            state=one.cell.state,
            value=one.cell.value,
            reason=one.cell.reason,
            origin=origin,
            source=source,
            note=one.note,
        )
        for one in block.writes
    )


def _read(
    code: str,
    column: Column,
    words: str,
    indicators: Mapping[str, Indicator],
    rows: Mapping[str, SexRow],
    reason: str,
) -> BlockCell:
    indicator = indicators.get(code)
    blank = BlockCell(indicator=code, column=column, words=words, outcome=REFUSED, cell=Cell())
    if indicator is None or column not in indicator.columns:
        return replace(blank, why="Ô này không ghi số được.")
    before = rows.get(code, SexRow()).cell(column)
    try:
        cell = read_cell(words, indicator)
    except ValidationError as error:
        return replace(blank, why=error.message)
    if cell.state is CellState.MISSING and not cell.reason:
        if not reason.strip():
            why = "Hãy ghi lý do, ví dụ “không có: chưa điều tra”."
            return replace(blank, cell=cell, why=why)
        cell = replace(cell, reason=reason.strip())
    old, new = cell_words(before, indicator), cell_words(cell, indicator)
    known = replace(blank, cell=cell, before=old, after=new)
    if (before.state, before.value, before.reason) == (cell.state, cell.value, cell.reason):
        return replace(known, outcome=SAME)
    return replace(known, outcome=NEW if before.state is CellState.EMPTY else CHANGED)


def _sums(cells: Sequence[BlockCell], rows: Mapping[str, SexRow]) -> dict[str, str]:
    """Rows whose three numbers would not hold together, with why."""
    given: dict[str, dict[str, Cell]] = {}
    for one in cells:
        if one.outcome != REFUSED:
            given.setdefault(one.indicator, {})[one.column.value] = one.cell
    faults: dict[str, str] = {}
    for code, changes in given.items():
        try:
            row = completed(replace(rows.get(code, SexRow()), **changes))
            check_missing({Column(name): cell for name, cell in changes.items()}, row)
        except ValidationError as error:
            faults[code] = error.message
    return faults
