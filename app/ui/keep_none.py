"""Keeps None, True, False … alive: PySide6 6.12 on Python 3.11 takes references it never took."""

import ctypes
import sys

_ENOUGH = 1 << 40


def keep_none() -> None:
    """Give the single objects more references than a year of typing can take away.

    Measured: 1000 calls of ``QObject.setObjectName`` lower ``sys.getrefcount(None)`` by 1000, and
    the interpreter stops with "deallocating None". From Python 3.12 on they cannot die.
    """
    if sys.version_info >= (3, 12):
        return
    for single in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(single) < _ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(single)).value += _ENOUGH
