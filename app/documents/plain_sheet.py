"""A sheet for the wall or the folder: a title, a line under it, a table, notes; no state title."""

from dataclasses import dataclass

from app.documents.blocks import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSheet:
    """One landscape page. ``empty`` is said instead of a table without rows."""

    title: str
    under: str = ""
    table: Table
    empty: str = ""
    notes: tuple[str, ...] = ()
