"""Keep what an issued report's check code was made from."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReportSeal
from app.queries.seals import SealRow


def keep_seal(session: Session, seal: SealRow) -> None:
    """Keep the seal of a version; an older one of it gives way."""
    there = session.scalars(
        select(ReportSeal).where(ReportSeal.version_id == seal.version_id)
    ).first()
    if there is None:
        there = ReportSeal(version_id=seal.version_id)
        session.add(there)
    there.duty, there.period = seal.duty, seal.period
    there.template, there.template_version = seal.template, seal.template_version
    there.unit_code, there.salt = seal.unit_code, seal.salt
    there.content_hash, there.check_code = seal.content_hash, seal.check_code
    there.records, there.made_at = seal.records, seal.made_at
    session.flush()
