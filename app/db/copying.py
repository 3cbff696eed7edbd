"""All records from a data file onto an empty server: everything arrives, or nothing does."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from app.db.engine import make_engine
from app.db.errors import translated
from app.errors import ConflictError, DataFileError
from app.models import Base, CatalogueEntry, Change

_AT_ONCE: Final = 500
#: What a server holds as soon as a seat has opened it.
_SHIPPED: Final = frozenset({CatalogueEntry.__tablename__, Change.__tablename__})


def copy_to_server(path: Path, server: Engine, key: bytes | None = None) -> int:
    """Copy every row of a data file at this program's schema onto a server without records.

    Returns:
        how many rows were copied; counted again on the server, table by table.

    Raises:
        ConflictError: the server holds records already.
        AppError: a file that cannot be read, a server that cannot take it; it stays empty.
    """
    source = make_engine(path, key=key, read_only=True)
    try:
        with translated(), source.connect() as file, server.begin() as there:
            # Nobody else begins to fill it meanwhile.
            there.execute(text("LOCK TABLE alembic_version IN SHARE ROW EXCLUSIVE MODE"))
            _empty(there)
            return sum(_copy(file, there, table) for table in Base.metadata.sorted_tables)
    finally:
        source.dispose()


def _empty(there: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        if table.name not in _SHIPPED and _count(there, table):
            raise ConflictError(
                "Máy chủ đã có dữ liệu nên không chép gì lên; cả hai nơi giữ nguyên. Hãy lập một cơ sở "
                "dữ liệu mới trên máy chủ rồi làm lại."
            )
    for table in Base.metadata.sorted_tables:
        if table.name in _SHIPPED:
            there.execute(table.delete())


def _copy(file: Connection, there: Connection, table: Table) -> int:
    for rows in _portions(file, table):
        there.execute(insert(table), rows)
    for column in table.primary_key:
        if column is table.autoincrement_column:
            there.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, :key), :last)"),
                {"name": table.name, "key": column.name, "last": _last(file, table)},
            )
    copied = _count(there, table)
    if copied != _count(file, table):
        raise DataFileError(
            "Số bản ghi trên máy chủ không khớp với tệp nên đã hủy việc chép; cả hai nơi giữ nguyên.",
            detail=table.name,
        )
    return copied


def _portions(file: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    found = file.execute(select(table)).mappings()
    if own:
        yield from _parents_first([dict(row) for row in found], own)
        return
    while rows := found.fetchmany(_AT_ONCE):
        yield [dict(row) for row in rows]


def _parents_first(
    rows: Sequence[Mapping[str, Any]], own: Sequence[str]
) -> Iterator[list[dict[str, Any]]]:
    """Rows that name others of their table come after them."""
    there: set[Any] = set()
    waiting = list(rows)
    while waiting:
        ready = [
            row for row in waiting if all(row[key] is None or row[key] in there for key in own)
        ]
        if not ready:
            ready = waiting
        yield [dict(row) for row in ready]
        there |= {row["id"] for row in ready}
        waiting = [row for row in waiting if row["id"] not in there]


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _last(file: Connection, table: Table) -> int:
    return file.scalar(select(func.max(table.c.id))) or 1
