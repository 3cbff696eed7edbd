"""A form for a period: every row with its cells, last year's, target, share, state, what is odd."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.figure_checks import Oddity, oddities, share_of, why_no_share
from app.domain.figure_rows import CellState, Column, SexRow
from app.domain.forms import Form
from app.domain.indicators import (
    Indicator,
    IndicatorKind,
    Progress,
    Target,
    judged,
    on_line,
    target_of,
)
from app.domain.periods import Period, year_before
from app.queries.activities import ActivityFilter, find_activities
from app.queries.activity_rows import ActivityRow
from app.queries.figure_cells import FigureRow, list_figures, list_own_targets, sex_rows
from app.queries.figures import parse_key
from app.queries.kinds import get_catalogues
from app.queries.measures import measure

_NO_ROW = SexRow()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One line of a form; a line without ``indicator`` is a heading.

    ``value`` is what is judged: the total, or the share, not rounded; ``before`` the same a year
    ago. ``why`` says why there is no value or no judgement. ``offered`` is what activities give.
    """

    heading: str = ""
    indicator: Indicator | None = None
    row: SexRow = _NO_ROW
    row_before: SexRow = _NO_ROW
    kept: Mapping[Column, FigureRow]
    value: Decimal | None = None
    before: Decimal | None = None
    target: Target | None = None
    line: Decimal | None = None
    progress: Progress = Progress.UNKNOWN
    why: str = ""
    offered: Mapping[Column, Decimal]
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSheet:
    """A form for one period."""

    form: Form
    period: Period
    rows: tuple[SheetRow, ...]

    @property
    def missing(self) -> int:
        """How many typed rows have no figure and no reason yet."""
        return sum(
            row.indicator is not None
            and row.indicator.kind is not IndicatorKind.SHARE
            and row.row.total.state is CellState.EMPTY
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything the rows are made from."""

    indicators: Mapping[str, Indicator]
    rows: Mapping[str, SexRow]
    before: Mapping[str, SexRow]
    kept: Mapping[str, Mapping[Column, FigureRow]]
    targets: Mapping[str, tuple[Target, ...]]
    offered: Mapping[str, Mapping[Column, Decimal]]
    odd: Mapping[str, tuple[Oddity, ...]]
    year: int


@dataclass(frozen=True, slots=True)
class Around:
    """What a form shows beside the figures of its period: read once while cells are typed."""

    before: Mapping[str, SexRow]
    targets: Mapping[str, tuple[Target, ...]]
    offered: Mapping[str, Mapping[Column, Decimal]]


def figures_around(
    session: Session, form: Form, period: Period, indicators: Mapping[str, Indicator]
) -> Around:
    """The year before, the unit's targets, and what activities give."""
    earlier = year_before(period)
    figures = list_figures(session, [earlier.code])
    return Around(
        before=sex_rows(figures, earlier.code),
        targets=list_own_targets(session),
        offered=offered_figures(session, period, _asked(form, indicators)),
    )


def figure_sheet(
    session: Session,
    form: Form,
    period: Period,
    indicators: Mapping[str, Indicator],
    around: Around | None = None,
) -> FigureSheet:
    """The form as it stands.

    Args:
        indicators: all known ones by code; a row of the form that is not among them is left out.
        around: what was read before for the same form and period; None reads it now.
    """
    known = around or figures_around(session, form, period, indicators)
    facts = _facts(session, form, period, indicators, known)
    rows = [
        SheetRow(heading=line.heading, kept={}, offered={})
        if line.heading
        else _row(indicators[line.indicator], facts)
        for line in form.rows
        if line.heading or line.indicator in indicators
    ]
    return FigureSheet(form=form, period=period, rows=tuple(rows))


def offered_figures(
    session: Session, period: Period, indicators: Mapping[str, Indicator]
) -> dict[str, dict[Column, Decimal]]:
    """What the activities of a period give for the indicators that are linked to them.

    A link is a measure, of all activities or of a kind or a section alone: "people?kind=tap_huan".

    Raises:
        NotFoundError: a link that the office wrote wrong.
    """
    linked = {code: one for code, one in indicators.items() if one.link}
    if not linked:
        return {}
    activities = find_activities(session, ActivityFilter(first=period.first, last=period.last))
    kinds = get_catalogues(session).kinds
    found: dict[str, dict[Column, Decimal]] = {}
    for code, indicator in linked.items():
        asked = parse_key(indicator.link)
        rows = [row for row in activities if _is_asked(row, asked.chosen)]
        for column in indicator.columns:
            name = f"{asked.measure}.{column}" if indicator.by_sex else asked.measure
            value = measure(name, rows, kinds) if rows else None
            if value is not None:
                found.setdefault(code, {})[column] = Decimal(value)
    return {code: _whole(values) for code, values in found.items()}


def _whole(values: Mapping[Column, Decimal]) -> dict[Column, Decimal]:
    """The total alone where some activities were not counted by sex: their men are not known."""
    split = sum(values.get(column, Decimal(0)) for column in (Column.MEN, Column.WOMEN))
    whole = values.get(Column.TOTAL)
    return dict(values) if whole is None or whole == split else {Column.TOTAL: whole}


def _is_asked(row: ActivityRow, chosen: ActivityFilter) -> bool:
    return chosen.kind in ("", row.kind_code) and chosen.section in ("", row.section)


def _asked(form: Form, indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    on_form = set(form.indicators)
    return {code: one for code, one in indicators.items() if code in on_form}


def _facts(
    session: Session,
    form: Form,
    period: Period,
    indicators: Mapping[str, Indicator],
    around: Around,
) -> _Facts:
    figures = list_figures(session, [period.code])
    kept: dict[str, dict[Column, FigureRow]] = {}
    for figure in figures:
        kept.setdefault(figure.indicator, {})[figure.column] = figure
    rows = sex_rows(figures, period.code)
    odd: dict[str, tuple[Oddity, ...]] = {}
    for one in oddities(_asked(form, indicators), rows, around.before, around.offered):
        odd[one.indicator] = (*odd.get(one.indicator, ()), one)
    return _Facts(
        indicators=indicators,
        rows=rows,
        before=around.before,
        kept=kept,
        targets=around.targets,
        offered=around.offered,
        odd=odd,
        year=period.year,
    )


def _row(indicator: Indicator, facts: _Facts) -> SheetRow:
    code = indicator.code
    row, earlier = facts.rows.get(code, _NO_ROW), facts.before.get(code, _NO_ROW)
    targets = (*facts.targets.get(code, ()), *indicator.targets)
    target = target_of(targets, facts.year)
    line = on_line(targets, facts.year)
    value, before = _value(indicator, facts.rows), _value(indicator, facts.before)
    aim = target.value if target is not None else line
    progress = judged(value, aim, indicator.direction)
    return SheetRow(
        indicator=indicator,
        row=row,
        row_before=earlier,
        kept=facts.kept.get(code, {}),
        value=value,
        before=before,
        target=target,
        line=line,
        progress=progress,
        why="; ".join(_reasons(indicator, facts, row, value)),
        offered=facts.offered.get(code, {}),
        oddities=facts.odd.get(code, ()),
    )


def _value(indicator: Indicator, rows: Mapping[str, SexRow]) -> Decimal | None:
    if indicator.kind is IndicatorKind.SHARE:
        return share_of(indicator, rows)
    return rows.get(indicator.code, _NO_ROW).total.value


def _reasons(
    indicator: Indicator, facts: _Facts, row: SexRow, value: Decimal | None
) -> Iterator[str]:
    """Why there is no value."""
    if value is not None:
        return
    if indicator.kind is IndicatorKind.SHARE:
        yield why_no_share(indicator, facts.rows, lambda code: _name(facts, code))
    elif row.total.state is CellState.MISSING:
        yield row.total.reason


def _name(facts: _Facts, code: str) -> str:
    known = facts.indicators.get(code)
    return known.name if known else code
