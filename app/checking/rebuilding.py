"""Records that were lost, made anew from what history tells of them."""

from collections import Counter
from collections.abc import Mapping, Set
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from app.checking.derived import Searched
from app.checking.replay import Lost, Replay
from app.checking.values import stored_of
from app.jobs import JobContext
from app.models import Base

_ROUNDS: Final = 6


def rebuild(
    engine: Engine, known: Mapping[str, set[Any]], job: JobContext, broken: Set[str] | None
) -> Counter[str]:
    """Write every lost record that history tells; how many by table.

    Several rounds: a part can stand only after what it belongs to.

    Args:
        known: keys of the damaged file's own indexes; a record in them was there to the last.
        broken: tables with places that could not be read, where history has such places too: only
            of these a record comes back whose removal may have been lost. None: history is whole.
    """
    made: Counter[str] = Counter()
    lost = [
        one
        for one in _lost(engine, job)
        if broken is None or one.table in broken or _is_known(one, known)
    ]
    for _round in range(_ROUNDS):
        left = []
        with engine.execution_options(begin="IMMEDIATE").begin() as connection:
            searched = Searched(connection)
            for one in lost:
                with connection.begin_nested() as point:
                    try:
                        _write(connection, searched, one)
                        made[one.table] += 1
                    except (DatabaseError, ValueError, TypeError, KeyError):
                        point.rollback()
                        left.append(one)
        if len(left) in (0, len(lost)):
            break
        lost = left
    return made


def _is_known(lost: Lost, known: Mapping[str, set[Any]]) -> bool:
    return str(lost.values.get("id", "")).replace("-", "") in known.get(lost.table, ())


def _lost(engine: Engine, job: JobContext) -> list[Lost]:
    with engine.connect() as connection:
        replay = Replay(connection, job)
        for _ in replay.findings():
            pass
        return list(replay.lost)


def _write(connection: Connection, searched: Searched, lost: Lost) -> None:
    table = Base.metadata.tables[lost.table]
    told = {column.name: _told(column, lost.values) for column in table.columns}
    values = {column.name: stored_of(column, told[column.name]) for column in table.columns}
    values |= {"revision": 1, "updated_at": lost.newest}
    if "search" in values:
        values["search"] = searched.right(lost.table, told)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    query = text(f'INSERT INTO "{lost.table}" ({names}) VALUES ({places})')  # noqa: S608 - names of ours
    connection.execute(query, values)


def _told(column: Column[Any], told: dict[str, Any]) -> Any:
    """What history tells, else what the column makes up for itself."""
    if column.name in told or column.default is None:
        return told.get(column.name)
    default: Any = column.default
    return default.arg(None) if default.is_callable else default.arg
