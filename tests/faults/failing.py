"""An ear that makes the nth thing done to files fail, as a full, broken or closed disk does."""

import errno
from pathlib import Path
from typing import Final

READS: Final = frozenset({"look", "list", "read", "open-to-read"})
#: A call that was interrupted (EINTR) is done again by Python itself, so nobody above can see it.
NUMBERS: Final = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)


class Failing:
    """Counts what is done below ``room`` while it is armed; one of it fails.

    Only errors that a kind of step can have: reading knows no full and no read-only disk.
    """

    def __init__(self, room: Path) -> None:
        self.room = room
        self.at, self.number, self.done = 0, 0, 0
        self.kinds: list[str] = []
        self._armed = False

    def arm(self, at: int = 0, number: int = 0) -> None:
        """Count from here; the ``at``th step fails, none when it is 0."""
        self.at, self.number, self.done, self.kinds = at, number, 0, []
        self._armed = True

    def disarm(self) -> None:
        """All is well again."""
        self._armed = False

    def before(self, kind: str, path: Path) -> None:
        """Fails when its turn has come."""
        if not self._armed or not path.is_relative_to(self.room):
            return
        self.done += 1
        self.kinds.append(kind)
        if self.done == self.at:
            hard = self.number in (errno.ENOSPC, errno.EROFS) and kind in READS
            number = errno.EIO if hard else self.number
            raise OSError(number, "fault", str(path))

    def after(self, kind: str, path: Path, *more: object) -> None:
        """Nothing is remembered."""


def spread(kinds: list[str], most: int) -> list[int]:
    """So many of the steps, from 1: the first and last of every kind, and some between."""
    first = {kind: at for at, kind in reversed(list(enumerate(kinds, start=1)))}
    last = {kind: at for at, kind in enumerate(kinds, start=1)}
    chosen = {*first.values(), *last.values()}
    between = range(1, len(kinds) + 1, max(1, len(kinds) // most))
    return sorted(dict.fromkeys([*sorted(chosen), *between]))[:most]
