"""Our own keys as they are kept: the pair in use, and earlier ones that still open packages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Office, OfficeKey


@dataclass(frozen=True, slots=True)
class OfficeKeyRow:
    """``secret`` is a key text (app.exchange.key_file), ``card`` plain data of the office card."""

    id: UUID
    fingerprint: str
    card: Mapping[str, Any]
    secret: str = field(repr=False)
    made_at: datetime
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class CardName:
    """What the office's card says of it; ``unit_code`` empty while the office has none."""

    unit_code: str
    unit_name: str


def list_keys(session: Session) -> list[OfficeKeyRow]:
    """The pair in use first (if any), then earlier ones, the latest first."""
    found = session.scalars(select(OfficeKey)).all()
    rows = [
        OfficeKeyRow(
            id=one.id,
            fingerprint=one.fingerprint,
            card=dict(one.card),
            secret=one.secret,
            made_at=one.made_at,
            ended_at=one.ended_at,
            reason=one.reason,
        )
        for one in found
    ]
    rows.sort(key=lambda one: (one.ended_at or one.made_at, one.made_at), reverse=True)
    return sorted(rows, key=lambda one: one.ended_at is not None)


def own_code(session: Session) -> str:
    """The code by which other offices know ours; empty until it is set."""
    return session.scalar(select(Office.unit_code)) or ""
