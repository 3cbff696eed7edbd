"""Writes what is being typed into the journal every few seconds, away from the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.files import explain_os_error
from app.journal import Draft, Journal, Kept

EVERY_MS: Final = 3000
Source = Callable[[], Draft | None]


@dataclass(slots=True)
class _Watched:
    source: Source
    path: Path
    written: Draft | None = None


class JournalKeeper(QObject):
    """Asks every form that was given to it what it holds unsaved; None is nothing.

    ``failed`` tells once, in a sentence, that the journal cannot be written.
    """

    failed = Signal(str)
    _went_wrong = Signal(object)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._watched: dict[int, _Watched] = {}
        self._left: list[Kept] | None = None
        self._lane: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.write)
        self._went_wrong.connect(self._tell)

    @property
    def left(self) -> tuple[Kept, ...]:
        """What an earlier run left behind and nobody has decided on yet."""
        if self._left is None:
            own = {one.path for one in self._watched.values()}
            self._left = [one for one in self._journal.kept() if one.path not in own]
        return tuple(self._left)

    def watch(self, owner: QObject, source: Source) -> None:
        """Ask ``source`` from now on, as long as ``owner`` lives."""
        key = id(source)
        self._watched[key] = _Watched(source, self._journal.new_place())
        owner.destroyed.connect(partial(self._lose, key))

    def start(self) -> None:
        """Begin to write; before that nothing touches the disk."""
        _ = self.left
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Write what changed since the last time; a form without a draft loses its file."""
        if not self._timer.isActive():
            return
        for one in self._watched.values():
            draft = one.source()
            if draft == one.written:
                continue
            one.written = draft
            if draft is None:
                self._do(partial(self._journal.forget, one.path))
            else:
                at = datetime.now().astimezone()
                self._do(partial(self._journal.write, one.path, draft, at))

    def drop(self, kept: Kept) -> None:
        """The officer decided: it stands in its form again, or is not wanted."""
        self._left = [one for one in self.left if one is not kept]
        self._do(partial(self._journal.forget, kept.path))

    def finish(self) -> None:
        """Wait until everything is on the disk."""
        if self._last is not None:
            with suppress(OSError):
                self._last.result()

    def close(self) -> None:
        """The window was closed: forms have saved; what none of them could keep stays for a new start."""
        self.write()
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._timer.isActive():
            app.focusChanged.disconnect(self.write)
        self._timer.stop()
        self._watched.clear()
        if self._lane is not None:
            self._lane.shutdown()
            self._lane = None

    def _lose(self, key: int) -> None:
        one = self._watched.pop(key, None)
        if one is not None and one.written is not None:
            self._do(partial(self._journal.forget, one.path))

    def _do(self, work: Callable[[], None]) -> None:
        # One worker: a draft is never written after it was forgotten.
        if self._lane is None:
            self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._last = self._lane.submit(self._try, work)

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            self._went_wrong.emit(error)

    def _tell(self, error: OSError) -> None:
        if not self._told:
            self._told = True
            why = explain_os_error(error).message
            self.failed.emit(
                f"Chưa giữ được bản nháp phòng khi mất điện. {why} Chữ đang gõ vẫn còn trên màn hình."
            )
