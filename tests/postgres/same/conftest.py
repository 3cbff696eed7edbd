"""What the borrowed suites of sending ask for, on a server."""

from pathlib import Path

import pytest

from app.db.database import Database
from tests.workflows.parcels.commune import begin, enrol


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
