"""One mechanism that writes history and collects topics on every flush."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from app.domain.topics import Topic
from app.models.base import Base
from app.models.change_lines import Writer, append, write_as

#: Technical fields, and the private halves of keys.
UNTOLD: Final = {"revision", "updated_at", "search", "secret"}


def track(session: Session, actor: str, strand: str = "") -> set[Topic]:
    """Write a Change for everything this session flushes; the returned set fills with topics.

    Args:
        strand: the chain that the lines continue; a writer beside others has one of its own.
    """
    writer = Writer(actor, strand)
    write_as(session, writer)
    changed = writer.changed

    def before_flush(session: Session, _context: UOWTransaction, _objects: object) -> None:
        records = list(_changes(session))
        for record in records:
            changed.add(record.pop("topic"))
        # Not added to those of before: what is left of a flush that failed never happened.
        session.info["changes"] = records

    def after_flush(session: Session, _context: UOWTransaction) -> None:
        append(session, session.info.pop("changes", []))

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "after_flush", after_flush)
    event.listen(session, "do_orm_execute", _refuse_bulk)
    return changed


def _refuse_bulk(state: ORMExecuteState) -> None:
    # A bulk statement passes by the unit of work, and so would escape history.
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("bulk writes escape history: change objects instead")


def _changes(session: Session) -> Iterator[dict[str, Any]]:
    for item in session.new:
        _fix_defaults(item)
        yield _row(item, "insert", "*", None, _values(item))
    for item in session.deleted:
        yield _row(item, "delete", "*", _values(item), None)
    for item in session.dirty:
        if session.is_modified(item):
            yield from _field_changes(item)


def _field_changes(item: Any) -> Iterator[dict[str, Any]]:
    state = inspect(item)
    for column in state.mapper.column_attrs:
        if column.key in UNTOLD:
            continue
        history = state.attrs[column.key].load_history()
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                yield _row(item, "update", column.key, old, new)


def _fix_defaults(item: Any) -> None:
    """Identities and moments that a column makes up by itself: history needs what is written."""
    for column in type(item).__table__.columns:
        makes_up = column.default is not None and column.default.is_callable
        if makes_up and column.key not in UNTOLD and getattr(item, column.key) is None:
            made = column.default.arg(None)
            if made not in ([], {}):
                setattr(item, column.key, made)


def _row(item: Any, action: str, field: str, old: Any, new: Any) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "action": action,
        "record_type": item.__tablename__,
        "record_id": str(item.id),
        "field": field,
        "old": _json(old),
        "new": _json(new),
    }


def _values(item: Base) -> dict[str, Any]:
    mapper = inspect(type(item))
    values = {attr.key: getattr(item, attr.key) for attr in mapper.column_attrs}
    return {key: value for key, value in values.items() if key not in UNTOLD and value is not None}


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
