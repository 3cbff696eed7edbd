"""Dated catalogues: levels, agencies, legal bases, activity kinds, themes, deadlines."""

from datetime import date
from typing import Any

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Code, Entity, Line


class CatalogueEntry(Entity):
    """One row of one catalogue. ``own`` rows were added or changed by the office.

    ``search`` is the folded name and code, so that "binh dang" finds "Bình đẳng".
    """

    __tablename__ = "catalogue_entry"
    topic = Topic.CATALOGUE
    __table_args__ = (UniqueConstraint("catalogue", "code"), Index(None, "catalogue", "position"))

    catalogue: Mapped[str] = mapped_column(Code)
    code: Mapped[str] = mapped_column(Line)
    name: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    replaced_by: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    checked: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    own: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
