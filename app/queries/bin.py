"""What lies in the bin and may not be removed from it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.bin import leaves_on
from app.domain.papers import PaperState
from app.models import Paper, PaperVersion, SentPackage


def when_it_leaves(paper: Paper, keep: frozenset[UUID]) -> date | None:
    """When a paper goes from the bin for good; None outside the bin and for what is kept."""
    if paper.deleted_at is None or paper.id in keep:
        return None
    return leaves_on(paper.deleted_at)


def papers_to_keep(session: Session) -> frozenset[UUID]:
    """Papers in the bin that stay there: what was issued or sent is a record of the office."""
    binned = select(Paper.id).where(Paper.deleted_at.is_not(None))
    issued = select(PaperVersion.paper_id).where(
        PaperVersion.paper_id.in_(binned), PaperVersion.state == PaperState.ISSUED
    )
    sent = select(SentPackage.paper_id).where(SentPackage.paper_id.in_(binned))
    found = {*session.scalars(issued), *session.scalars(sent)}
    return frozenset(one for one in found if one is not None)
