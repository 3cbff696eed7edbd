"""What the borrowed suites of sending ask for, on a server."""

import os
from pathlib import Path
from typing import Final

import pytest

from app.db.database import Database
from tests.workflows.parcels.commune import begin, enrol

HERE: Final = Path(__file__).parent
#: Every so many tests of a file belong to the share that each run tries on a server.
SHARE: Final = 6


@pytest.fixture
def commune(db: Database) -> Database:
    """A commune that knows its receiver and the receiver's card."""
    begin(db)
    enrol(db)
    return db


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder to write to."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The same suites run on SQLite in full; here a fixed share of each file, all under --stress."""
    if os.environ.get("BDG_STRESS"):
        return
    here = [item for item in items if item.path.parent == HERE]
    by_file: dict[Path, list[pytest.Item]] = {}
    for item in sorted(here, key=lambda one: one.nodeid):
        by_file.setdefault(item.path, []).append(item)
    kept = {id(item) for found in by_file.values() for item in found[::SHARE]}
    items[:] = [item for item in items if item.path.parent != HERE or id(item) in kept]
