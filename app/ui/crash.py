"""The last net: what nobody expected is written down, told once, and the work goes on."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AppError, CancelledError
from app.ui import feedback

_LOG_SIZE: Final = 500_000
_LOG_COUNT: Final = 3
_KEPT_REPORTS: Final = 20
_log = logging.getLogger("app")


def write_log(folder: Path) -> logging.Handler:
    """Begin the log of this run; old ones are put aside and at last forgotten."""
    handler = RotatingFileHandler(
        folder / "chuong-trinh.log",
        maxBytes=_LOG_SIZE,
        backupCount=_LOG_COUNT,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    return handler


def report_words(error: BaseException) -> str:
    """Where it happened, without the words of records that an exception may carry."""
    chain: list[BaseException] = [error]
    while chain[-1].__cause__ is not None:
        chain.append(chain[-1].__cause__)
    parts = []
    for one in reversed(chain):
        parts += traceback.format_tb(one.__traceback__)
        parts.append(f"{type(one).__name__}\n")
    return "".join(parts)


class CrashNet(QObject):
    """Installed once by the composition root; tells each traceback only once."""

    _caught = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._told: set[str] = set()
        self._handler: logging.Handler | None = None
        self._before: Callable[..., object] = sys.excepthook
        self._before_thread = threading.excepthook
        # Queued: a box must not open in the middle of a paint or of another thread.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nobody else catches, in the window and in threads."""
        self._handler = write_log(self._folder)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before, self._before_thread
        if self._handler is not None:
            _log.removeHandler(self._handler)
            self._handler.close()

    def _on_error(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self._caught.emit(error)

    def _on_thread_error(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and not isinstance(caught.exc_value, SystemExit):
            self._caught.emit(caught.exc_value)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if isinstance(error, AppError):
            feedback.show_error(None, error)
            return
        words = report_words(error)
        if words in self._told:
            return
        self._told.add(words)
        _log.error("unexpected:\n%s", words)
        written = self._write(words)
        where = f" Mô tả nằm ở tệp {written}." if written else ""
        feedback.door.show(
            None,
            feedback.Message(
                "Chương trình gặp một lỗi ngoài dự tính. Những gì đã ghi lại vẫn an toàn; cửa sổ "
                f"vẫn dùng tiếp được.{where} Nếu lỗi lặp lại, hãy đóng rồi mở lại chương trình và "
                "gửi tệp ấy cho người hỗ trợ.",
                feedback.Kind.ERROR,
                ("Dùng tiếp",),
                words,
            ),
        )

    def _write(self, words: str) -> Path | None:
        moment = datetime.now().astimezone()
        path = self._folder / f"loi-{moment:%Y%m%d-%H%M%S}.txt"
        with suppress(OSError):
            path.write_text(f"{moment:%H:%M:%S %d/%m/%Y}\n{words}", encoding="utf-8")
            for old in sorted(self._folder.glob("loi-*.txt"), reverse=True)[_KEPT_REPORTS:]:
                old.unlink(missing_ok=True)
            return path
        return None
