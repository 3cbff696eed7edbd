"""Units that report to us or to which we report, what became of them, and their office cards."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.domain.units import BEGINNING, CardState, ChangeKind
from app.models.base import Code, Digest, Entity, Line, WireCode, one_of


class Unit(Entity):
    """A unit in the time it stood. A code that a merged unit takes over has a row for each time.

    ``above``: the office we report to; else one that reports to us, by ``parent_code`` in a tree.
    """

    __tablename__ = "unit"
    topic = Topic.UNIT
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days"),
        Index(None, "parent_code"),
    )

    code: Mapped[str] = mapped_column(WireCode)
    name: Mapped[str] = mapped_column(Line)
    search: Mapped[str] = mapped_column(Line)
    level_code: Mapped[str] = mapped_column(Code)
    parent_code: Mapped[str] = mapped_column(WireCode, default="")
    above: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date] = mapped_column(default=BEGINNING)
    valid_to: Mapped[date | None]
    email: Mapped[str] = mapped_column(Line, default="")
    phone: Mapped[str] = mapped_column(Line, default="")
    contact: Mapped[str] = mapped_column(Line, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)


class UnitChange(Entity):
    """A unit came from another on a day: merged into it, renamed to it, split off from it."""

    __tablename__ = "unit_change"
    topic = Topic.UNIT
    __table_args__ = (
        UniqueConstraint("successor_id", "predecessor_id"),
        CheckConstraint(one_of("kind", list(ChangeKind)), name="kind"),
    )

    successor_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Code)
    day: Mapped[date]
    source: Mapped[str] = mapped_column(Text, default="")


class UnitCard(Entity):
    """An office card that came in: waiting for its code to be compared, pinned, replaced, refused."""

    __tablename__ = "unit_card"
    topic = Topic.UNIT
    __table_args__ = (
        UniqueConstraint("unit_code", "fingerprint"),
        CheckConstraint(one_of("state", list(CardState)), name="state"),
    )

    unit_code: Mapped[str] = mapped_column(WireCode)
    fingerprint: Mapped[str] = mapped_column(Digest)
    card: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(Code)
    received_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class OfficeKey(Entity):
    """Our own keys and card; ``ended_at`` set: an earlier pair, kept to open what was sealed to it.

    ``secret`` is the key file's text (app.exchange.key_file); history never tells it.
    """

    __tablename__ = "office_key"
    topic = Topic.OFFICE
    __table_args__ = (UniqueConstraint("fingerprint"),)

    fingerprint: Mapped[str] = mapped_column(Digest)
    card: Mapped[dict[str, Any]]
    secret: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
