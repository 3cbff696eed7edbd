"""Findings of a paper that the officer let stand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import PaperWaiver


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """``identity`` of the finding is (rule, quote)."""

    id: UUID
    rule: str
    quote: str
    reason: str
    given_at: datetime

    @property
    def identity(self) -> tuple[str, str]:
        """As ``Finding.identity``."""
        return self.rule, self.quote


def list_waivers(session: Session, paper_id: UUID) -> list[WaiverRow]:
    """The oldest first."""
    query = select(PaperWaiver).where(PaperWaiver.paper_id == paper_id)
    return [
        WaiverRow(
            id=one.id, rule=one.rule, quote=one.quote, reason=one.reason, given_at=one.updated_at
        )
        for one in session.scalars(query.order_by(PaperWaiver.updated_at, PaperWaiver.rule))
    ]
