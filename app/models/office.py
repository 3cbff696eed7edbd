"""The office whose data this is, and the people who sign for it."""

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Code, Entity, Line, WireCode


class Office(Entity):
    """One row: the unit, its upper unit, its drafting office, how its papers look.

    ``letterhead`` is a list of [text, bold]; ``recipients`` and ``addressees`` map a paper kind
    to its lines; ``print_options`` holds choices inside the decree's legal range.
    """

    __tablename__ = "office"
    topic = Topic.OFFICE
    __table_args__ = (
        CheckConstraint("reporting_line IN ('two_tier', 'three_tier')", name="reporting_line"),
    )

    #: Code by which other offices know the unit; empty until packages are sent or received.
    unit_code: Mapped[str] = mapped_column(WireCode, default="")
    level_code: Mapped[str] = mapped_column(Code)
    name: Mapped[str] = mapped_column(Line)
    upper_unit: Mapped[str] = mapped_column(Line)
    reporting_line: Mapped[str] = mapped_column(Code)
    receiving_office: Mapped[str] = mapped_column(Line)
    drafting_office: Mapped[str] = mapped_column(Line, default="")
    drafting_symbol: Mapped[str] = mapped_column(Code, default="")
    body_symbol: Mapped[str] = mapped_column(Code)
    place_name: Mapped[str] = mapped_column(Line)
    letterhead: Mapped[list[Any]]
    recipients: Mapped[dict[str, Any]]
    addressees: Mapped[dict[str, Any]]
    print_options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sample: Mapped[bool] = mapped_column(default=False)


class Signer(Entity):
    """A person who signs: form of authority, printed lines, name."""

    __tablename__ = "signer"
    topic = Topic.OFFICE

    form_code: Mapped[str] = mapped_column(Code)
    lines: Mapped[list[Any]]
    name: Mapped[str] = mapped_column(Line, default="")
    position: Mapped[int] = mapped_column(default=0)
