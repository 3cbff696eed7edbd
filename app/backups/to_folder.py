"""A backup with its attachments on a stick: only what is missing, read back, named at the end."""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.backups.attachments import NamedFile, named_files
from app.backups.last_usb import LastUsb, remember_usb
from app.backups.stick_place import KEY_FILE, StickPlace, choose_place, newest_manifests
from app.db.backup import is_whole, list_backups, make_backup
from app.db.database import Database
from app.db.manifest import Manifest, StoredPart, manifest_path, read_manifest
from app.db.rekeying import copy_with_key
from app.db.rotation import Copy, to_drop
from app.domain.exports import ExportOf, ExportWay
from app.errors import AppError, DataFileError
from app.exchange.delivery import (
    check_room,
    explain_delivery,
    hash_on,
    keep_names,
    not_verified,
    write_synced,
)
from app.exchange.disk import Disk
from app.files import explain_os_error
from app.jobs import JobContext
from app.paths import DataPaths
from app.services.exports import Exported, record_export
from app.vault.files import LOCKED_SUFFIX, FileVault

REASON: Final = "ra-usb"
_PIECE: Final = 1 << 20
_PART: Final = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
#: Names are made safe on the stick for so many files together.
_KEEP_EVERY: Final = 64


@dataclass(frozen=True, slots=True)
class Data:
    """What is copied: the open data and their rooms."""

    db: Database
    paths: DataPaths

    @property
    def vault(self) -> FileVault:
        """What their files are read with."""
        return self.paths.vault


