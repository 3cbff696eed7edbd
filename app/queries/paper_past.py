"""A version as it was at an earlier moment, told by history."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import Date, Uuid, inspect, select
from sqlalchemy.orm import Session

from app.models import Change, PaperNode, PaperTask, PaperVersion
from app.models.base import Base, UtcDateTime
from app.models.paper_records import version_nodes
from app.queries.papers import PaperRow, content_of_records, get_paper

_Values = dict[str, Any]
ModelT = TypeVar("ModelT", bound=Base)
#: How a value that history keeps as text is read, by the type of its column.
_READERS: Final[dict[type, Callable[[str], object]]] = {
    Uuid: UUID,
    Date: date.fromisoformat,
    UtcDateTime: datetime.fromisoformat,
}


def paper_at(session: Session, paper_id: UUID, version_number: int, at: datetime) -> PaperRow:
    """A version with the words it had at a moment; state and revision are today's.

    Args:
        at: with its zone; what was changed in this very second counts as done. A moment before
            the version was made (a clock that was wrong) gives it as it was made.

    Raises:
        NotFoundError: no such paper or version.
    """
    row = get_paper(session, paper_id, version_number)
    past = _Past(session, row.version_id)
    for change in _changes_since(session, max(at, _made_at(session, row.version_id) or at)):
        past.take_back(change)
    version = past.version()
    return replace(
        row,
        content=content_of_records(version, past.nodes(), past.tasks()),
        show_assignments=version.show_assignments,
        show_task_annex=version.show_task_annex,
    )


def _made_at(session: Session, version_id: UUID) -> datetime | None:
    made = (Change.record_id == str(version_id)) & (Change.action == "insert")
    return session.scalar(select(Change.at).where(made))


def _changes_since(session: Session, at: datetime) -> Iterator[Change]:
    """Changes of papers after a moment, the newest first."""
    kinds = [model.__tablename__ for model in (PaperVersion, PaperNode, PaperTask)]
    query = select(Change).where(Change.at > at, Change.record_type.in_(kinds))
    return iter(session.scalars(query.order_by(Change.id.desc())))


class _Past:
    """The records of a version as plain values, changed back one step at a time."""

    def __init__(self, session: Session, version_id: UUID) -> None:
        self._id = version_id
        nodes, tasks = version_nodes(session, version_id)
        version = session.get_one(PaperVersion, version_id)
        self._records: dict[str, dict[str, _Values]] = {
            PaperVersion.__tablename__: {str(version_id): _values(version)},
            PaperNode.__tablename__: {str(node.id): _values(node) for node in nodes},
            PaperTask.__tablename__: {str(task.id): _values(task) for task in tasks.values()},
        }

    def take_back(self, change: Change) -> None:
        """Undo one change when it is of this version."""
        records = self._records[change.record_type]
        old: Any = None if change.old is None else json.loads(change.old)
        if change.action == "delete":
            if self._is_ours(old):
                records[change.record_id] = old
        elif change.record_id in records:
            if change.action == "insert":
                del records[change.record_id]
            else:
                records[change.record_id][change.field] = old

    def version(self) -> PaperVersion:
        """The version's own fields."""
        return _record(PaperVersion, self._records[PaperVersion.__tablename__][str(self._id)])

    def nodes(self) -> list[PaperNode]:
        """The nodes in order."""
        found = self._records[PaperNode.__tablename__].values()
        return sorted((_record(PaperNode, one) for one in found), key=lambda node: node.position)

    def tasks(self) -> dict[UUID, PaperTask]:
        """The tasks by the identity of their node."""
        found = self._records[PaperTask.__tablename__].values()
        made = [_record(PaperTask, one) for one in found]
        return {task.node_id: task for task in made}

    def _is_ours(self, old: _Values) -> bool:
        """A node that is gone names its version, a task its node (which is back by now)."""
        owner = str(old.get("node_id", ""))
        return str(old.get("version_id")) == str(self._id) or (
            owner in self._records[PaperNode.__tablename__]
        )


def _values(record: Base) -> _Values:
    return {attr.key: getattr(record, attr.key) for attr in inspect(type(record)).column_attrs}


def _record(model: type[ModelT], values: _Values) -> ModelT:
    """A record that belongs to no session; values of history are JSON, those of records are not."""
    made: _Values = {}
    for attr in inspect(model).column_attrs:
        value = values.get(attr.key)
        read = _READERS.get(type(attr.columns[0].type))
        made[attr.key] = read(value) if read and isinstance(value, str) else value
    return model(**made)
