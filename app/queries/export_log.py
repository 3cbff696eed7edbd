"""What left the program: printed, written as a file, put into a package."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.exports import ExportWay
from app.models import ExportEntry
from app.queries.change_log import LogFilter, midnights

_KNOWN: Final = frozenset(ExportWay)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One thing that left; ``sha256`` is empty for a print."""

    id: str
    at: datetime
    actor: str
    way: ExportWay
    title: str
    file_name: str
    sha256: str
    record_type: str
    record_id: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """The newest first, and how many fit the filter altogether."""

    rows: tuple[ExportRow, ...]
    total: int


def list_exports(
    session: Session, wanted: LogFilter, *, skip: int = 0, most: int = 200
) -> ExportPage:
    """A page of what left, by who and when; the kind of record is not asked."""
    where = [condition(ExportEntry.at) for condition in midnights(wanted)]
    if wanted.actor:
        where.append(ExportEntry.actor == wanted.actor)
    total = session.scalar(select(func.count()).select_from(ExportEntry).where(*where)) or 0
    query = (
        select(ExportEntry)
        .where(*where)
        .order_by(ExportEntry.at.desc(), ExportEntry.id)
        .offset(skip)
        .limit(most)
    )
    return ExportPage(tuple(_row(entry) for entry in session.scalars(query)), total)


def _row(entry: ExportEntry) -> ExportRow:
    return ExportRow(
        id=str(entry.id),
        at=entry.at,
        actor=entry.actor,
        way=ExportWay(entry.way) if entry.way in _KNOWN else ExportWay.OTHER,
        title=entry.title,
        file_name=entry.file_name,
        sha256=entry.sha256,
        record_type=entry.record_type,
        record_id=entry.record_id,
    )
