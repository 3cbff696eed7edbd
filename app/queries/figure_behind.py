"""Behind a number of an indicator: the figures it is made of, where they come from, since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.figure_rows import Column, value_cell
from app.domain.figure_text import cell_words
from app.domain.indicators import Indicator, IndicatorKind, Ref
from app.domain.periods import Period, parse_period
from app.errors import NotFoundError
from app.queries.activities import find_activities
from app.queries.activity_rows import ActivityRow
from app.queries.figure_cells import FigureRow, list_figures
from app.queries.figures import parse_key
from app.queries.history import ChangeRow, list_changes
from app.queries.indicators import list_forms, list_indicators
from app.queries.kinds import KindRow, get_catalogues
from app.queries.measures import measure

NUMERATOR: Final = "numerator"
DENOMINATOR: Final = "denominator"
ACTIVITIES: Final = "activities"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure behind a number.

    ``part`` is NUMERATOR, DENOMINATOR or empty; ``words`` the cell as shown, empty when nobody
    wrote it; ``before`` what stood there before the last change, if it was another number.
    ``counted`` tells the cell that the number is, or is worked out from. ``origin``, ``source``,
    ``note``, ``reason`` as in ``app.models.figure``; ``at`` and ``by`` are of the last change.
    """

    part: str
    indicator: Indicator
    period: Period
    column: Column
    words: str
    counted: bool
    worked_out: bool = False
    origin: str = ""
    source: str = ""
    note: str = ""
    reason: str = ""
    id: UUID | None = None
    at: datetime | None = None
    by: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBehind:
    """Everything behind a number of an indicator.

    ``form`` is the code of a form of the period's kind that holds ``row``: the indicator or one it
    is made of; empty when there is none. ``activities`` are those that figures were taken from.
    """

    indicator: Indicator
    period: Period
    lines: tuple[FigureLine, ...]
    form: str = ""
    row: str = ""
    activities: tuple[ActivityRow, ...] = ()


def figure_behind(session: Session, key: str) -> FigureBehind:
    """The figures behind a number of an indicator, with men, women and total of each.

    Raises:
        NotFoundError: not a key of an indicator, or the indicator is gone.
        ValidationError: an impossible period.
    """
    asked = parse_key(key)
    indicators = list_indicators(session, with_hidden=True)
    code, column = asked.place
    indicator = indicators.get(code)
    if not asked.is_of_indicator or indicator is None:
        raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key)
    kept = {
        (row.period, row.indicator, row.column): row for row in list_figures(session, asked.periods)
    }
    lines = tuple(
        _line(session, blank, kept.get((code_of, blank.indicator.code, blank.column)))
        for code_of in asked.periods
        for blank in _blanks(indicator, column, parse_period(code_of), indicators)
    )
    period = parse_period(asked.period)
    form, row = _form(session, period, [code, *(line.indicator.code for line in lines)])
    return FigureBehind(
        indicator=indicator,
        period=period,
        lines=lines,
        form=form,
        row=row,
        activities=_activities(session, lines),
    )


def _blanks(
    indicator: Indicator, column: Column, period: Period, indicators: Mapping[str, Indicator]
) -> Iterator[FigureLine]:
    """The cells to look up, without what is in them."""
    refs = [("", Ref(indicator.code, column))]
    if indicator.kind is IndicatorKind.SHARE:
        pair = ((NUMERATOR, indicator.numerator), (DENOMINATOR, indicator.denominator))
        refs = [(part, ref) for part, ref in pair if ref is not None]
    for part, ref in refs:
        one = indicators.get(ref.code)
        if one is None:
            continue
        for each in one.columns:
            counted = each is ref.column
            yield FigureLine(
                part=part, indicator=one, period=period, column=each, words="", counted=counted
            )


def _line(session: Session, blank: FigureLine, figure: FigureRow | None) -> FigureLine:
    if figure is None:
        return blank
    changes = list_changes(session, figure.id)
    last = changes[-1] if changes else None
    return replace(
        blank,
        words=cell_words(figure.cell, blank.indicator),
        worked_out=figure.worked_out,
        origin=figure.origin,
        source=figure.source,
        note=figure.note,
        reason=figure.reason,
        id=figure.id,
        at=last.at if last else figure.updated_at,
        by=last.actor if last else "",
        before=_before(changes, blank.indicator),
    )


def _before(changes: Sequence[ChangeRow], indicator: Indicator) -> str:
    """The number that the last change of the value took away."""
    olds = [change.old for change in changes if change.field == "value" and change.old is not None]
    return cell_words(value_cell(str(olds[-1])), indicator) if olds else ""


def _form(session: Session, period: Period, codes: Sequence[str]) -> tuple[str, str]:
    """The first form that holds one of the indicators, the first of them before the others."""
    fitting = [form for form in list_forms(session) if form.period is period.kind]
    found = ((form.code, code) for code in codes for form in fitting if code in form.indicators)
    return next(found, ("", ""))


def _activities(session: Session, lines: Sequence[FigureLine]) -> tuple[ActivityRow, ...]:
    """Those that add something to a figure that was taken from activities, by date, each once."""
    kinds = get_catalogues(session).kinds
    found: dict[UUID, ActivityRow] = {}
    for line in lines:
        if line.origin != ACTIVITIES or not line.source:
            continue
        asked = parse_key(line.source)
        name = f"{asked.measure}.{line.column}" if line.indicator.by_sex else asked.measure
        chosen = replace(asked.chosen, first=line.period.first, last=line.period.last)
        for row in find_activities(session, chosen):
            if _adds(name, row, kinds):
                found[row.id] = row
    return tuple(sorted(found.values(), key=lambda row: row.starts_on))


def _adds(name: str, row: ActivityRow, kinds: Mapping[str, KindRow]) -> bool:
    try:
        return bool(measure(name, [row], kinds))
    except KeyError:
        # A link of another year's catalogue that is no measure any more adds nothing.
        return False
