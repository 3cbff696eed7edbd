"""The shipped catalogue files → the database, once per shipped state."""

import hashlib
import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.db.database import Database
from app.errors import DataFileError
from app.paths import resource
from app.services.catalogue import ShippedEntry, load_entries

_KNOWN: Final = frozenset(
    {"code", "name", "valid_from", "valid_to", "replaced_by", "source", "checked", "note", "data"}
)


def read_catalogues() -> list[ShippedEntry]:
    """Every row of resources/catalogues/*.toml in file order.

    Raises:
        DataFileError: a file is missing or broken; the program must be installed again.
    """
    entries: list[ShippedEntry] = []
    for path in _files():
        try:
            shipped = tomllib.loads(path.read_text(encoding="utf-8"))
            entries += [
                _entry(shipped["catalogue"], position, row)
                for position, row in enumerate(shipped["entry"])
            ]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataFileError(
                f"Tệp danh mục {path.name} của chương trình bị hỏng. Dữ liệu của bạn không bị ảnh "
                "hưởng. Hãy cài lại chương trình.",
                detail=f"{type(error).__name__}: {error}"[:200],
            ) from error
    return entries


@cache
def shipped_codes() -> frozenset[tuple[str, str]]:
    """Catalogue and code of every row that came with the program.

    Raises:
        DataFileError: as ``read_catalogues``.
    """
    return frozenset((one.catalogue, one.code) for one in read_catalogues())


def load_catalogues(db: Database) -> int:
    """Bring the shipped rows into the database; what the office changed stays.

    Returns:
        how many rows were added or changed.
    """
    return db.write(load_entries, read_catalogues())


def shipped_state() -> str:
    """A short hash of all catalogue files; equal states need no loading."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> list[Path]:
    return sorted(resource("catalogues").glob("*.toml"))


def _entry(catalogue: str, position: int, row: dict[str, Any]) -> ShippedEntry:
    unknown = row.keys() - _KNOWN
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    values = {key: value for key, value in row.items() if key != "data"}
    data = json.loads(json.dumps(row.get("data", {}), default=date.isoformat))
    return ShippedEntry(catalogue=catalogue, position=position, data=data, **values)
