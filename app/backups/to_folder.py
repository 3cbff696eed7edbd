"""A backup with its attachments on a stick: only what is missing, read back, named at the end."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from app.backups.attachments import named_files
from app.backups.last_usb import LastUsb, remember_usb
from app.backups.stick_parts import copy_parts, parts_there, wanted_parts
from app.backups.stick_place import KEY_FILE, StickPlace, choose_place
from app.backups.stick_work import PIECE, Data, Work, counted, write_file
from app.backups.tidying import tidy
from app.db.backup import make_backup
from app.db.chain import keep_anchor
from app.db.manifest import Manifest, manifest_path, read_manifest
from app.db.rekeying import copy_with_key
from app.domain.exports import ExportOf, ExportWay
from app.errors import AppError, DataFileError
from app.exchange.delivery import check_room, explain_delivery, keep_names
from app.exchange.disk import Disk
from app.files import explain_os_error
from app.jobs import JobContext
from app.services.exports import Exported, record_export

__all__ = ["REASON", "Data", "FolderBackup", "back_up_to"]

REASON: Final = "ra-usb"


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
    work = Work(data, place, disk, job)
    try:
        with _under_its_key(data, place, local) as database:
            made = _write_all(work, local, database)
    except OSError as error:
        raise explain_delivery(error, target) from error
    tidy(disk, place, moment)
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


def _write_all(work: Work, local: Path, database: Path) -> FolderBackup:
    """Key file, attachments, database, and last the list that makes a generation of them."""
    place, disk = work.place, work.disk
    disk.make_folder(place.folder)
    disk.make_folder(place.parts)
    work.lying = disk.sizes(place.parts)
    work.there = parts_there(work)
    wanted = wanted_parts(work, named_files(local, work.data.vault.key))
    to_copy = [one for one in wanted if one.source is not None and one.stored not in work.there]
    sizes = [database.stat().st_size, *(one.size for one in to_copy)]
    work.total = sum(sizes)
    check_room(place.folder, work.total, max(sizes), disk.room(place.folder))
    if place.key_file:
        # Without it nothing opens: there is a second copy.
        for folder in (place.folder, place.parts):
            write_file(work, folder / KEY_FILE, [place.key_file])
    copy_parts(work, to_copy)
    target = place.folder / local.name
    digest = write_file(work, target, counted(work, _pieces(database), "Dữ liệu"))
    parts = tuple(work.there[one.stored] for one in wanted if one.stored in work.there)
    missing = tuple(
        one.file.name
        for one in wanted
        if one.stored not in work.there and one.file.sha256 not in work.damaged
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
    write_file(work, manifest_path(target), [manifest.to_bytes()])
    keep_names(disk, place.folder)
    same_disk = place.folder.stat().st_dev == work.data.paths.root.stat().st_dev
    return FolderBackup(
        target, len(wanted), work.copied, missing, tuple(work.damaged.values()), same_disk=same_disk
    )


def _lock(work: Work) -> str:
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


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise explain_os_error(error) from error
