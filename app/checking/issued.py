"""Issued papers still say what was signed; check codes still come from the data behind them."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from app.checking.findings import Finding, Group, Place, shown
from app.checking.stream import raw_rows
from app.checking.values import plain_of
from app.db.database import Database
from app.domain.papers import PaperState
from app.errors import AppError
from app.exchange.check_code import check_code
from app.jobs import JobContext
from app.models import Base
from app.queries.papers import verify_hash
from app.queries.seals import find_seal
from app.workflows.parcels.frozen import content_of, frozen_of

_BACK: Final = "Bản đã ban hành không được sửa: hãy phục hồi từ bản sao lưu, hoặc đối chiếu với bản giấy đã ký."
#: What reading a record raises whose fields were changed to what they cannot be.
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError, AppError)


def issued_findings(db: Database, connection: Connection, job: JobContext) -> Iterator[Finding]:
    """Issued versions whose words are not those that were locked, seals that do not hold."""
    places = dict(_issued(connection))
    for number, (version, place) in enumerate(places.items()):
        job.step(number, len(places), "Đối chiếu văn bản đã ban hành")
        if not _holds(db, version):
            yield _broken(place, "nội dung khác với bản đã khóa khi ban hành.")
    sealed = [raw["version_id"] for raw in raw_rows(connection, "report_seal", ["version_id"])]
    for version in filter(None, map(_id_in, sealed)):
        if not _sealed(db, version):
            place = places.get(version) or Place("report_seal", str(version))
            yield _broken(place, "mã đối chiếu không khớp với số liệu giữ cùng báo cáo.")


def _issued(connection: Connection) -> Iterator[tuple[UUID, Place]]:
    """Locked versions; raw, so that a damaged field stops nothing."""
    names = ["id", "title", "doc_number", "doc_symbol", "state", "content_hash"]
    lines = plain_of(Base.metadata.tables["paper_version"].columns["title"])
    for raw in raw_rows(connection, "paper_version", names):
        version = _id_in(raw["id"])
        if version is not None and (raw["state"] == PaperState.ISSUED or raw["content_hash"]):
            title = shown(lines(raw["title"]))
            words = f"{raw['doc_number']}/{raw['doc_symbol']}: {title}"
            yield version, Place("paper_version", str(version), words)


def _id_in(raw: Any) -> UUID | None:
    try:
        return UUID(str(raw))
    except ValueError:
        return None


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
