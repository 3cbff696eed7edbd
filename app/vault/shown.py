"""The room for copies that another program shows: of this user alone, emptied at closing."""

import contextlib
import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from app.errors import DataFileError
from app.files import explain_os_error


def shown_room(root: Path) -> Path:
    """Where the shown copies of a data folder lie: in memory where the machine has such a place.

    Always the same for a folder, so that the next start empties what a crash left behind.
    """
    own = os.environ.get("XDG_RUNTIME_DIR", "").strip()
    place = Path(own) if own and Path(own).is_dir() else Path(tempfile.gettempdir())
    return place / f"so-binh-dang-{sha256(str(root).encode()).hexdigest()[:16]}"


def new_shown_room(room: Path) -> Path:
    """An empty folder in the room, for one page.

    Raises:
        DataFileError: no room on the disk, or somebody else made a folder of that name.
    """
    try:
        with contextlib.suppress(FileExistsError):
            room.mkdir(mode=0o700)
        if not _is_own(room):
            raise DataFileError(
                "Nơi để bản xem tạm thuộc về người khác trên máy này nên không dùng. Dữ liệu giữ "
                "nguyên. Hãy nhờ người quản trị máy xóa thư mục tạm ấy.",
                detail=str(room),
            )
        return Path(tempfile.mkdtemp(dir=room))
    except OSError as error:
        raise explain_os_error(error) from error


def clear_shown_room(room: Path) -> None:
    """Take away every shown copy; one that is still open elsewhere goes the next time."""
    if room.is_dir() and _is_own(room):
        for path in room.rglob("*"):
            # Windows keeps what is only to be read.
            with contextlib.suppress(OSError):
                path.chmod(0o700)
        rmtree(room, ignore_errors=True)


def _is_own(room: Path) -> bool:
    found = room.lstat()
    # On Windows the temporary folder itself belongs to the user.
    return stat.S_ISDIR(found.st_mode) and found.st_uid == getattr(os, "getuid", lambda: 0)()
