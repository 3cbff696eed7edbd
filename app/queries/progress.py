"""Progress: indicators with a target, year by year, against target and straight line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.domain.figure_checks import share_of, value_of, why_no_share
from app.domain.figure_rows import CellState, Column, SexRow
from app.domain.forms import Form
from app.domain.indicators import (
    Direction,
    Indicator,
    IndicatorKind,
    Progress,
    Ref,
    Target,
    judged,
    on_line,
    target_of,
)
from app.domain.periods import Period, PeriodKind, action_month, calendar_year, management_year
from app.errors import NotFoundError, ValidationError
from app.queries.figure_cells import list_figures, list_own_targets, sex_rows
from app.queries.indicators import find_form, list_indicators

#: The strategy's form, with which progress begins.
STRATEGY_FORM: Final = "bieu_chien_luoc"
#: Years of a chart: so many before the year asked for, so many altogether.
_BEFORE: Final = 5
_MOST_YEARS: Final = 12
_NO_ROW: Final = SexRow()
_PERIODS: Final = {
    PeriodKind.YEAR: management_year,
    PeriodKind.CALENDAR_YEAR: calendar_year,
    PeriodKind.CAMPAIGN: action_month,
}
Rows = Mapping[str, SexRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValue:
    """One year of a row: value, its men and women, what it should reach (``fixed``: it was set).

    ``period`` is the code of the figures' period; empty for a year to come.
    """

    year: int
    period: str = ""
    value: Decimal | None = None
    men: Decimal | None = None
    women: Decimal | None = None
    aim: Decimal | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One indicator, or one sex of it where a target is set for that sex alone.

    ``target`` is the one set for the year, ``line`` the straight line's value; ``why`` is the cause
    when it cannot be judged. ``targets`` are all that count for it, of every source.
    """

    indicator: Indicator
    column: Column
    year: int
    value: Decimal | None
    target: Target | None
    line: Decimal | None
    progress: Progress
    why: str
    years: tuple[YearValue, ...]
    targets: tuple[Target, ...]

    @property
    def id(self) -> str:
        """Names the row in lists."""
        return f"{self.indicator.code}:{self.column}"

    @property
    def aim(self) -> Decimal | None:
        """What the year should reach: the target set for it, else the line."""
        return self.target.value if self.target is not None else self.line

    @property
    def gap(self) -> Decimal | None:
        """Value less aim; None without one of them."""
        return None if self.value is None or self.aim is None else self.value - self.aim

    @property
    def last(self) -> Target | None:
        """The target of the last year that has one."""
        years = [one.year for one in self.targets if one.column is self.column]
        return target_of(self.targets, max(years), self.column) if years else None


@dataclass(frozen=True, slots=True)
class ProgressCounts:
    """How many rows are in each state; ``blank`` have no figure, ``unknown`` another cause."""

    met: int = 0
    not_met: int = 0
    blank: int = 0
    unknown: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.met + self.not_met + self.blank + self.unknown


def yearly(form: Form) -> bool:
    """Whether a form has one period in a year, so that its years stand beside each other."""
    return form.period in _PERIODS


def period_of_year(form: Form, year: int) -> Period:
    """The form's period of a year."""
    return _PERIODS[form.period](year)


def list_progress(
    session: Session,
    form: Form,
    year: int,
    indicators: Mapping[str, Indicator],
    *,
    with_bare: bool = False,
) -> list[ProgressRow]:
    """The rows of a form that have a target, in the form's order.

    Args:
        form: one with one period in a year (``yearly``).
        year: the year that is judged.
        indicators: all known ones by code.
        with_bare: those without a target too.
    """
    own = list_own_targets(session)
    wanted = [
        (indicator, (*own.get(indicator.code, ()), *indicator.targets))
        for code in form.indicators
        if (indicator := indicators.get(code)) is not None
    ]
    wanted = [(indicator, targets) for indicator, targets in wanted if targets or with_bare]
    first, last = _span(year, [target.year for _one, targets in wanted for target in targets])
    periods = {period_of_year(form, at).code: at for at in range(first, year + 1)}
    figures = list_figures(session, list(periods), _needed([one for one, _targets in wanted]))
    known = _Years(
        year=year,
        span=(first, last),
        rows={at: sex_rows(figures, code) for code, at in periods.items()},
        periods={at: code for code, at in periods.items()},
        names={code: one.name for code, one in indicators.items()},
    )
    return [
        _row(indicator, targets, column, known)
        for indicator, targets in wanted
        for column in _columns(targets)
    ]


def _columns(targets: Sequence[Target]) -> list[Column]:
    """For whom targets are set; an indicator without any is one row."""
    found = {target.column for target in targets} or {Column.TOTAL}
    return [column for column in Column if column in found]


