"""Packages between offices: files, what we sent and what was answered, what we received."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.figure_rows import CellState, Column
from app.domain.parcels import ParcelOrigin, ReceivedState, SendWay, SentState
from app.domain.topics import Topic
from app.models.base import Base, Digest, Entity, Line, WireCode, one_of
from app.models.figure import DecimalText


class KeptFile(Base):
    """The bytes of a package, a receipt or the frozen data of a report, by their hash.

    In the database and not beside it: one transaction with what speaks of them, and the same for
    every seat. Written by ``app.services.kept_files`` alone, past history.
    """

    __tablename__ = "kept_file"
    topic = Topic.PARCEL

    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReportSeal(Entity):
    """What an issued report's check code was made from: the frozen data, and the salt.

    ``records`` is the hash of the kept file with the data (app.workflows.parcels.frozen).
    """

    __tablename__ = "report_seal"
    topic = Topic.PARCEL
    __table_args__ = (UniqueConstraint("version_id"), Index(None, "check_code"))

    version_id: Mapped[UUID] = mapped_column(ForeignKey("paper_version.id", ondelete="CASCADE"))
    duty: Mapped[str] = mapped_column(WireCode)
    period: Mapped[str] = mapped_column(WireCode)
    template: Mapped[str] = mapped_column(WireCode)
    template_version: Mapped[int] = mapped_column(default=1)
    unit_code: Mapped[str] = mapped_column(WireCode)
    salt: Mapped[str] = mapped_column(WireCode)
    content_hash: Mapped[str] = mapped_column(Digest)
    check_code: Mapped[str] = mapped_column(WireCode)
    records: Mapped[str] = mapped_column(Digest)
    made_at: Mapped[datetime]


class SentPackage(Entity):
    """A package we made; its id is the package's. ``paper_id`` is the report it carries."""

    __tablename__ = "sent_package"
    topic = Topic.PARCEL
    __table_args__ = (
        CheckConstraint(one_of("state", list(SentState)), name="state"),
        Index(None, "duty", "period"),
        Index(None, "check_code"),
    )

    direction: Mapped[str] = mapped_column(WireCode)
    kind: Mapped[str] = mapped_column(WireCode)
    receiver_code: Mapped[str] = mapped_column(WireCode)
    receiver_name: Mapped[str] = mapped_column(Line)
    duty: Mapped[str] = mapped_column(WireCode)
    period: Mapped[str] = mapped_column(WireCode)
    first: Mapped[date]
    last: Mapped[date]
    sequence: Mapped[int]
    supersedes: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    privacy: Mapped[str] = mapped_column(WireCode)
    template: Mapped[str] = mapped_column(WireCode)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("paper.id", ondelete="SET NULL"))
    version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("paper_version.id", ondelete="SET NULL")
    )
    package_hash: Mapped[str] = mapped_column(Digest)
    content_hash: Mapped[str] = mapped_column(Digest)
    check_code: Mapped[str] = mapped_column(WireCode)
    file_name: Mapped[str] = mapped_column(Line)
    file_sha256: Mapped[str] = mapped_column(ForeignKey("kept_file.sha256"))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Line)
    state: Mapped[str] = mapped_column(WireCode, default=SentState.MADE)
    answered_at: Mapped[datetime | None]
    new_deadline: Mapped[date | None]
    #: Ids and numbers of the units' packages that the figures were added up from.
    basis: Mapped[list[Any]] = mapped_column(default=list)


