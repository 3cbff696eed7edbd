"""A hostile file and what may come of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What reading must end in."""

    READ = "read"
    REFUSED = "refused"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Hostile:
    """``make`` gives the bytes; when the file is read, every one of ``words`` is in it."""

    name: str
    make: Callable[[], bytes]
    fate: Fate = Fate.EITHER
    words: tuple[str, ...] = ()


Makers = Iterator[Hostile]
