"""Saving a file in the background: ask where, write, and when that fails try again or elsewhere.

Every file that is saved here is written into the log of what left the program.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.exports import ExportOf
from app.errors import DataFileError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.workflows.exports import check_may_leave, record_file

T = TypeVar("T")


class Saving(QObject):
    """Remembers the folder of the last file.

    Args:
        name: what is done, as "Đang dựng văn bản".
    """

    def __init__(self, context: UiContext, owner: QWidget, name: str) -> None:
        super().__init__(owner)
        self._context, self._owner, self._name = context, owner, name
        self._last = Path.home()

    def ask(self, title: str, name: str, kind: str) -> Path | None:
        """Where to; ``kind`` is the filter of the dialog."""
        return feedback.ask_save(self._owner, title, self._last / name, kind)

    def write(
        self,
        path: Path,
        work: Callable[[Path], T],
        done: Callable[[Path, T], None],
        kind: str,
        of: ExportOf,
    ) -> None:
        """Let ``work`` write the path; a file that is open elsewhere can be tried again.

        Args:
            of: what the file is made from, for the log.
        """

        def in_lane(_job: JobContext) -> T:
            check_may_leave(self._context.db)
            result = work(path)
            record_file(self._context.db, path, of)
            return result

        def finished(result: T) -> None:
            self._last = path.parent
            done(path, result)

        self._context.jobs.start(
            self._owner,
            in_lane,
            on_success=finished,
            on_failure=partial(self._failed, path, work, done, kind, of),
            name=self._name,
        )

    def _failed(
        self,
        path: Path,
        work: Callable[[Path], T],
        done: Callable[[Path, T], None],
        kind: str,
        of: ExportOf,
        error: Exception,
    ) -> None:
        if not isinstance(error, DataFileError):
            feedback.show_error(self._owner, error)
            return
        target = feedback.ask_after_failure(self._owner, path, error, kind)
        if target is not None:
            self.write(target, work, done, kind, of)
