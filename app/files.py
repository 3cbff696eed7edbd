"""Writing a file so that the old one stays until the new one is whole; failures as sentences."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from app.errors import DataFileError

_UNFINISHED: Final = ".part"
_BUSY: Final = (
    "Không ghi được tệp {name}: tệp đang mở trong Word, Excel hoặc chương trình khác, hoặc thư mục "
    "không cho ghi. Nội dung vẫn an toàn trong chương trình. Hãy đóng tệp rồi bấm “Thử lại”, hoặc "
    "“Lưu tên khác”."
)
_FAILED: Final = (
    "Không đọc hoặc ghi được tệp {name}: ổ đĩa có thể đã bị rút ra hoặc đang hỏng. Những gì đã ghi "
    "trước đó vẫn an toàn. Hãy kiểm tra ổ đĩa rồi làm lại."
)
_SENTENCES: Final = {
    errno.ENOSPC: "Ổ đĩa đã đầy nên không ghi được tệp {name}. Những gì đã ghi trước đó vẫn an toàn. "
    "Hãy xóa bớt tệp không cần rồi làm lại.",
    errno.EFBIG: "Ổ đĩa không nhận tệp lớn như {name}. Hãy chọn ổ đĩa khác.",
    errno.EACCES: _BUSY,
    errno.EPERM: _BUSY,
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EROFS: "Nơi đã chọn chỉ cho đọc nên không ghi được tệp {name}. Những gì đã ghi trước đó vẫn an "
    "toàn. Hãy chọn thư mục khác.",
    errno.ENOENT: "Không tìm thấy tệp hoặc thư mục {name}. Hãy kiểm tra lại đường dẫn.",
    errno.EISDIR: "{name} là một thư mục, không phải tệp. Hãy chọn một tệp.",
    errno.ENOTDIR: "Trong đường dẫn của {name} có chỗ không phải là thư mục. Hãy chọn thư mục khác.",
    errno.ENAMETOOLONG: "Tên tệp {name} quá dài. Hãy đặt tên ngắn hơn.",
}


def explain_os_error(error: OSError) -> DataFileError:
    """What the officer reads when a file cannot be read or written."""
    name = f"“{Path(str(error.filename)).name}”" if error.filename else "này"
    sentence = _SENTENCES.get(error.errno or 0, _FAILED)
    return DataFileError(
        sentence.format(name=name), detail=f"{type(error).__name__} {error.errno} {error.filename}"
    )


def write_beside(path: Path, write: Callable[[BytesIO], object]) -> None:
    """Let ``write`` fill a stream, write that beside ``path``, put it in place in one step.

    The libraries that make files never touch the disk themselves: half of them leave an open,
    half-written file behind when it is full.

    Raises:
        DataFileError: no room, no permission, no folder, or the file is open elsewhere; the old
            file stays as it was and no half file is left.
    """
    stream = BytesIO()
    write(stream)
    try:
        put_in_place(path, stream.getbuffer())
    except OSError as error:
        raise explain_os_error(OSError(error.errno, error.strerror, str(path))) from error


def put_in_place(path: Path, content: bytes | memoryview) -> None:
    """Write a file beside ``path``, safe on the disk, and rename it in one step.

    Its name is safe too when this ends: what is saved afterwards may speak of the file.

    Raises:
        OSError: the old file stays as it was, or the new one is whole; no half file is left.
    """
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}{_UNFINISHED}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def clear_unfinished(*folders: Path) -> None:
    """Remove what killed programs left half-written; for the one program that works there."""
    for folder in folders:
        with contextlib.suppress(OSError):
            for path in folder.glob(f"*{_UNFINISHED}"):
                path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """The names in a folder safe on the disk; Windows does that by itself.

    Raises:
        OSError: the disk refuses; some file systems know no flush of a folder.
    """
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(handle)
