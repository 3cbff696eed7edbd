"""Put a backup in the place of the data; what was there stays beside it."""

import contextlib
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from app.backups.attachments import NamedFile, lying_in, named_files
from app.backups.generations import Generation, local_generations
from app.data_folder import data_paths, explain_folder_error
from app.db.backup import make_backup
from app.db.chain import retire_anchor
from app.db.engine import connect_file, file_errors, make_engine
from app.db.errors import explain_sqlite_error
from app.db.health import DamagedFileError, refuse_damaged
from app.db.manifest import hash_of_file
from app.db.migrate import refuse_unknown
from app.db.rekeying import copy_with_key
from app.db.rotation import BEFORE_RESTORE
from app.db.server import read_server
from app.db.swapping import copy_beside, finish_swap, set_aside, swap_in
from app.errors import DataFileError, NotFoundError, ValidationError
from app.jobs import JobContext
from app.lock import FolderLock
from app.paths import DataPaths
from app.protecting.exchange import finish_exchange
from app.vault.files import LOCKED_SUFFIX, FileVault
from app.vault.key_file import KeyFile, NeedsPasswordError
from app.workflows.folder_keys import keep_keys, read_keys, with_vault

_SHOWN: Final = 5
_UNREAD: Final = (
    "Không đọc được bản sao lưu nên chưa phục hồi gì; dữ liệu đang có giữ nguyên. Hãy kiểm tra ổ đĩa "
    "hoặc chọn bản sao lưu khác."
)
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the data folder, and what opens the backup; None where there is no password."""

    folder: bytes | None = field(default=None, repr=False)
    backup: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup used, and where the data of before is kept.

    ``missing`` names attachments that neither the backup nor the folder has. ``unlocked``: the
    backup was encrypted, the folder it went into is not.
    """

    backup: Path
    kept: Path | None
    missing: tuple[str, ...] = ()
    unlocked: bool = False


class MissingFilesError(DataFileError):
    """Attachments that cannot be had; nothing was restored. ``names`` are the officer's own."""

    def __init__(self, names: tuple[str, ...]) -> None:
        more = f" và {len(names) - _SHOWN} tệp khác" if len(names) > _SHOWN else ""
        super().__init__(
            f"Bản sao lưu thiếu hoặc hỏng {len(names)} tệp đính kèm: {', '.join(names[:_SHOWN])}{more}. "
            "Chưa phục hồi gì, dữ liệu đang có giữ nguyên. Có thể tìm bản sao lưu khác, hoặc phục hồi "
            "phần còn lại."
        )
        self.names = names


@dataclass
class _Restore:
    """One restore on its way."""

    paths: DataPaths
    generation: Generation
    source: FileVault
    job: JobContext
    missing: list[str] = field(default_factory=list)


def restore_data_folder(
    root: Path, *, name: str = "", key: bytes | None = None, now: datetime | None = None
) -> Restored:
    """Put a backup that lies beside the data in their place, with whatever attachments are there.

    Args:
        name: file name of the backup; empty for the newest.
        key: of a folder with a password.

    Raises:
        NotFoundError: there is no such backup.
        AppError: see ``restore``.
    """
    paths = data_paths(root)
    _refuse_server(paths)
    found = [one for one in local_generations(paths) if name in ("", one.path.name)]
    if not found:
        raise NotFoundError(
            f"Không có bản sao lưu {name or 'nào'} trong thư mục “{paths.backups}”; dữ liệu đang có giữ "
            "nguyên. Hãy chọn bản sao lưu ở nơi khác, ví dụ trên USB."
        )
    return restore(root, found[0], keys=Keys(key), accept_missing=True, now=now)


def restore(
    root: Path,
    generation: Generation,
    *,
    keys: Keys | None = None,
    accept_missing: bool = False,
    job: JobContext | None = None,
    now: datetime | None = None,
) -> Restored:
    """Put a backup in the place of the data of a folder, which no program may have open.

    Everything is made ready beside the data and verified; killed at any moment, the folder holds
    the old data or the new. A folder keeps the password it has; an empty one takes that of the
    backup. Older data are upgraded when the folder is next opened.

    Args:
        accept_missing: restore also when attachments cannot be had.

    Raises:
        MissingFilesError: attachments cannot be had.
        NeedsPasswordError: of the folder, or of the backup.
        ValidationError: the data lie on a server.
        DataFileError: the folder is in use, the backup is damaged or newer than this program, or
            the disk refuses; the data stay as they are.
        CancelledError: the officer stopped it.
    """
    moment = now or datetime.now().astimezone()
    paths, keys = data_paths(root), keys or Keys()
    _refuse_server(paths)
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
        with FolderLock(paths.lock):
            finish_exchange(paths)
            for folder in paths.folders():
                folder.mkdir(exist_ok=True)
            finish_swap(paths.database)
            return _restore_locked(paths, generation, keys, moment, job, accept=accept_missing)
    except OSError as error:
        raise explain_folder_error(error, paths) from error
    except file_errors() as error:
        raise explain_sqlite_error(error) or DataFileError(_UNREAD) from error


