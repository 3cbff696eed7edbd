"""Quiet facts for the frame: what was done, when it was saved, what can be taken back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal


class Status(QObject):
    """Pages tell, the frame shows. ``undo_offered`` carries a sentence and a function."""

    said = Signal(str)
    saved_at = Signal(str)
    undo_offered = Signal(str, object)

    def say(self, sentence: str) -> None:
        """One sentence in the status line."""
        self.said.emit(sentence)

    def saved(self, at: datetime | None = None) -> None:
        """ "Đã lưu 10:42" in the top bar."""
        moment = at or datetime.now().astimezone()
        self.saved_at.emit(f"{moment:%H:%M}")

    def offer_undo(self, sentence: str, undo: Callable[[], None]) -> None:
        """A sentence with [Hoàn tác] beside it, after a delete or a bulk change."""
        self.undo_offered.emit(sentence, undo)
