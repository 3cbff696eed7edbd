"""A mark that stands while the program is open, so that the next start knows how it ended."""

import contextlib
import faulthandler
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

_MARK: Final = "dang-chay.txt"
_FALL: Final = "dang-sap.txt"
_KEPT_FALLS: Final = 5


@dataclass(frozen=True, slots=True)
class CutOff:
    """The run before did not end by closing. ``fell``: the program itself fell down."""

    since: datetime | None
    fell: bool

    @property
    def words(self) -> str:
        """What is known of it, in brackets of a sentence."""
        why = "chương trình tự dừng vì lỗi nặng" if self.fell else "mất điện hoặc bị tắt ngang"
        return f"{why}, mở lúc {self.since:%H:%M ngày %d/%m/%Y}" if self.since else why


class RunMark:
    """Kept in the room of the logs; a full or read-only disk only loses the knowledge."""

    def __init__(self, folder: Path) -> None:
        self._mark, self._fall = folder / _MARK, folder / _FALL
        self._file: TextIO | None = None

    def begin(self, now: datetime) -> CutOff | None:
        """Set the mark; how the run before ended, None when it was closed."""
        found = self._found()
        with contextlib.suppress(OSError):
            self._put_fall_aside(now)
            self._mark.write_text(f"{now.isoformat()}\n", encoding="ascii")
            self._listen()
        return found

    def end(self) -> None:
        """Closed properly."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            self._mark.unlink(missing_ok=True)
            if self._fall.exists() and not self._fall.stat().st_size:
                self._fall.unlink()

    def _found(self) -> CutOff | None:
        try:
            words = self._mark.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            words = ""
        since = None
        with contextlib.suppress(ValueError):
            since = datetime.fromisoformat(words)
        with contextlib.suppress(OSError):
            return CutOff(since, fell=self._fall.stat().st_size > 0)
        return CutOff(since, fell=False)

    def _put_fall_aside(self, now: datetime) -> None:
        """Where the program fell is kept for whoever helps; it names places in the program only."""
        if self._fall.exists() and self._fall.stat().st_size:
            self._fall.replace(self._fall.with_name(f"sap-{now:%Y%m%d-%H%M%S}.txt"))
        falls = sorted(self._fall.parent.glob("sap-*.txt"), reverse=True)
        for old in falls[_KEPT_FALLS:]:
            old.unlink(missing_ok=True)

    def _listen(self) -> None:
        # Whoever listens already (a developer, a test) goes on to.
        if not faulthandler.is_enabled():
            self._file = self._fall.open("w", encoding="ascii")
            faulthandler.enable(self._file)
