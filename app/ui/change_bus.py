"""Tells every screen what a commit changed, always on the window's thread."""

from PySide6.QtCore import QObject, Qt, QThread, Signal

from app.domain.topics import Topic


class ChangeBus(QObject):
    """``committed`` carries a frozenset of topics, ``year_changed`` the year now worked on.

    ``look_changed``: another text size or other colours were chosen. ``officer_changed``: somebody
    else is at work, in another role, or the password is another one. ``lock_wanted`` and
    ``switch_wanted``: put the window away, let somebody else work. ``encryption_wanted``: encrypt the
    folder, or end that.
    """

    committed = Signal(object)
    year_changed = Signal(int)
    look_changed = Signal()
    officer_changed = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    encryption_wanted = Signal(bool)
    _from_elsewhere = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_elsewhere.connect(self.committed, Qt.ConnectionType.QueuedConnection)

    def announce(self, topics: frozenset[Topic]) -> None:
        """At once from the window's thread, queued from a job's thread."""
        here = QThread.currentThread() is self.thread()
        (self.committed if here else self._from_elsewhere).emit(topics)
