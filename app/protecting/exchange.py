"""New contents of a data folder in the place of the old ones: decided in one step, then carried out.

What is built in the first room counts for nothing until the list is written; from then on every
start carries the list out to its end. Old contents go to the second room, and from there away.
"""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from typing import Final

from app.errors import DataFileError
from app.files import put_in_place, sync_folder
from app.paths import DataPaths

_NEW: Final = "dang-doi-moi"
_OLD: Final = "dang-doi-cu"
_LIST: Final = "dang-doi.json"
_WIPE_AT_ONCE: Final = 1 << 20


def new_room(paths: DataPaths) -> Path:
    """An empty room where the new contents are built under the names they will have.

    Raises:
        OSError: no permission.
    """
    for room in (paths.root / _OLD, paths.root / _NEW):
        if room.exists():
            rmtree(room)
    room.mkdir(mode=0o700)
    return room


def refuse_unfinished(paths: DataPaths) -> None:
    """Pass for a folder whose contents belong together.

    Raises:
        DataFileError: new contents are on their way into their places.
    """
    if (paths.root / _LIST).exists():
        raise DataFileError(
            "Việc đổi cách giữ dữ liệu đang dở nên chưa xem được; dữ liệu vẫn an toàn. Hãy mở sổ bình "
            "thường một lần, chương trình sẽ làm tiếp cho xong."
        )


def decide(paths: DataPaths, leaving: Sequence[str]) -> None:
    """From now on the new contents are the folder's; every start goes on until they are in place.

    Args:
        leaving: names in the folder that have nothing in their place.

    Raises:
        OSError: no room or no permission; the old contents stay.
    """
    room = paths.root / _NEW
    for folder in (room, *(path for path in room.rglob("*") if path.is_dir())):
        sync_folder(folder)
    names = {"coming": sorted(path.name for path in room.iterdir()), "leaving": [*leaving]}
    put_in_place(paths.root / _LIST, json.dumps(names).encode("utf-8"))
    sync_folder(paths.root)


def finish_exchange(paths: DataPaths) -> None:
    """Carry out what was decided, or take away what was not; nothing in an ordinary folder.

    Raises:
        OSError: no permission, or a file is open elsewhere; the next start goes on.
    """
    new, old, listed = (paths.root / name for name in (_NEW, _OLD, _LIST))
    if listed.exists():
        names = json.loads(listed.read_bytes())
        old.mkdir(exist_ok=True)
        for name in names["coming"]:
            _exchange(new / name, paths.root / name, old / name)
        for name in names["leaving"]:
            if (paths.root / name).exists():
                (paths.root / name).replace(old / name)
        sync_folder(paths.root)
        # From now on a name in the folder means the new contents.
        listed.unlink()
        sync_folder(paths.root)
    for room in (old, new):
        if room.exists():
            _wipe(room)
            rmtree(room, ignore_errors=True)


def _exchange(coming: Path, place: Path, old: Path) -> None:
    if not coming.exists():
        return
    if place.exists():
        place.replace(old)
    coming.replace(place)


def _wipe(room: Path) -> None:
    """Zeros over the contents before their names go; on a solid-state disk no promise."""
    for path in room.rglob("*"):
        if not path.is_file() or path.is_symlink():
            continue
        # One that is still open elsewhere goes at the next start.
        with contextlib.suppress(OSError), path.open("rb+") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, _WIPE_AT_ONCE)))
