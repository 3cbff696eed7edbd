"""Open a data folder: rooms, lock, upgrade, quick check, catalogues, the day's first backup."""

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.db.backup import list_backups, make_backup
from app.db.database import Database
from app.db.engine import make_engine
from app.db.errors import explain_os_error, explain_sqlite_error
from app.db.migrate import upgrade
from app.errors import DataFileError
from app.lock import FolderLock
from app.paths import DataPaths
from app.workflows.catalogues import load_catalogues, shipped_state

_STATE_FILE: Final = "danh-muc.txt"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """An open data folder: the one door to its data, its rooms, its lock."""

    db: Database
    paths: DataPaths
    lock: FolderLock

    def backup_today(self, now: datetime | None = None) -> Path | None:
        """The first backup of the day; None when there is one already."""
        moment = now or datetime.now().astimezone()
        backups = list_backups(self.paths.backups)
        if backups and backups[0].made_at.date() == moment.date():
            return None
        return make_backup(self.db.engine, self.paths.backups, reason="mo", now=moment)

    def backup_now(self, reason: str = "yeu-cau") -> Path:
        """A backup on demand."""
        return make_backup(self.db.engine, self.paths.backups, reason=reason)

    def close(self, *, backup: bool = False) -> None:
        """Give the folder free, after a last backup when asked.

        Raises:
            DataFileError: the last backup failed; the folder is closed all the same.
        """
        try:
            if backup:
                self.backup_now("thoat")
        finally:
            self.db.close()
            self.lock.free()


def open_data_folder(root: Path, *, actor: str, lock: bool = True) -> DataFolder:
    """Make the folder ready for work.

    Args:
        root: the folder; made when missing.
        actor: name written into history.
        lock: False for a look beside a running program.

    Raises:
        DataFileError: no permission, full disk, a second program, a damaged or newer data file;
            what was saved before stays as it was.
    """
    paths = DataPaths(root)
    folder_lock = FolderLock(paths.lock)
    try:
        for folder in paths.folders():
            folder.mkdir(parents=True, exist_ok=True)
        if lock:
            folder_lock.take()
    except OSError as error:
        raise explain_os_error(error) from error
    try:
        return DataFolder(_open_database(paths, actor), paths, folder_lock)
    except BaseException:
        folder_lock.free()
        raise


def _open_database(paths: DataPaths, actor: str) -> Database:
    _check(paths)
    upgrade(paths.database, paths.backups)
    db = Database(make_engine(paths.database), actor)
    try:
        _load_catalogues(db, paths)
    except BaseException:
        db.close()
        raise
    return db


def _load_catalogues(db: Database, paths: DataPaths) -> None:
    # A hash beside the database, so that an ordinary start reads no catalogue at all.
    mark = paths.root / _STATE_FILE
    state = f"{shipped_state()} {paths.database.stat().st_ino}"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if mark.read_text(encoding="utf-8") == state:
            return
    load_catalogues(db)
    with contextlib.suppress(OSError):
        mark.write_text(state, encoding="utf-8")


def _check(paths: DataPaths) -> None:
    """Refuse a damaged file before anything touches it, and name the way back."""
    if not paths.database.exists() or paths.database.stat().st_size == 0:
        return
    try:
        connection = sqlite3.connect(paths.database)
        try:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        explained = explain_sqlite_error(error)
        if explained is not None and "hỏng" not in explained.message:
            raise explained from error
        answer = str(error)
    if answer != "ok":
        raise DataFileError(_damaged(paths), detail=answer[:200])


def _damaged(paths: DataPaths) -> str:
    backups = list_backups(paths.backups)
    if not backups:
        way = "Chưa có bản sao lưu nào trong thư mục “sao-luu”; hãy chép cả thư mục dữ liệu ra nơi khác rồi nhờ người hỗ trợ."
    else:
        newest = backups[0]
        way = (
            f"Bản sao lưu gần nhất là {newest.path.name} ({newest.made_at:%H:%M ngày %d/%m/%Y}); "
            "hãy phục hồi từ bản đó."
        )
    return (
        f"Tệp dữ liệu {paths.database.name} bị hỏng nên không mở được. Chương trình không sửa gì "
        f"vào tệp này. {way}"
    )
