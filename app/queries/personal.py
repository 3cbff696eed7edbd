"""Where a person stands in the data, and the lines of history that speak of one."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, String, Table, cast, or_, select
from sqlalchemy.orm import Session

from app.domain.papers import PaperState
from app.domain.personal_columns import BY_TABLE, SIGNED, TABLES, words_of_people
from app.domain.redaction import hidden, holds, pattern_of, without
from app.models import Base, Change, PaperNode, PaperTask, PaperVersion
from app.models.redacting import NewWords

_HISTORY: Final = Change.__tablename__
_SHOWN: Final = 90
_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """Records of one table that hold a person; ``kept``: why they stay, empty when they go."""

    table: str
    name: str
    count: int
    example: str
    kept: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that holds a person, in some columns; ``kept`` as in ``PersonPlace``."""

    table: str
    key: Any
    columns: tuple[str, ...]
    words: str
    kept: str


def find_person(session: Session, typed: str) -> list[PersonPlace]:
    """Where a name, a phone number or a mail address stands, table by table.

    Raises:
        ValidationError: too little to tell one person from others.
    """
    pattern = pattern_of(typed)
    places: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits(session, pattern):
        places.setdefault((hit.table, hit.kept), []).append(hit)
    found = [
        PersonPlace(table, BY_TABLE[table].name, len(there), _around(there[0].words, pattern), kept)
        for (table, kept), there in places.items()
    ]
    lines = sum(1 for _ in lines_without(session, pattern))
    if lines:
        found.append(PersonPlace(_HISTORY, BY_TABLE[_HISTORY].name, lines, "", ""))
    return found


def hits(session: Session, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Every record that holds the person, history aside."""
    signed = signed_records(session)
    for one in TABLES:
        columns = words_of_people(one.table)
        if not columns or one.table == _HISTORY:
            continue
        table = Base.metadata.tables[one.table]
        for key, values in _records(session, table, sorted(columns)):
            there = {name: holds(value, pattern) for name, value in values.items()}
            found = tuple(name for name, words in there.items() if words)
            if found:
                kept = one.kept or (SIGNED if (one.table, str(key)) in signed else "")
                yield Hit(one.table, key, found, there[found[0]], kept)


def lines_without(session: Session, pattern: re.Pattern[str]) -> Iterator[NewWords]:
    """Lines of history that hold the person, as they shall be; those of what is kept stay."""

    def cut(_line: Any, value: Any) -> Any:
        return without(value, pattern)

    return _changed_lines(session, select(Change), cut, signed_records(session))


def lines_hidden(
    session: Session, table: str, ids: Collection[UUID], columns: Collection[str]
) -> Iterator[NewWords]:
    """Lines of history of some records, without what stood in some columns."""

    def cut(line: Any, value: Any) -> Any:
        return _hidden_in(line, value, lambda name, _words: name in columns)

    wanted = sorted(map(str, ids))
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        query = select(Change).where(Change.record_type == table, Change.record_id.in_(part))
        yield from _changed_lines(session, query, cut, frozenset())


def lines_of_past_people(session: Session, query: Select[tuple[Change]]) -> Iterator[NewWords]:
    """Lines of history without people who no longer stand in the record itself."""
    now = _people_now(session)

    def cut(line: Any, value: Any) -> Any:
        people = BY_TABLE[line.record_type].people if line.record_type in BY_TABLE else ()
        current = now.get((line.record_type, line.record_id), {})
        return _hidden_in(
            line, value, lambda name, words: name in people and current.get(name) != words
        )

    return _changed_lines(session, query, cut, signed_records(session))


def signed_records(session: Session) -> frozenset[tuple[str, str]]:
    """Table and id of the records that make up issued versions of papers."""
    issued = select(PaperVersion.id).where(PaperVersion.state == PaperState.ISSUED)
    nodes = select(PaperNode.id).where(PaperNode.version_id.in_(issued))
    tasks = select(PaperTask.id).where(PaperTask.node_id.in_(nodes))
    return frozenset(
        (table, str(key))
        for table, query in (
            (PaperVersion.__tablename__, issued),
            (PaperNode.__tablename__, nodes),
            (PaperTask.__tablename__, tasks),
        )
        for key in session.scalars(query)
    )


@cache
def model_of(table: str) -> type[Base]:
    """The class of a table's records."""
    return next(
        one.class_ for one in Base.registry.mappers if getattr(one.local_table, "name", "") == table
    )


def _records(
    session: Session, table: Table, columns: list[str]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    keys = list(table.primary_key)
    wanted = [table.c[name] for name in columns]
    filled = or_(*(cast(column, String) != "" for column in wanted))
    query = select(*keys, *wanted).where(filled).execution_options(yield_per=_AT_ONCE)
    for row in session.execute(query):
        yield row[0], dict(zip(columns, row[len(keys) :], strict=True))


def _people_now(session: Session) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (one.table, str(key)): values
        for one in TABLES
        if one.people and one.table != _HISTORY
        for key, values in _records(session, Base.metadata.tables[one.table], list(one.people))
    }


def _changed_lines(
    session: Session,
    query: Select[tuple[Change]],
    cut: Callable[[Any, Any], Any],
    signed: Collection[tuple[str, str]],
) -> Iterator[NewWords]:
    plain = query.with_only_columns(
        Change.id, Change.record_type, Change.record_id, Change.field, Change.old, Change.new
    )
    for line in session.execute(plain.execution_options(yield_per=_AT_ONCE)):
        known = BY_TABLE.get(line.record_type)
        if known is None or known.kept or (line.record_type, line.record_id) in signed:
            continue
        old, new = (_cut_text(line, words, cut) for words in (line.old, line.new))
        if (old, new) != (line.old, line.new):
            yield NewWords(line.id, old, new)


def _cut_text(line: Any, words: str | None, cut: Callable[[Any, Any], Any]) -> str | None:
    if words is None:
        return None
    value = json.loads(words)
    shorter = cut(line, value)
    return words if shorter == value else json.dumps(shorter, ensure_ascii=False)


def _hidden_in(line: Any, value: Any, wanted: Callable[[str, Any], bool]) -> Any:
    """A line is of one field, or of a whole record with its fields by name."""
    if line.field != "*":
        return hidden(value) if wanted(line.field, value) else value
    return {name: hidden(part) if wanted(name, part) else part for name, part in value.items()}


def _around(words: str, pattern: re.Pattern[str]) -> str:
    flat = " ".join(words.split())
    found = pattern.search(flat)
    start = max(0, (found.start() if found else 0) - _SHOWN // 3)
    part = flat[start : start + _SHOWN]
    return f"{'…' if start else ''}{part}{'…' if start + _SHOWN < len(flat) else ''}"
