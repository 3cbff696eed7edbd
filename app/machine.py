"""Facts of this machine that help to understand a fault; nothing that names its user."""

import ctypes
import os
import platform
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_MEGA: Final = 1_000_000


class _Memory(ctypes.Structure):
    """MEMORYSTATUSEX of Windows."""

    _fields_ = [
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *((name, ctypes.c_ulonglong) for name in ("total", "free", "a", "b", "c", "d", "e")),
    ]


def system_words() -> str:
    """ "Windows 10.0.22631" or "Linux 6.1.0", with the kind of processor."""
    return f"{_system()}, {platform.machine()}, {os.cpu_count() or 0} nhân"


def memory_words() -> str:
    """Memory of the machine in MB; "không rõ" when it does not tell."""
    total = 0
    with suppress(OSError, ValueError, AttributeError):
        total = _memory()
    return f"{total // _MEGA} MB" if total else "không rõ"


def disk_words(folder: Path) -> str:
    """Free and whole room of the disk on which a folder lies."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return "không rõ"
    return f"còn trống {usage.free // _MEGA} MB trong {usage.total // _MEGA} MB"


def _system() -> str:
    if sys.platform == "win32":
        found = sys.getwindowsversion()
        return f"Windows {found.major}.{found.minor}.{found.build}"
    return f"{platform.system()} {platform.release()}"


def _memory() -> int:
    if sys.platform == "win32":
        status = _Memory(length=ctypes.sizeof(_Memory))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
