"""One lane for background work; results come back on the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.errors import CancelledError
from app.jobs import JobContext, Report

T = TypeVar("T")


def _ignore(*_news: object) -> None:
    return


class JobRunner(QObject):
    """Runs jobs one after another.

    ``progressed`` carries (name, done, total, words) and ``ended`` nothing: the frame's bar.
    """

    progressed = Signal(str, int, int, str)
    ended = Signal()
    _news = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: list[JobContext] = []
        self._news.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something is running or waiting."""
        return bool(self._running)

    def start(
        self,
        owner: QObject,
        work: Callable[[JobContext], T],
        *,
        on_success: Callable[[T], None] = _ignore,
        on_failure: Callable[[Exception], None] = _ignore,
        name: str = "",
    ) -> JobContext:
        """Run ``work`` in the lane.

        Args:
            owner: when it is gone before the end, nobody is told.
            name: what the officer reads beside the bar; empty for work that is not shown.
            on_failure: not called when the officer stopped the job.
        """
        context = JobContext(self._report(owner, name))
        self._running.append(context)
        if name:
            self.progressed.emit(name, 0, 0, "")

        def settle(future: "Future[T]") -> None:
            self._news.emit((self, partial(self._end, context)))
            error = future.exception()
            if error is None:
                self._news.emit((owner, partial(on_success, future.result())))
            elif isinstance(error, Exception) and not isinstance(error, CancelledError):
                self._news.emit((owner, partial(on_failure, error)))

        self._lane.submit(work, context).add_done_callback(settle)
        return context

    def cancel_all(self) -> None:
        """Ask everything that runs to stop at its next step."""
        for context in self._running:
            context.cancel()

    def close(self) -> None:
        """Wait for the lane to be empty."""
        self._lane.shutdown(wait=True)

    def _report(self, owner: QObject, name: str) -> Report:
        def report(done: int, total: int, words: str) -> None:
            if name:
                self._news.emit((owner, partial(self.progressed.emit, name, done, total, words)))

        return report

    def _end(self, context: JobContext) -> None:
        self._running.remove(context)
        if not self._running:
            self.ended.emit()

    @Slot(object)
    def _deliver(self, news: tuple[QObject, Callable[[], None]]) -> None:
        owner, callback = news
        if isValid(owner):
            callback()