class SentCopy(Entity):
    """One time a package was written to a folder or a letter, read back and found whole."""

    __tablename__ = "sent_copy"
    topic = Topic.PARCEL
    __table_args__ = (CheckConstraint(one_of("way", list(SendWay)), name="way"),)

    package_id: Mapped[UUID] = mapped_column(ForeignKey("sent_package.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(WireCode)
    place: Mapped[str] = mapped_column(Line)


class ReceiptRead(Entity):
    """A receipt that came back; its id is the receipt's."""

    __tablename__ = "receipt_read"
    topic = Topic.PARCEL

    package_id: Mapped[UUID] = mapped_column(ForeignKey("sent_package.id", ondelete="CASCADE"))
    result: Mapped[str] = mapped_column(WireCode)
    signer: Mapped[str] = mapped_column(Line)
    made_at: Mapped[datetime]
    read_at: Mapped[datetime]
    new_deadline: Mapped[date | None]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("kept_file.sha256"))


class ReceiptRemark(Entity):
    """A point of a receipt; ``period`` and ``indicator`` name the cell it opens.

    ``settled_at`` is set when the correction that answers it was sent.
    """

    __tablename__ = "receipt_remark"
    topic = Topic.PARCEL
    __table_args__ = (Index(None, "period", "indicator"),)

    receipt_id: Mapped[UUID] = mapped_column(ForeignKey("receipt_read.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(WireCode)
    words: Mapped[str] = mapped_column(Text)
    period: Mapped[str] = mapped_column(WireCode)
    indicator: Mapped[str] = mapped_column(WireCode, default="")
    sex: Mapped[str] = mapped_column(WireCode, default="")
    grp: Mapped[str] = mapped_column(WireCode, default="")
    activity_id: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]


class ReceivedPackage(Entity):
    """Figures of a unit for a duty and a period; its id is the package's.

    ``counts``: of one line (unit, duty, period) at most one counts in totals. ``warnings`` are
    sentences, ``points`` those of the decision (wire form of the receipt). ``changed`` is how
    many figures differ from those that counted before. The unique index holds the rule against two
    seats that accept at once.
    """

    __tablename__ = "received_package"
    topic = Topic.PARCEL
    __table_args__ = (
        CheckConstraint(one_of("state", list(ReceivedState)), name="state"),
        CheckConstraint(one_of("origin", list(ParcelOrigin)), name="origin"),
        Index(None, "unit_code", "duty", "period"),
        Index(None, "duty", "period", "counts"),
        Index(
            "uq_received_package_counting",
            "unit_code",
            "duty",
            "period",
            unique=True,
            sqlite_where=text("counts"),
            postgresql_where=text("counts"),
        ),
        Index(None, "check_code"),
    )

    direction: Mapped[str] = mapped_column(WireCode)
    kind: Mapped[str] = mapped_column(WireCode)
    origin: Mapped[str] = mapped_column(WireCode, default=ParcelOrigin.PACKAGE)
    unit_code: Mapped[str] = mapped_column(WireCode)
    unit_name: Mapped[str] = mapped_column(Line)
    duty: Mapped[str] = mapped_column(WireCode)
    period: Mapped[str] = mapped_column(WireCode)
    first: Mapped[date]
    last: Mapped[date]
    sequence: Mapped[int]
    supersedes: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    privacy: Mapped[str] = mapped_column(WireCode)
    template: Mapped[str] = mapped_column(WireCode)
    template_version: Mapped[int] = mapped_column(default=1)
    package_hash: Mapped[str] = mapped_column(Digest)
    content_hash: Mapped[str] = mapped_column(Digest, default="")
    check_code: Mapped[str] = mapped_column(WireCode, default="")
    fingerprint: Mapped[str] = mapped_column(Digest, default="")
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Line, default="")
    received_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(Line)
    file_sha256: Mapped[str | None] = mapped_column(ForeignKey("kept_file.sha256"))
    state: Mapped[str] = mapped_column(WireCode, default=ReceivedState.WAITING)
    counts: Mapped[bool] = mapped_column(default=False)
    changed: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(Line, default="")
    points: Mapped[list[Any]] = mapped_column(default=list)
    new_deadline: Mapped[date | None]
    receipt_id: Mapped[UUID | None]
    receipt_sha256: Mapped[str | None] = mapped_column(ForeignKey("kept_file.sha256"))


class ReceivedFigure(Base):
    """One cell of a received package. Rows of a package never change; written in bulk, past history.

    ``grp`` and ``unit`` are empty for a cell without breakdown, of the sender itself.
    """

    __tablename__ = "received_figure"
    topic = Topic.PARCEL
    __table_args__ = (
        CheckConstraint(one_of("sex", list(Column)), name="sex"),
        CheckConstraint(one_of("state", [CellState.VALUE, CellState.MISSING]), name="state"),
        {"sqlite_with_rowid": False},
    )

    package_id: Mapped[UUID] = mapped_column(
        ForeignKey("received_package.id", ondelete="CASCADE"), primary_key=True
    )
    indicator: Mapped[str] = mapped_column(WireCode, primary_key=True)
    sex: Mapped[str] = mapped_column(String(10), primary_key=True)
    grp: Mapped[str] = mapped_column(WireCode, primary_key=True, default="")
    unit: Mapped[str] = mapped_column(WireCode, primary_key=True, default="")
    state: Mapped[str] = mapped_column(String(10))
    value: Mapped[Decimal | None] = mapped_column(DecimalText)
    reason: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(String(20), default="typed")
    worked_out: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")


class ReceivedActivity(Base):
    """One activity of a received package; written in bulk, as its figures."""

    __tablename__ = "received_activity"
    topic = Topic.PARCEL
    __table_args__ = ({"sqlite_with_rowid": False},)

    package_id: Mapped[UUID] = mapped_column(
        ForeignKey("received_package.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    activity_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(WireCode)
    title: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(Line, default="")
    campaign: Mapped[str] = mapped_column(WireCode, default="")
    lead: Mapped[str] = mapped_column(Line, default="")
    partners: Mapped[list[Any]] = mapped_column(default=list)
    target_group: Mapped[str] = mapped_column(Line, default="")
    men: Mapped[int | None]
    women: Mapped[int | None]
    total: Mapped[int | None]
    quantities: Mapped[list[Any]] = mapped_column(default=list)
    money: Mapped[list[Any]] = mapped_column(default=list)
    result: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(WireCode, default="")


class ReceivedDocument(Entity):
    """A paper of a received package; its bytes lie in the package's kept file."""

    __tablename__ = "received_document"
    topic = Topic.PARCEL

    package_id: Mapped[UUID] = mapped_column(ForeignKey("received_package.id", ondelete="CASCADE"))
    position: Mapped[int]
    file: Mapped[str] = mapped_column(Line)
    role: Mapped[str] = mapped_column(WireCode)
    title: Mapped[str] = mapped_column(Line)
    number: Mapped[str] = mapped_column(WireCode, default="")
    symbol: Mapped[str] = mapped_column(Line, default="")
    day: Mapped[date | None]
    paper_hash: Mapped[str] = mapped_column(Digest, default="")


class ReceivedUnit(Entity):
    """A unit below the sender of a package, and whether its figures are in the sender's totals."""

    __tablename__ = "received_unit"
    topic = Topic.PARCEL

    package_id: Mapped[UUID] = mapped_column(ForeignKey("received_package.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(WireCode)
    name: Mapped[str] = mapped_column(Line)
    reported: Mapped[bool]
    origin: Mapped[str] = mapped_column(WireCode, default="")
    source_id: Mapped[UUID | None]
    sequence: Mapped[int | None]


class QuarantinedFile(Entity):
    """A file that was not taken in, with the reasons; kept until somebody decides."""

    __tablename__ = "quarantined_file"
    topic = Topic.PARCEL
    __table_args__ = (UniqueConstraint("sha256"),)

    file_name: Mapped[str] = mapped_column(Line)
    sha256: Mapped[str] = mapped_column(Digest)
    #: Empty for a file too large to be kept.
    kept: Mapped[bool]
    unit_code: Mapped[str] = mapped_column(WireCode, default="")
    unit_name: Mapped[str] = mapped_column(Line, default="")
    stage: Mapped[int]
    points: Mapped[list[Any]]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")


class Collection(Entity):
    """A report asked of the units below: the columns of the wall.

    ``closed_at`` set: its totals are settled; a correction counts only after it was reopened.
    """

    __tablename__ = "collection"
    topic = Topic.PARCEL
    __table_args__ = (UniqueConstraint("duty", "period"),)

    duty: Mapped[str] = mapped_column(WireCode)
    period: Mapped[str] = mapped_column(WireCode)
    name: Mapped[str] = mapped_column(Line)
    template: Mapped[str] = mapped_column(WireCode)
    due_on: Mapped[date]
    letter: Mapped[str] = mapped_column(Line, default="")
    #: Levels of the units it is asked of; empty for all that report to us directly.
    levels: Mapped[list[Any]] = mapped_column(default=list)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(Line, default="")
    reopen_reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class TotalsBasis(Entity):
    """Which packages a report of ours was added up from, so that it can be told stale.

    ``packages`` are [package id, unit code, sequence].
    """

    __tablename__ = "totals_basis"
    topic = Topic.PARCEL
    __table_args__ = (UniqueConstraint("paper_id", "duty", "period"),)

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    duty: Mapped[str] = mapped_column(WireCode)
    period: Mapped[str] = mapped_column(WireCode)
    packages: Mapped[list[Any]]
    made_at: Mapped[datetime]


class UpperTask(Entity):
    """A node of the plan of the office above; ``lead`` makes it a task for somebody.

    ``task_key`` is our task that answers it; ``ours`` False: looked at, not for us.
    """

    __tablename__ = "upper_task"
    topic = Topic.PARCEL
    __table_args__ = (UniqueConstraint("package_id", "key"),)

    package_id: Mapped[UUID] = mapped_column(ForeignKey("received_package.id", ondelete="CASCADE"))
    key: Mapped[UUID]
    year: Mapped[int]
    position: Mapped[int]
    depth: Mapped[int]
    mark: Mapped[str] = mapped_column(WireCode)
    heading: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str] = mapped_column(Line, default="")
    partners: Mapped[list[Any]] = mapped_column(default=list)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    output: Mapped[str] = mapped_column(Text, default="")
    task_key: Mapped[UUID | None]
    ours: Mapped[bool] = mapped_column(default=True)
