"""Forms of figures printed, empty for hamlets and schools or with their figures."""

from pathlib import Path

from app.db.database import Database
from app.documents.builders.form_paper import FormChoices, form_paper
from app.domain.periods import Period
from app.queries.figure_masks import hidden_signs, is_guarded
from app.queries.figure_sheets import figure_sheet
from app.queries.indicators import day_of, find_form, list_indicators
from app.queries.office import get_office
from app.workflows.papers import write_plain


def print_form(
    db: Database,
    form_code: str,
    period: Period,
    path: Path,
    *,
    empty: bool = False,
    restricted: bool = False,
) -> None:
    """Write a form for a period as PDF or, by the ending of ``path``, for Word.

    Args:
        empty: without figures, rows high enough for the hand.
        restricted: small counts of a sensitive form stay, and the paper says so.

    Raises:
        ValidationError: another ending.
        NotFoundError: no such form.
        DataFileError: the file cannot be written.
    """
    form = db.read(find_form, form_code, on=day_of(period))
    known = db.read(list_indicators)
    sheet = db.read(figure_sheet, form, period, known)
    hidden = is_guarded(form, known) and not (restricted or empty)
    masked = db.read(hidden_signs, sheet, known) if hidden else None
    chosen = FormChoices(empty=empty, restricted=restricted, masked=masked)
    write_plain(db, form_paper(sheet, db.read(get_office), chosen), path)
