"""Open a data folder: rooms, lock, upgrade, quick check, catalogues, the day's first backup."""

import contextlib
import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from unicodedata import normalize

from app import __version__
from app.db.backup import list_backups, make_backup
from app.db.chain import anchor_file, keep_anchor
from app.db.copying import copy_to_server
from app.db.database import Database
from app.db.engine import make_engine, make_server_engine
from app.db.health import DamagedFileError, refuse_damaged
from app.db.migrate import NewerDataError, data_mark, require_head, upgrade, upgrade_server
from app.db.server import Server, keep_server, read_server
from app.db.swapping import finish_swap
from app.errors import AppError, ConflictError, DataFileError
from app.files import clear_unfinished, explain_os_error
from app.lock import FolderLock
from app.paths import DataPaths
from app.protecting.exchange import finish_exchange, refuse_unfinished
from app.vault.shown import clear_shown_room
from app.workflows.catalogues import load_catalogues, shipped_state
from app.workflows.folder_keys import mend_keys, with_vault

_STATE_FILE: Final = "danh-muc.txt"
_VERSION_FILE: Final = "phien-ban.txt"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """An open data folder: the one door to its data, its rooms, its lock."""

    db: Database
    paths: DataPaths
    lock: FolderLock
    #: Of a folder with a password.
    key: bytes | None = field(default=None, repr=False)

    def backup_today(self, now: datetime | None = None) -> Path | None:
        """The first backup of the day; None when there is one already, or on a server."""
        if self.db.server:
            return None
        moment = now or datetime.now().astimezone()
        backups = list_backups(self.paths.backups)
        if backups and backups[0].made_at.date() == moment.date():
            return None
        return self._anchored(
            make_backup(self.db.engine, self.paths.backups, reason="mo", now=moment)
        )

    def backup_now(self, reason: str = "yeu-cau") -> Path:
        """A backup on demand.

        Raises:
            ValidationError: the data lie on a server, whose administrator makes the backups.
        """
        return self._anchored(make_backup(self.db.engine, self.paths.backups, reason=reason))

    def _anchored(self, backup: Path) -> Path:
        """The newest line of history, beside the data: a tail that is cut off is seen."""
        with contextlib.suppress(AppError):
            keep_anchor(self.db.engine, self.paths.logs)
        return backup

    def close(self, *, backup: bool = False) -> None:
        """Give the folder free, after a last backup when asked.

        Raises:
            DataFileError: the last backup failed; the folder is closed all the same.
        """
        try:
            # The newest line of history, beside the data: a tail that is cut off is seen.
            if not self.db.read_only:
                with contextlib.suppress(AppError):
                    keep_anchor(self.db.engine, self.paths.logs)
            if backup and not self.db.server:
                self.backup_now("thoat")
        finally:
            self.db.close()
            if self.lock.held:
                clear_shown_room(self.paths.shown)
            self.lock.free()


def data_paths(root: Path) -> DataPaths:
    """The rooms of a folder; NFC and NFD spellings of its name mean the same folder."""
    typed = root.expanduser().absolute()
    composed, split = (Path(normalize(form, str(typed))) for form in ("NFC", "NFD"))
    return DataPaths(next((path for path in (typed, composed, split) if _is_there(path)), composed))


def _is_there(path: Path) -> bool:
    # What cannot even be looked at is told in words when it is opened.
    with contextlib.suppress(OSError):
        return path.exists()
    return False


def open_data_folder(
    root: Path,
    *,
    actor: str,
    lock: bool = True,
    server: Server | None = None,
    key: bytes | None = None,
    read_only: bool = False,
) -> DataFolder:
    """Make the folder ready for work.

    Args:
        root: the folder; made when missing, unless it is only looked at.
        actor: name written into history.
        lock: False for a look beside a running program.
        server: where the data lie this time; else as the folder's setting says, else in its file.
        key: what ``unlock`` gave for the password; a folder without one needs none.
        read_only: nothing of the folder is changed, not even its schema; takes no lock.

    Raises:
        NeedsPasswordError: the folder has a password and there is no key.
        DataFileError: no permission, full disk, a second program, a damaged or newer data file, a
            server that cannot be reached; what was saved before stays as it was.
    """
    paths = data_paths(root)
    folder_lock = FolderLock(paths.lock)
    try:
        if read_only:
            refuse_unfinished(paths)
        else:
            _prepare(paths, folder_lock if lock else None)
        paths = with_vault(paths, key)
        on_server = server or read_server(paths.server, paths.vault)
        if on_server is not None:
            db = _open_server(paths, on_server, actor)
        else:
            db = _open_database(paths, actor, read_only=read_only)
        db.read_only = read_only
        return DataFolder(db, paths, folder_lock, key)
    except OSError as error:
        folder_lock.free()
        raise explain_folder_error(error, paths) from error
    except BaseException:
        folder_lock.free()
        raise


def _prepare(paths: DataPaths, lock: FolderLock | None) -> None:
    """The rooms and, for the one program that works in them, what a crash left unfinished."""
    try:
        _make(paths.root)
        if lock is None:
            refuse_unfinished(paths)
        else:
            lock.take()
            # First of all: an empty folder in the place of one that is on its way would stop it.
            finish_exchange(paths)
            finish_swap(paths.database)
            clear_shown_room(paths.shown)
            clear_unfinished(*paths.folders(), paths.journal)
        for folder in paths.folders():
            _make(folder)
    except OSError as error:
        raise explain_folder_error(error, paths) from error
    if lock is not None:
        mend_keys(paths)


