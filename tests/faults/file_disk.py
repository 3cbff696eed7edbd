"""A layer below our own file calls: hears of, and may refuse, everything Python does to files.

``open`` and the functions of ``os`` that ``pathlib`` and ``shutil`` end in are replaced meanwhile.
Files outside the watched room, and libraries written in C that open files by themselves, are left
alone; SQLite has a layer of its own.
"""

import builtins
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from tests.faults.sqlite_disk import Ear

_BUFFER: Final = 1 << 16
#: Functions with one path, and what they are called here.
_ONE_PATH: Final = {
    "unlink": "remove", "remove": "remove", "mkdir": "make-folder", "rmdir": "remove",
    "stat": "look", "scandir": "list", "listdir": "list",
}  # fmt: skip
_TWO_PATHS: Final = {"rename": "rename", "replace": "rename", "link": "link"}


class _Raw(io.FileIO):
    """A file whose every step is heard."""

    def __init__(self, layer: "_Layer", path: Path, mode: str, opener: Any) -> None:
        self._layer, self._path = layer, path
        fresh = not os.access(path, os.F_OK)
        super().__init__(path, mode, opener=opener)
        layer.handles[self.fileno()] = path
        if self.writable():
            if fresh:
                layer.ear.after("create", path)
            elif mode[0] == "w":
                layer.ear.after("cut", path, 0)

    def write(self, content: Any, /) -> int:
        at = self.tell()
        try:
            self._layer.ear.before("write", self._path)
        except OSError:
            # A disk that fails has often taken a part.
            super().write(memoryview(content)[: len(content) // 2])
            raise
        size = super().write(content)
        self._layer.ear.after("write", self._path, at, bytes(content[:size]))
        return size

    def truncate(self, size: int | None = None, /) -> int:
        self._layer.ear.before("cut", self._path)
        cut = super().truncate(size)
        self._layer.ear.after("cut", self._path, cut)
        return cut

    def readinto(self, buffer: Any, /) -> int | None:
        self._layer.ear.before("read", self._path)
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._layer.ear.before("read", self._path)
        return super().readall()

    def close(self) -> None:
        if not self.closed:
            self._layer.handles.pop(self.fileno(), None)
        super().close()


class _Layer:
    def __init__(self, ear: Ear, room: Path) -> None:
        self.ear, self.room = ear, str(room)
        self.handles: dict[int, Path] = {}
        self.usual: dict[str, Callable[..., Any]] = {}
        self.plain_open = io.open
        self.busy = False

    def inside(self, path: object) -> Path | None:
        """The path when it lies in the watched room."""
        if self.busy or isinstance(path, int):
            return None
        named = os.fspath(path)  # type: ignore[call-overload]
        text = os.fsdecode(named)
        return Path(text) if text.startswith(self.room) else None

    def hear(self, kind: str, path: Path) -> None:
        """Before something is done."""
        self.busy = True
        try:
            self.ear.before(kind, path)
        finally:
            self.busy = False

    def open(  # noqa: PLR0917 as open has them
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        path = self.inside(file)
        if path is None:
            return self.plain_open(
                file, mode, buffering, encoding, errors, newline, closefd, opener
            )
        writes = bool(set(mode) & set("wax+"))
        self.hear("open" if writes else "open-to-read", path)
        raw = _Raw(self, path, mode.replace("b", "").replace("t", ""), opener)
        if buffering == 0:
            return raw
        kind: Any = io.BufferedWriter if writes else io.BufferedReader
        buffered = (io.BufferedRandom if "+" in mode else kind)(raw, _BUFFER)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)

    def one_path(self, name: str) -> Callable[..., Any]:
        kind, usual = _ONE_PATH[name], self.usual[name]

        def done(path: Any = ".", *more: Any, **named: Any) -> Any:
            inside = self.inside(path)
            if inside is None:
                return usual(path, *more, **named)
            self.hear(kind, inside)
            answer = usual(path, *more, **named)
            if kind in ("remove", "make-folder"):
                self.ear.after(kind, inside)
            return answer

        return done

    def two_paths(self, name: str) -> Callable[..., Any]:
        kind, usual = _TWO_PATHS[name], self.usual[name]

        def done(source: Any, target: Any, **named: Any) -> Any:
            inside = self.inside(target)
            if inside is None:
                return usual(source, target, **named)
            self.hear(kind, inside)
            answer = usual(source, target, **named)
            self.ear.after(kind, Path(source), inside)
            return answer

        return done

    def sync(self, handle: int) -> None:
        path = self.handles.get(handle)
        if path is None:
            self.usual["fsync"](handle)
            return
        kind = "sync-folder" if path.is_dir() else "sync"
        self.hear(kind, path)
        # No real disk has to wait: what counts is when it was asked for.
        self.ear.after(kind, path)

    def open_handle(self, path: Any, flags: int, *more: Any, **named: Any) -> int:
        inside = self.inside(path)
        if inside is not None:
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR))
            self.hear("open" if writes else "open-to-read", inside)
        handle = self.usual["open"](path, flags, *more, **named)
        if inside is not None:
            self.handles[handle] = inside
        return int(handle)

    def close_handle(self, handle: int) -> None:
        self.handles.pop(handle, None)
        self.usual["close"](handle)


@contextmanager
def heard(ear: Ear, room: Path) -> Iterator[None]:
    """Everything that is done to files below ``room`` meanwhile goes through ``ear``."""
    layer = _Layer(ear, room)
    replaced: dict[str, Callable[..., Any]] = {}
    for name in (*_ONE_PATH, *_TWO_PATHS, "fsync", "open", "close"):
        layer.usual[name] = getattr(os, name)
    replaced |= {name: layer.one_path(name) for name in _ONE_PATH}
    replaced |= {name: layer.two_paths(name) for name in _TWO_PATHS}
    replaced |= {"fsync": layer.sync, "open": layer.open_handle, "close": layer.close_handle}
    with ExitStack() as stack:
        for name, function in replaced.items():
            stack.enter_context(patch.object(os, name, function))
        stack.enter_context(patch.object(io, "open", layer.open))
        stack.enter_context(patch.object(builtins, "open", layer.open))
        # Copies go through our files and not from one handle to the other inside the system.
        stack.enter_context(patch.object(shutil, "_USE_CP_SENDFILE", False, create=True))
        yield
