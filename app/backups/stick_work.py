"""A file on its way to a stick: beside its place, flushed, read back, and only then named."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.backups.stick_place import StickPlace
from app.db.database import Database
from app.db.manifest import StoredPart
from app.exchange.delivery import hash_on, not_verified, write_synced
from app.exchange.disk import Disk
from app.jobs import JobContext
from app.paths import DataPaths
from app.vault.files import FileVault

PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Data:
    """What is copied: the open data and their rooms."""

    db: Database
    paths: DataPaths

    @property
    def vault(self) -> FileVault:
        """What their files are read with."""
        return self.paths.vault


@dataclass
class Work:
    """One backup on its way to a place."""

    data: Data
    place: StickPlace
    disk: Disk
    job: JobContext
    #: Bytes of what lies among the attachments on the stick, and of it what a generation lists.
    lying: dict[str, int] = field(default_factory=dict)
    there: dict[str, StoredPart] = field(default_factory=dict)
    #: Hash and name of what the data folder has no more as it was.
    damaged: dict[str, str] = field(default_factory=dict)
    copied: int = 0
    done: int = 0
    total: int = 1


def write_file(work: Work, path: Path, pieces: Iterable[bytes]) -> str:
    """A file beside its place, flushed, read back, and only then named; its SHA-256."""
    try:
        digest = write_synced(work.disk, beside(path), pieces)
        name_file(work.disk, path, digest)
    finally:
        with contextlib.suppress(OSError):
            work.disk.remove(beside(path))
    return digest


def name_file(disk: Disk, path: Path, digest: str) -> None:
    """Read back what was written, and give it its name."""
    if hash_on(disk, beside(path)) != digest:
        raise not_verified(path.parent)
    disk.rename(beside(path), path)


def beside(path: Path) -> Path:
    """Where a file is written before it gets its name."""
    return path.with_name(f"~{path.name}.part")


def counted(work: Work, pieces: Iterable[bytes], words: str) -> Iterator[bytes]:
    """The pieces, telling how far the work is; CancelledError when it is to stop."""
    for piece in pieces:
        # Thousandths: bytes would not fit into the window's bar.
        work.job.step(min(1000, work.done * 1000 // work.total), 1000, words)
        yield piece
        work.done += len(piece)


def cut(content: bytes) -> Iterator[bytes]:
    """A content in pieces."""
    for at in range(0, len(content), PIECE):
        yield content[at : at + PIECE]
