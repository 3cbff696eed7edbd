"""Copy a file into the data folder: under its content hash, whole or not at all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.text import clean_line
from app.errors import NotFoundError, ValidationError
from app.files import explain_os_error
from app.paths import DataPaths
from app.services.photos import photo_format, shrink
from app.vault.shown import new_shown_room

MOST_BYTES: Final = 50 * 1024 * 1024
_PHOTO_SUFFIXES: Final = {".jpg", ".jpeg", ".jfif", ".png", ".webp"}
_UNREAD_PHOTOS: Final = {".heic", ".heif", ".tif", ".tiff", ".dng", ".avif"}
_MEDIA: Final = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file. ``note`` tells the officer what was not done to it; usually empty."""

    name: str
    sha256: str
    media_type: str
    size: int
    note: str = ""


def keep_file(paths: DataPaths, source: Path, *, as_is: bool = False) -> StoredFile:
    """Copy a file into the attachments folder; the same content is kept once.

    Photos (JPEG, PNG, WebP) are turned upright, scaled to 1600 px and stripped of place and
    camera; every other file is copied unchanged.

    Args:
        as_is: copy a photo unchanged too, for one that cannot be read.

    Raises:
        ValidationError: empty, over 50 MB, or a photo that is damaged, moving or enormous.
        DataFileError: the source cannot be read or the folder cannot be written.
    """
    name = clean_line(source.name)
    try:
        content = _read(source, name)
        suffix = source.suffix.lower()
        is_photo = suffix in _PHOTO_SUFFIXES or bool(photo_format(content[:16]))
        media_type, note = _MEDIA.get(suffix, "application/octet-stream"), ""
        if is_photo and not as_is:
            content, media_type = shrink(content, name)
        elif is_photo or suffix in _UNREAD_PHOTOS:
            note = f"Ảnh “{name}” được giữ nguyên nên có thể còn ghi nơi chụp."
        paths.vault.put(paths.attachments, content, suffix)
    except OSError as error:
        raise explain_os_error(error) from error
    digest = hashlib.sha256(content).hexdigest()
    return StoredFile(name, digest, media_type, len(content), note)


def keep_content(paths: DataPaths, name: str, content: bytes, media_type: str) -> StoredFile:
    """Put bytes into the attachments folder as they are, e.g. a picture out of a Word file.

    Raises:
        DataFileError: the folder cannot be written.
    """
    try:
        paths.vault.put(paths.attachments, content, Path(name).suffix.lower())
    except OSError as error:
        raise explain_os_error(error) from error
    digest = hashlib.sha256(content).hexdigest()
    return StoredFile(clean_line(name), digest, media_type, len(content))


def stored_path(paths: DataPaths, sha256: str) -> Path:
    """Where a kept file lies.

    Raises:
        NotFoundError: it was taken away from the folder.
    """
    found = paths.vault.find(paths.attachments, sha256)
    if found is None:
        raise NotFoundError(
            "Không thấy tệp đính kèm trong thư mục dữ liệu. Những gì đã ghi vẫn còn nguyên; "
            "hãy đính kèm lại tệp hoặc lấy từ bản sao lưu của thư mục “dinh-kem”."
        )
    return found


def shown_folder(paths: DataPaths) -> Path:
    """Where a file is written that another program opens at once; in an encrypted folder it goes.

    Raises:
        DataFileError: there is no room for it.
    """
    return new_shown_room(paths.shown) if paths.vault.locks else paths.papers


def shown_path(paths: DataPaths, sha256: str, name: str) -> Path:
    """A kept file where another program can show it: a locked one is copied, until closing.

    Args:
        name: how the officer knows it.

    Raises:
        NotFoundError: it was taken away from the folder.
        DataFileError: it is damaged, or there is no room for the copy.
    """
    found = stored_path(paths, sha256)
    if not paths.vault.locks:
        return found
    content = paths.vault.read(found)
    last = clean_line(Path(name.replace("\\", "/")).name)
    copy = new_shown_room(paths.shown) / (last if last.strip(".") else found.name)
    try:
        copy.write_bytes(content)
        # What is changed in the copy would be lost: the other program says so.
        copy.chmod(0o400)
    except OSError as error:
        raise explain_os_error(error) from error
    return copy


def _read(source: Path, name: str) -> bytes:
    if source.is_file() and source.stat().st_size > MOST_BYTES:
        raise ValidationError(
            f"Tệp “{name}” lớn hơn 50 MB nên không đính kèm được. Hãy chọn tệp nhỏ hơn.",
            field="attachments",
        )
    content = source.read_bytes()
    if not content:
        raise ValidationError(f"Tệp “{name}” trống, không có gì để đính kèm.", field="attachments")
    return content