@dataclass(frozen=True, slots=True)
class FolderBackup:
    """What lies on the stick now.

    ``copied`` of ``parts`` attachments were not there before; ``missing`` and ``damaged`` name
    those that the data folder itself has no more, or not as they were.
    """

    database: Path
    parts: int
    copied: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    same_disk: bool = False

    @property
    def folder(self) -> Path:
        """The office's folder on the stick."""
        return self.database.parent


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An attachment, where it lies, and under which name on the stick."""

    file: NamedFile
    source: Path | None
    stored: str
    size: int


@dataclass
class _Work:
    """One backup on its way to a place."""

    data: Data
    place: StickPlace
    disk: Disk
    job: JobContext
    #: Bytes of what lies among the attachments on the stick, and of it what a generation lists.
    lying: dict[str, int] = field(default_factory=dict)
    there: dict[str, StoredPart] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    copied: int = 0
    done: int = 0
    total: int = 1


def back_up_to(
    data: Data,
    target: Path,
    *,
    passphrase: str = "",
    disk: Disk | None = None,
    job: JobContext | None = None,
    now: datetime | None = None,
) -> FolderBackup:
    """Copy the data with their attachments into the office's folder below ``target``.

    A stick that is pulled at any moment leaves the generations of before whole, and what was
    copied so far is not copied again.

    Raises:
        DeliveryError: no room, read-only, pulled, or not what was written.
        DataFileError: the backup beside the data could not be made.
        ValidationError, WrongPasswordError: see ``choose_place``, ``make_backup``.
        CancelledError: the officer stopped it.
    """
    moment = now or datetime.now().astimezone()
    disk, job = disk or Disk(), job or JobContext()
    try:
        disk.room(target)
        place = choose_place(data.db, data.paths, target, passphrase)
    except OSError as error:
        raise explain_delivery(error, target) from error
    job.step(0, 0, "Đang chép dữ liệu")
    local = make_backup(data.db.engine, data.paths.backups, reason=REASON, now=moment, job=job)
    work = _Work(data, place, disk, job)
    try:
        with _under_its_key(data, place, local) as database:
            made = _write_all(work, local, database)
    except OSError as error:
        raise explain_delivery(error, target) from error
    _tidy(disk, place, moment)
    remember_usb(data.paths.backups, LastUsb(moment, target))
    _tell_log(data, made)
    return made


def _tell_log(data: Data, made: FolderBackup) -> None:
    """All data left the machine: that is written down as any other file is."""
    if data.db.read_only:
        return
    manifest = read_manifest(made.database)
    exported = Exported(
        actor=data.db.actor,
        way=ExportWay.BACKUP,
        of=ExportOf("Bản sao lưu cả sổ"),
        file_name=made.database.name,
        sha256=manifest.sha256 if manifest is not None else "",
    )
    # A stick pulled too early, or one without the right to write: the backup lies there all the same.
    with contextlib.suppress(AppError):
        data.db.write(record_export, exported)


def _write_all(work: _Work, local: Path, database: Path) -> FolderBackup:
    """Key file, attachments, database, and last the list that makes a generation of them."""
    place, disk = work.place, work.disk
    disk.make_folder(place.folder)
    disk.make_folder(place.parts)
    work.lying = disk.sizes(place.parts)
    work.there = _there(work)
    wanted = _wanted(work, named_files(local, work.data.vault.key))
    to_copy = [one for one in wanted if one.source is not None and one.stored not in work.there]
    sizes = [database.stat().st_size, *(one.size for one in to_copy)]
    work.total = sum(sizes)
    check_room(place.folder, work.total, max(sizes), disk.room(place.folder))
    if place.key_file:
        _write(work, place.folder / KEY_FILE, [place.key_file])
    _copy_parts(work, to_copy)
    target = place.folder / local.name
    digest = _write(work, target, _counted(work, _pieces(database), "Dữ liệu"))
    parts = tuple(work.there[one.stored] for one in wanted if one.stored in work.there)
    missing = tuple(
        one.file.name
        for one in wanted
        if one.stored not in work.there and one.file.name not in work.damaged
    )
    manifest = replace(
        _local_manifest(local),
        sha256=digest,
        size=sizes[0],
        data_id=place.data_id,
        lock=_lock(work),
        parts=parts,
        absent=len(wanted) - len(parts),
    )
    _write(work, manifest_path(target), [manifest.to_bytes()])
    keep_names(disk, place.folder)
    same_disk = place.folder.stat().st_dev == work.data.paths.root.stat().st_dev
    return FolderBackup(
        target, len(wanted), work.copied, missing, tuple(work.damaged), same_disk=same_disk
    )


def _lock(work: _Work) -> str:
    if not work.place.vault.locks:
        return ""
    return "folder" if work.data.vault.locks else "passphrase"


def _local_manifest(local: Path) -> Manifest:
    manifest = read_manifest(local)
    if manifest is None:
        raise DataFileError(
            "Bản sao lưu trên máy vừa bị xóa hoặc bị thay nên chưa chép ra USB. Dữ liệu vẫn an toàn. "
            "Hãy sao lưu lại."
        )
    return manifest


@contextlib.contextmanager
def _under_its_key(data: Data, place: StickPlace, local: Path) -> Iterator[Path]:
    """The database as it goes to the stick; a copy under the stick's own key is taken away."""
    if place.vault.key == data.vault.key:
        yield local
        return
    locked = local.with_suffix(".khoa.part")
    try:
        copy_with_key(local, data.vault.key, locked, place.vault.key)
        yield locked
    finally:
        with contextlib.suppress(OSError):
            locked.unlink(missing_ok=True)


def _there(work: _Work) -> dict[str, StoredPart]:
    """What lies on the stick whole already: listed by a generation, with the size of the list."""
    listed = {part.name: part for one in newest_manifests(work.place.folder) for part in one.parts}
    return {name: part for name, part in listed.items() if work.lying.get(name) == part.size}


