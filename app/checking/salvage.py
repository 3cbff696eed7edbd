"""Rows out of a damaged database file: what can be reached, and how much cannot.

Only SQLite itself reads the pages, so that an encrypted file is read the same way.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.db.engine import connect_file, file_errors

#: Farther than this behind a broken place nothing is looked for: rows are counted from 1.
_FARTHEST: Final = 1 << 33
#: The first hundred bytes that every file of the program begins with, by their place.
_MAGIC: Final = b"SQLite format 3\0"
_FIXED: Final = (
    (0, _MAGIC), (16, b"\x10\x00"), (18, b"\x02\x02"), (20, b"\x00\x40\x20\x20"),
    (44, b"\x00\x00\x00\x04"), (56, b"\x00\x00\x00\x01"),
)  # fmt: skip
_MOST_BREAKS: Final = 20_000
Raw = tuple[Any, ...]


@dataclass(slots=True)
class Salvage:
    """A working copy of a damaged file; ``close`` when done.

    ``breaks`` counts places that could not be read.
    """

    connection: Any
    breaks: int = 0

    def close(self) -> None:
        """Give the copy free."""
        self.connection.close()

    def tables(self) -> set[str]:
        """Names of the tables that the file still knows."""
        try:
            rows = self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {str(name) for (name,) in rows}
        except file_errors():
            return set()

    def columns(self, table: str) -> list[str]:
        """Names of the columns of a table, in their order."""
        try:
            return [str(row[1]) for row in self.connection.execute(f'PRAGMA table_info("{table}")')]
        except file_errors():
            return []

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Raw]:
        """Rows by their number, around every place that cannot be read."""
        after, listed = 0, ", ".join(f'"{one}"' for one in columns)
        query = f'SELECT rowid, {listed} FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid'  # noqa: S608 - names of ours
        while self.breaks < _MOST_BREAKS:
            try:
                for number, *row in self.connection.execute(query, (after,)):
                    after = max(after, number)
                    yield tuple(row)
            except file_errors():
                self.breaks += 1
                found = self._next(query, after + 1)
                if found is None:
                    return
                after = found - 1
            else:
                return

    def keyed_rows(
        self, table: str, columns: Sequence[str], key: str, owners: Sequence[Any]
    ) -> Iterator[Raw]:
        """Rows of a table without numbers, from both ends and for each owner, each row once."""
        seen: set[Raw] = set()
        listed = ", ".join(f'"{one}"' for one in columns)
        asked: list[tuple[str, tuple[Any, ...]]] = [
            (f'SELECT {listed} FROM "{table}" ORDER BY {key}', ()),  # noqa: S608
            (f'SELECT {listed} FROM "{table}" ORDER BY {_downward(key)}', ()),  # noqa: S608
        ]
        first = key.split(",", maxsplit=1)[0]
        for owner in owners:
            for order in (key, _downward(key)):
                query = f'SELECT {listed} FROM "{table}" WHERE {first} = ? ORDER BY {order}'  # noqa: S608
                asked.append((query, (owner,)))
        for number, (query, values) in enumerate(asked):
            broken = False
            try:
                for row in self.connection.execute(query, values):
                    if row not in seen:
                        seen.add(row)
                        yield row
            except file_errors():
                broken = True
                self.breaks += 1
            if number == 0 and not broken:
                return

    def keys(self, table: str, key: str) -> set[Any] | None:
        """Keys of all rows as the index over them knows them; None when it cannot be read."""
        query = f'SELECT "{key}" FROM "{table}" INDEXED BY "sqlite_autoindex_{table}_1"'  # noqa: S608
        try:
            return {row[0] for row in self.connection.execute(query)}
        except file_errors():
            return None

    def _next(self, query: str, first: int) -> int | None:
        """The first row number from which rows can be read again; None when there is none."""
        one = f"{query} LIMIT 1"
        reach, step = first, 1
        while self._row_after(one, reach) is None:
            if step > _FARTHEST:
                return None
            reach, step = reach + step, step * 2
        low, high = first, reach
        while low < high:
            middle = (low + high) // 2
            if self._row_after(one, middle) is None:
                low = middle + 1
            else:
                high = middle
        return self._row_after(one, high)

    def _row_after(self, query: str, number: int) -> int | None:
        """The number of the first row behind ``number``; None when that place cannot be read."""
        try:
            row = self.connection.execute(query, (number,)).fetchone()
        except file_errors():
            return None
        # A row out of its order is one of a broken place: going on from it would go round.
        return int(row[0]) if row is not None and row[0] > number else None


def open_salvage(copy: Path, key: bytes | None) -> Salvage:
    """A working copy made readable as far as that goes.

    Raises:
        one of ``file_errors``: nothing of it can be read.
    """
    if key is None:
        _mend_head(copy)
    connection = connect_file(copy, key)
    connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
    # Lets SQLite open a file that is shorter than its head says, or has strange tables.
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return Salvage(connection)


def copy_all(database: Path, folder: Path) -> Path:
    """The data file with all that SQLite keeps beside it, byte by byte, in another folder.

    Raises:
        OSError: no room or no permission.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for tail in ("", "-wal", "-shm", "-journal"):
        source = database.with_name(database.name + tail)
        if source.exists():
            shutil.copyfile(source, folder / source.name)
    return folder / database.name


def _mend_head(copy: Path) -> None:
    """The bytes at the beginning that are the same in every file of the program."""
    with copy.open("rb+") as file:
        head = file.read(100)
        if len(head) < 100:
            return
        for at, right in _FIXED:
            if head[at : at + len(right)] != right:
                file.seek(at)
                file.write(right)


def _downward(key: str) -> str:
    return ", ".join(f"{one.strip()} DESC" for one in key.split(","))
