"""The contents of a data folder once more, under another key, beside the ones in use."""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from app.backups.attachments import named_files
from app.db.manifest import hash_of_file, manifest_path, read_manifest, write_manifest
from app.db.rekeying import copy_with_key
from app.errors import DataFileError
from app.jobs import JobContext
from app.paths import DataPaths
from app.preferences import write_without_answers
from app.vault.files import LOCKED_SUFFIX, FileVault
from app.vault.key_file import KeyFile, write_key_file

_BESIDE: Final = ("-wal", "-shm", "-journal")
#: A small file among the backups that holds no contents of records.
_OPEN: Final = "usb.txt"
#: Attachments of no record, and what was kept beside a rescue (app/checking).
SPARE_ROOM: Final = "tep-thua"
RESCUES: Final = "hong-*"
#: No name of a file holds it.
_AFTER_NAME: Final = b"\0"
#: Where earlier programs kept cards that were not saved yet, and where they are kept now.
_OLD_CARDS: Final = "the-chua-ghi.json"
_CARDS: Final = "the-chua-ghi"


#: What is carried over, for the eye, and how.
_Work = tuple[str, Callable[[], object]]


@dataclass
class Building:
    """Builds everything in ``room``; nothing of the folder is changed.

    Args:
        paths: the folder with the vault that opens it now.
        vault: what opens it afterwards.
        keys: the key file of afterwards; None for a folder without a password.

    """

    paths: DataPaths
    room: Path
    vault: FileVault
    keys: KeyFile | None
    job: JobContext
    _carried: list[str] = field(default_factory=list)
    _endings: dict[str, str] | None = None

    def run(self) -> None:
        """Build and compare all of it.

        Raises:
            DataFileError: a file is damaged and cannot be carried over, or there is no room.
            OSError: the disk refuses.
            CancelledError: the officer stopped it.
        """
        works = [*self._databases(), *self._backups(), *self._files()]
        for number, (name, work) in enumerate(works):
            self.job.step(number, len(works), f"Đang chuyển {name}")
            work()
        self._settings()
        self._keys()

    def leaving(self) -> list[str]:
        """Names in the folder that have nothing in their place afterwards."""
        return [name for name in self._carried if not (self.room / name).exists()]

    def _databases(self) -> list[_Work]:
        """The data, and what restores set aside; that may be damaged."""
        stem, works = self.paths.database.stem, list[_Work]()
        for path in sorted(self.paths.root.glob(f"{stem}*.db")):
            carry = self._database if path == self.paths.database else self._old_database
            works.append((path.name, partial(carry, path, self.room / path.name)))
            self._carried += [path.name, *(path.name + tail for tail in _BESIDE)]
        for path in sorted(self.paths.root.glob(f"{stem}*.db*{LOCKED_SUFFIX}")):
            works.append((path.name, partial(self._beside, path, self.room / path.name)))
            self._carried.append(path.name)
        return works

    def _database(self, source: Path, target: Path) -> None:
        def step() -> None:
            self.job.step(0, 0, f"Đang đối chiếu {source.name}")

        copy_with_key(source, self.paths.vault.key, target, self.vault.key, step)

    def _old_database(self, path: Path, target: Path) -> bool:
        """Whether it opened; one that does not is of no use, but must not stay readable either."""
        target.parent.mkdir(parents=True, exist_ok=True)
        parts = [path.with_name(path.name + tail) for tail in ("", *_BESIDE)]
        parts = [part for part in parts if part.exists()]
        trial = target.with_name(f"{target.name}.goc")
        try:
            # Opening would change what lies beside it, and that may be all that is left.
            for part in parts:
                shutil.copyfile(part, trial.with_name(trial.name + part.name[len(path.name) :]))
            copy_with_key(trial, self.paths.vault.key, target, self.vault.key)
        except DataFileError:
            for part in parts:
                self._beside(part, target.with_name(part.name))
            return False
        finally:
            for tail in ("", *_BESIDE):
                trial.with_name(trial.name + tail).unlink(missing_ok=True)
        return True

    def _backups(self) -> list[_Work]:
        (self.room / self.paths.backups.name).mkdir()
        rooms = [self.paths.backups, *sorted(self.paths.root.glob(RESCUES))]
        return [work for room in rooms if room.is_dir() for work in self._copies(room)]

    def _copies(self, room: Path) -> list[_Work]:
        works = list[_Work]()
        found = [path for path in sorted(room.rglob("*")) if _is_whole_file(path)]
        databases = [path for path in found if path.suffix == ".db"]
        with_them = {manifest_path(path) for path in databases} | {self.paths.second_key_file}
        with_them |= {path.with_name(path.name + tail) for path in databases for tail in _BESIDE}
        for path in found:
            target = self.room / path.relative_to(self.paths.root)
            if path.suffix == ".db":
                works.append((path.name, partial(self._backup, path, target)))
            elif path not in with_them:
                works.append((path.name, partial(self._beside, path, target)))
        return works

    def _backup(self, path: Path, target: Path) -> None:
        manifest = read_manifest(path)
        if self._old_database(path, target) and manifest is not None:
            size = target.stat().st_size
            write_manifest(target, replace(manifest, sha256=hash_of_file(target), size=size))

    def _files(self) -> list[_Work]:
        works = list[_Work]()
        for folder, carry in (
            (self.paths.attachments, self._attachment),
            (self.paths.root / SPARE_ROOM, self._spare),
            (self.paths.papers, self._paper),
            (self.paths.journal, self._same_name),
        ):
            if folder.is_dir():
                (self.room / folder.name).mkdir()
            for path in sorted(folder.rglob("*")):
                if _is_whole_file(path):
                    target = self.room / path.relative_to(self.paths.root)
                    works.append((path.name, partial(carry, path, target)))
        cards = self.paths.root / _OLD_CARDS
        if self.vault.locks and cards.is_file():
            self._carried.append(cards.name)
            works.append((cards.name, partial(self._same_name, cards, self._journal / _CARDS)))
        if self.paths.server.exists():
            target = self.room / self.paths.server.name
            works.append((target.name, partial(self._same_name, self.paths.server, target)))
        return works

    @property
    def _journal(self) -> Path:
        return self.room / self.paths.journal.name

    def _attachment(self, path: Path, target: Path) -> None:
        content = self.paths.vault.read(path)
        kept = self.vault.put(target.parent, content, self._ending(path, content))
        self._prove(kept, content)

    def _spare(self, path: Path, target: Path) -> None:
        with suppress(DataFileError):
            self._attachment(path, target)
            return
        # Damaged, so of no record and no use; but nothing is thrown away unasked.
        target.write_bytes(path.read_bytes())

    def _ending(self, path: Path, content: bytes) -> str:
        """Of the plain file; what is locked tells it only by its record."""
        if not self.paths.vault.locks:
            return path.suffix
        if self._endings is None:
            database = self.paths.database
            named = named_files(database, self.paths.vault.key) if database.exists() else []
            self._endings = {one.sha256: Path(one.name).suffix.lower() for one in named}
        return self._endings.get(hashlib.sha256(content).hexdigest(), "")

    def _paper(self, path: Path, _target: Path) -> None:
        """A file the officer keeps among the papers: locked with its name, which tells much."""
        papers, room = self.paths.papers, self.room / self.paths.papers.name
        name, content = path.relative_to(papers).as_posix(), b""
        if self.paths.vault.locks and path.suffix == LOCKED_SUFFIX:
            named, _, content = self.paths.vault.read(path).partition(_AFTER_NAME)
            name = named.decode("utf-8")
        else:
            content = path.read_bytes()
        if self.vault.locks:
            named_content = name.encode("utf-8") + _AFTER_NAME + content
            self._prove(self.vault.put(room, named_content, ""), named_content)
        else:
            self._write(_free(room / name), content)

    def _beside(self, path: Path, target: Path) -> None:
        """A file that nobody opens but the officer: its name tells that it is locked."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.name == _OPEN:
            target.write_bytes(path.read_bytes())
            return
        name, content = path.name, path.read_bytes()
        if self.paths.vault.locks and name.endswith(LOCKED_SUFFIX):
            with suppress(DataFileError):
                content = self.paths.vault.read(path)
                name = name.removesuffix(LOCKED_SUFFIX)
        self._write(target.with_name(name + LOCKED_SUFFIX * self.vault.locks), content)

    def _same_name(self, path: Path, target: Path) -> None:
        self._write(target, self.paths.vault.read(path))

    def _write(self, target: Path, content: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self.vault.write(target, content)
        self._prove(target, content)

    def _prove(self, path: Path, content: bytes) -> None:
        if self.vault.read(path) != content:
            raise DataFileError(
                "Một tệp vừa chuyển không giống bản gốc nên đã dừng; thư mục dữ liệu giữ nguyên. Hãy "
                "kiểm tra ổ đĩa rồi làm lại.",
                detail=path.name,
            )

    def _settings(self) -> None:
        if self.vault.locks:
            write_without_answers(self.paths.preferences, self.room / self.paths.preferences.name)

    def _keys(self) -> None:
        if self.keys is None:
            self._carried.append(self.paths.key_file.name)
            return
        write_key_file(self.room / self.paths.key_file.name, self.keys)
        write_key_file(self.room / self.paths.backups.name / self.paths.key_file.name, self.keys)


def _free(path: Path) -> Path:
    """The name itself, or the next one: a file was written anew while its namesake was locked."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _is_whole_file(path: Path) -> bool:
    # What was being written when the power failed is not carried over.
    return path.is_file() and not path.name.endswith(".part")
