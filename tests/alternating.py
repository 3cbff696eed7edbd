"""Starts one after the other, each ending in another way: python -m tests.alternating DIR COUNT EVERY.

Every start is a process of its own: it takes the lock (each EVERY-th opens the whole folder), then is
closed, leaves without closing, or is killed. Between two of them this process opens the same folder
itself. Prints how many starts found the lock of somebody who was gone.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from app.data_folder import open_data_folder
from app.errors import AppError
from app.lock import FolderLock, InUseError
from app.paths import DataPaths


def start(root: Path, number: int, *, whole: bool) -> None:
    """One start, to its end; never comes back."""
    if whole:
        folder = open_data_folder(root, actor="Mẫu")
        lock = folder.lock
    else:
        lock = FolderLock(DataPaths(root).lock)
        lock.take()
    if number % 3 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 3 == 1:
        lock.free()
    os._exit(0)


def main(root: Path, count: int, every: int) -> int:
    """How many starts were refused though nobody was there."""
    refused = 0
    mine = FolderLock(DataPaths(root).lock)
    for number in range(count):
        child = os.fork()
        if child == 0:
            with suppress(AppError):
                start(root, number, whole=number % every == 0)
            os._exit(7)
        _pid, status = os.waitpid(child, 0)
        refused += os.waitstatus_to_exitcode(status) == 7
        try:
            mine.take()
        except InUseError:
            refused += 1
        finally:
            mine.free()
    print(refused, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
