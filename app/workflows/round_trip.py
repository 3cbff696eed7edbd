"""A paper that a leader changed in Word, taken back: each difference offered, none applied unasked."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.compare import Change, Comparison, HeadChange, Kind, applied, compare
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.source import SourceFile
from app.domain.papers import may_edit
from app.errors import ConflictError, NotFoundError, ValidationError
from app.jobs import JobContext
from app.queries.papers import PaperRow, get_paper, list_changed_nodes
from app.services.issue import OpenNextVersion, open_next_version
from app.services.papers import SaveContent, save_content
from app.workflows.papers import printed_document


class Offered(StrEnum):
    """FREE may be taken; CONFLICT was changed here as well; MADE stands in a part that the program
    makes from tasks, and GONE in a node that is no longer in the paper: both are only shown."""

    FREE = "free"
    CONFLICT = "conflict"
    MADE = "made"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One difference; ``ours`` are today's words of a node in conflict."""

    number: int
    state: Offered
    change: Change | None = None
    head: HeadChange | None = None
    ours: str = ""

    @property
    def takable(self) -> bool:
        """Whether it can be accepted."""
        return self.state in (Offered.FREE, Offered.CONFLICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything a changed file says differently from the version it was written from.

    ``row`` is the newest version, into which accepted offers go; ``remarks`` tell how the file was
    read, ``sure`` whether the file itself named its paper.
    """

    row: PaperRow
    base_version: int
    offers: tuple[Offer, ...]
    changed: Document
    comparison: Comparison
    remarks: tuple[str, ...] = ()
    sure: bool = True


def take_back(
    db: Database, path: Path, paper_id: UUID | None = None, job: JobContext | None = None
) -> Review:
    """Read a changed file and lay it beside the version it came from.

    Args:
        path: the file; one that this program wrote names its paper and version.
        paper_id: the paper, for a file that does not say.

    Raises:
        NotFoundError: the file names no paper of this office, and none was given.
        ConflictError: the file belongs to another paper than the one given.
        ValidationError: the file holds no paper.
        DataFileError: it cannot be read.
    """
    source = read_source(path, job)
    base, sure = _base(db, source, paper_id)
    newest = db.read(get_paper, base.paper_id)
    reading = read_papers(source)
    changed = document_of_reading(reading.papers[0].reading)
    printed = printed_document(base, draft=changed.draft)
    comparison = compare(printed, changed)
    more = len(reading.papers) - 1
    extra = (f"Tệp còn {more} văn bản khác, chưa xem tới.",) if more else ()
    return Review(
        row=newest,
        base_version=base.version_number,
        offers=tuple(_offers(comparison, base, newest, _changed_here(db, source, newest))),
        changed=changed,
        comparison=comparison,
        remarks=(*reading.remarks, *extra),
        sure=sure,
    )


def apply_review(
    db: Database, review: Review, accepted: Collection[int], *, reason: str = ""
) -> int:
    """Put the accepted offers into the newest version; the rest stays as it is.

    Args:
        accepted: numbers of the offers to take.
        reason: why an issued paper gets a next version; not needed for a draft.

    Returns:
        how many were put in.

    Raises:
        ValidationError: the paper is issued and no reason was given.
        ConflictError: the paper was changed since the review was made.
    """
    taken = [offer for offer in review.offers if offer.number in accepted and offer.takable]
    if not taken:
        return 0
    row = db.read(get_paper, review.row.paper_id)
    if (row.version_id, row.revision) != (review.row.version_id, review.row.revision):
        raise ConflictError(
            "Văn bản vừa được sửa sau khi mở bảng so sánh; chưa có gì thay đổi. Hãy so sánh lại."
        )
    if not may_edit(row.state):
        if not reason.strip():
            raise ValidationError(
                "Văn bản đã ban hành. Hãy ghi lý do để mở bản tiếp theo.", field="reason"
            )
        db.write(open_next_version, OpenNextVersion(paper_id=row.paper_id, reason=reason))
        row = db.read(get_paper, row.paper_id)
    content = applied(
        row.content,
        [offer.change for offer in taken if offer.change is not None],
        [offer.head for offer in taken if offer.head is not None],
        review.changed,
    )
    db.write(
        save_content,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )
    return len(taken)


def _base(db: Database, source: SourceFile, paper_id: UUID | None) -> tuple[PaperRow, bool]:
    """The version the file shows, and whether the file said so."""
    named = _named(source)
    if named is None:
        if paper_id is None:
            raise NotFoundError(
                "Tệp này không phải do chương trình lưu ra, nên chưa biết là bản sửa của văn bản "
                "nào. Hãy mở văn bản rồi chọn “Đọc lại bản đã sửa trong Word”."
            )
        return db.read(get_paper, paper_id), False
    if paper_id is not None and named != paper_id:
        raise ConflictError(
            "Tệp này là bản của văn bản khác, không phải văn bản đang mở. Chưa có gì thay đổi."
        )
    try:
        return db.read(get_paper, named, source.version_number or None), True
    except NotFoundError as error:
        raise NotFoundError(
            "Tệp này được lưu ra từ một văn bản không có trong dữ liệu này (đã xóa, hoặc của máy "
            "khác). Có thể đọc tệp thành văn bản mới ở mục Kế hoạch."
        ) from error


def _named(source: SourceFile) -> UUID | None:
    try:
        return UUID(source.paper_id)
    except ValueError:
        return None


def _changed_here(db: Database, source: SourceFile, newest: PaperRow) -> frozenset[str]:
    """Keys of nodes that were changed in the program after the file was written."""
    if source.saved_at is None:
        return frozenset()
    changed = db.read(list_changed_nodes, newest.version_id, source.saved_at)
    return (
        frozenset(map(str, changed))
        if newest.version_number == source.version_number
        else frozenset()
    )


def _offers(
    comparison: Comparison, base: PaperRow, newest: PaperRow, touched: frozenset[str]
) -> list[Offer]:
    ours = _words(newest)
    # The draft the file shows is gone where it was changed since.
    theirs = _words(base)
    theirs |= dict.fromkeys(touched & theirs.keys(), "")
    made: list[Offer] = []
    for line in comparison.head:
        now = _head_words(newest, line.field)
        same = now == _head_words(base, line.field)
        state = Offered.FREE if same else Offered.CONFLICT
        made.append(Offer(number=len(made) + 1, state=state, head=line, ours="" if same else now))
    for change in comparison.changes:
        key = change.old.node.key if change.old is not None else ""
        state = _state(change, key, ours, theirs)
        said = ours.get(key, "") if state is Offered.CONFLICT else ""
        made.append(Offer(number=len(made) + 1, state=state, change=change, ours=said))
    return made


def _state(change: Change, key: str, ours: dict[str, str], theirs: dict[str, str]) -> Offered:
    if change.old is None:
        return Offered.FREE
    if key not in theirs:
        return Offered.MADE
    if key not in ours:
        return Offered.GONE
    touched = ours[key] != theirs[key]
    return Offered.CONFLICT if touched and change.kind is not Kind.MARK else Offered.FREE


def _words(row: PaperRow) -> dict[str, str]:
    """What each node says, by key; only nodes that the officer wrote."""
    return {str(node.key): f"{node.heading} {node.text}".strip() for node in row.content.nodes}


def _head_words(row: PaperRow, field: str) -> str:
    head = row.content.head
    found = getattr(head, field, None) if hasattr(head, field) else getattr(head.form, field, None)
    if isinstance(found, tuple):
        return "\n".join(str(line) for line in found)
    return "" if found is None else str(found)
