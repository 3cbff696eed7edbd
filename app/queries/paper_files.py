"""Files kept beside a paper."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import PaperAttachment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFileRow:
    """A kept file; it lies in the attachments folder under its content hash."""

    id: UUID
    name: str
    sha256: str
    media_type: str
    size: int


def list_paper_files(session: Session, paper_id: UUID) -> list[PaperFileRow]:
    """By their names."""
    query = select(PaperAttachment).where(PaperAttachment.paper_id == paper_id)
    return [
        PaperFileRow(
            id=one.id,
            name=one.name,
            sha256=one.sha256,
            media_type=one.media_type,
            size=one.size,
        )
        for one in session.scalars(query.order_by(PaperAttachment.name, PaperAttachment.sha256))
    ]
