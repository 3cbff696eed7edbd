"""A clock that is set by hand, and locks that are opened quickly."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from app.ui.context import UiContext
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
def clock() -> Clock:
    return Clock()


@pytest.fixture
def code(context: UiContext, clock: Clock) -> str:
    """The folder has a password; this is its recovery code."""
    context.now = clock.now
    return context.access.set_password(PASSWORD)
