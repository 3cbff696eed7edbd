"""The few things done to a stick, one method each, so that every one of them can be made to fail."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from app.files import sync_folder
from app.place import file_system

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Room:
    """What is known of a target: free bytes, and the name of its file system if the machine tells."""

    free: int
    file_system: str = ""


class Disk:
    """A folder's disk. Every method raises OSError as the system gives it."""

    def room(self, folder: Path) -> Room:
        """Free space and file system."""
        return Room(shutil.disk_usage(folder).free, file_system(folder))

    def is_there(self, path: Path) -> bool:
        """Whether something has this name."""
        path.parent.stat()
        return path.exists()

    def make_folder(self, folder: Path) -> None:
        """Nothing when it is there; the folder above it must be."""
        folder.mkdir(exist_ok=True)

    def sizes(self, folder: Path) -> dict[str, int]:
        """Names and bytes of the files in a folder."""
        return {path.name: path.stat().st_size for path in folder.iterdir() if path.is_file()}

    def create(self, path: Path) -> BinaryIO:
        """A new empty file, not buffered."""
        return path.open("wb", buffering=0)

    def append(self, file: BinaryIO, piece: memoryview) -> int:
        """How many bytes of the piece were written."""
        return file.write(piece)

    def sync(self, file: BinaryIO) -> None:
        """Wait until the stick has the bytes."""
        os.fsync(file.fileno())

    def pieces(self, path: Path) -> Iterator[bytes]:
        """What the stick gives back; not what the system remembers, where that can be had."""
        with path.open("rb", buffering=0) as file:
            _forget(file)
            while piece := file.read(_PIECE):
                yield piece

    def rename(self, path: Path, target: Path) -> None:
        """Give a file its name, in one step."""
        path.replace(target)

    def keep_folder(self, folder: Path) -> None:
        """The name itself safe on the stick; Windows does that by itself."""
        sync_folder(folder)

    def remove(self, path: Path) -> None:
        """Nothing when it is not there."""
        path.unlink(missing_ok=True)


def _forget(file: BinaryIO) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
