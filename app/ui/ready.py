"""When the window is really there, and how much memory it took: for measuring only."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_AGAIN_MS: Final = 2
_begun: Final = time.time()


def when_ready(window: QWidget, work: Callable[[], None]) -> None:
    """Call ``work`` once the window is shown, painted, and nothing waits to be done."""

    def look() -> None:
        handle = window.windowHandle()
        if handle is None or not handle.isExposed():
            QTimer.singleShot(_AGAIN_MS, look)
            return
        # A zero timer runs after what is waiting now: the painting, and what it asked for.
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, work))

    QTimer.singleShot(0, look)


def ready_line() -> str:
    """{"ready_ms", "rss_mb"}: since BDG_T0 (time.time() before the start), else since import."""
    begun = float(os.environ.get("BDG_T0") or _begun)
    passed = (time.time() - begun) * 1000
    return json.dumps({"ready_ms": round(passed, 1), "rss_mb": round(resident_bytes() / 1e6, 1)})


def resident_bytes() -> int:
    """Memory of this process that lies in the machine's memory now."""
    if sys.platform == "win32":
        return _resident_on_windows()
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident_on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("size", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 6),
        ]

    counters = Counters()
    counters.size = ctypes.sizeof(Counters)
    windll = getattr(ctypes, "windll")  # noqa: B009 - absent elsewhere
    windll.kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    windll.psapi.GetProcessMemoryInfo(
        ctypes.c_void_p(windll.kernel32.GetCurrentProcess()),
        ctypes.byref(counters),
        counters.size,
    )
    return int(counters.working_set)
