"""What kind of place a folder lies in: share, synchronised, stick, old file system, somebody else's."""

import contextlib
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

#: File systems of sticks that know neither rights nor journals; the first ones end at 4 GB.
SMALL_FILES: Final = frozenset({"vfat", "msdos", "fat", "fat32", "fat16"})
_FAT: Final = SMALL_FILES | {"exfat"}
_SHARES: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "davfs", "fuse.sshfs", "fuse.gvfsd-fuse",
     "fuse.rclone"}
)  # fmt: skip
_REMOVABLE, _REMOTE = 2, 4
_MOUNTED_STICKS: Final = ("/media", "/run/media")
_SYNC_SETTINGS: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_SYNCED: Final = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|drive cua toi|icloud ?drive|mobile documents|"
    r"nextcloud|owncloud|mega ?sync|box sync)( ?[-–(].*)?"
)
_UNPACKED: Final = re.compile(r".*\.(zip|rar|7z)|temp\d+_.*|rar\$.*|7z[o0-9].*|\$recycle\.bin")
#: Windows takes 260 letters; the longest name inside the folder needs a hundred.
_LONGEST: Final = 150


class Risk(StrEnum):
    """Why data should not lie in a place."""

    TEMPORARY = "temporary"
    SHARE = "share"
    SYNCED = "synced"
    REMOVABLE = "removable"
    FAT = "fat"
    OTHER_USER = "other_user"
    LONG = "long"


#: What may happen there, as a sentence; the first one that holds is the one that counts most.
WHY: Final[Mapping[Risk, str]] = {
    Risk.TEMPORARY: "là thư mục tạm hoặc tệp nén vừa mở ra, máy có thể tự xóa bất cứ lúc nào",
    Risk.SHARE: "nằm trên ổ đĩa mạng; khi mạng chập chờn hoặc hai máy cùng mở, dữ liệu có thể hỏng",
    Risk.SYNCED: (
        "là thư mục tự đồng bộ lên mạng (OneDrive, Google Drive, Dropbox…); dữ liệu có thể bị thay "
        "bằng bản cũ, và rời khỏi cơ quan"
    ),
    Risk.REMOVABLE: "nằm trên USB hoặc ổ cắm ngoài; rút ra lúc đang ghi hay làm mất là mất dữ liệu",
    Risk.FAT: "nằm trên ổ đĩa kiểu cũ (FAT, exFAT), mất điện lúc đang ghi dễ hỏng và ai cũng mở được",
    Risk.OTHER_USER: "nằm trong thư mục riêng của người dùng khác trên máy này",
    Risk.LONG: "có đường dẫn quá dài, có tệp sẽ không ghi được",
}


@dataclass(frozen=True, slots=True)
class System:
    """What is asked of the machine; tests bring their own.

    Args:
        drive_type: of "Z:\\\\", as GetDriveTypeW of Windows numbers it.
        file_system: name of the file system that holds a folder; empty when nobody knows.
    """

    platform: str
    settings: Mapping[str, str]
    home: PurePath
    temporary: PurePath
    drive_type: Callable[[str], int]
    file_system: Callable[[PurePath], str]


def risks_of(place: PurePath, system: System) -> tuple[Risk, ...]:
    """Every risk of a folder, the greatest first; empty for an ordinary place on this machine."""
    found = {
        Risk.TEMPORARY: _is_temporary(place, system),
        Risk.SHARE: _is_share(place, system),
        Risk.SYNCED: _is_synced(place, system),
        Risk.REMOVABLE: _is_removable(place, system),
        Risk.FAT: system.file_system(place).lower() in _FAT,
        Risk.OTHER_USER: _is_of_another(place, system),
        Risk.LONG: system.platform == "win32" and len(str(place)) > _LONGEST,
    }
    return tuple(risk for risk, holds in found.items() if holds)


def _is_share(place: PurePath, system: System) -> bool:
    if system.platform != "win32":
        return system.file_system(place).lower() in _SHARES
    drive = PureWindowsPath(place).drive
    if drive.startswith("\\\\"):
        return not drive.startswith(("\\\\?\\", "\\\\.\\")) or "\\UNC\\" in drive.upper() + "\\"
    return bool(drive) and system.drive_type(f"{drive}\\") == _REMOTE


def _is_synced(place: PurePath, system: System) -> bool:
    kind = PureWindowsPath if system.platform == "win32" else PurePosixPath
    for name in _SYNC_SETTINGS:
        root = system.settings.get(name, "").strip()
        if root and kind(place).is_relative_to(kind(root)):
            return True
    return any(_SYNCED.fullmatch(_folded(part)) for part in place.parts)


def _is_removable(place: PurePath, system: System) -> bool:
    if system.platform == "win32":
        drive = PureWindowsPath(place).drive
        return len(drive) == 2 and system.drive_type(f"{drive}\\") == _REMOVABLE
    return any(place.is_relative_to(mounted) for mounted in _MOUNTED_STICKS)


def _is_of_another(place: PurePath, system: System) -> bool:
    users = system.home.parent
    if users.name.lower() not in ("users", "home") or not place.is_relative_to(users):
        return False
    owner = place.relative_to(users).parts[:1]
    return bool(owner) and owner[0].lower() not in (system.home.name.lower(), "public", "shared")


def _is_temporary(place: PurePath, system: System) -> bool:
    if place.is_relative_to(system.temporary):
        return True
    return any(_UNPACKED.fullmatch(part.lower()) for part in place.parts)


def _folded(part: str) -> str:
    split = unicodedata.normalize("NFD", part.lower()).replace("đ", "d")
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def file_system(folder: PurePath, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of the mount that holds a folder ("vfat", "ext4", "NTFS"); empty if unknown."""
    if sys.platform == "win32":
        return _volume(str(PureWindowsPath(folder).anchor))
    with contextlib.suppress(OSError):
        rows = [line.split() for line in mounts.read_text(encoding="utf-8").splitlines()]
        place = Path(folder).resolve()
        held = [
            (len(row[1]), at, row[2])
            for at, row in enumerate(rows)
            if len(row) > 2 and place.is_relative_to(row[1].replace("\\040", " "))
        ]
        # Of two mounts on one point the later one is seen.
        return max(held)[2] if held else ""
    return ""


def this_system() -> System:
    """The machine this program runs on."""
    return System(
        platform=sys.platform,
        settings=os.environ,
        home=Path.home(),
        temporary=Path(tempfile.gettempdir()).resolve(),
        drive_type=_drive_type,
        file_system=file_system,
    )


if sys.platform == "win32":

    def _drive_type(root: str) -> int:
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

    def _volume(root: str) -> str:
        import ctypes

        name = ctypes.create_unicode_buffer(64)
        found = ctypes.windll.kernel32.GetVolumeInformationW(
            root, None, 0, None, None, None, name, len(name)
        )
        return name.value if found else ""

else:

    def _drive_type(_root: str) -> int:
        return 0

    def _volume(_root: str) -> str:
        return ""
