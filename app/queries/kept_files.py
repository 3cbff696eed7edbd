"""Bytes kept in the data by their hash."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import DataFileError, NotFoundError
from app.models import KeptFile


def read_kept(session: Session, digest: str) -> bytes:
    """The bytes with a SHA-256.

    Raises:
        NotFoundError: they are not there.
        DataFileError: what is there is not what was kept.
    """
    content = session.scalar(select(KeptFile.content).where(KeptFile.sha256 == digest))
    if content is None:
        raise NotFoundError(
            "Không tìm thấy tệp này trong sổ. Số liệu đã ghi vẫn còn. Hãy nhờ nơi gửi chép lại tệp."
        )
    if sha256(content).hexdigest() != digest:
        raise DataFileError(
            "Tệp giữ trong sổ đã bị hỏng nên không mở. Số liệu đã ghi vẫn còn. "
            "Hãy phục hồi từ bản sao lưu hoặc nhờ nơi gửi chép lại tệp."
        )
    return content
