"""Fixtures for every room: a real database on a migrated file."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.db.database import Database
from app.db.engine import make_engine
from app.db.migrate import upgrade
from app.domain.topics import Topic

# Windows of tests need no screen, also when pytest is called without dev.py.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test fails because the machine is slow: what is waited for comes, or the test hangs.
PATIENCE_MS: Final = 60_000
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--stress", action="store_true", help="every file, thousands of examples")


def pytest_configure(config: pytest.Config) -> None:
    """Modules ask for it while they are imported, also in the workers of xdist."""
    if config.getoption("--stress"):
        os.environ["BDG_STRESS"] = "1"


class PatientBot(QtBot):
    """pytest-qt's own, which waits five seconds when it is not told otherwise."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """A bot with patience."""
    return PatientBot(request)


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
