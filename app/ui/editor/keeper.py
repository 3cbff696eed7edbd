"""Autosave: what is typed is kept after each pause, and never given up when that fails."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.db.database import Database
from app.domain.paper_content import PaperContent
from app.errors import AppError
from app.services.papers import SaveContent, save_content

PAUSE_MS: Final = 1500
#: Typing without a pause is kept after this long all the same.
LONGEST_MS: Final = 8000


class Keeper(QObject):
    """Keeps one version. ``saved`` carries the moment, ``failed`` the AppError.

    ``content`` is what was last sent to be kept.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, db: Database, read: Callable[[], PaperContent], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._read = read
        self._version: UUID | None = None
        self.revision = 0
        self.dirty = False
        self.saving = False
        self.content: PaperContent | None = None
        self._unsaved_for = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def take(self, version: UUID | None, revision: int) -> None:
        """Keep this version from now on; None for one that is locked."""
        self._pause.stop()
        self._version, self.revision, self.dirty = version, revision, False

    def touch(self) -> None:
        """Something was typed."""
        if self._version is None:
            return
        if not self.dirty:
            self._unsaved_for.start()
        self.dirty = True
        if not self._pause.isActive() or self._unsaved_for.elapsed() < LONGEST_MS:
            self._pause.start()

    def flush(self) -> bool:
        """Save now what is not saved; False when that failed (``failed`` said why)."""
        self._pause.stop()
        if not self.dirty or self._version is None or self.saving:
            return not self.dirty
        self.saving = True
        try:
            self.content = self._read()
            command = SaveContent(
                version_id=self._version, seen_revision=self.revision, content=self.content
            )
            self.revision = self._db.write(save_content, command)
        except AppError as error:
            self.failed.emit(error)
            return False
        finally:
            self.saving = False
        self.dirty = False
        self.saved.emit(datetime.now().astimezone())
        return True
