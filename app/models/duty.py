"""Duties of the calendar that the officer ticked off."""

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Entity, Line


class DutyDone(Entity):
    """One duty of one year is done. ``code`` is the deadline's code in its catalogue."""

    __tablename__ = "duty_done"
    topic = Topic.DUTY
    __table_args__ = (UniqueConstraint("year", "code"),)

    year: Mapped[int]
    code: Mapped[str] = mapped_column(Line)
    done_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
