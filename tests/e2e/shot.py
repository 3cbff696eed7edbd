"""One picture of a screen, and waiting until the window is ready for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from app.ui.main_window import MainWindow

_LONGEST_MS: Final = 10_000
_POLL_MS: Final = 20


@dataclass(frozen=True)
class Shot:
    """One picture: name, page, where in it, and what to do before."""

    name: str
    page: str
    target: dict[str, object] = field(default_factory=dict)
    before: Callable[[MainWindow], object] = lambda _window: None


def wait_until(true: Callable[[], bool]) -> None:
    """Let the window work until it is so. (``QTest.qWait`` starves the lane of background work.)"""
    loop, poll, limit = QEventLoop(), QTimer(), QElapsedTimer()
    limit.start()
    poll.timeout.connect(lambda: loop.quit() if true() or limit.elapsed() > _LONGEST_MS else None)
    poll.start(_POLL_MS)
    loop.exec()
