"""Progress of a year printed: table and charts in one PDF."""

from datetime import date
from pathlib import Path

from app.db.database import Database
from app.documents.builders.progress_sheets import progress_sheets
from app.queries.indicators import find_form
from app.queries.office import get_office
from app.workflows.chart_rows import chart_rows


def save_progress(db: Database, form: str, year: int, path: Path) -> int:
    """Write the progress of a form (its code).

    Returns:
        how many targets stand in it.

    Raises:
        DataFileError: the file cannot be written.
        NotFoundError: no such form.
    """
    from app.documents.render.to_pdf.plain_sheets import render_sheets

    found = db.read(find_form, form, on=date(year, 7, 1))
    office = db.read(get_office)
    rows, left_out = chart_rows(db, year, form)
    name = office.full_name if office else ""
    render_sheets(progress_sheets(found.name, name, year, rows, left_out), path)
    return len(rows)
