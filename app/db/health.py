"""Whether a data file is whole; asking changes nothing, but a write cut short is undone."""

from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from app.db.engine import make_engine
from app.db.errors import translated
from app.errors import DataFileError


class DamagedFileError(DataFileError):
    """The data file is not whole; the way back is a backup."""


def refuse_damaged(path: Path, key: bytes | None = None) -> None:
    """Pass for a whole file, and for one that does not exist yet.

    Raises:
        DamagedFileError: no database, or a broken one.
        DataFileError: the file cannot be read.
    """
    if not path.exists() or path.stat().st_size == 0:
        return
    with translated():
        answer = _quick_check(path, key)
    if answer != "ok":
        raise DamagedFileError(
            "Tệp dữ liệu bị hỏng nên không mở; chương trình không sửa gì vào tệp này.",
            detail=answer[:200],
        )


def _quick_check(path: Path, key: bytes | None) -> str:
    # A file that was restored or made a moment ago writes through a journal until its first use is
    # done. Cut short there, SQLite has to undo that write before anybody can look.
    undone = path.with_name(f"{path.name}-journal")
    begun = undone.exists() and undone.stat().st_size > 0
    engine = make_engine(path, key=key, read_only=not begun)
    try:
        with engine.connect() as connection:
            return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    except DatabaseError as error:
        # SQLite calls locked, full and unreadable files "operational"; the rest is damage.
        if isinstance(error, OperationalError):
            raise
        return str(error.orig)
    finally:
        engine.dispose()
