"""Fixtures for every room: a real database on a migrated file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import upgrade
from app.domain.topics import Topic


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
