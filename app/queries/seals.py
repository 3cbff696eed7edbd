"""Check codes of issued reports: what each was made from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReportSeal


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRow:
    """The seal of one issued version. ``check_code`` has ten signs, without the hyphen.

    ``records`` names the kept file with the frozen data.
    """

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
    """The seal of a version; None for one that has none."""
    seal = session.scalar(select(ReportSeal).where(ReportSeal.version_id == version_id))
    return seal_row(seal) if seal else None


def seal_row(seal: ReportSeal) -> SealRow:
    """A seal as plain data."""
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
