"""Papers: plans and reports, their versions, their trees of nodes, their tasks."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.numbering import Mark
from app.domain.papers import PaperKind, PaperState, TaskState
from app.domain.topics import Topic
from app.models.base import Code, Digest, Entity, Line, one_of


class Paper(Entity):
    """A plan or a report through all its versions. ``deleted_at`` set: in the bin.

    ``plan_id`` is the plan a report fills, or the year plan above a child plan; ``period`` the code
    of what a report is about (``app.domain.periods``), empty for other papers.
    """

    __tablename__ = "paper"
    topic = Topic.PAPER
    __table_args__ = (
        CheckConstraint(one_of("kind", list(PaperKind)), name="kind"),
        Index(None, "year", "kind"),
    )

    kind: Mapped[str] = mapped_column(Code)
    paper_type: Mapped[str] = mapped_column(Code)
    year: Mapped[int]
    period: Mapped[str] = mapped_column(Code, default="")
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("paper.id", ondelete="SET NULL"))
    campaign_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    source: Mapped[str] = mapped_column(Line, default="")
    deleted_at: Mapped[datetime | None]


class PaperVersion(Entity):
    """One version of a paper; locked and hashed once issued.

    ``title``, ``addressees``, ``bases``, ``recipients``, ``signature_lines`` are lists of lines,
    ``letterhead`` a list of [text, bold], ``left_overs`` a list of {where, found, why} to confirm,
    ``form`` the fields of ``PaperForm`` that are not empty.
    """

    __tablename__ = "paper_version"
    topic = Topic.PAPER
    __table_args__ = (
        UniqueConstraint("paper_id", "number"),
        CheckConstraint(one_of("state", list(PaperState)), name="state"),
    )

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(Code, default=PaperState.DRAFT)
    reason: Mapped[str] = mapped_column(Text, default="")
    type_name: Mapped[str] = mapped_column(Line)
    title: Mapped[list[Any]]
    letterhead: Mapped[list[Any]]
    doc_number: Mapped[str] = mapped_column(Code, default="")
    doc_symbol: Mapped[str] = mapped_column(Code)
    doc_place: Mapped[str] = mapped_column(Line)
    doc_day: Mapped[date | None]
    addressees: Mapped[list[Any]] = mapped_column(default=list)
    bases: Mapped[list[Any]] = mapped_column(default=list)
    recipients: Mapped[list[Any]] = mapped_column(default=list)
    signature_lines: Mapped[list[Any]] = mapped_column(default=list)
    signer_name: Mapped[str] = mapped_column(Line, default="")
    form: Mapped[dict[str, Any]] = mapped_column(default=dict)
    left_overs: Mapped[list[Any]] = mapped_column(default=list)
    show_assignments: Mapped[bool] = mapped_column(default=True)
    show_task_annex: Mapped[bool] = mapped_column(default=True)
    content_hash: Mapped[str] = mapped_column(Digest, default="")
    issued_at: Mapped[datetime | None]


class PaperNode(Entity):
    """A node of a version's tree. ``key`` stays the same through all versions of the paper.

    ``text`` may hold bound numbers (app.domain.fields). ``data_table`` is a table as
    {columns, rows, total} or None.
    """

    __tablename__ = "paper_node"
    topic = Topic.PAPER
    __table_args__ = (
        CheckConstraint(one_of("mark", list(Mark)), name="mark"),
        Index(None, "version_id", "position"),
        UniqueConstraint("version_id", "key"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id", ondelete="CASCADE"))
    key: Mapped[UUID] = mapped_column(default=uuid4)
    position: Mapped[int]
    depth: Mapped[int]
    mark: Mapped[str] = mapped_column(Code)
    heading: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    source_mark: Mapped[str] = mapped_column(Code, default="")
    data_table: Mapped[dict[str, Any] | None]


class PaperWaiver(Entity):
    """A finding that the officer let stand, with the reason; through all versions of the paper.

    ``rule`` and ``quote`` name the finding: the same words under the same rule.
    """

    __tablename__ = "paper_waiver"
    topic = Topic.PAPER
    __table_args__ = (Index(None, "paper_id", "rule"),)

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    rule: Mapped[str] = mapped_column(Code)
    quote: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class PaperAttachment(Entity):
    """A file kept beside a paper (a picture of the file it was read from) by its content hash."""

    __tablename__ = "paper_attachment"
    topic = Topic.PAPER

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Line)
    sha256: Mapped[str] = mapped_column(Digest)
    media_type: Mapped[str] = mapped_column(Line)
    size: Mapped[int]


class PaperTask(Entity):
    """What makes a node a task. ``budget`` is a list of {source, amount} in đồng."""

    __tablename__ = "paper_task"
    topic = Topic.PAPER
    __table_args__ = (UniqueConstraint("node_id"),)

    node_id: Mapped[UUID] = mapped_column(ForeignKey("paper_node.id", ondelete="CASCADE"))
    lead: Mapped[str] = mapped_column(Line)
    partners: Mapped[list[Any]] = mapped_column(default=list)
    asked: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    all_year: Mapped[bool] = mapped_column(default=False)
    budget: Mapped[list[Any]] = mapped_column(default=list)
    output: Mapped[str] = mapped_column(Text, default="")


class TaskProgress(Entity):
    """How far a task is; apart from the version, which may be locked. Keyed by the node's key."""

    __tablename__ = "task_progress"
    topic = Topic.PAPER
    __table_args__ = (
        UniqueConstraint("task_key"),
        CheckConstraint(one_of("state", list(TaskState)), name="state"),
    )

    task_key: Mapped[UUID]
    state: Mapped[str] = mapped_column(Code, default=TaskState.PLANNED)
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
