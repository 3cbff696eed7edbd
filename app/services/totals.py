"""Which packages a paper of ours was added up from, kept so that it can be told stale."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import TotalsBasis
from app.models.paper_records import paper_of


def keep_basis(
    session: Session,
    paper_id: UUID,
    line: tuple[str, str],
    packages: Sequence[Sequence[Any]],
    now: datetime,
) -> None:
    """Keep the packages behind a paper; those kept before for this line give way.

    Args:
        line: duty and period that were added up.
        packages: [package id, unit code, sequence] of each.

    Raises:
        NotFoundError: the paper is gone.
    """
    duty, period = line
    paper = paper_of(session, paper_id)
    row = session.scalars(
        select(TotalsBasis).where(
            TotalsBasis.paper_id == paper.id,
            TotalsBasis.duty == duty,
            TotalsBasis.period == period,
        )
    ).first()
    if row is None:
        row = TotalsBasis(paper_id=paper.id, duty=duty, period=period)
        session.add(row)
    row.packages, row.made_at = [list(one) for one in packages], now
