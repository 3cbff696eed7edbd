"""Who changed what, when, from what, to what."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One field of one record; ``field`` "*" with ``action`` insert or delete is the whole of it."""

    at: datetime
    actor: str
    action: str
    record_type: str
    record_id: str
    field: str
    old: Any
    new: Any


def list_changes(session: Session, record_id: UUID) -> list[ChangeRow]:
    """Everything that happened to a record, the oldest first."""
    query = select(Change).where(Change.record_id == str(record_id)).order_by(Change.id)
    return [
        ChangeRow(
            at=change.at,
            actor=change.actor,
            action=change.action,
            record_type=change.record_type,
            record_id=change.record_id,
            field=change.field,
            old=_value(change.old),
            new=_value(change.new),
        )
        for change in session.scalars(query)
    ]


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
