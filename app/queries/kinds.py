"""Catalogue facts that activities need: kinds, counted items, money sources."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CatalogueEntry

_LAST = 10_000


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of activity. ``section`` is the part of a report it belongs to.

    ``items`` are the quantity items that add up to its number in the annex; without any, every
    record counts as one ``unit``. ``sensitive``: its people were helped after violence.
    """

    code: str
    name: str
    unit: str
    section: str
    counts_people: bool
    annex: bool
    order: int
    items: tuple[str, ...]
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something countable: băng rôn, lượt phát thanh."""

    code: str
    name: str
    unit: str
    kind_code: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where money comes from; ``column`` is "state" or "mobilised"."""

    code: str
    name: str
    column: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The three catalogues together, each by code in catalogue order."""

    kinds: dict[str, KindRow]
    items: dict[str, ItemRow]
    sources: dict[str, SourceRow]


def get_catalogues(session: Session) -> Catalogues:
    """What an activity may refer to, hidden entries included (old records still name them)."""
    items = {
        entry.code: ItemRow(
            entry.code, entry.name, _word(entry, "unit"), _word(entry, "activity_kind")
        )
        for entry in _entries(session, "quantity_item")
    }
    sources = {
        entry.code: SourceRow(
            entry.code,
            entry.name,
            _word(entry, "column") or "state",
            tuple(str(alias) for alias in entry.data.get("aliases", ())),
        )
        for entry in _entries(session, "money_source")
    }
    kinds = {entry.code: _kind(entry, items) for entry in _entries(session, "activity_kind")}
    return Catalogues(kinds, items, sources)


def _kind(entry: CatalogueEntry, items: dict[str, ItemRow]) -> KindRow:
    data: dict[str, Any] = entry.data
    unit = _word(entry, "unit") or "hoạt động"
    own = [item for item in items.values() if item.kind_code == entry.code]
    counted = data.get("counted_items") or [item.code for item in own if item.unit == unit]
    return KindRow(
        code=entry.code,
        name=entry.name,
        unit=unit,
        section=_word(entry, "section") or "other",
        counts_people=bool(data.get("has_participants", True)),
        annex=bool(data.get("annex", False)),
        order=int(data.get("order", _LAST)),
        items=tuple(str(code) for code in counted),
        sensitive=bool(data.get("sensitive", False)),
    )


def _entries(session: Session, catalogue: str) -> list[CatalogueEntry]:
    found = session.scalars(
        select(CatalogueEntry)
        .where(CatalogueEntry.catalogue == catalogue)
        .order_by(CatalogueEntry.position, CatalogueEntry.code)
    )
    return sorted(found, key=lambda entry: entry.data.get("order", _LAST))


def _word(entry: CatalogueEntry, name: str) -> str:
    return str(entry.data.get(name, ""))
