"""Files kept beside a paper: pictures of the file that it was read from."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean_line
from app.models import PaperAttachment
from app.models.paper_records import paper_of

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A file that lies in the attachments folder under ``sha256`` already; ``size`` in bytes."""

    name: str
    sha256: str
    media_type: str
    size: int


def hang_files(session: Session, paper_id: UUID, files: Iterable[PaperFile]) -> None:
    """Name files as kept beside a paper; the same content twice stays one row.

    Raises:
        NotFoundError: the paper is gone.
    """
    paper = paper_of(session, paper_id)
    query = select(PaperAttachment.sha256).where(PaperAttachment.paper_id == paper.id)
    there = set(session.scalars(query))
    for file in files:
        if file.sha256 in there:
            continue
        there.add(file.sha256)
        session.add(
            PaperAttachment(
                paper_id=paper.id,
                name=clean_line(file.name)[:_LONGEST_NAME] or "tệp",
                sha256=file.sha256,
                media_type=file.media_type,
                size=file.size,
            )
        )
    session.flush()
