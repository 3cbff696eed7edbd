"""Figures of indicators by period, and the targets that the unit or the office above set."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    Index,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.figure_rows import CellState, Column
from app.domain.indicators import TargetSource
from app.domain.topics import Topic
from app.models.base import Code, Entity, Line, one_of


class DecimalText(TypeDecorator[Decimal]):
    """A decimal number kept to the digit as it was typed; SQLite would make it a float."""

    impl = String(30)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """As a plain text, never with an exponent."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:
        """Back to the number."""
        return None if value is None else Decimal(value)


class Figure(Entity):
    """One cell: indicator, period, sex. An empty cell has no row.

    ``origin`` is "typed", "activities" or "file", ``source`` the measure or the file's name.
    ``worked_out``: the third of men, women, total. ``note`` is why a check was let pass.
    """

    __tablename__ = "figure"
    topic = Topic.FIGURE
    __table_args__ = (
        UniqueConstraint("period", "indicator", "sex"),
        CheckConstraint(one_of("sex", list(Column)), name="sex"),
        CheckConstraint(
            one_of("state", [CellState.VALUE, CellState.MISSING])
            + " AND (state = 'value') = (value IS NOT NULL)",
            name="state",
        ),
        Index(None, "indicator"),
    )

    indicator: Mapped[str] = mapped_column(Line)
    period: Mapped[str] = mapped_column(Code)
    first: Mapped[date]
    last: Mapped[date]
    sex: Mapped[str] = mapped_column(Code)
    state: Mapped[str] = mapped_column(Code)
    value: Mapped[Decimal | None] = mapped_column(DecimalText)
    reason: Mapped[str] = mapped_column(Text, default="")
    worked_out: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str] = mapped_column(Code, default="typed")
    source: Mapped[str] = mapped_column(Line, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class IndicatorTarget(Entity):
    """A target of the unit itself or of the office above; the state's stand in the catalogue."""

    __tablename__ = "indicator_target"
    topic = Topic.FIGURE
    __table_args__ = (
        UniqueConstraint("indicator", "year", "sex", "set_by"),
        CheckConstraint(one_of("set_by", [TargetSource.OWN, TargetSource.UPPER]), name="set_by"),
        CheckConstraint(one_of("sex", list(Column)), name="sex"),
    )

    indicator: Mapped[str] = mapped_column(Line)
    year: Mapped[int]
    sex: Mapped[str] = mapped_column(Code)
    value: Mapped[Decimal] = mapped_column(DecimalText)
    set_by: Mapped[str] = mapped_column(Code)
    words: Mapped[str] = mapped_column(Text, default="")
