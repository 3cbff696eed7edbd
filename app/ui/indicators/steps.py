"""Undo and redo of figures: each step knows the cells before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.figure_rows import CellState, Column
from app.queries.figure_cells import FigureRow
from app.queries.figure_sheets import SheetRow
from app.services.figures import CellDraft


@dataclass(frozen=True, slots=True)
class Step:
    """What was written at once, and how to take it back."""

    before: tuple[CellDraft, ...]
    after: tuple[CellDraft, ...]


class Steps:
    """A line of steps of one form and period."""

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


def step_of(rows: Sequence[SheetRow], after: Sequence[CellDraft]) -> Step:
    """The step that writes these cells over the rows as they stand."""
    kept = {row.indicator.code: row.kept for row in rows if row.indicator is not None}
    before = tuple(
        draft_of(draft.indicator, column, kept.get(draft.indicator, {}).get(column))
        for draft in after
        for column in (draft.column,)
    )
    return Step(before, tuple(after))


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
