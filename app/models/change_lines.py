"""Lines of history appended to the chain of whoever writes, in the transaction they tell of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change_chain import link
from app.domain.topics import Topic
from app.models.base import Base, utc_now
from app.models.history import Change

CHANGES: Final = Base.metadata.tables[Change.__tablename__]
_WRITER: Final = "writer"


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes in a session: name, chain, and what was changed so far."""

    actor: str
    strand: str
    changed: set[Topic] = field(default_factory=set)


def write_as(session: Session, writer: Writer) -> None:
    """From now on lines of this session are the writer's."""
    session.info[_WRITER] = writer


def append(session: Session, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write lines (action, record_type, record_id, field, old, new) behind the newest one."""
    rows = list(_linked(session, lines))
    if rows:
        session.connection().execute(CHANGES.insert(), rows)


def tell(session: Session, topic: Topic) -> None:
    """Records of this topic were changed past the unit of work."""
    session.info[_WRITER].changed.add(topic)


def _linked(session: Session, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    writer: Writer = session.info[_WRITER]
    newest = (
        select(CHANGES.c.chain)
        .where(CHANGES.c.strand == writer.strand)
        .order_by(CHANGES.c.id.desc())
        .limit(1)
    )
    before = session.connection().execute(newest).scalar() or ""
    at = utc_now()
    for line in lines:
        row = {**line, "actor": writer.actor, "at": at.isoformat()}
        before = link(before, row)
        yield {**row, "at": at, "strand": writer.strand, "chain": before}
