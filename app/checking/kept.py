"""Bytes kept in the data by their hash: whole, spoken of, none too many."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, bindparam, or_, select

from app.checking.findings import Finding, Group, Place
from app.jobs import JobContext
from app.models import (
    Change,
    KeptFile,
    QuarantinedFile,
    ReceiptRead,
    ReceivedPackage,
    ReportSeal,
    SentPackage,
)

#: Fields that speak of a kept file.
_SPEAKING: Final[tuple[Any, ...]] = (
    SentPackage.file_sha256,
    ReceiptRead.file_sha256,
    ReceivedPackage.file_sha256,
    ReceivedPackage.receipt_sha256,
    ReportSeal.records,
)
_BACK: Final = "Hãy phục hồi từ bản sao lưu, hoặc xin nơi gửi chép lại tệp."


def kept_findings(connection: Connection, job: JobContext) -> Iterator[Finding]:
    """Kept bytes that are not what was kept, that nobody ever spoke of, or that are gone."""
    spoken = _spoken(connection)
    there: set[str] = set()
    rows = connection.execute(select(KeptFile.sha256, KeptFile.size)).all()
    one = select(KeptFile.content).where(KeptFile.sha256 == bindparam("digest"))
    for number, (digest, size) in enumerate(rows):
        job.step(number, len(rows), "Đọc lại các tệp giữ trong dữ liệu")
        there.add(digest)
        content = connection.execute(one, {"digest": digest}).scalar()
        raw = content.encode("utf-8") if isinstance(content, str) else bytes(content or b"")
        if sha256(raw).hexdigest() != digest:
            yield _changed(digest, "nội dung không khớp dấu đã ghi")
        elif size != len(raw):
            yield _changed(digest, f"cỡ ghi là {size}, thật ra là {len(raw)}")
        elif digest not in spoken and not _told(connection, digest):
            yield _kept(digest, "được thêm ngoài chương trình: không bản ghi nào nói đến.")
    for digest in sorted(spoken - there):
        yield _kept(digest, "không còn, dù có bản ghi nói đến.")


def _spoken(connection: Connection) -> set[str]:
    found: set[str] = set()
    for field in _SPEAKING:
        found |= {one for one in connection.execute(select(field)).scalars() if one}
    held = select(QuarantinedFile.sha256).where(QuarantinedFile.kept)
    return found | set(connection.execute(held).scalars())


def _told(connection: Connection, digest: str) -> bool:
    """Whether history speaks of it: a record that did was changed or removed since."""
    speaks = or_(Change.new.contains(digest), Change.old.contains(digest))
    return connection.execute(select(Change.id).where(speaks).limit(1)).first() is not None


def _changed(digest: str, found: str) -> Finding:
    place = Place("kept_file", digest, digest[:12])
    return Finding(
        group=Group.KEPT,
        what=f"{place.words} bị sửa ngoài chương trình.",
        todo=_BACK,
        place=place,
        field="Nội dung",
        expected="đúng như khi nhận",
        found=found,
    )


def _kept(digest: str, what: str) -> Finding:
    place = Place("kept_file", digest, str(digest)[:12])
    return Finding(group=Group.KEPT, what=f"{place.words} {what}", todo=_BACK, place=place)
