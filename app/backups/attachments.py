"""The attachments a database file names, whatever its schema."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.db.engine import connect_file

#: Tables with a name and the hash of a file; older schemas have fewer of them.
_TABLES: Final = ("attachment", "paper_attachment")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that rows speak of: hash of its plain content, and its name as the officer knows it."""

    sha256: str
    name: str


def named_files(database: Path, key: bytes | None) -> list[NamedFile]:
    """Every attachment named in a database, each content once, in order of hash."""
    connection = connect_file(database, key, read_only=True)
    try:
        found: dict[str, str] = {}
        for table in _TABLES:
            for sha256, name in _rows(connection, table):
                found.setdefault(str(sha256), str(name))
    finally:
        connection.close()
    return [NamedFile(sha256, found[sha256]) for sha256 in sorted(found)]


def lying_in(folder: Path) -> dict[str, Path]:
    """The files of a room of attachments by the name their hash gives them, without ending.

    Looked up once for all: asking for one after another reads the whole folder each time.
    """
    if not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
    return {path.name.partition(".")[0]: path for path in reversed(paths)}


def _rows(connection: Any, table: str) -> list[tuple[object, object]]:
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if connection.execute(asked, (table,)).fetchone() is None:
        return []
    rows: list[tuple[object, object]] = connection.execute(
        f"SELECT sha256, name FROM {table} ORDER BY name"  # noqa: S608 - a name of ours
    ).fetchall()
    return rows
