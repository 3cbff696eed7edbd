"""The check that runs along while a paper is typed: on what the editor holds, after each pause."""

import gc
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.db.database import Database
from app.domain.paper_content import PaperContent
from app.errors import AppError
from app.queries.papers import PaperRow
from app.workflows.checks import Checked, LiveChecker

#: After the last key.
PAUSE_MS: Final = 300


class LiveCheck(QObject):
    """Checks one paper. ``checked`` carries a Checked, ``failed`` the AppError.

    Args:
        read: the content as it stands in the editor.
    """

    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, db: Database, read: Callable[[], PaperContent], parent: QObject) -> None:
        super().__init__(parent)
        self._db = db
        self._read = read
        self._checker: LiveChecker | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.now)

    def open(self, row: PaperRow | None, today: date) -> None:
        """Take another version, or read catalogues and waivers again; None for a locked one."""
        self._pause.stop()
        self._checker = None
        if row is None:
            return
        try:
            self._checker = LiveChecker.of(self._db, row, today)
        except AppError as error:
            self.failed.emit(error)
            return
        # The text is shown first; the first check of a long paper takes a moment.
        self._pause.start(0)

    def soon(self) -> None:
        """Something was typed."""
        if self._checker is not None:
            self._pause.start(PAUSE_MS)

    def now(self) -> Checked | None:
        """Check this moment; None for a locked paper."""
        self._pause.stop()
        if self._checker is None:
            return None
        checked = self._checker.checked(self._read())
        self.checked.emit(checked)
        _settle()
        return checked


@cache
def _settle() -> None:
    """Once everything is loaded: the collector never again looks through it while somebody types.

    A look through the whole program takes as long as two checks of a long paper.
    """
    gc.collect()
    gc.freeze()
