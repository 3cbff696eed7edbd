"""Papers laid beside each other under names that the officer knows."""

from pathlib import Path
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.compare import compare
from app.domain.paper_content import PaperContent
from app.domain.papers import STATE_WORDS
from app.jobs import JobContext
from app.queries.papers import get_paper, list_versions
from app.ui.compare.rows import Laid
from app.workflows.comparing import file_document, typed_document, version_document
from app.workflows.round_trip import take_back


def two_versions(db: Database, paper_id: UUID, first: int, second: int) -> Laid:
    """Two versions of one paper, the older one left."""
    old, new = sorted((first, second))
    return _beside(
        _version_name(db, paper_id, old),
        _version_name(db, paper_id, new),
        version_document(db, paper_id, old),
        version_document(db, paper_id, new),
    )


def kept_and_typed(db: Database, paper_id: UUID, typed: PaperContent) -> Laid:
    """What was kept of a paper left, what is being typed right."""
    row = db.read(get_paper, paper_id)
    left = version_document(db, paper_id)
    return _beside("Bản đã ghi", "Chữ đang gõ", left, typed_document(typed, row.year))


def two_papers(db: Database, other: tuple[UUID, str], ours: tuple[UUID, int]) -> Laid:
    """Another paper left, the version shown right."""
    right = version_document(db, *ours)
    left = version_document(db, other[0])
    return _beside(other[1], _shown_name(db, *ours), left, right, apart=True)


def file_and_ours(db: Database, path: Path, ours: tuple[UUID, int], job: JobContext) -> Laid:
    """A paper of a file left, the version shown right."""
    left = file_document(path, job=job)
    right = version_document(db, *ours)
    return _beside(path.name, _shown_name(db, *ours), left, right, apart=True)


def from_word(db: Database, path: Path, paper_id: UUID, job: JobContext) -> Laid:
    """The version a file was written from, and the file."""
    review = take_back(db, path, paper_id, job)
    name = _version_name(db, paper_id, review.base_version)
    return Laid(
        old_name=f"{name}, trong chương trình",
        new_name=f"{path.name}, đã sửa",
        old=review.printed,
        new=review.changed,
        comparison=review.comparison,
        review=review,
        remarks=review.remarks,
    )


def _beside(
    old_name: str, new_name: str, old: Document, new: Document, *, apart: bool = False
) -> Laid:
    return Laid(
        old_name=old_name,
        new_name=new_name,
        old=old,
        new=new,
        comparison=compare(old, new),
        apart=apart,
    )


def _shown_name(db: Database, paper_id: UUID, version: int) -> str:
    row = db.read(get_paper, paper_id, version)
    title = " ".join(row.content.head.title)
    return f"{title} ({row.year})" if str(row.year) not in title else title


def _version_name(db: Database, paper_id: UUID, number: int) -> str:
    versions = {version.number: version for version in db.read(list_versions, paper_id)}
    state = STATE_WORDS[versions[number].state] if number in versions else ""
    return f"Bản {number} ({state.lower()})"
