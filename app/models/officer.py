"""People who work in the program for this office, and years that were closed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.roles import Role
from app.domain.topics import Topic
from app.models.base import Code, Entity, Line, one_of


class Officer(Entity):
    """Someone who works in the program. Never deleted: history speaks of the name.

    ``slot`` names the entry of the key file that the officer's password opens; empty without one.
    """

    __tablename__ = "officer"
    topic = Topic.OFFICE
    __table_args__ = (CheckConstraint(one_of("role", list(Role)), name="role"),)

    name: Mapped[str] = mapped_column(Line)
    role: Mapped[str] = mapped_column(Code)
    active: Mapped[bool] = mapped_column(default=True)
    slot: Mapped[str] = mapped_column(Code, default="")


class YearClosing(Entity):
    """A year that was closed: read only, until it is opened again with a reason."""

    __tablename__ = "year_closing"
    topic = Topic.OFFICE

    year: Mapped[int] = mapped_column(unique=True)
    closed: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(Line)
    reason: Mapped[str] = mapped_column(Text, default="")
