"""Fixtures for every room: a real database on a migrated file."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import upgrade
from app.domain.topics import Topic

# Windows of tests need no screen, also when pytest is called without dev.py.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    upgrade(folder / "empty.db", folder / "sao-luu")
    return folder / "empty.db"


@pytest.fixture
def committed() -> list[frozenset[Topic]]:
    """What every commit of ``db`` announced, in order."""
    return []


@pytest.fixture
def db(tmp_path: Path, _empty_file: Path, committed: list[frozenset[Topic]]) -> Iterator[Database]:
    """A database on a fresh migrated file."""
    path = tmp_path / "so-binh-dang.db"
    shutil.copy(_empty_file, path)
    database = Database(make_engine(path), "Nguyễn Văn Mẫu", committed.append)
    yield database
    database.close()


@pytest.fixture
def locked_room() -> Iterator[Path]:
    """A folder in which an ordinary user may not write; the test runs as such a user."""
    if sys.platform == "win32":
        pytest.skip("folders of Windows are not closed by mode bits")
    room = Path(tempfile.mkdtemp(prefix="sổ chỉ đọc "))
    room.chmod(0o755)
    was_root = os.geteuid() == 0
    if was_root:
        # Mode bits do not stop root; nobody's account does everything until the test ends.
        os.seteuid(65534)
    else:
        room.chmod(0o555)
    try:
        yield room
    finally:
        if was_root:
            os.seteuid(0)
        room.chmod(0o755)
        shutil.rmtree(room, ignore_errors=True)
