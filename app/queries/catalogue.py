"""Catalogue rows, valid on a day, found without diacritics."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import fold
from app.models import CatalogueEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One row of a catalogue; see ``app.models.catalogue`` for the meaning of the fields."""

    id: UUID
    revision: int
    catalogue: str
    code: str
    name: str
    valid_from: date | None
    valid_to: date | None
    replaced_by: str
    source: str
    checked: bool
    note: str
    data: Mapping[str, Any]
    own: bool
    hidden: bool

    def valid_on(self, day: date) -> bool:
        """Whether the row is in force on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def list_entries(
    session: Session,
    catalogue: str,
    *,
    search: str = "",
    on: date | None = None,
    with_hidden: bool = False,
) -> list[EntryRow]:
    """Rows of a catalogue in its order.

    Args:
        catalogue: its code, e.g. "agency".
        search: words that must all stand in name or code, without diacritics.
        on: only rows in force on this day.
        with_hidden: also rows that the office hid.
    """
    query = select(CatalogueEntry).where(CatalogueEntry.catalogue == catalogue)
    if not with_hidden:
        query = query.where(CatalogueEntry.hidden.is_(False))
    for word in fold(search).split():
        query = query.where(CatalogueEntry.search.contains(word, autoescape=True))
    found = session.scalars(query.order_by(CatalogueEntry.position, CatalogueEntry.code))
    rows = [entry_row(entry) for entry in found]
    return [row for row in rows if on is None or row.valid_on(on)]


def find_entry(session: Session, catalogue: str, code: str) -> EntryRow | None:
    """The row of this code, hidden or not; None when there is none."""
    found = session.scalars(
        select(CatalogueEntry).where(
            CatalogueEntry.catalogue == catalogue, CatalogueEntry.code == code
        )
    ).first()
    return entry_row(found) if found else None


def entry_row(entry: CatalogueEntry) -> EntryRow:
    """The frozen row of a record."""
    return EntryRow(
        id=entry.id,
        revision=entry.revision,
        catalogue=entry.catalogue,
        code=entry.code,
        name=entry.name,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        replaced_by=entry.replaced_by,
        source=entry.source,
        checked=entry.checked,
        note=entry.note,
        data=dict(entry.data),
        own=entry.own,
        hidden=entry.hidden,
    )
