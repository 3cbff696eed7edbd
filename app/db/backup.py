"""Backups by SQLite's backup API: written beside, opened and checked at once, then renamed."""

import contextlib
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from app.db.errors import explain_sqlite_error
from app.db.server import words_of
from app.errors import DataFileError, ValidationError
from app.files import explain_os_error

KEEP = 30
_PAGES_A_STEP = 512
_NAME = re.compile(r"^(\d{8}-\d{6})-([a-z-]+)\.db$")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup on disk; ``made_at`` is local time."""

    path: Path
    made_at: datetime
    reason: str


def make_backup(engine: Engine, folder: Path, *, reason: str, now: datetime | None = None) -> Path:
    """Copy the live database, prove that the copy opens and is whole, keep the newest KEEP.

    Args:
        reason: ASCII words with hyphens, part of the file name.

    Raises:
        DataFileError: no room, no permission, or the copy is damaged; no half file is left.
        ValidationError: the data lie on a server, whose administrator makes the backups.
    """
    if engine.dialect.name != "sqlite":
        raise ValidationError(
            f"Dữ liệu nằm ở {words_of(engine.url)} nên chương trình không tự sao lưu; dữ liệu vẫn an "
            "toàn. Sao lưu là việc của người quản trị máy chủ; tệp đính kèm nằm trong thư mục dữ liệu "
            "của máy này, hãy chép thư mục ấy."
        )
    moment = now or datetime.now().astimezone()
    target = folder / f"{moment:%Y%m%d-%H%M%S}-{reason}.db"
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(engine, beside)
        _check(beside)
        beside.replace(target)
    except OSError as error:
        raise explain_os_error(error) from error
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) or DataFileError("Không sao lưu được dữ liệu.") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    for old in list_backups(folder)[KEEP:]:
        # One that a virus scanner holds open goes the next time; the new backup is whole.
        with contextlib.suppress(OSError):
            old.path.unlink(missing_ok=True)
    return target


def list_backups(folder: Path) -> list[BackupFile]:
    """Backups in a folder, newest first."""
    found = []
    for path in folder.glob("*.db") if folder.is_dir() else ():
        named = _NAME.match(path.name)
        if not named:
            continue
        with contextlib.suppress(ValueError):
            made_at = datetime.strptime(named[1], "%Y%m%d-%H%M%S").astimezone()
            found.append(BackupFile(path, made_at, named[2]))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def swap_in(backup: Path, database: Path, *, now: datetime | None = None) -> Path | None:
    """Put a copy of a backup in the place of the data file, which no program may hold open.

    The old file and what SQLite keeps beside it are renamed together first: a left-behind -wal
    would be written into the restored file.

    Returns:
        the old file under its new name; None when there was none.

    Raises:
        OSError: no room or no permission; the old file is in its place again.
    """
    moment = now or datetime.now().astimezone()
    beside = database.with_suffix(".part")
    kept = database.with_name(f"{database.stem}-cu-{moment:%Y%m%d-%H%M%S}.db")
    moved: list[tuple[Path, Path]] = []
    try:
        shutil.copyfile(backup, beside)
        for tail in ("", "-wal", "-shm"):
            old, new = (path.with_name(path.name + tail) for path in (database, kept))
            if old.exists():
                old.replace(new)
                moved.append((old, new))
        beside.replace(database)
    except OSError:
        for old, new in reversed(moved):
            new.replace(old)
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return kept if moved else None


def _copy(engine: Engine, beside: Path) -> None:
    beside.unlink(missing_ok=True)
    source = engine.raw_connection()
    try:
        target = sqlite3.connect(beside)
        try:
            source.driver_connection.backup(target, pages=_PAGES_A_STEP)  # type: ignore[union-attr]
            # A backup stands alone: no -wal beside it, so that one file is the whole.
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    finally:
        source.close()


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        connection.close()
    if answer != "ok":
        raise DataFileError(
            "Bản sao lưu vừa ghi bị hỏng nên đã bỏ; dữ liệu đang dùng không bị ảnh hưởng. "
            "Hãy kiểm tra ổ đĩa rồi sao lưu lại.",
            detail=str(answer)[:200],
        )
