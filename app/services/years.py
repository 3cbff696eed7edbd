"""Years are closed once their report is out, and opened again with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_text
from app.errors import ConflictError, ValidationError
from app.models import YearClosing


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseYear:
    """Close a year; ``at`` with its zone."""

    year: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenYear:
    """Open a closed year again; ``reason`` is kept in history."""

    year: int
    by: str
    at: datetime
    reason: str


def close_year(session: Session, command: CloseYear) -> None:
    """From now on nothing of the year can be changed.

    Raises:
        ValidationError: the year is not over yet.
        ConflictError: it is closed already.
    """
    if command.year >= command.at.astimezone().year:
        raise ValidationError(
            f"Năm {command.year} chưa hết nên chưa khóa được. Hãy khóa khi sang năm sau.",
            field="year",
        )
    row = _find(session, command.year)
    if row is not None and row.closed:
        raise ConflictError(f"Năm {command.year} đã khóa rồi.")
    if row is None:
        row = YearClosing(year=command.year)
        session.add(row)
    row.closed, row.closed_at, row.closed_by = True, command.at, command.by
    row.reason = ""


def reopen_year(session: Session, command: ReopenYear) -> None:
    """The year can be changed again.

    Raises:
        ValidationError: no reason.
        ConflictError: it is not closed.
    """
    reason = clean_text(command.reason)
    if not reason:
        raise ValidationError(
            f"Hãy ghi lý do mở lại năm {command.year}; lý do được giữ trong nhật ký.",
            field="reason",
        )
    row = _find(session, command.year)
    if row is None or not row.closed:
        raise ConflictError(f"Năm {command.year} đang mở, không phải mở lại.")
    row.closed, row.closed_at, row.closed_by = False, command.at, command.by
    row.reason = reason


def _find(session: Session, year: int) -> YearClosing | None:
    return session.scalars(select(YearClosing).where(YearClosing.year == year)).first()
