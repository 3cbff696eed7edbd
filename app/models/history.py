"""History: who changed what, when, from what, to what. Written by the one door on every flush."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Base, Code, Line, utc_now


class Change(Base):
    """One field of one record, old → new, as JSON texts.

    ``field`` is "*" for a whole record that was added (``new``) or removed (``old``).
    """

    __tablename__ = "change"
    topic = Topic.HISTORY
    __table_args__ = (Index(None, "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str] = mapped_column(Line)
    action: Mapped[str] = mapped_column(Code)
    record_type: Mapped[str] = mapped_column(Code)
    record_id: Mapped[str] = mapped_column(Code)
    field: Mapped[str] = mapped_column(Line)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
