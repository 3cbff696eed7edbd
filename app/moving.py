"""Move a data folder to this machine's own place: copied, compared byte for byte, then used there."""

import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from app.errors import DataFileError, NotFoundError
from app.files import explain_os_error, put_in_place
from app.jobs import JobContext
from app.lock import FolderLock
from app.paths import DataPaths

#: What stands at the old place from then on: the new one, and since when.
_POINTER: Final = "da-chuyen.txt"
_PIECE: Final = 1 << 20
_SPARE: Final = 50_000_000


def move_data_folder(root: Path, target: Path, now: datetime, job: JobContext) -> Path:
    """Copy everything to ``target``, compare, and keep the old folder under another name.

    Args:
        root: a closed data folder.
        target: must not exist yet, or be empty.

    Returns:
        the old folder's name from now on.

    Raises:
        DataFileError: no room, no permission, something differs, another program has the folder open,
            or ``target`` holds something; the old folder stays as it was and in use.
        CancelledError: the same.
    """
    beside = target.with_name(f"{target.name}.dang-chuyen")
    try:
        with FolderLock(DataPaths(root).lock):
            _refuse_used(target)
            files = _files_of(root)
            _copy(root, beside, files, job)
            _compare(root, beside, files, job)
            if target.exists():
                target.rmdir()
            beside.rename(target)
        try:
            return _put_aside(root, target, now)
        except OSError:
            # Two folders in use would drift apart.
            shutil.rmtree(target)
            raise
    except OSError as error:
        raise explain_os_error(error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def followed(root: Path) -> Path:
    """Where the data of a folder lie by now: itself, or the place they were moved to.

    Raises:
        NotFoundError: they were moved to a place that is not on this machine.
    """
    try:
        lines = (root / _POINTER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return root
    if len(lines) < 2 or DataPaths(root).database.exists():
        return root
    target = Path(lines[0])
    if not DataPaths(target).root.is_dir():
        raise NotFoundError(
            f"Dữ liệu ở đây đã được chuyển đến “{target}” ngày {lines[1]}, nhưng không thấy thư mục ấy. "
            "Hãy mở sổ trên máy đã chuyển đến; bản trước khi chuyển vẫn còn ở thư mục bên cạnh."
        )
    return target


def _files_of(root: Path) -> list[Path]:
    """Everything but what only a running program needs."""
    paths = DataPaths(root)
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return [
        path.relative_to(root)
        for path in found
        if path != paths.lock and not path.name.endswith("-shm")
    ]


def _refuse_used(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DataFileError(
            f"“{target}” đã có dữ liệu khác nên không chuyển đè lên; cả hai nơi giữ nguyên. Hãy đổi tên "
            "thư mục ấy rồi chuyển lại."
        )
    target.parent.mkdir(parents=True, exist_ok=True)


def _copy(root: Path, beside: Path, files: list[Path], job: JobContext) -> None:
    size = sum((root / name).stat().st_size for name in files)
    if shutil.disk_usage(beside.parent).free < size + _SPARE:
        raise DataFileError(
            "Ổ đĩa của máy không đủ chỗ trống nên chưa chuyển; dữ liệu giữ nguyên ở chỗ cũ. Hãy xóa bớt "
            "tệp không cần rồi chuyển lại."
        )
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for number, name in enumerate(files):
        job.step(number, 2 * len(files), f"Đang chép {name.name}")
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        put_in_place(beside / name, (root / name).read_bytes())


def _compare(root: Path, beside: Path, files: list[Path], job: JobContext) -> None:
    for number, name in enumerate(files):
        job.step(len(files) + number, 2 * len(files), f"Đang so lại {name.name}")
        if _hash(root / name) != _hash(beside / name):
            raise DataFileError(
                f"Chép “{name.name}” sang chỗ mới thì thấy khác với bản cũ, nên chưa chuyển; dữ liệu giữ "
                "nguyên ở chỗ cũ. Ổ đĩa có thể sắp hỏng; hãy sao lưu ra USB rồi thử lại."
            )


def _hash(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            made.update(piece)
    return made.hexdigest()


def _put_aside(root: Path, target: Path, now: datetime) -> Path:
    """The old folder under another name; at its place only the way to the new one."""
    aside = root.with_name(f"{root.name} (trước khi chuyển {now:%Y-%m-%d %H%M%S})")
    root.rename(aside)
    try:
        root.mkdir()
        put_in_place(root / _POINTER, f"{target}\n{now:%d/%m/%Y}\n".encode())
    except OSError:
        shutil.rmtree(root, ignore_errors=True)
        aside.rename(root)
        raise
    return aside
