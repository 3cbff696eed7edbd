"""A password for a data folder, encryption on and off: all of the folder, or nothing of it."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.data_folder import data_paths, explain_folder_error
from app.db.swapping import finish_swap
from app.errors import ConflictError, DataFileError
from app.jobs import JobContext
from app.lock import FolderLock
from app.paths import DataPaths
from app.protecting.building import Building
from app.protecting.exchange import decide, finish_exchange, new_room
from app.vault.files import FileVault
from app.vault.key_file import KeyFile, Opened, new_key_file
from app.vault.shown import clear_shown_room
from app.workflows.folder_keys import drop_keys, keep_keys, read_keys, with_vault

#: Room that must be left beside the second copy of everything.
_SPARE: Final = 32 * 1024 * 1024


def turn_on(
    root: Path, password: str, *, encrypted: bool = True, job: JobContext | None = None
) -> tuple[Opened, str]:
    """A password for a folder that has none, and encryption of all that lies in it.

    Old backups in the folder are encrypted too. Copies that were taken elsewhere stay as they are.

    Args:
        encrypted: False for a gate only; the files stay as they are.

    Returns:
        the key with its first slot, and the recovery code, which is kept nowhere.

    Raises:
        ValidationError: the password is too short.
        ConflictError: the folder has a password.
        DataFileError: it is open elsewhere, damaged, or there is no room; it stays as it was.
        CancelledError: the officer stopped it; the folder stays as it was.
    """
    keys, opened, code = new_key_file(password, encrypted=encrypted)
    with _Held(root) as paths:
        if read_keys(paths) is not None:
            raise ConflictError(
                "Sổ này đã có mật khẩu; mọi thứ giữ nguyên. Muốn đổi thì dùng việc đổi mật khẩu."
            )
        if encrypted:
            _turn(paths, FileVault(opened.key), keys, job)
        else:
            keep_keys(paths, keys)
    return opened, code


def set_encrypted(
    root: Path, key: bytes, *, encrypted: bool, job: JobContext | None = None
) -> None:
    """Encrypt a folder that has a password, or keep its passwords as a gate only.

    Raises:
        ConflictError: the folder has no password.
        DataFileError, CancelledError: see ``turn_on``.
    """
    with _Held(root) as paths:
        keys = _known_keys(paths)
        if keys.encrypted != encrypted:
            now = with_vault(paths, key)
            wanted = FileVault(key if encrypted else None)
            _turn(now, wanted, replace(keys, encrypted=encrypted), job)


def turn_off(root: Path, key: bytes, *, job: JobContext | None = None) -> None:
    """No password and no encryption any more; everything in the folder can be read again.

    Raises:
        ConflictError: the folder has no password.
        DataFileError, CancelledError: see ``turn_on``.
    """
    with _Held(root) as paths:
        if _known_keys(paths).encrypted:
            _turn(with_vault(paths, key), FileVault(), None, job)
        else:
            drop_keys(paths)


class _Held:
    """The rooms of a folder that nobody else has open, while it is changed."""

    def __init__(self, root: Path) -> None:
        self._paths = data_paths(root)
        self._lock = FolderLock(self._paths.lock)

    def __enter__(self) -> DataPaths:
        try:
            self._paths.root.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            finish_exchange(self._paths)
            finish_swap(self._paths.database)
            for folder in self._paths.folders():
                folder.mkdir(exist_ok=True)
        except BaseException as error:
            self._lock.free()
            if isinstance(error, OSError):
                raise explain_folder_error(error, self._paths) from error
            raise
        return self._paths

    def __exit__(self, *_failure: object) -> None:
        self._lock.free()


def _known_keys(paths: DataPaths) -> KeyFile:
    keys = read_keys(paths)
    if keys is None:
        raise ConflictError("Sổ này chưa có mật khẩu; mọi thứ giữ nguyên.")
    return keys


def _turn(paths: DataPaths, vault: FileVault, keys: KeyFile | None, job: JobContext | None) -> None:
    try:
        _refuse_full(paths)
        room = new_room(paths)
        building = Building(paths, room, vault, keys, job or JobContext())
        try:
            building.run()
            decide(paths, building.leaving())
        finally:
            # What was not decided is taken away; what was decided is carried out.
            finish_exchange(paths)
        clear_shown_room(paths.shown)
    except OSError as error:
        raise explain_folder_error(error, paths) from error


def _refuse_full(paths: DataPaths) -> None:
    files = (path for path in paths.root.rglob("*") if path.is_file())
    needed = sum(path.stat().st_size for path in files) + _SPARE
    if shutil.disk_usage(paths.root).free < needed:
        raise DataFileError(
            f"Ổ đĩa còn ít chỗ: việc này cần {needed // 1_000_000 + 1} MB để dựng bản mới bên cạnh bản "
            "cũ. Dữ liệu giữ nguyên. Hãy xóa bớt tệp không cần rồi làm lại."
        )
