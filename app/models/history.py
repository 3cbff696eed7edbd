"""History: who changed what, when, from what, to what. Written by the one door on every flush."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.topics import Topic
from app.models.base import Base, Code, Digest, Entity, Line, utc_now


class Change(Base):
    """One field of one record, old → new, as JSON texts.

    ``field`` is "*" for a whole record that was added (``new``) or removed (``old``). ``chain`` is
    the link of app.domain.change_chain to the row before in the same ``strand``: empty in the
    folder's own file, one of each seat on a server.
    """

    __tablename__ = "change"
    topic = Topic.HISTORY
    __table_args__ = (Index(None, "record_id"), Index(None, "strand", "id"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str] = mapped_column(Line)
    action: Mapped[str] = mapped_column(Code)
    record_type: Mapped[str] = mapped_column(Code)
    record_id: Mapped[str] = mapped_column(Code)
    field: Mapped[str] = mapped_column(Line)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
    strand: Mapped[str] = mapped_column(Code, default="")
    chain: Mapped[str] = mapped_column(Digest, default="")


class ExportEntry(Entity):
    """Something that left the program: printed, written as a file, put into a package.

    ``sha256`` is of the file as it was written; empty for a print. ``record_type`` and
    ``record_id`` name what it was made from, where it is one record.
    """

    __tablename__ = "export_entry"
    topic = Topic.HISTORY
    __table_args__ = (Index(None, "at"),)

    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor: Mapped[str] = mapped_column(Line)
    way: Mapped[str] = mapped_column(Code)
    title: Mapped[str] = mapped_column(Line)
    record_type: Mapped[str] = mapped_column(Code, default="")
    record_id: Mapped[str] = mapped_column(Code, default="")
    file_name: Mapped[str] = mapped_column(Line, default="")
    sha256: Mapped[str] = mapped_column(Digest, default="")
