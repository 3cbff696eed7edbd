"""Campaigns, activities, their quantities, money and attachments."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Amount, Code, Digest, Entity, Line


class Campaign(Entity):
    """An Action Month: theme and messages of the year are typed by the officer."""

    __tablename__ = "campaign"
    topic = Topic.CAMPAIGN
    __table_args__ = (
        UniqueConstraint("code", "year"),
        CheckConstraint("ends_on >= starts_on", name="period"),
    )

    code: Mapped[str] = mapped_column(Code)
    year: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    theme: Mapped[str] = mapped_column(Text, default="")
    messages: Mapped[list[Any]] = mapped_column(default=list)


class Activity(Entity):
    """Something done. Unknown counts are NULL, never 0. ``deleted_at`` set: in the bin."""

    __tablename__ = "activity"
    topic = Topic.ACTIVITY
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("men >= 0 AND women >= 0 AND total >= 0", name="people"),
        Index(None, "starts_on"),
    )

    campaign_id: Mapped[UUID | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    kind_code: Mapped[str] = mapped_column(Code)
    title: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    place: Mapped[str] = mapped_column(Line, default="")
    task_key: Mapped[UUID | None]
    lead: Mapped[str] = mapped_column(Line, default="")
    partners: Mapped[list[Any]] = mapped_column(default=list)
    target_group: Mapped[str] = mapped_column(Line, default="")
    men: Mapped[int | None]
    women: Mapped[int | None]
    total: Mapped[int | None]
    result: Mapped[str] = mapped_column(Text, default="")
    deleted_at: Mapped[datetime | None]


class ActivityQuantity(Entity):
    """So many of something: 12 băng rôn, 30 lượt phát thanh."""

    __tablename__ = "activity_quantity"
    topic = Topic.ACTIVITY
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    item_code: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Amount)


class ActivityMoney(Entity):
    """Money spent, in đồng, by source."""

    __tablename__ = "activity_money"
    topic = Topic.ACTIVITY
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"),)

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    source_code: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Amount)


class Attachment(Entity):
    """A file kept in the data folder under its content hash; written before this row."""

    __tablename__ = "attachment"
    topic = Topic.ACTIVITY

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Line)
    sha256: Mapped[str] = mapped_column(Digest)
    media_type: Mapped[str] = mapped_column(Line)
    size: Mapped[int]
