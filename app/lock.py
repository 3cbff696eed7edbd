"""Only one program at a time works in a data folder; the lock dies with its process."""

import os
import sys
from pathlib import Path
from types import TracebackType

from app.errors import DataFileError


class FolderLock:
    """An operating-system lock on a small file. Freed when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock at once.

        Raises:
            DataFileError: another program holds it.
            OSError: the file cannot be made.
        """
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise DataFileError(
                "Sổ Bình Đẳng đang mở thư mục dữ liệu này ở một cửa sổ khác. Dữ liệu vẫn an toàn. "
                "Hãy dùng cửa sổ đang mở, hoặc đóng nó rồi mở lại."
            ) from error
        self._file = handle

    def free(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

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

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
