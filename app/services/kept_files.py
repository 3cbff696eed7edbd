"""Bytes kept in the data by their hash: packages, receipts, frozen data of reports."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import KeptFile
from app.services.bulk import add_rows


def keep_file(session: Session, content: bytes) -> str:
    """Keep bytes unless they are there; their SHA-256 in hex."""
    digest = sha256(content).hexdigest()
    there = session.scalar(select(KeptFile.sha256).where(KeptFile.sha256 == digest))
    if there is None:
        columns = ("sha256", "size", "content")
        add_rows(session, KeptFile, columns, [(digest, len(content), content)])
    return digest
