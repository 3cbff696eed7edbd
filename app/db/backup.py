"""Backups by SQLite's backup API: written beside, opened and compared at once, then renamed."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine

from app import __version__
from app.db.engine import connect_file, file_errors, key_of
from app.db.errors import explain_sqlite_error
from app.db.manifest import Manifest, hash_of_file, manifest_path, read_manifest, write_manifest
from app.db.rotation import Copy, to_drop
from app.db.server import words_of
from app.errors import DataFileError, ValidationError
from app.files import explain_os_error
from app.jobs import JobContext

#: Small steps, so that whoever types meanwhile waits for none of them.
_PAGES_A_STEP: Final = 256
#: A second backup for the same reason within this time would only push older ones out.
_SOON: Final = timedelta(minutes=10)
_NAME: Final = re.compile(r"^(\d{8}-\d{6})-([a-z-]+)\.db$")


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup on disk; ``made_at`` is local time."""

    path: Path
    made_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is compared between the data and their copy."""

    schema: str
    rows: Mapping[str, int]
    #: Rows that point at nothing: a fault of the data, which a backup neither makes nor mends.
    loose: int


def make_backup(
    engine: Engine,
    folder: Path,
    *,
    reason: str,
    now: datetime | None = None,
    job: JobContext | None = None,
) -> Path:
    """Copy the live database, prove that the copy is whole and the same, drop what is too old.

    Args:
        reason: ASCII words with hyphens, part of the file name.
        job: where progress goes, and who may stop it.

    Raises:
        DataFileError: no room, no permission, or the copy is damaged; no half file is left.
        ValidationError: the data lie on a server, whose administrator makes the backups.
        CancelledError: the officer stopped it.
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
        manifest = _copied(engine, beside, (moment, reason), job or JobContext())
        beside.replace(target)
        write_manifest(target, manifest)
    except OSError as error:
        raise explain_os_error(error) from error
    except file_errors() as error:
        raise explain_sqlite_error(error) or DataFileError("Không sao lưu được dữ liệu.") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    # The new backup is whole: old ones that cannot be looked at go the next time.
    with contextlib.suppress(DataFileError):
        drop_old(folder, moment)
    return target


def _copied(engine: Engine, beside: Path, made: tuple[datetime, str], job: JobContext) -> Manifest:
    """The copy, proved, and what it holds."""
    contents = _copy(engine, beside, job)
    _check(engine, beside, contents)
    return Manifest(
        made_at=made[0],
        reason=made[1],
        schema=contents.schema,
        program=__version__,
        rows=contents.rows,
        sha256=hash_of_file(beside),
        size=beside.stat().st_size,
    )


def backup_unless_recent(
    engine: Engine, folder: Path, *, reason: str, now: datetime | None = None
) -> Path:
    """A backup before a step, unless one for the same reason was made minutes ago.

    Raises:
        DataFileError: see ``make_backup``.
    """
    moment = now or datetime.now().astimezone()
    for copy in list_backups(folder):
        young = timedelta(0) <= moment - copy.made_at < _SOON
        if copy.reason == reason and young and is_whole(copy.path):
            return copy.path
    return make_backup(engine, folder, reason=reason, now=moment)


def list_backups(folder: Path) -> list[BackupFile]:
    """Backups in a folder, newest first.

    Raises:
        DataFileError: the folder cannot be looked into.
    """
    found = []
    for path in _files_in(folder):
        named = _NAME.match(path.name)
        if not named:
            continue
        with contextlib.suppress(ValueError):
            made_at = datetime.strptime(named[1], "%Y%m%d-%H%M%S").astimezone()
            found.append(BackupFile(path, made_at, named[2]))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def _files_in(folder: Path) -> list[Path]:
    try:
        return list(folder.glob("*.db")) if folder.is_dir() else []
    except OSError as error:
        raise explain_os_error(error) from error


def is_whole(backup: Path) -> bool:
    """Whether a backup has its list and the size that stands there; its bytes are not read."""
    manifest = read_manifest(backup)
    with contextlib.suppress(OSError):
        return manifest is not None and backup.stat().st_size == manifest.size
    return False


def drop_old(folder: Path, now: datetime) -> None:
    """Take away the backups of a folder that the rule lets go."""
    copies = [
        Copy(backup.path.name, backup.made_at, backup.reason, is_whole(backup.path))
        for backup in list_backups(folder)
    ]
    for name in to_drop(copies, now):
        # One that a virus scanner holds open goes the next time; the new backup is whole.
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
            manifest_path(folder / name).unlink(missing_ok=True)


def _copy(engine: Engine, beside: Path, job: JobContext) -> Contents:
    beside.unlink(missing_ok=True)
    pooled = engine.raw_connection()
    try:
        source: Any = pooled.driver_connection
        # One reading of the data from the counting to the last page, whoever writes meanwhile.
        source.execute("BEGIN")
        try:
            contents = contents_of(source)
            target = _connect(engine, beside)
            try:
                source.backup(
                    target,
                    pages=_PAGES_A_STEP,
                    progress=lambda _state, left, total: job.step(total - left, total),
                )
                # A backup stands alone: no -wal beside it, so that one file is the whole.
                target.execute("PRAGMA journal_mode=DELETE")
            finally:
                target.close()
        finally:
            source.execute("ROLLBACK")
    finally:
        pooled.close()
    return contents


def _connect(engine: Engine, path: Path) -> Any:
    return connect_file(path, key_of(engine))


def contents_of(connection: Any) -> Contents:
    """What a database holds, by a bare connection."""
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    ]
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in sorted(tables)
    }
    schema = ""
    if rows.get("alembic_version"):
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return Contents(schema, rows, loose)


def _check(engine: Engine, path: Path, expected: Contents) -> None:
    """The copy opens, is sound, and holds what the data held in the same moment."""
    connection = _connect(engine, path)
    try:
        answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        if answer == "ok" and contents_of(connection) != expected:
            answer = "rows differ"
    finally:
        connection.close()
    if answer != "ok":
        raise DataFileError(
            "Bản sao lưu vừa ghi bị hỏng nên đã bỏ; dữ liệu đang dùng không bị ảnh hưởng. "
            "Hãy kiểm tra ổ đĩa rồi sao lưu lại.",
            detail=answer[:200],
        )
