"""What a backup holds, written beside it: schema, program, rows of each table, its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from app.files import put_in_place

_FORMAT: Final = "bdg-sao-luu"
_VERSION: Final = 1
_LARGEST: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A file that belongs to a backup: its name in ``dinh-kem``, the hash of its bytes as stored."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The contents of one backup.

    ``rows`` maps tables to numbers of rows; ``sha256`` and ``size`` are of the database file as it
    lies there. On a stick also: ``data_id`` of the office's data, ``lock`` what it is locked with
    ("passphrase" of its own, "folder": as the data folder was, "" nothing), ``parts`` the
    attachments, ``absent`` how many were missing already when it was made.
    """

    made_at: datetime
    reason: str
    schema: str
    program: str
    rows: Mapping[str, int]
    sha256: str
    size: int
    data_id: str = ""
    lock: str = ""
    parts: tuple[StoredPart, ...] = field(default=())
    absent: int = 0

    def to_bytes(self) -> bytes:
        """As it is written."""
        plain = {"format": _FORMAT, "format_version": _VERSION, **asdict(self)}
        plain["made_at"] = self.made_at.isoformat()
        return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8")


def manifest_path(backup: Path) -> Path:
    """Where the list of a backup lies."""
    return backup.with_suffix(".json")


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Put the list beside its backup (OSError when the disk refuses)."""
    put_in_place(manifest_path(backup), manifest.to_bytes())


def read_manifest(backup: Path) -> Manifest | None:
    """The list of a backup; None when there is none that can be read."""
    path = manifest_path(backup)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return _manifest(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def hash_of_file(path: Path) -> str:
    """SHA-256 in hex; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(stored: Any) -> Manifest:
    if stored["format"] != _FORMAT or stored["format_version"] != _VERSION:
        raise ValueError(stored["format_version"])
    known = {part.name for part in fields(Manifest)}
    values = {name: value for name, value in stored.items() if name in known}
    values["made_at"] = datetime.fromisoformat(values["made_at"])
    values["rows"] = {str(name): int(count) for name, count in values["rows"].items()}
    values["parts"] = tuple(StoredPart(**part) for part in values.get("parts", ()))
    return Manifest(**values)
