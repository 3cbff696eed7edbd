"""Bytes kept in the data by their hash: packages, receipts, frozen data of reports."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import KeptFile, ReceiptRead, ReceivedPackage, ReportSeal, SentPackage
from app.services.bulk import add_rows, drop_row

_SPEAKING: Final = (
    SentPackage.file_sha256,
    ReceivedPackage.file_sha256,
    ReceivedPackage.receipt_sha256,
    ReceiptRead.file_sha256,
    ReportSeal.records,
)


def keep_file(session: Session, content: bytes) -> str:
    """Keep bytes unless they are there; their SHA-256 in hex."""
    digest = sha256(content).hexdigest()
    there = session.scalar(select(KeptFile.sha256).where(KeptFile.sha256 == digest))
    if there is None:
        columns = ("sha256", "size", "content")
        add_rows(session, KeptFile, columns, [(digest, len(content), content)])
    return digest


def keep_files(session: Session, contents: Sequence[bytes]) -> list[str]:
    """Keep many files, those that are not there yet; their SHA-256 in the same order."""
    digests = [sha256(content).hexdigest() for content in contents]
    query = select(KeptFile.sha256).where(KeptFile.sha256.in_(digests))
    there = set(session.scalars(query)) if digests else set()
    new = {
        digest: (digest, len(content), content)
        for digest, content in zip(digests, contents, strict=True)
        if digest not in there
    }
    add_rows(session, KeptFile, ("sha256", "size", "content"), new.values())
    return digests


def drop_file(session: Session, digest: str) -> None:
    """Take out the bytes of a package that never left, unless another record speaks of them."""
    session.flush()
    for column in _SPEAKING:
        if session.scalar(select(column).where(column == digest).limit(1)) is not None:
            return
    drop_row(session, KeptFile, digest)
