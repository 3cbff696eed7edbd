"""Wrong tries at a password: after a few of them the next one must wait, longer each time.

The count lies in a small file beside the data, so that starting again does not begin anew. Whoever
can delete that file can also copy the folder: against guessing at a copy stands scrypt alone.
"""

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app.files import put_in_place

#: So many wrong tries cost nothing.
FREE_TRIES: Final = 3
_FIRST_WAIT: Final = 5
LONGEST_WAIT: Final = 300


class Tries:
    """The tries at one folder; a file that cannot be kept only loses the slowness."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wrong, self._last = _read(path)

    def wait(self, now: datetime) -> int:
        """Seconds until the next try; 0 at once."""
        if self._last is None or self._wrong < FREE_TRIES:
            return 0
        wait = min(_FIRST_WAIT * 2 ** (self._wrong - FREE_TRIES), LONGEST_WAIT)
        # A clock that was set back makes nobody wait longer than once.
        ready = min(self._last, now) + timedelta(seconds=wait)
        return max(0, -(-(ready - now) // timedelta(seconds=1)))

    def failed(self, now: datetime) -> None:
        """One more that was wrong."""
        self._wrong, self._last = min(self._wrong + 1, 99), now
        content = json.dumps({"wrong": self._wrong, "last": now.isoformat()})
        with contextlib.suppress(OSError):
            put_in_place(self._path, content.encode("ascii"))

    def succeeded(self) -> None:
        """The right one: counting begins anew."""
        self._wrong, self._last = 0, None
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[int, datetime | None]:
    try:
        stored = json.loads(path.read_bytes())
        last = datetime.fromisoformat(stored["last"])
        return (max(0, min(int(stored["wrong"]), 99)), last) if last.tzinfo else (0, None)
    except (OSError, ValueError, KeyError, TypeError):
        return 0, None
