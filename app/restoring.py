"""Put a backup in the place of the data; what was there stays beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.data_folder import data_paths, explain_folder_error
from app.db.backup import list_backups, make_backup
from app.db.chain import retire_anchor
from app.db.engine import make_engine
from app.db.health import DamagedFileError, refuse_damaged
from app.db.rotation import BEFORE_RESTORE
from app.db.server import read_server
from app.db.swapping import copy_beside, finish_swap, set_aside, swap_in
from app.errors import NotFoundError, ValidationError
from app.lock import FolderLock
from app.paths import DataPaths


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
    moment = now or datetime.now().astimezone()
    try:
        with FolderLock(paths.lock):
            finish_swap(paths.database)
            refuse_damaged(backup)
            beside = copy_beside(backup, paths.database)
            kept = _keep_old(paths, moment)
            # Before the swap: killed between the two, an anchor of other data would speak of a
            # history cut short that nobody cut.
            retire_anchor(paths.logs, moment)
            swap_in(beside, paths.database)
            return Restored(backup, kept)
    except OSError as error:
        raise explain_folder_error(error, paths) from error


def _keep_old(paths: DataPaths, moment: datetime) -> Path | None:
    """The data of before: as a backup when they are whole, else as they are under another name."""
    if not paths.database.exists():
        return None
    try:
        refuse_damaged(paths.database)
        engine = make_engine(paths.database)
        try:
            return make_backup(engine, paths.backups, reason=BEFORE_RESTORE, now=moment)
        finally:
            engine.dispose()
    except DamagedFileError:
        return set_aside(paths.database, moment)
