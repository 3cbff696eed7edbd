"""Packages of one unit, duty and period as the squares of a paper name them: in capital letters."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import ReceivedPackage


def ids_of_line(session: Session, unit: str, duty: str, period: str) -> list[UUID]:
    """Received packages of a line, highest sequence first; capital and small letters are alike."""
    query = select(ReceivedPackage.id).where(
        func.upper(ReceivedPackage.unit_code) == unit.upper(),
        func.upper(ReceivedPackage.duty) == duty.upper(),
        func.upper(ReceivedPackage.period) == period.upper(),
    )
    order = ReceivedPackage.sequence.desc(), ReceivedPackage.received_at.desc(), ReceivedPackage.id
    return list(session.scalars(query.order_by(*order)))
