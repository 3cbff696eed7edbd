"""The indicators whose charts a report encloses; guarded ones are left out."""

from datetime import date

from app.db.database import Database
from app.errors import NotFoundError
from app.queries.figure_masks import guarded_codes
from app.queries.indicators import find_form, list_indicators
from app.queries.progress import STRATEGY_FORM, ProgressRow, list_progress, yearly


def chart_rows(
    db: Database, year: int, code: str = STRATEGY_FORM
) -> tuple[tuple[ProgressRow, ...], int]:
    """Rows of a form that may be shown to others, and how many may not.

    The heights of bars would give small counts of violence away, however their numbers are hidden.
    """
    indicators = db.read(list_indicators, on=date(year, 7, 1))
    try:
        form = db.read(find_form, code, on=date(year, 7, 1))
    except NotFoundError:
        return (), 0
    if not yearly(form):
        return (), 0
    rows = db.read(list_progress, form, year, indicators)
    guarded = guarded_codes(indicators)
    shown = tuple(row for row in rows if row.indicator.code not in guarded)
    return shown, len(rows) - len(shown)