def _restore_locked(
    plain_paths: DataPaths,
    generation: Generation,
    keys: Keys,
    moment: datetime,
    job: JobContext | None,
    *,
    accept: bool,
) -> Restored:
    source = _source_vault(generation, keys)
    new_keys = _brought_keys(plain_paths, generation)
    if new_keys is not None:
        paths = DataPaths(plain_paths.root, source)
    else:
        paths = with_vault(plain_paths, keys.folder)
    work = _Restore(paths, generation, source, job or JobContext())
    beside = _made_ready(work)
    try:
        _bring_files(work, named_files(beside, paths.vault.key))
        if work.missing and not accept:
            raise MissingFilesError(tuple(work.missing))
        kept = _keep_old(paths, moment)
        # Before the swap: killed between the two, an anchor of other data would speak of a
        # history cut short that nobody cut.
        retire_anchor(paths.logs, moment)
        if new_keys is not None:
            keep_keys(paths, new_keys)
        swap_in(beside, paths.database)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    unlocked = source.locks and not paths.vault.locks
    return Restored(generation.path, kept, tuple(work.missing), unlocked)


def _source_vault(generation: Generation, keys: Keys) -> FileVault:
    if not generation.locked:
        return FileVault()
    key = keys.folder if generation.beside_data else keys.backup
    if key is None:
        raise NeedsPasswordError(encrypted=True)
    return FileVault(key)


def _brought_keys(paths: DataPaths, generation: Generation) -> KeyFile | None:
    """Who opens the backup, for a folder that holds nothing and has no password; else None."""
    manifest = generation.manifest
    own_lock = manifest is not None and manifest.lock == "passphrase"
    if own_lock or read_keys(paths) is not None or not _holds_nothing(paths):
        return None
    return generation.keys()


def _made_ready(work: _Restore) -> Path:
    """The database beside its place: the very bytes of the backup, whole, known to the program."""
    path, database = work.generation.path, work.paths.database
    key, manifest = work.paths.vault.key, work.generation.manifest
    work.job.step(0, 0, "Đang kiểm tra bản sao lưu")
    if manifest is not None and _hash_of(path) != manifest.sha256:
        raise DamagedFileError(
            f"Bản sao lưu {path.name} bị hỏng nên không phục hồi; dữ liệu đang có giữ nguyên. Hãy chọn "
            "bản khác."
        )
    refuse_damaged(path, work.source.key)
    refuse_unknown(path, work.source.key)
    if work.source.key == key:
        beside = copy_beside(path, database)
    else:
        beside = database.with_suffix(".part")
        copy_with_key(path, work.source.key, beside, key)
    try:
        refuse_damaged(beside, key)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _hash_of(path: Path) -> str:
    try:
        return hash_of_file(path)
    except OSError as error:
        raise NotFoundError(
            f"Không đọc được bản sao lưu {path.name}; dữ liệu đang có giữ nguyên. Hãy cắm lại USB rồi "
            "làm lại."
        ) from error


def _bring_files(work: _Restore, files: list[NamedFile]) -> None:
    """Every attachment the data name: that of the folder when it is whole, else the backup's."""
    vault, room = work.paths.vault, work.paths.attachments
    own_files, lying_files = lying_in(room), lying_in(work.generation.parts)
    for number, file in enumerate(files):
        work.job.step(number, len(files), f"Tệp đính kèm {number + 1}/{len(files)}")
        there = own_files.get(vault.name_for(file.sha256))
        if there is not None and _content(vault, there, file) is not None:
            continue
        lying = lying_files.get(work.source.name_for(file.sha256))
        content = None if lying is None else _content(work.source, lying, file)
        if lying is None or content is None:
            work.missing.append(file.name)
        else:
            vault.write(there or room / _own_name(vault, file, lying), content)


def _own_name(vault: FileVault, file: NamedFile, lying: Path) -> str:
    """The name an attachment gets in the folder; the ending of a locked one tells nothing."""
    ending = lying.suffix if lying.suffix != LOCKED_SUFFIX else Path(file.name).suffix.lower()
    if vault.locks:
        ending = LOCKED_SUFFIX
    return vault.name_for(file.sha256) + (ending if _ENDING.fullmatch(ending) else "")


def _content(vault: FileVault, path: Path, file: NamedFile) -> bytes | None:
    """What an attachment holds; None unless it is what its hash says."""
    with contextlib.suppress(DataFileError):
        content = vault.read(path)
        if hashlib.sha256(content).hexdigest() == file.sha256:
            return content
    return None


def _refuse_server(paths: DataPaths) -> None:
    shown = "máy chủ"
    # The setting of an encrypted folder cannot be read here; that there is one says enough.
    with contextlib.suppress(DataFileError):
        server = read_server(paths.server)
        if server is None:
            return
        shown = server.shown
    raise ValidationError(
        f"Dữ liệu nằm ở {shown} nên không phục hồi từ bản sao lưu của máy này; mọi thứ giữ nguyên. "
        "Hãy nhờ người quản trị máy chủ phục hồi."
    )


def _holds_nothing(paths: DataPaths) -> bool:
    """Whether no office was ever set up here: no file yet, or that of the first questions."""
    if not paths.database.exists():
        return True
    if read_keys(paths) is not None:
        return False
    try:
        connection = connect_file(paths.database, None, read_only=True)
        try:
            return connection.execute("SELECT 1 FROM office").fetchone() is None
        finally:
            connection.close()
    except file_errors():
        return False


def _keep_old(paths: DataPaths, moment: datetime) -> Path | None:
    """The data of before: as a backup when they are whole, else as they are under another name."""
    if _holds_nothing(paths):
        return None
    key = paths.vault.key
    try:
        refuse_damaged(paths.database, key)
        engine = make_engine(paths.database, key=key)
        try:
            return make_backup(engine, paths.backups, reason=BEFORE_RESTORE, now=moment)
        finally:
            engine.dispose()
    except DamagedFileError:
        return set_aside(paths.database, moment)
