"""What a person who helps may know of the data: how much there is, never what it says."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Base, CatalogueEntry, Officer


@dataclass(frozen=True, slots=True)
class Amounts:
    """Rows by table, rows of the office's own by catalogue, officers at work by role."""

    tables: tuple[tuple[str, int], ...]
    own_rows: tuple[tuple[str, int], ...]
    officers: tuple[tuple[str, int], ...]


def amounts(session: Session) -> Amounts:
    """Counts of everything."""
    tables = tuple(
        (table.name, session.scalar(select(func.count()).select_from(table)) or 0)
        for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name)
    )
    own = session.execute(
        select(CatalogueEntry.catalogue, func.count())
        .where(CatalogueEntry.own)
        .group_by(CatalogueEntry.catalogue)
        .order_by(CatalogueEntry.catalogue)
    )
    officers = session.execute(
        select(Officer.role, func.count())
        .where(Officer.active)
        .group_by(Officer.role)
        .order_by(Officer.role)
    )
    return Amounts(
        tables, tuple((name, count) for name, count in own), tuple((r, n) for r, n in officers)
    )
