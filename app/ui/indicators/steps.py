"""Undo and redo of figures: each step knows the cells before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.figure_rows import CellState, Column
from app.queries.figure_cells import FigureRow
from app.queries.figure_sheets import FigureSheet
from app.services.figures import CellDraft
from app.ui.indicators.columns import Place

#: Cells to write, by the code of their period.
Drafts = Mapping[str, Sequence[CellDraft]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that were given for a cell and could not be written, and why."""

    place: Place
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was written at once, how to take it back, and what had to be left out of it."""

    before: Drafts
    after: Drafts
    marks: tuple[Mark, ...] = ()


class Steps:
    """A line of steps of one form and its periods."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def clear(self) -> None:
        """Another form: nothing can be taken back."""
        self._done.clear()
        self._undone.clear()

    def add(self, step: Step) -> None:
        """Something was written."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Step | None:
        """The step to take back."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Step | None:
        """The step to do again."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]


def step_of(sheets: Mapping[str, FigureSheet], after: Drafts, marks: Sequence[Mark] = ()) -> Step:
    """The step that writes these cells over the sheets as they stand."""
    before = {period: _before(sheets[period], drafts) for period, drafts in after.items() if drafts}
    return Step(before, {period: tuple(after[period]) for period in before}, tuple(marks))


def draft_of(code: str, column: Column, figure: FigureRow | None) -> CellDraft:
    """The cell as it stands; one that was worked out comes back by itself."""
    if figure is None or figure.worked_out:
        return CellDraft(indicator=code, column=column, state=CellState.EMPTY)
    return CellDraft(
        indicator=code,
        column=column,
        state=figure.state,
        value=figure.value,
        reason=figure.reason,
        origin=figure.origin,
        source=figure.source,
        note=figure.note,
    )


def _before(sheet: FigureSheet, drafts: Sequence[CellDraft]) -> tuple[CellDraft, ...]:
    kept = {row.indicator.code: row.kept for row in sheet.rows if row.indicator is not None}
    return tuple(
        draft_of(one.indicator, one.column, kept.get(one.indicator, {}).get(one.column))
        for one in drafts
    )
