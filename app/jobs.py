"""Progress and cancel for background work, free of Qt."""

from collections.abc import Callable
from threading import Event

from app.errors import CancelledError

Report = Callable[[int, int, str], None]


class JobContext:
    """Handed to a job: it reports steps and learns that the officer wants to stop."""

    def __init__(self, report: Report = lambda *_: None) -> None:
        self._report = report
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is.

        Raises:
            CancelledError: the officer asked to stop.
        """
        if self._stop.is_set():
            raise CancelledError
        self._report(done, total, text)