def _wanted(work: _Work, files: list[NamedFile]) -> list[_Wanted]:
    """Each attachment with its source and its name on the stick."""
    vault, room = work.data.vault, work.data.paths.attachments
    known = {name.partition(".")[0]: name for name in work.there}
    wanted = []
    for file in files:
        source = vault.find(room, file.sha256)
        begins = work.place.vault.name_for(file.sha256)
        stored = known.get(begins, begins)
        if source is not None and begins not in known:
            stored = begins + (LOCKED_SUFFIX if work.place.vault.locks else source.suffix)
        size = source.stat().st_size if source is not None else 0
        wanted.append(_Wanted(file, source, stored, size))
    return wanted


def _copy_parts(work: _Work, wanted: list[_Wanted]) -> None:
    for number, one in enumerate(wanted, 1):
        words = f"Tệp {number}/{len(wanted)}"
        part = _copy_part(work, one, words)
        if part is None:
            work.damaged.append(one.file.name)
        else:
            work.there[one.stored] = part
            work.copied += 1
        if number % _KEEP_EVERY == 0:
            keep_names(work.disk, work.place.parts)
    if wanted:
        keep_names(work.disk, work.place.parts)


def _copy_part(work: _Work, one: _Wanted, words: str) -> StoredPart | None:
    """One attachment, proved to be what its name says; None when the data folder's is not."""
    try:
        content = work.data.vault.read(one.source) if one.source is not None else b""
    except DataFileError:
        content = b""
    if hashlib.sha256(content).hexdigest() != one.file.sha256:
        return None
    path = work.place.parts / one.stored
    same_size = not work.place.vault.locks and work.lying.get(one.stored) == len(content)
    if same_size and hash_on(work.disk, path) == one.file.sha256:
        # It got here before the stick was pulled, so no generation lists it yet.
        return StoredPart(one.stored, one.file.sha256, len(content))
    stored = work.place.vault.stored_bytes(path, content)
    digest = _write(work, path, _counted(work, _cut(stored), words))
    return StoredPart(one.stored, digest, len(stored))


def _write(work: _Work, path: Path, pieces: Iterable[bytes]) -> str:
    """A file beside its place, flushed, read back, and only then named; its SHA-256."""
    disk = work.disk
    beside = path.with_name(f"~{path.name}.part")
    try:
        digest = write_synced(disk, beside, pieces)
        if hash_on(disk, beside) != digest:
            raise not_verified(path.parent)
        disk.rename(beside, path)
    finally:
        with contextlib.suppress(OSError):
            disk.remove(beside)
    return digest


def _counted(work: _Work, pieces: Iterable[bytes], words: str) -> Iterator[bytes]:
    for piece in pieces:
        # Thousandths: bytes would not fit into the window's bar.
        work.job.step(min(1000, work.done * 1000 // work.total), 1000, words)
        yield piece
        work.done += len(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise explain_os_error(error) from error


def _cut(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _PIECE):
        yield content[at : at + _PIECE]


def _tidy(disk: Disk, place: StickPlace, moment: datetime) -> None:
    """Old generations by the rule, files no generation speaks of, halves of what was cut short.

    The backup is whole by now; what cannot be taken away stays until the next time.
    """
    with contextlib.suppress(OSError):
        backups = list_backups(place.folder)
        copies = [
            Copy(one.path.name, one.made_at, one.reason, is_whole(one.path)) for one in backups
        ]
        for name in to_drop(copies, moment):
            disk.remove(place.folder / name)
            disk.remove(manifest_path(place.folder / name))
        for folder in (place.folder, place.parts):
            for name in disk.sizes(folder):
                if name.startswith("~") and name.endswith(".part"):
                    disk.remove(folder / name)
        _drop_unnamed(disk, place)


def _drop_unnamed(disk: Disk, place: StickPlace) -> None:
    manifests = newest_manifests(place.folder)
    if len(manifests) < len(list_backups(place.folder)):
        # A generation whose list cannot be read may need any of them.
        return
    named = {part.name for manifest in manifests for part in manifest.parts}
    for name in disk.sizes(place.parts):
        if name not in named and _PART.fullmatch(name):
            disk.remove(place.parts / name)
