"""What every command needs: the data folder opened and closed, a paper found by its id."""

import getpass
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.errors import AppError, NotFoundError, ValidationError
from app.paths import default_data_dir

if TYPE_CHECKING:
    from app.data_folder import DataFolder
    from app.db.database import Database
    from app.db.server import Server
    from app.workflows.access import Access

_SHORTEST_ID: Final = 6


def typed_dir(arguments: Namespace) -> Path:
    """The folder of ``--data``, else the officer's own."""
    chosen: Path | None = arguments.data
    return chosen or default_data_dir()


def data_dir(arguments: Namespace) -> Path:
    """The same, or where it was moved to.

    Raises:
        NotFoundError: it was moved to a place that is not on this machine.
    """
    from app.moving import followed

    return followed(typed_dir(arguments))


def server_of(arguments: Namespace) -> "Server | None":
    """The server of ``--db`` or BDG_DB; None leaves it to the data folder's own setting.

    Raises:
        ValidationError: that is not the address of a server.
    """
    typed: str = arguments.db or os.environ.get("BDG_DB", "").strip()
    if not typed:
        return None
    from app.db.server import parse_server

    return parse_server(typed)


@contextmanager
def opened(arguments: Namespace, *, writes: bool) -> "Iterator[DataFolder]":
    """The data folder while a command runs.

    Args:
        writes: take the folder for this command alone; a command that only reads may run beside
            the open window.

    Raises:
        AppError: the password is missing or wrong, or see ``open_data_folder``.
    """
    with entered(arguments, writes=writes) as (folder, _access):
        yield folder


@contextmanager
def entered(arguments: Namespace, *, writes: bool) -> "Iterator[tuple[DataFolder, Access]]":
    """The same, with who is at work: whoever the password belongs to."""
    from app.commands.unlocking import folder_key
    from app.data_folder import data_paths, open_data_folder
    from app.workflows.access import Access

    root = data_dir(arguments)
    key = folder_key(arguments, data_paths(root))
    folder = open_data_folder(
        root,
        actor=actor_name(),
        lock=writes,
        server=server_of(arguments),
        key=key.key if key is not None else None,
    )
    try:
        access = Access(folder.db, folder.paths, key)
        if key is not None:
            found = access.choices()
            access.work_as(found[0] if found else None, actor_name())
        if writes:
            # A backup that fails does not stop the work; the next write says if the disk is full.
            with suppress(AppError):
                folder.backup_today()
        yield folder, access
    finally:
        folder.close()


def today() -> date:
    """The day on this machine's calendar."""
    return datetime.now().astimezone().date()


def find_id(typed: str, known: list[UUID], what: str) -> UUID:
    """The one id that begins as typed, from six signs on.

    Raises:
        NotFoundError: none does.
        ValidationError: too short, or several do.
    """
    start = typed.lower()
    if len(start) < _SHORTEST_ID:
        raise ValidationError(f"Mã {what} phải có ít nhất {_SHORTEST_ID} chữ, như trong danh sách.")
    found = [item for item in known if str(item).startswith(start) or item.hex.startswith(start)]
    if not found:
        raise NotFoundError(f"Không có {what} nào mang mã “{typed}”.")
    if len(found) > 1:
        raise ValidationError(
            f"Có {len(found)} {what} mang mã bắt đầu bằng “{typed}”; hãy ghi đủ mã."
        )
    return found[0]


def find_paper(db: "Database", typed: str) -> UUID:
    """The paper on the desk whose id begins as typed."""
    from app.queries.papers import list_papers

    known = [row.paper_id for row in db.read(list_papers)]
    return find_id(typed, known, "văn bản")


def find_activity(db: "Database", typed: str) -> UUID:
    """The recorded activity whose id begins as typed."""
    from app.queries.activities import list_activities

    return find_id(typed, [row.id for row in db.read(list_activities)], "hoạt động")


def source_file(path: Path) -> Path:
    """A file to be read.

    Raises:
        ValidationError: it does not exist, is a folder, or a device without an end.
    """
    if path.is_dir():
        raise ValidationError(f"“{path}” là thư mục, không phải tệp.")
    if not path.exists():
        raise ValidationError(f"Không tìm thấy tệp “{path}”.")
    if not path.is_file():
        raise ValidationError(f"“{path}” không phải là tệp.")
    return path


def target_file(path: Path) -> Path:
    """A file to be written.

    Raises:
        ValidationError: its folder does not exist, or it is a folder itself.
    """
    if path.is_dir():
        raise ValidationError(f"“{path}” là thư mục; hãy ghi cả tên tệp.")
    if not path.absolute().parent.is_dir():
        raise ValidationError(
            f"Không có thư mục “{path.absolute().parent}”. Hãy tạo trước rồi làm lại."
        )
    return path


def wrote(db: "Database", path: Path, title: str, paper_id: UUID | None = None) -> None:
    """Put a file that a command wrote into the log of what left the program."""
    from app.domain.exports import ExportOf
    from app.workflows.exports import record_file

    record_file(db, path, ExportOf(title, "paper" if paper_id else "", paper_id))


def passphrase_in(path: Path | None) -> str:
    """A passphrase kept in a file: never on the command line, where others can see it.

    Raises:
        ValidationError: the file cannot be read.
    """
    if path is None:
        return ""
    try:
        lines = source_file(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValidationError(f"Không đọc được tệp mật khẩu “{path.name}”.") from error
    return lines[0].strip() if lines else ""


def actor_name() -> str:
    """The name that commands write into history."""
    try:
        return f"bdg ({getpass.getuser()})"
    except (OSError, KeyError, ImportError):
        return "bdg"
