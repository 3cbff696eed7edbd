"""Rows of tables one after the other, raw, without holding more than a few hundred."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, column, select, table

from app.models import Base

_AT_ONCE: Final = 500


def raw_rows(connection: Connection, name: str, columns: Sequence[str]) -> Iterator[RowMapping]:
    """Rows of a table as the database keeps them, in the order of its key."""
    keys: list[ColumnElement[Any]] = [
        column(one.name) for one in Base.metadata.tables[name].primary_key
    ]
    query = select(*map(column, columns)).select_from(table(name)).order_by(*keys)
    return iter(connection.execute(query, execution_options={"yield_per": _AT_ONCE}).mappings())


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """What a query answers, a few hundred rows at a time."""
    return iter(connection.execute(query, execution_options={"yield_per": _AT_ONCE}))


def shown_id(raw: Any) -> str:
    """An identity as history writes it; what is none stays."""
    try:
        return str(UUID(str(raw)))
    except ValueError:
        return str(raw)
