"""The attachments on a stick: which are there, which are wanted, and those that are copied."""

import contextlib
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from app.backups.attachments import NamedFile, lying_in
from app.backups.stick_place import newest_manifests
from app.backups.stick_work import Work, beside, counted, cut, name_file
from app.db.manifest import StoredPart
from app.errors import DataFileError
from app.exchange.delivery import hash_on, keep_names, write_pieces
from app.vault.files import LOCKED_SUFFIX

#: So many attachments are flushed together, so many of them waited for at once.
_TOGETHER: Final = 32
_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """An attachment, where it lies, and under which name on the stick."""

    file: NamedFile
    source: Path | None
    stored: str
    size: int


def parts_there(work: Work) -> dict[str, StoredPart]:
    """What lies on the stick whole already: listed by a generation, with the size of the list."""
    listed = {part.name: part for one in newest_manifests(work.place.folder) for part in one.parts}
    return {name: part for name, part in listed.items() if work.lying.get(name) == part.size}


def wanted_parts(work: Work, files: list[NamedFile]) -> list[Wanted]:
    """Each attachment with its source and its name on the stick."""
    vault, lying = work.data.vault, lying_in(work.data.paths.attachments)
    known = {name.partition(".")[0]: name for name in work.there}
    wanted = []
    for file in files:
        source = lying.get(vault.name_for(file.sha256))
        begins = work.place.vault.name_for(file.sha256)
        stored = known.get(begins, begins)
        if source is not None and begins not in known:
            stored = begins + (LOCKED_SUFFIX if work.place.vault.locks else source.suffix)
        size = source.stat().st_size if source is not None else 0
        wanted.append(Wanted(file, source, stored, size))
    return wanted


def copy_parts(work: Work, wanted: list[Wanted]) -> None:
    """So many files are flushed together: waiting for each alone takes twice as long."""
    for begin in range(0, len(wanted), _TOGETHER):
        words = f"Tệp {begin + 1}/{len(wanted)}"
        _copy_some(work, wanted[begin : begin + _TOGETHER], words)


def _copy_some(work: Work, wanted: list[Wanted], words: str) -> None:
    """Written, flushed, read back, and only then named."""
    disk, parts = work.disk, work.place.parts
    written: list[StoredPart] = []
    begun: list[Path] = []
    try:
        with ThreadPoolExecutor(_AT_ONCE) as lanes, contextlib.ExitStack() as opened:
            files: list[BinaryIO] = []
            for one in wanted:
                stored = _stored(work, one)
                if stored is None:
                    continue
                begun.append(beside(parts / one.stored))
                file = opened.enter_context(disk.create(begun[-1]))
                digest = write_pieces(disk, file, counted(work, cut(stored), words))
                files.append(file)
                written.append(StoredPart(one.stored, digest, len(stored)))
            list(lanes.map(disk.sync, files))
            opened.close()
            list(lanes.map(lambda part: name_file(disk, parts / part.name, part.sha256), written))
        for part in written:
            work.there[part.name] = part
            work.copied += 1
        keep_names(disk, parts)
    finally:
        for path in begun:
            with contextlib.suppress(OSError):
                disk.remove(path)


def _stored(work: Work, one: Wanted) -> bytes | None:
    """An attachment as it is to lie on the stick; None when it lies there, or cannot be had.

    What is not what its hash says is told as damaged and not copied.
    """
    try:
        content = work.data.vault.read(one.source) if one.source is not None else b""
    except DataFileError:
        content = b""
    digest = one.file.sha256
    if hashlib.sha256(content).hexdigest() != digest:
        work.damaged[digest] = one.file.name
        return None
    path = work.place.parts / one.stored
    same_size = not work.place.vault.locks and work.lying.get(one.stored) == len(content)
    if same_size and hash_on(work.disk, path) == digest:
        # It got here before the stick was pulled, so no generation lists it yet.
        work.there[one.stored] = StoredPart(one.stored, digest, len(content))
        work.copied += 1
        return None
    return work.place.vault.stored_bytes(path, content)