def count_progress(session: Session, year: int) -> ProgressCounts:
    """How the strategy's targets stand; all nought when the catalogue has no such form.

    A row of the catalogue that is written wrong counts as none: the page of indicators tells it.
    """
    try:
        indicators = list_indicators(session, on=date(year, 7, 1))
        form = find_form(session, STRATEGY_FORM, on=date(year, 7, 1))
    except (NotFoundError, ValidationError):
        return ProgressCounts()
    return (
        counted(list_progress(session, form, year, indicators))
        if yearly(form)
        else ProgressCounts()
    )


def counted(rows: Sequence[ProgressRow]) -> ProgressCounts:
    """How many are reached, are not, have no figure, cannot be judged for another cause."""
    unknown = [row for row in rows if row.progress is Progress.UNKNOWN]
    blank = sum(row.value is None for row in unknown)
    return ProgressCounts(
        met=sum(row.progress is Progress.MET for row in rows),
        not_met=sum(row.progress is Progress.NOT_MET for row in rows),
        blank=blank,
        unknown=len(unknown) - blank,
    )


@dataclass(frozen=True, slots=True)
class _Years:
    year: int
    span: tuple[int, int]
    rows: Mapping[int, Rows]
    periods: Mapping[int, str]
    names: Mapping[str, str]


def _span(year: int, target_years: Sequence[int]) -> tuple[int, int]:
    last = max([year, *(at for at in target_years if at <= year + _MOST_YEARS - 2)])
    first = max(year - _BEFORE, last - _MOST_YEARS + 1)
    return min(first, year), last


def _needed(indicators: Sequence[Indicator]) -> set[str]:
    """Codes of figures that these need."""
    refs = [ref for one in indicators for ref in (one.numerator, one.denominator) if ref]
    return {one.code for one in indicators} | {ref.code for ref in refs}


def _row(
    indicator: Indicator, targets: tuple[Target, ...], column: Column, known: _Years
) -> ProgressRow:
    year = known.year
    rows = known.rows.get(year, {})
    value = _value(indicator, rows, column)
    target, line = target_of(targets, year, column), on_line(targets, year, column)
    aim = target.value if target is not None else line
    progress = judged(value, aim, indicator.direction)
    cause = "; ".join(_causes(indicator, rows, column, aim, known)) or "chưa có số liệu"
    return ProgressRow(
        indicator=indicator,
        column=column,
        year=year,
        value=value,
        target=target,
        line=line,
        progress=progress,
        why=cause if progress is Progress.UNKNOWN else "",
        years=tuple(_years(indicator, targets, column, known)),
        targets=targets,
    )


def _years(
    indicator: Indicator, targets: tuple[Target, ...], column: Column, known: _Years
) -> Iterator[YearValue]:
    """From the first year with a value or a target to the last one, or to the year asked for."""
    begun = False
    end = max([known.year, *(one.year for one in targets if one.column is column)])
    for at in range(known.span[0], min(known.span[1], end) + 1):
        rows = known.rows.get(at, {})
        target = target_of(targets, at, column)
        made = YearValue(
            year=at,
            period=known.periods.get(at, ""),
            value=_value(indicator, rows, column),
            men=_value(indicator, rows, Column.MEN) if indicator.by_sex else None,
            women=_value(indicator, rows, Column.WOMEN) if indicator.by_sex else None,
            aim=on_line(targets, at, column),
            fixed=target is not None,
        )
        begun = begun or made.value is not None or made.aim is not None or at == known.year
        if begun:
            yield made


def _value(indicator: Indicator, rows: Rows, column: Column) -> Decimal | None:
    """The column's number, or the share; the share of one sex from that sex's raw numbers."""
    if indicator.kind is not IndicatorKind.SHARE:
        return value_of(rows, Ref(indicator.code, column))
    if column is Column.TOTAL:
        return share_of(indicator, rows)
    above, below = indicator.numerator, indicator.denominator
    if above is None or below is None or {above.column, below.column} != {Column.TOTAL}:
        return None
    parts = [value_of(rows, Ref(ref.code, column)) for ref in (above, below)]
    if parts[0] is None or not parts[1]:
        return None
    return parts[0] * indicator.scale / parts[1]


def _causes(
    indicator: Indicator, rows: Rows, column: Column, aim: Decimal | None, known: _Years
) -> Iterator[str]:
    """Why a row cannot be judged."""
    cell = rows.get(indicator.code, _NO_ROW).cell(column)
    if cell.state is CellState.MISSING:
        yield cell.reason
    elif indicator.kind is IndicatorKind.SHARE and column is Column.TOTAL:
        yield from filter(
            None, [why_no_share(indicator, rows, lambda code: known.names.get(code, code))]
        )
    if aim is None:
        yield f"năm {known.year} không có mục tiêu"
    if indicator.direction is Direction.NONE:
        yield "chưa ghi chiều của chỉ tiêu (cao hơn hay thấp hơn là tốt)"
