"""A clock that is set by hand, and locks that are opened quickly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.db.database import Database
from app.paths import DataPaths
from app.preferences import Preferences
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.job_runner import JobRunner
from app.ui.status import Status
from app.vault import crypt

PASSWORD = "mot hai ba bon"


@dataclass
class Clock:
    """The moment of a test."""

    moment: datetime = datetime(2026, 11, 21, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _quick_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(crypt._SCRYPT, "n", 2**4)


@pytest.fixture
def context(qtbot: QtBot, look: None, db: Database, tmp_path: Path) -> Iterator[UiContext]:
    """A window's surroundings; the way in needs no catalogue."""
    paths, bus, jobs = DataPaths(tmp_path), ChangeBus(), JobRunner()
    db.announce_to(bus.announce)
    yield UiContext(
        db=db,
        bus=bus,
        jobs=jobs,
        preferences=Preferences(paths.preferences),
        paths=paths,
        status=Status(),
    )
    jobs.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def code(context: UiContext, clock: Clock) -> str:
    """The folder has a password; this is its recovery code."""
    context.now = clock.now
    return context.access.set_password(PASSWORD)
