"""The units below us with what became of them, read whole: a few hundred rows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.unit_tree import Became, UnitNode, UnitTree
from app.domain.units import ChangeKind
from app.models import Office, Unit, UnitChange


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
    return UnitTree(
        (UnitNode(**row) for row in units.mappings()),
        (Became(row[0], row[1], ChangeKind(row[2]), row[3]) for row in changes),
        own,
    )
