"""Findings let stand with a reason, kept with the paper."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.personal_data import refuse_personal
from app.domain.text import clean_line
from app.errors import NotFoundError, ValidationError
from app.models import PaperWaiver
from app.models.paper_records import paper_of

#: The rule of app.workflows.persons_beside.
_BESIDE_COUNTS: Final = "person_beside_count"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveFinding:
    """Let the words ``quote`` stand under ``rule``."""

    paper_id: UUID
    rule: str
    quote: str
    reason: str


def waive_finding(session: Session, command: WaiveFinding) -> UUID:
    """Keep that a finding is let stand; the same one again gets the new reason.

    Raises:
        NotFoundError: the paper is gone.
        ValidationError: no reason, or one that names a person beside counts of violence.
    """
    reason = clean_line(command.reason)
    if not reason:
        raise ValidationError(
            "Hãy ghi lý do giữ nguyên; lý do được lưu cùng văn bản.", field="reason"
        )
    if command.rule == _BESIDE_COUNTS:
        refuse_personal(reason, "reason", where="lý do")
    paper = paper_of(session, command.paper_id)
    waiver = session.scalars(
        select(PaperWaiver).where(
            PaperWaiver.paper_id == paper.id,
            PaperWaiver.rule == command.rule,
            PaperWaiver.quote == command.quote,
        )
    ).first()
    if waiver is None:
        waiver = PaperWaiver(paper_id=paper.id, rule=command.rule, quote=command.quote)
        session.add(waiver)
    waiver.reason = reason
    session.flush()
    return waiver.id


def withdraw_waiver(session: Session, waiver_id: UUID) -> None:
    """The finding counts again.

    Raises:
        NotFoundError: it was withdrawn before.
    """
    waiver = session.get(PaperWaiver, waiver_id)
    if waiver is None:
        raise NotFoundError("Chỗ này không còn được giữ nguyên nữa.")
    session.delete(waiver)
