"""What every screen is given: data, notices, jobs, choices, today, a way to other pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol

from app.db.database import Database
from app.journal import Journal
from app.paths import DataPaths
from app.preferences import Preferences
from app.ui.change_bus import ChangeBus
from app.ui.job_runner import JobRunner
from app.ui.journal_keeper import JournalKeeper
from app.ui.status import Status
from app.workflows.access import Access


class Navigate(Protocol):
    """Opens a page of ``app.ui.navigation``; the target goes to the page's ``open``."""

    def __call__(self, page: str, /, **target: object) -> None: ...


def _nowhere(_page: str, /, **_target: object) -> None:
    return


def _nothing() -> None:
    return


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the officer's own calendar day


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(kw_only=True)
class UiContext:
    """Handed to every page."""

    db: Database
    bus: ChangeBus
    jobs: JobRunner
    preferences: Preferences
    paths: DataPaths
    status: Status
    today: Callable[[], date] = _today
    now: Callable[[], datetime] = _now
    navigate: Navigate = _nowhere
    #: Closes the data, lets the officer go back to a backup, and opens them again.
    restore: Callable[[], None] = _nothing
    journal: JournalKeeper = field(init=False)
    #: Who is at work, and the passwords of the folder.
    access: Access = field(init=False)

    def __post_init__(self) -> None:
        """Nobody has said who they are; nothing is journaled before that is started."""
        self.access = Access(self.db, self.paths)
        self.journal = JournalKeeper(Journal(self.paths.journal, self.paths.vault))

    @property
    def year(self) -> int:
        """The year worked on, as chosen in the top bar; this year at first."""
        return self.preferences.choices.year or self.today().year

    def choose_year(self, year: int) -> None:
        """Work on another year; every page re-reads."""
        if year != self.year:
            self.preferences.change(year=year)
            self.bus.year_changed.emit(year)
