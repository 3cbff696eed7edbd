"""The units below us with what became of them, read whole: a few hundred rows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.unit_tree import Became, UnitNode, UnitTree
from app.domain.units import ChangeKind, full_unit_name
from app.models import CatalogueEntry, Office, Unit, UnitChange


def load_tree(session: Session) -> UnitTree:
    """Every unit through time."""
    own = session.scalar(select(Office.unit_code)) or ""
    units = session.execute(
        select(
            Unit.id,
            Unit.code,
            Unit.name,
            Unit.level_code,
            Unit.parent_code,
            Unit.above,
            Unit.valid_from,
            Unit.valid_to,
            Unit.email,
        ).order_by(Unit.position, Unit.code, Unit.valid_from)
    )
    changes = session.execute(
        select(UnitChange.successor_id, UnitChange.predecessor_id, UnitChange.kind, UnitChange.day)
    )
    words = _level_words(session)
    return UnitTree(
        (_node(dict(row), words) for row in units.mappings()),
        (Became(row[0], row[1], ChangeKind(row[2]), row[3]) for row in changes),
        own,
    )


def _level_words(session: Session) -> dict[str, str]:
    rows = session.execute(
        select(CatalogueEntry.code, CatalogueEntry.data).where(CatalogueEntry.catalogue == "level")
    )
    return {row.code: str(row.data.get("word", "")) for row in rows}


def _node(row: dict[str, Any], words: Mapping[str, str]) -> UnitNode:
    name = full_unit_name(row["name"], words.get(row["level_code"], ""), above=row["above"])
    return UnitNode(**{**row, "name": name})
