"""Figures as they stand, by period; targets by indicator."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figure_rows import Cell, CellState, Column, SexRow
from app.domain.indicators import Target, TargetSource
from app.models import Figure, IndicatorTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One kept cell; see ``app.models.figure`` for the meaning of the fields."""

    id: UUID
    indicator: str
    period: str
    column: Column
    state: CellState
    value: Decimal | None
    reason: str
    worked_out: bool
    origin: str
    source: str
    note: str
    updated_at: datetime

    @property
    def cell(self) -> Cell:
        """What the rules know of it."""
        return Cell(self.state, self.value, self.reason, self.worked_out)


def list_figures(
    session: Session, periods: Collection[str], indicators: Collection[str] | None = None
) -> list[FigureRow]:
    """Every kept cell of some periods, or of some indicators in them."""
    # Columns instead of records: a form is read again after every cell that is typed.
    query = select(
        Figure.id,
        Figure.indicator,
        Figure.period,
        Figure.sex,
        Figure.state,
        Figure.value,
        Figure.reason,
        Figure.worked_out,
        Figure.origin,
        Figure.source,
        Figure.note,
        Figure.updated_at,
    ).where(Figure.period.in_(periods))
    if indicators is not None:
        query = query.where(Figure.indicator.in_(indicators))
    return [
        FigureRow(
            id=row.id,
            indicator=row.indicator,
            period=row.period,
            column=Column(row.sex),
            state=CellState(row.state),
            value=row.value,
            reason=row.reason,
            worked_out=row.worked_out,
            origin=row.origin,
            source=row.source,
            note=row.note,
            updated_at=row.updated_at,
        )
        for row in session.execute(query)
    ]


def sex_rows(figures: Collection[FigureRow], period: str) -> dict[str, SexRow]:
    """The rows of one period by indicator."""
    cells: dict[str, dict[str, Cell]] = {}
    for figure in figures:
        if figure.period == period:
            cells.setdefault(figure.indicator, {})[figure.column.value] = figure.cell
    return {code: SexRow(**row) for code, row in cells.items()}


def list_own_targets(session: Session) -> dict[str, tuple[Target, ...]]:
    """Targets of the unit and of the office above, by indicator."""
    found: dict[str, tuple[Target, ...]] = {}
    for row in session.scalars(select(IndicatorTarget).order_by(IndicatorTarget.year)):
        target = Target(
            year=row.year,
            value=row.value,
            source=TargetSource(row.set_by),
            column=Column(row.sex),
            words=row.words,
        )
        found[row.indicator] = (*found.get(row.indicator, ()), target)
    return found
