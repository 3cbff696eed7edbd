"""Tick a duty of the calendar off, or take the tick back."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_line
from app.errors import NotFoundError, ValidationError
from app.models import CatalogueEntry, DutyDone


def tick_duty(session: Session, *, year: int, code: str, done_on: date, note: str = "") -> None:
    """Mark a duty of a year as done; a second tick changes day and note.

    Raises:
        NotFoundError: the catalogue has no such duty.
        ValidationError: the code names a task of a plan, whose progress is written at the task.
    """
    if code.startswith("task:"):
        raise ValidationError("Đây là nhiệm vụ của kế hoạch; hãy ghi tiến độ ở nhiệm vụ đó.")
    known = select(CatalogueEntry.id).where(
        CatalogueEntry.catalogue == "deadline", CatalogueEntry.code == code
    )
    if session.scalars(known).first() is None:
        raise NotFoundError("Việc này không còn trong danh mục thời hạn.")
    done = _done(session, year, code)
    if done is None:
        done = DutyDone(year=year, code=code)
        session.add(done)
    done.done_on = done_on
    done.note = clean_line(note)


def untick_duty(session: Session, *, year: int, code: str) -> None:
    """Take the tick back; nothing happens when there is none."""
    done = _done(session, year, code)
    if done is not None:
        session.delete(done)


def _done(session: Session, year: int, code: str) -> DutyDone | None:
    asked = select(DutyDone).where(DutyDone.year == year, DutyDone.code == code)
    return session.scalars(asked).first()
