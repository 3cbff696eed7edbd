"""What guards one main window: its lock, and the strip of those who only look."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui import feedback
from app.ui.access.ask_again import check_own
from app.ui.access.gate import tries_of
from app.ui.access.lock import Lock, LockWindow
from app.ui.access.role_band import RoleBand
from app.ui.context import UiContext


class Guard(QObject):
    """Serves one window from its opening to its closing.

    Args:
        outer: the column of the window, into whose top the strip is put.
    """

    def __init__(self, context: UiContext, window: QWidget, outer: QBoxLayout) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.band = RoleBand(window)
        outer.insertWidget(0, self.band)
        self.lock = Lock(window, self._cover, lambda: context.access.has_password)
        self.lock.leave_wanted.connect(self._leave)
        self.lock.switch_wanted.connect(context.bus.switch_wanted)
        self.band.switch_wanted.connect(context.bus.switch_wanted)
        context.bus.lock_wanted.connect(self._lock_now)
        context.bus.officer_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Somebody else is at work, or the choices are other ones."""
        self.band.show_role(self._context.db.role)
        self.lock.wait(self._context.preferences.choices.idle_minutes)

    def _cover(self) -> LockWindow:
        officer = self._context.access.officer
        return LockWindow(
            officer.name if officer is not None else "",
            lambda typed: check_own(self._context, typed),
            tries_of(self._context.paths),
            self._context.now,
        )

    def _lock_now(self) -> None:
        if not self.lock.lock():
            feedback.tell(
                self._window,
                "Sổ chưa có mật khẩu nên khóa lại thì không có gì để mở. Hãy đặt mật khẩu trong Cài đặt, "
                "mục Người dùng và mật khẩu.",
            )

    def _leave(self) -> None:
        """The program is closed from behind the lock; what is typed is saved as always."""
        if self._window.close():
            self.lock.drop()
