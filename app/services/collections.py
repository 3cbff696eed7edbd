"""Reports asked of the units below: asked, closed when their totals are settled, opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.periods import parse_period
from app.domain.text import clean_line, clean_text
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReport:
    """A report asked of the units: what, about which period, on which form, until when.

    ``levels`` are levels of units it is asked of, none for all that report to us directly;
    ``letter`` is the number of the paper that asks for it.
    """

    duty: str
    period: str
    name: str
    template: str
    due_on: date
    letter: str = ""
    levels: tuple[str, ...] = ()
    note: str = ""


def ask(session: Session, command: AskReport) -> UUID:
    """Ask for a report; asked already, its form, day and words are changed.

    Raises:
        ValidationError: no name, no duty, a period that is none, or a day before the period.
        ConflictError: its totals are settled.
    """
    period = parse_period(command.period)
    name = clean_line(command.name)
    if not name or not command.duty.strip():
        raise ValidationError("Hãy ghi tên báo cáo yêu cầu các đơn vị gửi.", field="name")
    if command.due_on < period.first:
        raise ValidationError(
            f"Hạn gửi đứng trước ngày đầu của kỳ ({period.days}). Hãy ghi ngày sau đó.",
            field="due_on",
        )
    row = _find(session, command.duty, period.code)
    if row is None:
        row = Collection(duty=command.duty.strip(), period=period.code)
        session.add(row)
    _check_open(row)
    row.name, row.template, row.due_on = name, command.template.strip(), command.due_on
    row.letter, row.note = clean_line(command.letter), clean_text(command.note)
    row.levels = sorted(set(command.levels))
    session.flush()
    return row.id


def take_back(session: Session, collection_id: UUID) -> None:
    """The report is not asked of the units any more; what they sent stays.

    Raises:
        NotFoundError: it is gone.
        ConflictError: its totals are settled.
    """
    row = _get(session, collection_id)
    _check_open(row)
    session.delete(row)


def close(session: Session, collection_id: UUID, by: str, now: datetime) -> None:
    """Settle the totals: a correction counts only after the collection was opened again.

    Raises:
        NotFoundError: it is gone.
        ConflictError: it is closed already.
    """
    row = _get(session, collection_id)
    _check_open(row)
    row.closed_at, row.closed_by = now, clean_line(by)


def reopen(session: Session, collection_id: UUID, reason: str) -> None:
    """Take corrections again; the reason stays with the collection.

    Raises:
        NotFoundError: it is gone.
        ConflictError: it is open.
        ValidationError: no reason.
    """
    row = _get(session, collection_id)
    if row.closed_at is None:
        raise ConflictError(f"“{row.name}” đang mở, không cần mở lại.")
    if not clean_text(reason):
        raise ValidationError(
            "Hãy ghi lý do mở lại; số tổng hợp đã chốt có thể thay đổi.", field="reason"
        )
    row.closed_at, row.closed_by, row.reopen_reason = None, "", clean_text(reason)


def _check_open(row: Collection) -> None:
    if row.closed_at is not None:
        raise ConflictError(
            f"“{row.name}” đã chốt; không có gì bị thay đổi. Hãy mở lại (ghi lý do) rồi làm tiếp."
        )


def _get(session: Session, collection_id: UUID) -> Collection:
    row = session.get(Collection, collection_id)
    if row is None:
        raise NotFoundError("Báo cáo này không còn được yêu cầu nữa.")
    return row


def _find(session: Session, duty: str, period: str) -> Collection | None:
    return session.scalars(
        select(Collection).where(Collection.duty == duty.strip(), Collection.period == period)
    ).first()
