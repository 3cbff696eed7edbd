"""Which lines of history belong to one record: its own, and those of its parts, gone ones too."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figure_rows import Column
from app.domain.periods import Period
from app.models import Base, Change, Figure, PaperNode, TaskProgress
from app.queries.change_log import LogRow, lines_of
from app.queries.record_words import record_words

_CHUNK: Final = 500


@dataclass(slots=True)
class _Family:
    """Identities found so far by table, and the parts that are gone with what they last said."""

    ids: dict[str, set[str]]
    gone: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)


def record_log(
    session: Session, table: str, record_id: UUID, *, quiet: bool = False
) -> list[LogRow]:
    """What happened to a record and its parts, the newest first.

    Args:
        table: its kind, as history writes it ("paper", "activity", …).
        quiet: also what the program alone writes.
    """
    family = _Family({table: {str(record_id)}})
    children = _children()
    family.gone = _gone(session, _below(table, children))
    _collect(session, family, table, children)
    if "paper_node" in family.ids:
        family.ids["task_progress"] = _progress(session, family)
    every = set().union(*family.ids.values())
    return lines_of(session, every, quiet=quiet)


def cell_log(
    session: Session, indicator: str, period: Period, column: Column, *, quiet: bool = False
) -> list[LogRow]:
    """What happened to one cell of the figures, also while its row was away."""
    now = select(Figure.id).where(
        Figure.indicator == indicator, Figure.period == period.code, Figure.sex == column
    )
    wanted = {"indicator": indicator, "period": period.code, "sex": column.value}
    ids = {str(found) for found in session.scalars(now)}
    for _table, record_id, values in _gone(session, {Figure.__tablename__}):
        if all(values.get(name) == value for name, value in wanted.items()):
            ids.add(record_id)
    return lines_of(session, ids, quiet=quiet)


def office_log(session: Session, *, quiet: bool = False) -> list[LogRow]:
    """What happened to the office's settings and those who sign, the newest first."""
    found = select(Change.record_id).where(Change.record_type.in_(("office", "signer"))).distinct()
    return lines_of(session, session.scalars(found), quiet=quiet)


def find_records(session: Session) -> dict[UUID, str]:
    """Every record that history knows, with its kind."""
    # A line without a record tells of history itself (personal data taken out of it).
    query = select(Change.record_id, Change.record_type).where(Change.record_id != "").distinct()
    return {UUID(key): table for key, table in session.execute(query)}


def _children() -> dict[str, list[tuple[str, str]]]:
    """By table: the tables that are parts of it, each with the field that says so."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, words in record_words().tables.items():
        if words.part:
            key = next(iter(Base.metadata.tables[table].c[words.part].foreign_keys))
            found.setdefault(key.column.table.name, []).append((table, words.part))
    return found


def _below(table: str, children: Mapping[str, list[tuple[str, str]]]) -> set[str]:
    direct = {name for name, _field in children.get(table, ())}
    return direct.union(*(_below(name, children) for name in direct))


def _gone(session: Session, tables: set[str]) -> list[tuple[str, str, Mapping[str, Any]]]:
    query = select(Change.record_type, Change.record_id, Change.old).where(
        Change.record_type.in_(sorted(tables)), Change.action == "delete"
    )
    return [(table, key, json.loads(old)) for table, key, old in session.execute(query) if old]


def _collect(
    session: Session,
    family: _Family,
    table: str,
    children: Mapping[str, list[tuple[str, str]]],
) -> None:
    owners = family.ids[table]
    for child, link in children.get(table, ()):
        found = _live(session, child, link, owners)
        found |= {
            key
            for name, key, values in family.gone
            if name == child and str(values.get(link)) in owners
        }
        if found:
            family.ids.setdefault(child, set()).update(found)
            _collect(session, family, child, children)


def _live(session: Session, table: str, link: str, owners: Iterable[str]) -> set[str]:
    stored, wanted = Base.metadata.tables[table], [UUID(owner) for owner in owners]
    found: set[str] = set()
    for at in range(0, len(wanted), _CHUNK):
        query = select(stored.c.id).where(stored.c[link].in_(wanted[at : at + _CHUNK]))
        found |= {str(key) for key in session.scalars(query)}
    return found


def _progress(session: Session, family: _Family) -> set[str]:
    """How far the tasks of a plan are is kept by the key of their paragraph."""
    nodes = [UUID(key) for key in family.ids["paper_node"]]
    found: set[str] = set()
    for at in range(0, len(nodes), _CHUNK):
        query = (
            select(TaskProgress.id)
            .join(PaperNode, PaperNode.key == TaskProgress.task_key)
            .where(PaperNode.id.in_(nodes[at : at + _CHUNK]))
        )
        found |= {str(key) for key in session.scalars(query)}
    return found
