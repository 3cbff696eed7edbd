"""A backup with its attachments on a stick: only what is missing, read back, named at the end."""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from app.backups.attachments import NamedFile, lying_in, named_files
from app.backups.last_usb import LastUsb, remember_usb
from app.backups.stick_place import KEY_FILE, StickPlace, choose_place, newest_manifests
from app.db.backup import is_whole, list_backups, make_backup
from app.db.chain import keep_anchor
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
    write_pieces,
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
#: So many attachments are flushed together.
_TOGETHER: Final = 16


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
    with contextlib.suppress(AppError):
        # A tail of history that is cut off later is seen.
        keep_anchor(data.db.engine, data.paths.logs)
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
        # Without it nothing opens: there is a second copy.
        for folder in (place.folder, place.parts):
            _write(work, folder / KEY_FILE, [place.key_file])
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
        wanted.append(_Wanted(file, source, stored, size))
    return wanted


def _copy_parts(work: _Work, wanted: list[_Wanted]) -> None:
    """So many files are flushed together: waiting for each alone takes twice as long."""
    for begin in range(0, len(wanted), _TOGETHER):
        words = f"Tệp {begin + 1}/{len(wanted)}"
        _copy_some(work, wanted[begin : begin + _TOGETHER], words)


def _copy_some(work: _Work, wanted: list[_Wanted], words: str) -> None:
    """Written, flushed, read back, and only then named."""
    disk, parts = work.disk, work.place.parts
    written: list[StoredPart] = []
    begun: list[Path] = []
    try:
        with contextlib.ExitStack() as opened:
            files: list[BinaryIO] = []
            for one in wanted:
                stored = _stored(work, one)
                if stored is None:
                    continue
                begun.append(_beside(parts / one.stored))
                file = opened.enter_context(disk.create(begun[-1]))
                digest = write_pieces(disk, file, _counted(work, _cut(stored), words))
                files.append(file)
                written.append(StoredPart(one.stored, digest, len(stored)))
            for file in files:
                disk.sync(file)
        for part in written:
            _name(disk, parts / part.name, part.sha256)
            work.there[part.name] = part
            work.copied += 1
        keep_names(disk, parts)
    finally:
        for path in begun:
            with contextlib.suppress(OSError):
                disk.remove(path)


def _stored(work: _Work, one: _Wanted) -> bytes | None:
    """An attachment as it is to lie on the stick; None when it lies there, or cannot be had.

    What is not what its hash says is told as damaged and not copied.
    """
    try:
        content = work.data.vault.read(one.source) if one.source is not None else b""
    except DataFileError:
        content = b""
    digest = one.file.sha256
    if hashlib.sha256(content).hexdigest() != digest:
        work.damaged.append(one.file.name)
        return None
    path = work.place.parts / one.stored
    same_size = not work.place.vault.locks and work.lying.get(one.stored) == len(content)
    if same_size and hash_on(work.disk, path) == digest:
        # It got here before the stick was pulled, so no generation lists it yet.
        work.there[one.stored] = StoredPart(one.stored, digest, len(content))
        work.copied += 1
        return None
    return work.place.vault.stored_bytes(path, content)


def _name(disk: Disk, path: Path, digest: str) -> None:
    """Read back what was written, and give it its name."""
    if hash_on(disk, _beside(path)) != digest:
        raise not_verified(path.parent)
    disk.rename(_beside(path), path)


def _beside(path: Path) -> Path:
    return path.with_name(f"~{path.name}.part")


def _write(work: _Work, path: Path, pieces: Iterable[bytes]) -> str:
    """A file beside its place, flushed, read back, and only then named; its SHA-256."""
    try:
        digest = write_synced(work.disk, _beside(path), pieces)
        _name(work.disk, path, digest)
    finally:
        with contextlib.suppress(OSError):
            work.disk.remove(_beside(path))
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
