"""What is left of a folder when the power goes: unsynced writes and names are dropped at will.

The rules are harsher than those of real disks and file systems: until a file is synced each of its
writes may be there, be gone or be torn between two sectors, in any order; until a folder is synced
only the first few of its new, moved and removed names may be there, whatever was synced meanwhile.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

SECTOR: Final = 512
_TORN: Final = 0.2

Step = tuple[Any, ...]


class Recording:
    """An ear that writes down what is done below a folder, in order; receipts among it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[Step] = []
        self.before_all = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def before(self, kind: str, path: Path) -> None:
        """Nothing is refused."""

    def after(self, kind: str, path: Path, *more: Any) -> None:
        """It was done."""
        if path.is_relative_to(self.root):
            self.steps.append((kind, path, *more))

    def told(self, receipt: dict[str, Any]) -> None:
        """The program confirmed something at this moment."""
        self.steps.append(("told", receipt))


class _Content:
    """The bytes of one file: those on the platter, and what is not there for certain."""

    def __init__(self, safe: bytes = b"") -> None:
        self.safe = bytearray(safe)
        self.unsure: list[Step] = []

    def sync(self) -> None:
        for step in self.unsure:
            _apply(self.safe, step)
        self.unsure.clear()

    def left(self, chance: random.Random) -> bytes:
        """The bytes after the power went."""
        found = bytearray(self.safe)
        share = chance.choice((0.0, 0.5, 1.0))
        for kind, at, *more in self.unsure:
            if chance.random() >= share:
                continue
            if kind == "write" and share < 1 and chance.random() < _TORN:
                torn = chance.randrange(len(more[0]) // SECTOR + 1) * SECTOR
                _apply(found, (kind, at, more[0][:torn]))
                continue
            _apply(found, (kind, at, *more))
        return bytes(found)


class Platter:
    """Replays a recording and tells at any step what a power cut would leave."""

    def __init__(self, recording: Recording) -> None:
        self.root = recording.root
        self.names = {path: _Content(held) for path, held in recording.before_all.items()}
        self.safe_names = dict(self.names)
        #: By folder: names set to a content, or to nothing, in order.
        self.unsure: dict[Path, list[dict[Path, _Content | None]]] = {}
        self.receipts: list[dict[str, Any]] = []

    def play(self, steps: Sequence[Step]) -> None:
        """So many steps more."""
        for kind, *more in steps:
            getattr(self, f"_{kind.replace('-', '_')}")(*more)

    def cut(self, room: Path, chance: random.Random) -> Path:
        """Write what is left into ``room``; returns the data folder."""
        names = dict(self.safe_names)
        for changes in self.unsure.values():
            for change in changes[: chance.randint(0, len(changes))]:
                _rename(names, change)
        for path, content in names.items():
            copied = room / path.relative_to(self.root)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(content.left(chance))
        return room

    def _told(self, receipt: dict[str, Any]) -> None:
        self.receipts.append(receipt)

    def _create(self, path: Path) -> None:
        self._change(path.parent, {path: _Content()})

    def _write(self, path: Path, at: int, written: bytes) -> None:
        self.names[path].unsure.append(("write", at, written))

    def _cut(self, path: Path, size: int) -> None:
        self.names[path].unsure.append(("cut", size))

    def _sync(self, path: Path) -> None:
        self.names[path].sync()

    def _remove(self, path: Path) -> None:
        self._change(path.parent, {path: None})

    def _rename(self, source: Path, target: Path) -> None:
        self._change(target.parent, {source: None, target: self.names[source]})

    def _link(self, source: Path, target: Path) -> None:
        self._change(target.parent, {target: self.names[source]})

    def _make_folder(self, _path: Path) -> None:
        """Folders are made when there is something in them."""

    def _sync_folder(self, folder: Path) -> None:
        for change in self.unsure.pop(folder, []):
            _rename(self.safe_names, change)

    def _change(self, folder: Path, change: dict[Path, _Content | None]) -> None:
        _rename(self.names, change)
        self.unsure.setdefault(folder, []).append(change)


def _rename(names: dict[Path, _Content], change: dict[Path, _Content | None]) -> None:
    for path, content in change.items():
        if content is None:
            names.pop(path, None)
        else:
            names[path] = content


def _apply(held: bytearray, step: Step) -> None:
    kind, at, *more = step
    if kind == "cut":
        del held[at:]
        held.extend(bytes(at - len(held)))
        return
    held.extend(bytes(max(0, at - len(held))))
    held[at : at + len(more[0])] = more[0]
