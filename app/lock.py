"""Only one program at a time works in a data folder; the lock dies with its process."""

import errno
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from app.errors import DataFileError

# Windows forbids reading a locked byte; far behind the words, it hides nothing.
_LOCKED_BYTE: Final = 1 << 20


#: The file system keeps no locks (an old network share), so nobody else holds one.
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL})


class InUseError(DataFileError):
    """Another program has the folder open."""


class FolderLock:
    """An operating-system lock on a small file. Freed when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None

    def take(self) -> None:
        """Take the lock at once.

        Raises:
            InUseError: another program holds it.
            DataFileError: the disk keeps no locks.
            OSError: the file cannot be made, or not be opened for writing.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _NO_LOCKS:
                raise DataFileError(
                    "Ổ đĩa chứa dữ liệu không giữ được khóa nên không biết có cửa sổ khác đang mở hay "
                    "không; chưa mở để hai nơi không ghi đè nhau, dữ liệu giữ nguyên. Hãy chuyển dữ "
                    "liệu về ổ đĩa của máy này (lệnh: bdg move-data).",
                    detail=str(error),
                ) from error
            raise InUseError(
                f"Sổ Bình Đẳng đang mở dữ liệu này ở một cửa sổ khác{self._since()}. Dữ liệu vẫn "
                "an toàn. Hãy dùng cửa sổ đang mở, hoặc đóng nó rồi mở lại."
            ) from error
        self._file = handle
        words = f"{os.getpid()} {datetime.now().astimezone():%H:%M %d/%m/%Y}\n".encode("ascii")
        # On a full disk the lock holds all the same; only nobody can read since when.
        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, words)
            os.ftruncate(handle, len(words))

    def free(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _since(self) -> str:
        """When the holder opened it, as far as it wrote that down."""
        try:
            words = self._path.read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError):
            return ""
        return f" (mở lúc {words[1]} ngày {words[2]})" if len(words) == 3 else ""

    def __enter__(self) -> "FolderLock":
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.free()


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        # flock belongs to the opened file: a second opening is refused in this process too.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
