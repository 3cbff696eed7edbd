"""Another database in the place of the data file: in one step, finished by the next start."""

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from app.files import sync_folder

#: A whole new file under this name is on its way; from then on nothing leads back.
_COMING: Final = ".thay"
#: What SQLite keeps beside a file. Left behind, it would be written into the new one.
_BESIDE: Final = ("-wal", "-shm", "-journal")


def copy_beside(source: Path, database: Path) -> Path:
    """A copy of a backup beside the data file, safe on the disk, for ``swap_in``.

    Raises:
        OSError: no room or no permission; no half file is left.
    """
    beside = database.with_suffix(".part")
    try:
        shutil.copyfile(source, beside)
        _sync(beside)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return beside


def set_aside(database: Path, now: datetime) -> Path | None:
    """The data file and what lies beside it under a second name; None when there is none.

    Raises:
        OSError: no room or no permission; nothing is left under the second name.
    """
    if not database.exists():
        return None
    kept = database.with_name(f"{database.stem}-cu-{now:%Y%m%d-%H%M%S}.db")
    made: list[Path] = []
    try:
        for tail in ("", *_BESIDE):
            old, new = (path.with_name(path.name + tail) for path in (database, kept))
            if old.exists():
                made.append(new)
                _second_name(old, new)
    except OSError:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return kept


def swap_in(beside: Path, database: Path) -> None:
    """Put a whole file in the place of the data file, which no program may hold open.

    A program killed in the middle leaves the old data, or the new file under a name by which
    ``finish_swap`` knows that it takes the place.

    Raises:
        OSError: no permission; the old file is in its place, or the next start ends the swap.
    """
    beside.replace(_coming(database))
    sync_folder(database.parent)
    finish_swap(database)


def finish_swap(database: Path) -> bool:
    """End a swap that was cut short; whether there was one.

    Raises:
        OSError: no permission.
    """
    coming = _coming(database)
    if not coming.exists():
        return False
    for tail in _BESIDE:
        database.with_name(database.name + tail).unlink(missing_ok=True)
    sync_folder(database.parent)
    coming.replace(database)
    sync_folder(database.parent)
    return True


def _coming(database: Path) -> Path:
    return database.with_name(database.name + _COMING)


def _second_name(old: Path, new: Path) -> None:
    new.unlink(missing_ok=True)
    try:
        os.link(old, new)
    except OSError:
        # Sticks and shares know no second names.
        shutil.copyfile(old, new)
        _sync(new)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
