"""Forms of figures for the annexes of a report, each for its period that ends with the report's."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from app.db.database import Database
from app.documents.builders.report_figures import FORM_MARKER, FormFact
from app.domain.forms import Form
from app.domain.indicators import Indicator
from app.domain.paper_content import NodeContent
from app.domain.periods import (
    Period,
    PeriodKind,
    action_month,
    calendar_year,
    management_year,
    period_of,
    term,
    year_before,
)
from app.errors import NotFoundError
from app.queries.figure_cells import list_figures, list_own_targets, sex_rows
from app.queries.figure_masks import guarded_codes, hidden_places
from app.queries.figure_sheets import Around, figure_sheet
from app.queries.indicators import find_form, list_indicators

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Terms of office begin in 2021 and last five years.
_FIRST_TERM: Final = 2021
_TERM: Final = 5


def asked_forms(nodes: Iterable[NodeContent]) -> list[str]:
    """Codes of the forms that the lines of a template name, each once, in order."""
    found = (FORM_MARKER.fullmatch(node.text.strip()) for node in nodes)
    return list(dict.fromkeys(one[1] for one in found if one))


def form_facts(db: Database, codes: Iterable[str], year: int, last: date) -> dict[str, FormFact]:
    """The forms with their figures; one that the catalogue does not have is left out.

    Args:
        year: what the report is named after.
        last: the last day of the report's period.
    """
    # One reading for all: a figure that changes meanwhile does not stand twice in a report.
    return db.read(_form_facts, codes, year, last)


def _form_facts(
    session: "Session", codes: Iterable[str], year: int, last: date
) -> dict[str, FormFact]:
    day = date(year, 7, 1)
    forms = {code: form for code in codes if (form := _form(session, code, day)) is not None}
    if not forms:
        return {}
    indicators = list_indicators(session, on=day)
    targets = list_own_targets(session)
    earlier = cache(lambda period: sex_rows(list_figures(session, [period.code]), period.code))
    hidden = cache(lambda period: hidden_places(session, period, indicators))
    found: dict[str, FormFact] = {}
    for code, form in forms.items():
        period = period_for(form.period, year, last)
        before = year_before(period)
        # What activities offer is of no use on paper, and dear with thousands of them.
        around = Around(earlier(before), targets, {})
        found[code] = FormFact(
            form=form,
            period=period,
            rows=figure_sheet(session, form, period, indicators, around).rows,
            guarded=guarded_codes(indicators),
            hidden=hidden(period) if _is_guarded(form, indicators) else frozenset(),
            hidden_before=hidden(before) if _is_guarded(form, indicators) else frozenset(),
        )
    return found


def period_for(kind: PeriodKind, year: int, last: date) -> Period:
    """The period of a kind that belongs to a report about ``year`` that ends on ``last``."""
    match kind:
        case PeriodKind.YEAR:
            return management_year(year)
        case PeriodKind.CALENDAR_YEAR:
            return calendar_year(year)
        case PeriodKind.CAMPAIGN:
            return action_month(year)
        case PeriodKind.TERM:
            # A year of change ends one term; the next one has nothing to tell yet.
            first = year - (year - _FIRST_TERM - 1) % _TERM - 1
            return term(first, first + _TERM)
        case _:
            return period_of(kind, last)


def _form(session: "Session", code: str, on: date) -> Form | None:
    try:
        return find_form(session, code, on=on)
    except NotFoundError:
        return None


def _is_guarded(form: Form, indicators: Mapping[str, Indicator]) -> bool:
    return not guarded_codes(indicators).isdisjoint(form.indicators)
