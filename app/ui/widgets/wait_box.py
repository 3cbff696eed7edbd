"""Work in the background lane, shown where its result will stand: how far it is, and Hủy."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError, CancelledError
from app.jobs import JobContext
from app.ui.job_runner import JobRunner
from app.ui.widgets.labels import WrapLabel

T = TypeVar("T")


class WaitBox(QWidget):
    """Runs one job at a time; ``stopped`` when the officer gave it up."""

    stopped = Signal()

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: JobContext | None = None
        self._turn = 0
        self._name = ""
        self.words = WrapLabel(role="heading", parent=self)
        self.step = WrapLabel(role="quiet", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã làm được")
        self.cancel = QPushButton("Hủy", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.words, self.bar, self.step):
            layout.addWidget(widget)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.cancel.clicked.connect(lambda _on: self.stop())
        jobs.progressed.connect(self._on_progress)

    @property
    def busy(self) -> bool:
        """Whether a result is waited for."""
        return self._job is not None

    def run(
        self,
        name: str,
        work: Callable[[JobContext], T],
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Do ``work``; the result of a job that was given up is dropped.

        Args:
            name: what is done, as "Đang đọc tệp".
        """
        self.stop(tell=False)
        self._turn += 1
        self._name = name
        self.words.setText(f"{name}…")
        self.step.setText("")
        self.bar.setRange(0, 0)

        def careful(job: JobContext) -> T | None:
            try:
                return work(job)
            except CancelledError:
                return None

        self._job = self._jobs.start(
            self,
            careful,
            on_success=partial(self._end, self._turn, done),
            on_failure=partial(self._fail, self._turn, failed),
            name=name,
        )

    def stop(self, *, tell: bool = True) -> None:
        """Give up what runs."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            if tell:
                self.stopped.emit()

    def _end(self, turn: int, done: Callable[[T], None], result: T | None) -> None:
        if not self._take(turn):
            return
        if result is None:
            self.stopped.emit()
        else:
            done(result)

    def _fail(self, turn: int, failed: Callable[[AppError], None], error: Exception) -> None:
        waited = self._take(turn)
        if not isinstance(error, AppError):
            if waited:
                # Nothing runs any more; whoever waits must not stand before it for ever.
                self.stopped.emit()
            raise error
        if waited:
            failed(error)

    def _take(self, turn: int) -> bool:
        """Whether the job of this turn is still waited for; it is no more."""
        if self._job is None or turn != self._turn:
            return False
        self._job = None
        return True

    def _on_progress(self, name: str, done: int, total: int, words: str) -> None:
        if self.busy and name == self._name:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.step.setText(words)
