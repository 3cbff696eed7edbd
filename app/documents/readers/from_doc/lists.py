"""Automatic numbers of an old Word file, counted through the text."""

import struct
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.from_doc.fib import LIST_USES, LISTS, Fib
from app.domain.numbering import roman

_BULLET: Final = 23
_NOTHING: Final = 255
_LARGEST: Final = 32_767
_LEVELS: Final = 9
_LEVEL_HEAD: Final = 28
_MOST: Final = 4000
_DASHES: Final = {**dict.fromkeys("-–—−\uf02d", "-"), "+": "+", "*": "*"}


@dataclass(frozen=True, slots=True)
class Level:
    """First number, its form, and the text in which letters 0 to 8 stand for levels."""

    start: int = 1
    form: int = 0
    text: str = ""


@dataclass(slots=True)
class _List:
    levels: list[Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    list_id: int
    starts: dict[int, int]


class Lists:
    """Gives each paragraph of a list its mark; ask in the order of the text."""

    def __init__(self, lists: dict[int, _List], uses: list[_Use]) -> None:
        self._lists = lists
        self._uses = uses
        self._begun: set[tuple[int, int]] = set()

    def mark(self, use: int, at: int) -> str:
        """The next mark of the use (from 1) on a level from 0; "" for none."""
        if not 0 < use <= len(self._uses):
            return ""
        used = self._uses[use - 1]
        found = self._lists.get(used.list_id)
        if found is None or at >= len(found.levels):
            return ""
        self._count(use, used, found, at)
        level = found.levels[at]
        if level.form == _BULLET:
            return _bullet(level.text)
        if level.form == _NOTHING:
            return ""
        return "".join(_shown(sign, found) for sign in level.text).strip()[:40]

    def _count(self, use: int, used: _Use, found: _List, at: int) -> None:
        start = found.levels[at].start
        if at in used.starts and (use, at) not in self._begun:
            self._begun.add((use, at))
            start = used.starts[at]
            found.counts.pop(at, None)
        found.counts[at] = min(found.counts.get(at, start - 1) + 1, _LARGEST)
        for outer in range(at):
            found.counts.setdefault(outer, found.levels[outer].start)
        for inner in range(at + 1, _LEVELS):
            found.counts.pop(inner, None)


def _bullet(text: str) -> str:
    """A dash or a plus as it is; every other sign is drawn with a font of signs: a dot."""
    sign = text.strip("\0 ")[:1]
    return _DASHES.get(sign, "•") if sign else ""


def _shown(sign: str, found: _List) -> str:
    place = ord(sign)
    if place >= _LEVELS:
        return sign
    form = found.levels[place].form if place < len(found.levels) else 0
    return _formed(found.counts.get(place, 1), form)


def _formed(number: int, form: int) -> str:
    if form in {1, 2}:
        made = roman(number) if 0 < number < 4000 else str(number)
        return made if form == 1 else made.lower()
    if form in {3, 4}:
        times, place = divmod(max(number, 1) - 1, 26)
        letters = chr(ord("a") + place) * min(times + 1, 5)
        return letters.upper() if form == 3 else letters
    return f"{number:02d}" if form == 22 else str(number)


def read_lists(fib: Fib) -> Lists:
    """The lists of a file; what is damaged gives no marks."""
    try:
        return Lists(_read_lists(fib), _read_uses(fib))
    except (struct.error, IndexError):
        return Lists({}, [])


def _read_lists(fib: Fib) -> dict[int, _List]:
    head = fib.part(LISTS)
    if len(head) < 2:
        return {}
    count = min(int(struct.unpack_from("<H", head)[0]), _MOST)
    heads = [
        (struct.unpack_from("<i", head, 2 + 28 * at)[0], head[2 + 28 * at + 26] & 1)
        for at in range(count)
        if 2 + 28 * (at + 1) <= len(head)
    ]
    # The levels lie behind the table and are not counted in its length.
    place = fib.behind(LISTS)
    lists: dict[int, _List] = {}
    for list_id, simple in heads:
        levels: list[Level] = []
        for _ in range(1 if simple else _LEVELS):
            level, place = _level(fib.table, place)
            levels.append(level)
        lists[list_id] = _List(levels)
    return lists


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, form = struct.unpack_from("<iB", table, at)
    letters, paragraph = table[at + 24], table[at + 25]
    at += _LEVEL_HEAD + letters + paragraph
    (length,) = struct.unpack_from("<H", table, at)
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return Level(min(max(start, 0), _LARGEST), form, text), at + 2 + 2 * length


def _read_uses(fib: Fib) -> list[_Use]:
    data = fib.part(LIST_USES)
    if len(data) < 4:
        return []
    count = min(int(struct.unpack_from("<I", data)[0]), _MOST)
    heads = [
        (struct.unpack_from("<i", data, 4 + 16 * at)[0], data[4 + 16 * at + 12])
        for at in range(count)
        if 4 + 16 * (at + 1) <= len(data)
    ]
    at = 4 + 16 * count
    uses: list[_Use] = []
    for list_id, changes in heads:
        starts, at = _starts(data, at, changes)
        uses.append(_Use(list_id, starts))
    return uses


def _starts(data: bytes, at: int, changes: int) -> tuple[dict[int, int], int]:
    """First numbers that a use sets for itself, and the place behind them."""
    starts: dict[int, int] = {}
    if at + 4 > len(data):
        return starts, at
    at += 4
    for _ in range(changes):
        if at + 8 > len(data):
            break
        start, flags = struct.unpack_from("<iI", data, at)
        at += 8
        if flags & 0x20:
            level, at = _level(data, at)
            start = level.start
        if flags & 0x30:
            starts[flags & 0xF] = min(max(start, 0), _LARGEST)
    return starts, at
