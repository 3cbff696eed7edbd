"""Check codes of issued reports, and what they were made from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReportSeal


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRow:
    """The frozen data of an issued version; ``records`` is the hash of the file kept with them."""

    version_id: UUID
    duty: str
    period: str
    template: str
    template_version: int
    unit_code: str
    salt: str
    content_hash: str
    check_code: str
    records: str
    made_at: datetime


def find_seal(session: Session, version_id: UUID) -> SealRow | None:
    """The seal of a version; None when nothing was frozen for it yet."""
    return _row(
        session.scalars(select(ReportSeal).where(ReportSeal.version_id == version_id)).first()
    )


def seal_of_code(session: Session, check_code: str) -> SealRow | None:
    """The seal with a check code (ten signs, bare); None when no report of ours has it."""
    return _row(
        session.scalars(select(ReportSeal).where(ReportSeal.check_code == check_code)).first()
    )


def _row(seal: ReportSeal | None) -> SealRow | None:
    if seal is None:
        return None
    return SealRow(
        version_id=seal.version_id,
        duty=seal.duty,
        period=seal.period,
        template=seal.template,
        template_version=seal.template_version,
        unit_code=seal.unit_code,
        salt=seal.salt,
        content_hash=seal.content_hash,
        check_code=seal.check_code,
        records=seal.records,
        made_at=seal.made_at,
    )
