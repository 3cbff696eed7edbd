"""The password of a folder for commands: from a file or typed, never on the command line."""

import os
import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import ValidationError

if TYPE_CHECKING:
    from app.paths import DataPaths
    from app.vault.key_file import Opened

#: The environment names a file, never the password itself: other programs could read that.
VARIABLE: Final = "BDG_PASSWORD_FILE"
_STDIN: Final = "-"


def folder_key(chosen: Namespace, paths: "DataPaths") -> "Opened | None":
    """What opens the folder of a command; None for a folder without a password.

    Raises:
        ValidationError: there is a password and nobody gave it, or its file cannot be read.
        WrongPasswordError: it is another one.
    """
    from app.vault.key_file import open_with_password
    from app.workflows.folder_keys import read_keys

    keys = read_keys(paths)
    if keys is None:
        return None
    return open_with_password(keys, asked("Mật khẩu của sổ: ", password_file(chosen)))


def vault_paths(chosen: Namespace) -> "DataPaths":
    """The rooms of a folder that is not opened, with what reads their files."""
    from app.commands.opened import data_dir
    from app.data_folder import data_paths
    from app.workflows.folder_keys import with_vault

    paths = data_paths(data_dir(chosen))
    opened = folder_key(chosen, paths)
    return with_vault(paths, opened.key if opened is not None else None)


def password_file(chosen: Namespace) -> Path | None:
    """The file of ``--password-file``, else of BDG_PASSWORD_FILE."""
    named: Path | None = chosen.password_file
    kept = os.environ.get(VARIABLE, "").strip()
    return named or (Path(kept) if kept else None)


def asked(words: str, file: Path | None) -> str:
    """The first line of a file ("-": of the standard input), else what is typed unseen.

    Raises:
        ValidationError: the file cannot be read, or there is nobody to ask.
    """
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise ValidationError(
            "Sổ này có mật khẩu. Dữ liệu vẫn nguyên vẹn. Hãy ghi mật khẩu vào một tệp rồi gọi: bdg "
            f"--password-file TỆP …, hoặc đặt biến {VARIABLE}; hoặc gọi lệnh ở cửa sổ dòng lệnh."
        )
    return getpass(words)


def asked_twice(words: str, file: Path | None) -> str:
    """A new password: from a file, else typed two times.

    Raises:
        ValidationError: the two are not the same, or see ``asked``.
    """
    first = asked(f"{words}: ", file)
    if file is None and asked(f"{words}, gõ lại: ", None) != first:
        raise ValidationError("Hai lần gõ không giống nhau; mật khẩu giữ nguyên. Hãy gõ lại.")
    return first


def _first_line(file: Path) -> str:
    try:
        if str(file) == _STDIN:
            return sys.stdin.readline().strip()
        with file.open(encoding="utf-8-sig") as lines:
            return lines.readline().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValidationError(f"Không đọc được tệp mật khẩu “{file.name}”.") from error
