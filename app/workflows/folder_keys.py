"""The key file of a data folder and its second copy: who opens the folder with which password."""

import contextlib
from dataclasses import replace

from app.errors import ConflictError, DataFileError
from app.files import explain_os_error
from app.paths import DataPaths
from app.vault.files import FileVault
from app.vault.key_file import (
    KeyFile,
    NeedsPasswordError,
    Opened,
    open_with_password,
    open_with_recovery,
    read_key_file,
    write_key_file,
)


def read_keys(paths: DataPaths) -> KeyFile | None:
    """The key file of the folder, from its second copy when the first one is lost or damaged.

    Raises:
        DataFileError: both are damaged.
    """
    try:
        found = read_key_file(paths.key_file)
    except DataFileError:
        with contextlib.suppress(DataFileError):
            second = read_key_file(paths.second_key_file)
            if second is not None:
                return second
        raise
    return found or read_key_file(paths.second_key_file)


def keep_keys(paths: DataPaths, key_file: KeyFile) -> None:
    """Write the key file, and a second copy among the backups: without it nothing opens.

    Raises:
        DataFileError: the disk refuses; the old passwords stay as they were.
    """
    write_key_file(paths.key_file, key_file)
    paths.backups.mkdir(exist_ok=True)
    write_key_file(paths.second_key_file, key_file)


def drop_keys(paths: DataPaths) -> None:
    """The folder opens without a password from now on.

    Raises:
        ConflictError: its files are encrypted and would never open again.
        DataFileError: the disk refuses; it opens with the passwords as before.
    """
    keys = read_keys(paths)
    if keys is not None and keys.encrypted:
        raise ConflictError(
            "Dữ liệu đang được mã hóa nên chưa bỏ được mật khẩu; mọi thứ giữ nguyên. Hãy tắt mã hóa "
            "trước (lệnh: bdg password off)."
        )
    try:
        # The second copy alone would bring the passwords back.
        paths.second_key_file.unlink(missing_ok=True)
        paths.key_file.unlink(missing_ok=True)
    except OSError as error:
        raise explain_os_error(error) from error


def mend_keys(paths: DataPaths) -> None:
    """Write anew a copy that is lost, damaged or left behind by a crash.

    Raises:
        DataFileError: both are damaged, or the disk refuses.
    """
    keys = read_keys(paths)
    if keys is None:
        return
    for path in (paths.key_file, paths.second_key_file):
        there: KeyFile | None = None
        with contextlib.suppress(DataFileError):
            there = read_key_file(path)
        if there != keys:
            write_key_file(path, keys)


def unlock(paths: DataPaths, password: str) -> Opened | None:
    """The folder's key by a password; None for a folder without one.

    Raises:
        WrongPasswordError: no slot opens with it.
    """
    keys = read_keys(paths)
    return open_with_password(keys, password) if keys is not None else None


def unlock_with_recovery(paths: DataPaths, code: str) -> Opened | None:
    """The folder's key by the recovery code; None for a folder without a password.

    Raises:
        ValidationError: a group of the code was typed wrongly.
        WrongPasswordError: it is the code of another folder.
    """
    keys = read_keys(paths)
    return open_with_recovery(keys, code) if keys is not None else None


def with_vault(paths: DataPaths, key: bytes | None) -> DataPaths:
    """The rooms, with the vault that reads and writes their files.

    Raises:
        NeedsPasswordError: the folder has a password and there is no key.
        DataFileError: the key file is damaged.
    """
    keys = read_keys(paths)
    if keys is None:
        return paths
    if key is None:
        raise NeedsPasswordError(encrypted=keys.encrypted)
    return replace(paths, vault=FileVault(key if keys.encrypted else None))