def _open_database(paths: DataPaths, actor: str, *, read_only: bool) -> Database:
    key = paths.vault.key
    _check(paths, key)
    try:
        if read_only:
            require_head(paths.database, key)
        else:
            upgrade(paths.database, paths.backups, key)
    except NewerDataError as error:
        raise NewerDataError(f"{error.message}{_needed(paths)}", detail=error.detail) from error
    db = Database(make_engine(paths.database, key=key, read_only=read_only), actor)
    if read_only:
        return db
    _sign(paths)
    try:
        _load_catalogues(db, paths, lambda: str(paths.database.stat().st_ino))
    except BaseException:
        db.close()
        raise
    return db


def _needed(paths: DataPaths) -> str:
    """Which program wrote the data last, as far as it said so."""
    try:
        version = (paths.root / _VERSION_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return f" Cần bản {version} trở lên." if version else ""


def _sign(paths: DataPaths) -> None:
    """Say for an older program which one is needed; a disk that refuses costs only these words."""
    file = paths.root / _VERSION_FILE
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if not file.exists() or file.read_text(encoding="ascii") != __version__:
            file.write_text(__version__, encoding="ascii")


def _open_server(paths: DataPaths, server: Server, actor: str) -> Database:
    db = Database(make_server_engine(server), actor)
    try:
        upgrade_server(db.engine)
        _load_catalogues(db, paths, lambda: data_mark(db.engine))
    except BaseException:
        db.close()
        raise
    return db


def _load_catalogues(db: Database, paths: DataPaths, whose: Callable[[], str]) -> None:
    # A hash beside the database, so that an ordinary start reads no catalogue at all.
    mark = paths.root / _STATE_FILE
    shipped = shipped_state()
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if mark.read_text(encoding="utf-8") == f"{shipped} {whose()}":
            return
    load_catalogues(db)
    with contextlib.suppress(OSError):
        mark.write_text(f"{shipped} {whose()}", encoding="utf-8")


def explain_folder_error(error: OSError, paths: DataPaths) -> DataFileError:
    """What the officer reads when the data folder cannot be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DataFileError(
            f"Không được phép ghi vào thư mục dữ liệu “{paths.root}”; những gì đang có ở đó giữ "
            "nguyên. Hãy chọn thư mục khác hoặc nhờ người quản trị máy mở quyền ghi.",
            detail=str(error),
        )
    return explain_os_error(error)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise DataFileError(
            f"Thư mục dữ liệu phải là một thư mục, nhưng “{folder}” (hoặc một phần đường dẫn của "
            "nó) là một tệp. Tệp đó giữ nguyên. Hãy chọn thư mục khác.",
            detail=str(error),
        ) from error


def _check(paths: DataPaths, key: bytes | None) -> None:
    """Refuse a damaged file before anything touches it, and name the way back."""
    if paths.database.is_dir():
        raise DataFileError(
            f"“{paths.database}” là một thư mục nên không mở được dữ liệu. "
            "Hãy đổi tên thư mục đó rồi mở lại chương trình."
        )
    try:
        _refuse_vanished(paths)
        refuse_damaged(paths.database, key)
    except DamagedFileError as error:
        raise DamagedFileError(
            f"{error.message} {_way_back(paths)}", detail=error.detail
        ) from error


def _refuse_vanished(paths: DataPaths) -> None:
    """Data that were here once and are gone are not begun anew in silence."""
    tails = ("", "-wal", ".thay")
    files = (paths.database.with_name(paths.database.name + tail) for tail in tails)
    if any(file.exists() and file.stat().st_size for file in files):
        return
    if anchor_file(paths.logs).exists():
        raise DamagedFileError("Tệp dữ liệu không còn hoặc trống nên không mở được.")


def _way_back(paths: DataPaths) -> str:
    backups = list_backups(paths.backups)
    if not backups:
        return (
            "Chưa có bản sao lưu nào trong thư mục “sao-luu”; hãy chép cả thư mục dữ liệu ra nơi "
            "khác rồi nhờ người hỗ trợ."
        )
    newest = backups[0]
    return (
        f"Bản sao lưu gần nhất là {newest.path.name} ({newest.made_at:%H:%M ngày %d/%m/%Y}); "
        "hãy phục hồi từ bản đó (lệnh: bdg restore)."
    )


def move_to_server(root: Path, server: Server, *, actor: str, key: bytes | None = None) -> int:
    """Copy the data of a folder's file onto an empty server, and use that from now on.

    Returns:
        how many rows were copied; the file stays as it is.

    Raises:
        ConflictError: the folder uses a server already, or the server holds records.
        AppError: see ``open_data_folder``; neither the server nor the setting is changed.
    """
    paths = with_vault(data_paths(root), key)
    if read_server(paths.server, paths.vault) is not None:
        raise ConflictError(
            "Thư mục này đang dùng một máy chủ nên không chép tệp cũ lên; mọi thứ giữ nguyên. Muốn chép "
            "thì trở lại tệp trước (lệnh: bdg server leave)."
        )
    folder = open_data_folder(root, actor=actor, key=key)
    engine = make_server_engine(server)
    try:
        upgrade_server(engine)
        copied = copy_to_server(paths.database, engine, paths.vault.key)
        keep_server(paths.server, server, paths.vault)
    finally:
        engine.dispose()
        folder.close()
    return copied
