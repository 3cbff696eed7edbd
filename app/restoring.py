"""Put a backup in the place of the data; what was there stays beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.data_folder import data_paths, explain_folder_error
from app.db.backup import list_backups, swap_in
from app.db.chain import retire_anchor
from app.db.health import refuse_damaged
from app.db.server import read_server
from app.errors import NotFoundError, ValidationError
from app.lock import FolderLock


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup used, and where the data of before is kept."""

    backup: Path
    kept: Path | None


def restore_data_folder(root: Path, *, name: str = "", now: datetime | None = None) -> Restored:
    """Put a backup in the place of the data; the data of before stays beside it.

    Args:
        name: file name of the backup; empty for the newest.

    Raises:
        NotFoundError: there is no such backup.
        ValidationError: the data lie on a server.
        DataFileError: the folder is in use, the backup is damaged, or the disk refuses.
    """
    paths = data_paths(root)
    server = read_server(paths.server)
    if server is not None:
        raise ValidationError(
            f"Dữ liệu nằm ở {server.shown} nên không phục hồi từ bản sao lưu của máy này; mọi thứ giữ "
            "nguyên. Hãy nhờ người quản trị máy chủ phục hồi."
        )
    found = [item for item in list_backups(paths.backups) if name in ("", item.path.name)]
    if not found:
        raise NotFoundError(f"Không có bản sao lưu {name} trong thư mục “{paths.backups}”.")
    backup = found[0].path
    try:
        with FolderLock(paths.lock):
            refuse_damaged(backup)
            kept = swap_in(backup, paths.database, now=now)
            retire_anchor(paths.logs, now or datetime.now().astimezone())
            return Restored(backup, kept)
    except OSError as error:
        raise explain_folder_error(error, paths) from error
