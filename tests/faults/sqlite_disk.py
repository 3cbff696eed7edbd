"""A layer below SQLite: hears of, and may refuse, everything that it does to files.

SQLite reaches files through a table of functions, its VFS. Here the usual one is copied with a few
functions of ours in it and made the default of the library that Python's ``sqlite3`` is linked to.
No disk, driver or right of an administrator is needed; it is not to be had where the library is
built into the module (``sqlcipher3``, some Pythons).
"""

import ctypes
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Protocol

_FULL, _READONLY, _CANTOPEN = 13, 8, 14
_IOERR_WRITE, _IOERR_FSYNC, _IOERR_TRUNCATE, _IOERR_DELETE = 778, 1034, 1546, 2570
_FAILED: Final = {
    "write": _IOERR_WRITE, "sync": _IOERR_FSYNC, "cut": _IOERR_TRUNCATE,
    "remove": _IOERR_DELETE, "open": _CANTOPEN,
}  # fmt: skip
_LIBRARIES: Final = ("libsqlite3.so.0", "libsqlite3.0.dylib", "libsqlite3.dylib")
_NAME: Final = b"faults"
#: A connection that was forgotten may still call a layer: none is ever freed.
_FOR_GOOD: "Final[list[_Layer]]" = []


class Ear(Protocol):
    """Who hears of everything done to files."""

    def before(self, kind: str, path: Path) -> None:
        """It is about to be done. OSError: it fails."""

    def after(self, kind: str, path: Path, *more: Any) -> None:
        """It was done."""


_Close = CFUNCTYPE(c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
# SQLite keeps the pointer to a name, so names are handed on as they are.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods."""

    _fields_ = [
        ("version", c_int), ("close", _Close), ("read", c_void_p), ("write", _Write),
        ("truncate", _Truncate), ("sync", _Sync), ("rest", c_void_p * 13),
    ]  # fmt: skip


class _Vfs(Structure):
    """sqlite3_vfs."""

    _fields_ = [
        ("version", c_int), ("file_size", c_int), ("longest", c_int), ("next", c_void_p),
        ("name", c_char_p), ("data", c_void_p), ("open", _Open), ("delete", _Delete),
        ("rest", c_void_p * 14),
    ]  # fmt: skip


class _File(Structure):
    """sqlite3_file."""

    _fields_ = [("methods", POINTER(_Methods))]


class _Layer:
    """The copy of the usual VFS; lives as long as SQLite may call it."""

    def __init__(self, usual: _Vfs, ear: Ear) -> None:
        self.usual, self.ear = usual, ear
        self.vfs = _Vfs()
        ctypes.pointer(self.vfs)[0] = usual
        self.vfs.name = _NAME
        self.vfs.open, self.vfs.delete = _Open(self.open), _Delete(self.delete)
        #: By the address of SQLite's file: its path and the usual functions for it.
        self.files: dict[int, tuple[Path, Any]] = {}
        self.made: dict[int, _Methods] = {}
        self.hooks = {
            "close": _Close(self.close), "write": _Write(self.write),
            "truncate": _Truncate(self.truncate), "sync": _Sync(self.sync),
        }  # fmt: skip

    def refused(self, kind: str, path: Path) -> int:
        """SQLite's number when the ear says that it fails; else 0."""
        try:
            self.ear.before(kind, path)
        except OSError as error:
            if error.errno == errno.ENOSPC and kind != "open":
                return _FULL
            return _READONLY if error.errno == errno.EROFS and kind == "write" else _FAILED[kind]
        return 0

    def open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = _path(name) if name else None
        if path is not None and (number := self.refused("open", path)):
            ctypes.cast(file, POINTER(_File))[0].methods = POINTER(_Methods)()
            return number
        fresh = path is not None and not os.access(path, os.F_OK)
        number = self.usual.open(ctypes.addressof(self.usual), name, file, flags, out)
        opened = ctypes.cast(file, POINTER(_File))[0]
        if number == 0 and path is not None and opened.methods:
            usual = opened.methods[0]
            self.files[file] = path, usual
            opened.methods = ctypes.pointer(self.ours(usual))
            if fresh:
                self.ear.after("create", path)
        return int(number)

    def ours(self, usual: _Methods) -> _Methods:
        """The usual functions of a file with ours among them."""
        at = ctypes.addressof(usual)
        if at not in self.made:
            copied = _Methods()
            ctypes.pointer(copied)[0] = usual
            for name, hook in self.hooks.items():
                setattr(copied, name, hook)
            self.made[at] = copied
        return self.made[at]

    def close(self, file: int) -> int:
        _path, usual = self.files.pop(file)
        return int(usual.close(file))

    def write(self, file: int, content: int, size: int, at: int) -> int:
        path, usual = self.files[file]
        if number := self.refused("write", path):
            usual.write(file, content, size // 2, at)
            return number
        number = usual.write(file, content, size, at)
        if number == 0:
            self.ear.after("write", path, at, ctypes.string_at(content, size))
        return int(number)

    def truncate(self, file: int, size: int) -> int:
        path, usual = self.files[file]
        if number := self.refused("cut", path):
            return number
        number = usual.truncate(file, size)
        if number == 0:
            self.ear.after("cut", path, size)
        return int(number)

    def sync(self, file: int, flags: int) -> int:
        path, _ = self.files[file]
        if number := self.refused("sync", path):
            return number
        # The bytes need not reach a real disk: what counts is when SQLite asked for it.
        self.ear.after("sync", path)
        if path.name.endswith(("-wal", "-journal")):
            # With the first sync of such a file SQLite's own layer syncs its folder.
            self.ear.after("sync-folder", path.parent)
        return 0

    def delete(self, _vfs: int, name: int, sync_folder: int) -> int:
        path = _path(name)
        if number := self.refused("remove", path):
            return number
        there = os.access(path, os.F_OK)
        number = self.usual.delete(ctypes.addressof(self.usual), name, 0)
        if number == 0 and there:
            self.ear.after("remove", path)
            if sync_folder:
                self.ear.after("sync-folder", path.parent)
        return int(number)


def _path(name: int) -> Path:
    return Path(ctypes.string_at(name).decode())


def _library() -> Any:
    for name in _LIBRARIES:
        with suppress(OSError):
            library = ctypes.CDLL(name)
            library.sqlite3_vfs_find.restype = POINTER(_Vfs)
            return library
    return None


@contextmanager
def heard(ear: Ear) -> Iterator[None]:
    """Everything that ``sqlite3`` does to files opened meanwhile goes through ``ear``."""
    library = _library()
    usual = library.sqlite3_vfs_find(None)[0]
    layer = _Layer(usual, ear)
    _FOR_GOOD.append(layer)
    library.sqlite3_vfs_register(ctypes.byref(layer.vfs), 1)
    try:
        yield
    finally:
        library.sqlite3_vfs_register(ctypes.byref(usual), 1)
        library.sqlite3_vfs_unregister(ctypes.byref(layer.vfs))


class _Witness:
    def __init__(self) -> None:
        self.kinds: set[str] = set()

    def before(self, kind: str, path: Path) -> None:
        """Nothing fails."""

    def after(self, kind: str, _path: Path, *_more: Any) -> None:
        self.kinds.add(kind)


def can_hear() -> bool:
    """Whether ``sqlite3`` uses the library that we can reach."""
    if _library() is None:
        return False
    witness = _Witness()
    with TemporaryDirectory() as room, heard(witness):
        connection = sqlite3.connect(Path(room) / "x.db")
        connection.execute("CREATE TABLE x (y)")
        connection.close()
    return {"create", "write", "sync"} <= witness.kinds
