"""A commune that knows its receiver, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.database import Database
from app.db.engine import make_engine
from tests.workflows.parcels.commune import begin, enrol
from tests.workflows.parcels.two_offices import FILES, Offices, begin_both, opened


@pytest.fixture(scope="session")
def _commune_file(tmp_path_factory: pytest.TempPathFactory, _empty_file: Path) -> Path:
    path = tmp_path_factory.mktemp("commune") / "xa.db"
    shutil.copy(_empty_file, path)
    database = Database(make_engine(path), "Trần Thị Mẫu")
    begin(database)
    enrol(database)
    database.close()
    return path


@pytest.fixture
def commune(tmp_path: Path, _commune_file: Path) -> Iterator[Database]:
    """A commune that knows its receiver and the receiver's card."""
    path = tmp_path / "xa.db"
    shutil.copy(_commune_file, path)
    database = Database(make_engine(path), "Trần Thị Mẫu")
    yield database
    database.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder to write to."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def _both_files(tmp_path_factory: pytest.TempPathFactory, _empty_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("both")
    begin_both(folder, _empty_file)
    return folder


@pytest.fixture
def offices(tmp_path: Path, _both_files: Path) -> Iterator[Offices]:
    """A province and a commune, enrolled with each other."""
    for name in FILES:
        (tmp_path / name).parent.mkdir()
        shutil.copy(_both_files / name, tmp_path / name)
    with opened(tmp_path) as both:
        yield both
