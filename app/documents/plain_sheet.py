"""A sheet for the wall or the folder: a title, a line under it, a table, notes; no state title."""

from dataclasses import dataclass
from typing import Final

from app.documents.blocks import Table
from app.documents.charts import Chart

NO_TABLE: Final = Table(columns=(), rows=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSheet:
    """One landscape page. ``empty`` is said instead of a table without rows.

    A sheet with ``charts`` has these in place of the table.
    """

    title: str
    under: str = ""
    table: Table = NO_TABLE
    charts: tuple[Chart, ...] = ()
    empty: str = ""
    notes: tuple[str, ...] = ()
