"""Rows written past the unit of work: contents of packages and files, which never change.

History tells of the record they belong to (a received package, a sent one), not of each row:
a year of 400 communes would be 150,000 entries that say nothing more.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Dialect, insert
from sqlalchemy.orm import Session

from app.models.base import Base


def add_rows(
    session: Session, model: type[Base], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows as they stand, values in the order of ``columns``; the same on every database.

    The statement is compiled once and the values go to the driver in one call: through the
    unit of work the same rows take about ten times as long.
    """
    connection = session.connection()
    table = model.metadata.tables[model.__tablename__]
    dialect = connection.dialect
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    order = compiled.positiontup or list(columns)
    makers = [
        (columns.index(name), table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in order
    ]
    ready = [tuple(make(row[at]) if make else row[at] for at, make in makers) for row in rows]
    if not ready:
        return
    if compiled.positional:
        connection.exec_driver_sql(str(compiled), ready)
        return
    connection.exec_driver_sql(
        str(compiled), [dict(zip(order, values, strict=True)) for values in ready]
    )


def add_stored(
    session: Session, model: type[Base], columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows whose values are as every database keeps them: ids, days, decimals and JSON as
    texts, which the columns of a package's tables are already.

    Half the cost of ``add_rows``.
    """
    ready = rows if isinstance(rows, list) else list(rows)
    if not ready:
        return
    connection = session.connection()
    statement, order = _statement(model, columns, connection.dialect)
    if order is None:
        connection.exec_driver_sql(
            statement, [dict(zip(columns, one, strict=True)) for one in ready]
        )
    elif order == columns:
        connection.exec_driver_sql(statement, ready)
    else:
        places = [columns.index(name) for name in order]
        connection.exec_driver_sql(statement, [tuple(one[at] for at in places) for one in ready])


def drop_row(session: Session, model: type[Base], key: str) -> None:
    """Take out one row by its key, as it was written: history tells of what it belonged to."""
    table = model.metadata.tables[model.__tablename__]
    (column,) = table.primary_key
    session.connection().execute(table.delete().where(column == key))


@cache
def _statement(
    model: type[Base], columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[str, ...] | None]:
    """The words of an insert, and the order of its values; None when they go by name."""
    table = model.metadata.tables[model.__tablename__]
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    order = tuple(compiled.positiontup or columns) if compiled.positional else None
    return str(compiled), order
