"""The one place where what leaves is written down, for the window and the command line."""

from hashlib import file_digest
from pathlib import Path

from app.db.database import Database
from app.domain.exports import ExportOf, ExportWay, way_of
from app.errors import DataFileError, ValidationError
from app.services.exports import Exported, record_export


def check_may_leave(db: Database) -> None:
    """Nothing leaves unwritten: a book that is only looked at takes no line of the log.

    Raises:
        ValidationError: the book is open only to be looked at.
    """
    if db.read_only:
        raise ValidationError(
            "Sổ đang mở chỉ để xem nên chưa in, chưa lưu tệp nào: việc đó phải ghi vào nhật ký. Hãy "
            "dùng cửa sổ đã mở trước, hoặc đóng cả hai rồi mở lại sổ."
        )


def record_file(db: Database, path: Path, of: ExportOf, way: ExportWay | None = None) -> None:
    """Write down a file that was just written.

    Args:
        way: how it left, where the ending of its name does not tell.

    Raises:
        DataFileError: the file cannot be read back, so nobody knows what was written.
    """
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DataFileError(
            f"Đã ghi {path.name} nhưng không đọc lại được để ghi vào nhật ký. Dữ liệu trong sổ vẫn "
            "còn nguyên. Hãy cắm lại USB hoặc chọn thư mục khác rồi lưu lại.",
            detail=type(error).__name__,
        ) from error
    exported = Exported(
        actor=db.actor, way=way or way_of(path.name), of=of, file_name=path.name, sha256=digest
    )
    db.write(record_export, exported)


def record_print(db: Database, of: ExportOf) -> None:
    """Write down that something went to the printer."""
    db.write(record_export, Exported(actor=db.actor, way=ExportWay.PRINT, of=of))
