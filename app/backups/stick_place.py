"""Which folder on a stick is this office's own: found again by its data, made when there is none."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.db.backup import list_backups
from app.db.database import Database
from app.db.manifest import Manifest, read_manifest
from app.domain.text import slug
from app.errors import ConflictError, ValidationError
from app.paths import DataPaths
from app.queries.office import get_office
from app.vault.files import FileVault
from app.vault.key_file import (
    WrongPasswordError,
    key_file_bytes,
    new_key_file,
    open_with_password,
    read_key_file,
)

FOLDER_BEGINS: Final = "SoBinhDang"
PARTS: Final = "dinh-kem"
KEY_FILE: Final = "khoa.json"
_MOST_FOLDERS: Final = 99


@dataclass(frozen=True, slots=True)
class StickPlace:
    """A folder of backups. ``key_file`` is what has to lie in it; empty without a password."""

    folder: Path
    vault: FileVault
    data_id: str
    key_file: bytes = b""

    @property
    def parts(self) -> Path:
        """Where the attachments of all generations lie."""
        return self.folder / PARTS


def choose_place(db: Database, paths: DataPaths, target: Path, passphrase: str) -> StickPlace:
    """The folder for this office's backups below ``target``; nothing is written yet.

    Args:
        passphrase: locks the copy; empty leaves it as open as the data folder is.

    Raises:
        ValidationError: a passphrase where the data folder is locked already, or a short one.
        WrongPasswordError: the backups that lie there open with another passphrase.
        ConflictError: ninety-nine folders of other offices.
    """
    locked = paths.vault.locks
    if passphrase and locked:
        raise ValidationError(
            "Sổ này đã khóa bằng mật khẩu nên bản sao lưu cũng khóa bằng chính mật khẩu ấy; chưa ghi "
            "gì ra USB. Hãy bỏ trống ô mật khẩu rồi làm lại.",
            field="passphrase",
        )
    office = db.read(get_office)
    owner = hashlib.sha256(str(office.id if office else "").encode("ascii")).hexdigest()
    name = slug(f"{FOLDER_BEGINS} {office.full_name if office else ''}").replace(
        FOLDER_BEGINS.lower(), FOLDER_BEGINS, 1
    )
    if passphrase or locked:
        name += "-khoa"
    if target.name.startswith(FOLDER_BEGINS) and list_backups(target):
        target = target.parent
    for number in range(1, _MOST_FOLDERS + 1):
        folder = target / (name if number == 1 else f"{name}-{number}")
        place = _place(paths, folder, owner, passphrase)
        if place is not None:
            return place
    raise ConflictError(
        f"“{target.name or target}” đã có quá nhiều thư mục sao lưu của cơ quan khác; chưa ghi gì. "
        "Hãy chọn nơi khác."
    )


def newest_manifests(folder: Path) -> list[Manifest]:
    """The lists of a folder's backups that can be read, newest first."""
    found = (read_manifest(backup.path) for backup in list_backups(folder))
    return [manifest for manifest in found if manifest is not None]


def _place(paths: DataPaths, folder: Path, owner: str, passphrase: str) -> StickPlace | None:
    """The folder as a place for these data; None when it holds another office's."""
    vault, manifests = paths.vault, newest_manifests(folder)
    if passphrase:
        vault, key_file = _own_lock(folder / KEY_FILE, passphrase, begun=bool(manifests))
    else:
        # Also that of a folder with a password and open files: restored, it asks for it again.
        key_file = paths.key_file.read_bytes() if paths.key_file.exists() else b""
    data_id = vault.name_for(owner)
    if manifests and manifests[0].data_id != data_id:
        return None
    return StickPlace(folder, vault, data_id, key_file)


def _own_lock(path: Path, passphrase: str, *, begun: bool) -> tuple[FileVault, bytes]:
    """The vault of a copy with its own passphrase: the one that lies there, or a new one."""
    there = read_key_file(path)
    if there is not None:
        try:
            return FileVault(open_with_password(there, passphrase).key), path.read_bytes()
        except WrongPasswordError as error:
            if begun:
                raise WrongPasswordError(
                    "Bản sao lưu đang có ở đó khóa bằng mật khẩu khác; chưa ghi gì thêm. Hãy gõ đúng "
                    "mật khẩu của lần trước, hoặc chọn USB khác."
                ) from error
    made, opened, _code = new_key_file(passphrase, encrypted=True)
    return FileVault(opened.key), key_file_bytes(made)
