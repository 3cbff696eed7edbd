"""A paper that a leader changed in Word, taken back: each difference offered, none applied unasked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.builders.content import content_of
from app.documents.compare import Change, Comparison, HeadChange, applied, compare
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.source import SourceFile
from app.domain import fields
from app.domain.dates import format_date
from app.domain.paper_content import NodeContent, PaperContent, PaperHead
from app.domain.papers import may_edit
from app.errors import ConflictError, NotFoundError, ValidationError
from app.jobs import JobContext
from app.queries.paper_past import paper_at
from app.queries.papers import PaperRow, get_paper
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
    def is_free(self) -> bool:
        """Whether it can be accepted without a look at what was written here meanwhile."""
        return self.state is Offered.FREE

    @property
    def takable(self) -> bool:
        """Whether it can be accepted."""
        return self.state in (Offered.FREE, Offered.CONFLICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything a changed file says differently from the version it was written from.

    ``row`` is the newest version, into which accepted offers go; ``printed`` is the paper as it was
    when the file was written, ``changed`` the file; ``remarks`` tell how the file was read,
    ``sure`` whether the file itself named its paper.
    """

    row: PaperRow
    base_version: int
    offers: tuple[Offer, ...]
    printed: Document
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
        offers=tuple(_offers(comparison, changed, base, newest)),
        printed=printed,
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
    """The version the file shows, as it was when the file was written; whether the file said so."""
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
        newest = db.read(get_paper, named)
        number = source.version_number or newest.version_number
        if source.saved_at is None:
            return db.read(get_paper, named, number), True
        return db.read(paper_at, named, number, source.saved_at), True
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


def _offers(
    comparison: Comparison, changed: Document, base: PaperRow, newest: PaperRow
) -> Iterator[Offer]:
    """Three papers: the one that was sent, the one that came back, the one that stands here now.

    What both sides changed the same way is no difference any more.
    """
    number = 0
    theirs = content_of(changed).head
    for line in comparison.head:
        now, sent = (_head_value(row.content.head, line.field) for row in (newest, base))
        if now != sent and now == _head_value(theirs, line.field):
            continue
        number += 1
        state = Offered.FREE if now == sent else Offered.CONFLICT
        ours = "" if state is Offered.FREE else _said(now)
        yield Offer(number=number, state=state, head=line, ours=ours)
    before, after = _by_key(base), _by_key(newest)
    moved_on = before != after or _order(base) != _order(newest)
    for change in comparison.changes:
        if moved_on and _stands_here(change, base.content, newest.content):
            continue
        number += 1
        state = _state(change, before, after)
        ours = _words(after[_key(change)]) if state is Offered.CONFLICT else ""
        yield Offer(number=number, state=state, change=change, ours=ours)


def _state(
    change: Change, before: dict[str, NodeContent], after: dict[str, NodeContent]
) -> Offered:
    key = _key(change)
    if change.old is None:
        return Offered.FREE
    if key not in before:
        return Offered.MADE
    if key not in after:
        return Offered.GONE
    only_place = change.new is not None and not (change.reworded or change.cells)
    if only_place or _same_words(before[key], after[key]):
        return Offered.FREE
    return Offered.CONFLICT


def _stands_here(change: Change, base: PaperContent, newest: PaperContent) -> bool:
    """Whether the paper here says already what the file says."""
    if change.old is not None:
        known = any(str(node.key) == _key(change) for node in newest.nodes)
        same = known and applied(newest, [change]).nodes == newest.nodes
        return same or (change.new is None and not known)
    words = change.side.words
    sent = {node.key for node in base.nodes}
    return any(node.key not in sent and _words(node) == words for node in newest.nodes)


def _key(change: Change) -> str:
    return change.old.node.key if change.old is not None else ""


def _by_key(row: PaperRow) -> dict[str, NodeContent]:
    """The nodes that the officer wrote."""
    return {str(node.key): node for node in row.content.nodes}


def _order(row: PaperRow) -> list[UUID]:
    return [node.key for node in row.content.nodes]


def _same_words(one: NodeContent, other: NodeContent) -> bool:
    return (one.heading, one.text, one.table) == (other.heading, other.text, other.table)


def _words(node: NodeContent) -> str:
    return fields.plain(f"{node.heading} {node.text}".strip())


def _head_value(head: PaperHead, field: str) -> object:
    return getattr(head, field) if hasattr(head, field) else getattr(head.form, field)


def _said(value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return "\n".join(str(line[0] if isinstance(line, tuple) else line) for line in value)
    return str(value or "")
