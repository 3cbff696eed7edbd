"""The lock: after a pause, or at once with Ctrl+Shift+L, the window is put away until the password.

Nothing is closed: what is being typed stays in its fields, work in the background goes on.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.access.gate import PasswordGate
from app.ui.widgets.labels import WrapLabel
from app.vault.tries import Tries

#: Minutes without a key or the mouse; 0: never.
IDLE_CHOICES: Final = (5, 10, 15, 30, 0)
_MINUTE_MS: Final = 60_000
_WORK: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.FocusIn,
}


class IdleWatch(QObject):
    """``idle`` when nobody touched a window for a while.

    It listens to the system's window, which sees one event for each key, not to every widget.
    """

    idle = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.idle)
        window.winId()  # the system's window is made with it
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    @property
    def waits_ms(self) -> int:
        """How long it waits; 0: it does not."""
        return self._pause.interval() if self._pause.isActive() else 0

    def wait(self, minutes: int) -> None:
        """Begin anew; 0 minutes: never."""
        self._pause.stop()
        if minutes:
            self._pause.start(minutes * _MINUTE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _WORK and self._pause.isActive():
            self._pause.start()
        return super().eventFilter(watched, event)


class LockWindow(QWidget):
    """Stands where the window stood. ``passed``, or ``switch_wanted``, or ``leave_wanted``."""

    passed = Signal()
    switch_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        name: str,
        check: Callable[[str], object],
        tries: Tries,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.setWindowTitle("Đã khóa – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._free = False
        self.gate = PasswordGate(check, tries, now, "Mở khóa", self)
        self.switch = QPushButton("Đổi người dùng", self)
        self.leave = QPushButton("Đóng chương trình", self)
        whose = f"{name} đang làm việc. " if name else ""
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(WrapLabel("Sổ Bình Đẳng đang khóa", role="title", parent=self))
        column.addWidget(
            WrapLabel(
                f"{whose}Những gì đang gõ dở vẫn còn nguyên, việc nền vẫn chạy.",
                role="quiet",
                parent=self,
            )
        )
        column.addWidget(self.gate)
        for button in (self.switch, self.leave):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        holder = QWidget(self)
        holder.setLayout(column)
        holder.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * 40)
        layout = QVBoxLayout(self)
        layout.addWidget(holder, 1, Qt.AlignmentFlag.AlignHCenter)
        self.gate.passed.connect(self.passed)
        self.switch.clicked.connect(self.switch_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.gate.setFocus()

    def go_away(self) -> None:
        """Whoever is there may see the window again."""
        self._free = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross asks to leave the program; the lock stands until that is done."""
        if self._free:
            event.accept()
            return
        event.ignore()
        self.leave_wanted.emit()


class Lock(QObject):
    """Puts a window away and brings it back. ``switch_wanted`` and ``leave_wanted`` as above.

    Args:
        make: makes what stands in the window's place.
        locks: whether there is a password that opens it again.
    """

    switch_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        make: Callable[[], LockWindow],
        locks: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._make, self._locks = window, make, locks
        self._focused: QWidget | None = None
        self.shown: LockWindow | None = None
        self.watch = IdleWatch(window)
        self.watch.idle.connect(self.lock)

    def wait(self, minutes: int) -> None:
        """Lock after so many minutes without work; 0: never."""
        self.watch.wait(minutes if self._locks() else 0)

    def lock(self) -> bool:
        """Put the window away; False when there is no password to come back with."""
        if self.shown is not None or not self._locks():
            return self.shown is not None
        self._focused = self._window.focusWidget()
        self.shown = cover = self._make()
        cover.passed.connect(self.unlock)
        cover.switch_wanted.connect(self.switch_wanted)
        # Later: the cover must not be closed in the middle of its own closing.
        cover.leave_wanted.connect(self.leave_wanted, Qt.ConnectionType.QueuedConnection)
        cover.setGeometry(self._window.geometry())
        if self._window.isMaximized():
            cover.showMaximized()
        else:
            cover.show()
        self._window.hide()
        cover.activateWindow()
        return True

    def unlock(self) -> None:
        """Bring the window back as it was."""
        self._window.show()
        self.drop()
        self._window.activateWindow()
        if self._focused is not None:
            self._focused.setFocus()

    def drop(self) -> None:
        """Take the cover away, because the window goes too."""
        cover, self.shown = self.shown, None
        if cover is not None:
            cover.go_away()
