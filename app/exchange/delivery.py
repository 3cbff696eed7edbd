"""Write a package to a folder or a stick so that it is whole there, or not there at all."""

import contextlib
import errno
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from app.errors import AppError
from app.exchange.canonical import sha256
from app.exchange.disk import Disk, Room
from app.place import SMALL_FILES

#: One byte less than 4 GB: the largest file of FAT32.
FAT_LARGEST: Final = 2**32 - 1
#: Room that is left on the stick besides the file.
_SPARE: Final = 1_000_000
_PIECE: Final = 1 << 20
_MOST_COPIES: Final = 999
_WINDOWS_FULL: Final = 112
_WINDOWS_GONE: Final = frozenset({21, 31, 55, 1006, 1110, 1117, 1167, 433})
_GONE: Final = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTDIR})
#: Some file systems know no flush of a folder; the file itself is safe.
_NOT_FOR_FOLDERS: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
_KEPT: Final = "Số liệu vẫn an toàn trong chương trình."


class DeliveryError(AppError):
    """A package did not get to its place; nothing stands there under its name."""


class TargetFullError(DeliveryError):
    """No room on the stick."""


class TargetReadOnlyError(DeliveryError):
    """The stick or the folder cannot be written to."""


class TargetGoneError(DeliveryError):
    """The stick was pulled, or the folder is not there."""


class TargetTooOldError(DeliveryError):
    """The stick's file system takes no file of this size."""


class NotVerifiedError(DeliveryError):
    """What was read back is not what was written."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a file lies now, and the hash it was read back with."""

    path: Path
    sha256: str
    size: int
    #: The same bytes lay there already.
    already: bool = False


def deliver(folder: Path, name: str, content: bytes, disk: Disk | None = None) -> Delivered:
    """Write a file beside its place, flush, read back, verify, and only then give it its name.

    A file of that name with other contents stays; the new one gets a number.

    Raises:
        DeliveryError: a child by cause; nothing half stands under the name.
    """
    disk = disk or Disk()
    digest = sha256(content)
    beside = folder / f"~{name}.part"
    try:
        check_room(folder, len(content), len(content), disk.room(folder))
        target, already = _free_name(disk, folder / name, digest)
        if already:
            return Delivered(target, digest, len(content), already=True)
        write_synced(disk, beside, [content])
        _verify(disk, beside, digest)
        disk.rename(beside, target)
        keep_names(disk, folder)
        _verify(disk, target, digest)
    except OSError as error:
        raise explain_delivery(error, folder) from error
    finally:
        with contextlib.suppress(OSError):
            disk.remove(beside)
    return Delivered(target, digest, len(content))


def check_room(folder: Path, size: int, largest: int, room: Room) -> None:
    """Refuse before anything is written what there is no room for.

    Args:
        size: bytes of everything together; ``largest``: of the largest file.

    Raises:
        TargetTooOldError, TargetFullError: nothing was written.
    """
    if room.file_system.lower() in SMALL_FILES and largest > FAT_LARGEST:
        raise TargetTooOldError(
            f"USB này chỉ nhận tệp dưới 4 GB (kiểu FAT). {_KEPT} Hãy dùng USB khác, hoặc bớt văn "
            "bản kèm theo."
        )
    if room.free < size + _SPARE:
        raise _full(folder)


def _free_name(disk: Disk, path: Path, digest: str) -> tuple[Path, bool]:
    """The first name that is free, or holds the very bytes."""
    for number in range(1, _MOST_COPIES):
        named = path if number == 1 else path.with_stem(f"{path.stem} ({number})")
        if not disk.is_there(named):
            return named, False
        if named.is_file() and hash_on(disk, named) == digest:
            return named, True
    raise _full(path.parent)


def write_synced(disk: Disk, path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file and wait until the stick has it; the SHA-256 of what was written (OSError)."""
    with disk.create(path) as file:
        digest = write_pieces(disk, file, pieces)
        disk.sync(file)
    return digest


def write_pieces(disk: Disk, file: BinaryIO, pieces: Iterable[bytes]) -> str:
    """Write to an open file; the SHA-256 of what was written (OSError)."""
    made = hashlib.sha256()
    for piece in pieces:
        made.update(piece)
        left = memoryview(piece)
        while left:
            written = disk.append(file, left[:_PIECE])
            if not written:
                raise OSError(errno.EIO, "nothing written", file.name)
            left = left[written:]
    return made.hexdigest()


def keep_names(disk: Disk, folder: Path) -> None:
    """The names in a folder safe on the stick (OSError)."""
    try:
        disk.keep_folder(folder)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise


def _verify(disk: Disk, path: Path, digest: str) -> None:
    """What the stick gives back is what was written; else the file goes."""
    if hash_on(disk, path) != digest:
        disk.remove(path)
        raise not_verified(path.parent)


def not_verified(folder: Path) -> NotVerifiedError:
    """What the officer reads when a stick gives back something else than was written."""
    return NotVerifiedError(
        f"Đọc lại từ “{_shown(folder)}” thì thấy khác với tệp đã ghi: USB có thể đã hỏng. "
        f"{_KEPT} Hãy dùng USB khác rồi làm lại."
    )


def hash_on(disk: Disk, path: Path) -> str:
    """SHA-256 of what the stick gives back (OSError)."""
    made = hashlib.sha256()
    for piece in disk.pieces(path):
        made.update(piece)
    return made.hexdigest()


def explain_delivery(error: OSError, folder: Path) -> DeliveryError:
    """What the officer reads when a stick cannot be written."""
    detail = f"{type(error).__name__} {error.errno}"
    windows = getattr(error, "winerror", None)
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or windows == _WINDOWS_FULL:
        return _full(folder, detail)
    if error.errno == errno.EFBIG:
        return TargetTooOldError(
            f"USB không nhận tệp lớn như thế. {_KEPT} Hãy dùng USB khác, hoặc bớt văn bản kèm theo.",
            detail=detail,
        )
    if error.errno in _GONE or windows in _WINDOWS_GONE:
        return TargetGoneError(
            f"USB đã bị rút hoặc không còn thấy thư mục “{_shown(folder)}”. {_KEPT} "
            "Việc chép chưa xong. Hãy cắm lại USB rồi làm lại.",
            detail=detail,
        )
    return TargetReadOnlyError(
        f"Nơi đã chọn không cho ghi (USB có khóa chống ghi, hoặc thư mục bị chặn). {_KEPT} "
        "Hãy mở khóa USB hoặc chọn nơi khác.",
        detail=detail,
    )


def _full(folder: Path, detail: str = "") -> TargetFullError:
    return TargetFullError(
        f"“{_shown(folder)}” không còn đủ chỗ trống. {_KEPT} Việc chép chưa xong. "
        "Hãy xóa bớt tệp không cần hoặc dùng USB khác.",
        detail=detail,
    )


def _shown(folder: Path) -> str:
    return folder.name or str(folder)
