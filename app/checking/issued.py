"""Issued papers still say what was signed; check codes still come from the data behind them."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from app.checking.findings import Finding, Group, Place, shown
from app.db.database import Database
from app.domain.papers import PaperState
from app.errors import AppError
from app.exchange.check_code import check_code
from app.jobs import JobContext
from app.models import PaperVersion, ReportSeal
from app.queries.papers import verify_hash
from app.queries.seals import find_seal
from app.workflows.parcels.frozen import content_of, frozen_of

_BACK: Final = "Bản đã ban hành không được sửa: hãy phục hồi từ bản sao lưu, hoặc đối chiếu với bản giấy đã ký."
#: What reading a record raises whose fields were changed to what they cannot be.
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, AppError)


def issued_findings(db: Database, connection: Connection, job: JobContext) -> Iterator[Finding]:
    """Issued versions whose words are not those that were locked, seals that do not hold."""
    c = PaperVersion.__table__.c
    query = select(c.id, c.title, c.number, c.doc_number, c.doc_symbol, c.content_hash).where(
        (c.state == PaperState.ISSUED) | (c.content_hash != "")
    )
    places = {}
    versions = connection.execute(query).all()
    for number, row in enumerate(versions):
        job.step(number, len(versions), "Đối chiếu văn bản đã ban hành")
        title = f"{row.doc_number}/{row.doc_symbol}: {' '.join(map(str, row.title))}"
        place = places[row.id] = Place("paper_version", str(row.id), shown(title))
        if not _holds(db, row.id):
            yield _broken(place, "nội dung khác với bản đã khóa khi ban hành.")
    for version in connection.execute(select(ReportSeal.version_id)).scalars().all():
        if not _sealed(db, version):
            place = places.get(version) or Place("report_seal", str(version))
            yield _broken(place, "mã đối chiếu không khớp với số liệu giữ cùng báo cáo.")


def _holds(db: Database, version: UUID) -> bool:
    try:
        return db.read(verify_hash, version)
    except _UNREADABLE:
        return False


def _sealed(db: Database, version: UUID) -> bool:
    try:
        seal = db.read(find_seal, version)
        if seal is None:
            return True
        digest = content_of(frozen_of(db, seal).records, seal)
    except _UNREADABLE:
        return False
    return (digest, check_code(digest)) == (seal.content_hash, seal.check_code)


def _broken(place: Place, what: str) -> Finding:
    return Finding(
        group=Group.PAPER,
        what=f"{place.words}: {what}",
        todo=_BACK,
        place=place,
        expected="đúng như khi ban hành",
        found="khác",
    )
