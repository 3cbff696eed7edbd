"""Backups one can go back to: beside the data, on a stick, or in a copied data folder."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.backups.stick_place import FOLDER_BEGINS, KEY_FILE, PARTS
from app.db.backup import BackupFile, list_backups
from app.db.manifest import Manifest, read_manifest
from app.errors import DataFileError, NotFoundError
from app.paths import DataPaths
from app.vault.key_file import KeyFile, read_key_file

#: Why a backup was made, as the officer reads it.
REASONS: Final = {
    "mo": "Lần mở đầu trong ngày",
    "thoat": "Khi đóng chương trình",
    "yeu-cau": "Theo yêu cầu",
    "truoc-nhap": "Trước khi đọc từ tệp",
    "nhan-goi": "Trước khi nhận gói",
    "truoc-nang-cap": "Trước khi nâng cấp",
    "truoc-phuc-hoi": "Trước khi phục hồi",
    "truoc-sua": "Trước khi sửa dữ liệu",
    "truoc-an-danh": "Trước khi xóa, ẩn danh",
    "ra-usb": "Khi sao lưu ra USB",
}
_OTHER_REASON: Final = "Trước một việc lớn"
#: What is counted, in the officer's words: tables of each, and the word.
_COUNTED: Final = (
    (("paper",), "văn bản"),
    (("activity",), "hoạt động"),
    (("attachment", "paper_attachment"), "tệp"),
)


@dataclass(frozen=True, slots=True)
class Generation:
    """One state one can go back to.

    ``parts`` is the folder its attachments lie in, ``key_file`` the file that opens it, which
    exists only when a password does. ``manifest`` is None for copies of older programs.
    """

    file: BackupFile
    manifest: Manifest | None
    parts: Path
    key_file: Path
    beside_data: bool = False

    @property
    def path(self) -> Path:
        """The database file."""
        return self.file.path

    @property
    def made_at(self) -> datetime:
        """When, local time."""
        return self.file.made_at

    @property
    def reason(self) -> str:
        """Why, in words."""
        return reason_words(self.file.reason)

    @property
    def counts(self) -> str:
        """ "12 văn bản, 340 hoạt động, 25 tệp"; empty when nobody wrote it down."""
        if self.manifest is None:
            return ""
        rows = self.manifest.rows
        return ", ".join(
            f"{_number(sum(rows.get(table, 0) for table in tables))} {word}"
            for tables, word in _COUNTED
        )

    @property
    def locked(self) -> bool:
        """Whether a password is needed to read it."""
        if self.manifest is not None and self.manifest.data_id:
            return self.manifest.lock in ("passphrase", "folder")
        keys = self.keys()
        return keys is not None and keys.encrypted

    def keys(self) -> KeyFile | None:
        """Who opens it, from a second copy when the first is lost or damaged; None: anybody.

        Raises:
            DataFileError: every copy is damaged.
        """
        trouble: DataFileError | None = None
        for folder in (self.key_file.parent, self.path.parent, self.parts):
            try:
                found = read_key_file(folder / KEY_FILE)
            except DataFileError as error:
                trouble = error
                continue
            if found is not None:
                return found
        if trouble is not None:
            raise trouble
        return None


def reason_words(reason: str) -> str:
    """Why a backup was made, in words."""
    return REASONS.get(reason, _OTHER_REASON)


def local_generations(paths: DataPaths) -> list[Generation]:
    """Those beside the data, newest first."""
    return [
        Generation(
            file, read_manifest(file.path), paths.attachments, paths.key_file, beside_data=True
        )
        for file in list_backups(paths.backups)
    ]


def generations_at(place: Path) -> list[Generation]:
    """Those on a stick or in a folder, newest first; a file means the folder it lies in.

    Found are folders a backup wrote, in ``place`` or as ``place`` itself, and a data folder that
    was copied as a whole.

    Raises:
        NotFoundError: nothing there is a backup.
    """
    if place.is_file():
        return [one for one in generations_at(place.parent) if one.path.name == place.name]
    folders = [place, *sorted(place.glob(f"{FOLDER_BEGINS}*"))] if place.is_dir() else []
    found = [one for folder in folders for one in _in_folder(folder)]
    if not found:
        raise NotFoundError(
            f"Không thấy bản sao lưu nào trong “{place.name or place}”; chưa có gì bị thay đổi. Hãy "
            "chọn USB, hoặc thư mục có tên bắt đầu bằng SoBinhDang."
        )
    return sorted(found, key=lambda one: one.path.name, reverse=True)


def _in_folder(folder: Path) -> list[Generation]:
    rooms = DataPaths(folder)
    copied = rooms.backups if rooms.backups.is_dir() else folder
    return [
        Generation(file, read_manifest(file.path), folder / PARTS, folder / KEY_FILE)
        for file in list_backups(copied)
    ]


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
