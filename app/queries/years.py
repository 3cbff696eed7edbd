"""Which years are closed, and which could be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import exists, extract, select
from sqlalchemy.orm import Session

from app.domain.papers import PaperKind, PaperState, ReportType
from app.models import Activity, Paper, PaperVersion, YearClosing

#: The month in which closing the year before is proposed.
_PROPOSED_IN: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A year of the book. ``at`` and ``by`` tell of the last closing or opening, ``reason`` why it
    was opened again; all empty for a year that was never closed."""

    year: int
    closed: bool = False
    at: datetime | None = None
    by: str = ""
    reason: str = ""


def find_year(session: Session, year: int) -> YearRow:
    """How a year stands."""
    row = session.scalars(select(YearClosing).where(YearClosing.year == year)).first()
    return YearRow(year=year) if row is None else _row(row)


def list_years(session: Session, today: date) -> list[YearRow]:
    """Years that are over and hold papers or activities, or were closed; the newest first."""
    known = {row.year: _row(row) for row in session.scalars(select(YearClosing))}
    years = {*known, *session.scalars(select(Paper.year).distinct())}
    begun = extract("year", Activity.starts_on)
    years |= {int(year) for year in session.scalars(select(begun).distinct())}
    over = sorted((year for year in years if year < today.year), reverse=True)
    return [known.get(year, YearRow(year=year)) for year in over]


def year_to_close(session: Session, today: date) -> int | None:
    """Last year, when it is February, its report is issued, and nobody decided on it yet."""
    year = today.year - 1
    if today.month != _PROPOSED_IN:
        return None
    decided = session.scalar(select(exists().where(YearClosing.year == year)))
    issued = (
        exists()
        .where(Paper.kind == PaperKind.REPORT, Paper.paper_type == ReportType.YEAR)
        .where(Paper.year == year, Paper.deleted_at.is_(None))
        .where(PaperVersion.paper_id == Paper.id, PaperVersion.state == PaperState.ISSUED)
    )
    return year if not decided and session.scalar(select(issued)) else None


def _row(row: YearClosing) -> YearRow:
    return YearRow(
        year=row.year, closed=row.closed, at=row.closed_at, by=row.closed_by, reason=row.reason
    )
