"""History and the list of what left, as PDF, Excel or lines of words."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from app.db.database import Database
from app.documents.builders.log_sheets import export_book, log_book, log_sheets
from app.documents.sheets import write_workbook
from app.queries.change_log import LogFilter, LogRow, list_log, newest_link
from app.queries.export_log import list_exports
from app.queries.office import get_office

#: More lines than this are no reading on paper, and no sheet that Excel opens at once.
MOST_LINES: Final = 20_000


def save_log(db: Database, title: str, rows: Sequence[LogRow], path: Path, now: datetime) -> int:
    """Write lines in the order given; the suffix says as what (.xlsx, else PDF).

    Returns:
        how many lines were written.

    Raises:
        DataFileError: the file cannot be written.
    """
    link = db.read(newest_link)
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [log_book(title, rows, link)])
        return len(rows)
    from app.documents.render.to_pdf.plain_sheets import render_sheets

    office = db.read(get_office)
    name = f"{office.full_name} · " if office else ""
    under = f"{name}In lúc {now.astimezone():%H:%M ngày %d/%m/%Y}"
    render_sheets(log_sheets(title, under, rows, link), path)
    return len(rows)


def save_found(db: Database, wanted: LogFilter, path: Path, now: datetime) -> int:
    """Write what a filter of the whole log finds, the newest lines first.

    Returns:
        how many lines were written, at most MOST_LINES.

    Raises:
        DataFileError: as ``save_log``.
    """
    rows = db.read(list_log, wanted, most=MOST_LINES).rows
    return save_log(db, "NHẬT KÝ THAY ĐỔI", rows, path, now)


def save_exports(db: Database, wanted: LogFilter, path: Path) -> int:
    """Write the list of what left as a workbook.

    Returns:
        how many lines were written.

    Raises:
        DataFileError: the file cannot be written.
    """
    rows = db.read(list_exports, wanted, most=MOST_LINES).rows
    write_workbook(path, [export_book(rows)])
    return len(rows)
