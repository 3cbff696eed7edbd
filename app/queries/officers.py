"""People who work in the program."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.roles import Role
from app.domain.text import sort_key
from app.models import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """One of them. ``slot`` is empty without a password."""

    id: UUID
    revision: int
    name: str
    role: Role
    active: bool
    slot: str


def list_officers(session: Session) -> list[OfficerRow]:
    """Who works here by name, then who does no longer."""
    rows = [_row(one) for one in session.scalars(select(Officer))]
    return sorted(rows, key=lambda row: (not row.active, sort_key(row.name)))


def officers_at_work(session: Session) -> list[OfficerRow]:
    """Who works here now; empty: nobody is registered and one person does everything."""
    return [row for row in list_officers(session) if row.active]


def officer_of_slot(session: Session, slot: str) -> OfficerRow | None:
    """Whose password opened this entry of the key file."""
    return next((row for row in officers_at_work(session) if slot and row.slot == slot), None)


def _row(officer: Officer) -> OfficerRow:
    return OfficerRow(
        id=officer.id,
        revision=officer.revision,
        name=officer.name,
        role=Role(officer.role),
        active=officer.active,
        slot=officer.slot,
    )
