"""Looks by place in the file: the pages of 512 bytes that keep runs and paragraphs."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from app.documents.readers.from_doc.fib import LETTER_LOOKS, PARAGRAPH_LOOKS, Fib

_PAGE: Final = 512
_Entry = tuple[int, int, bytes]


class Formatted:
    """Finds the changes that hold at a byte of the file."""

    def __init__(self, entries: list[_Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0])
        self._starts = [entry[0] for entry in self._entries]

    def at(self, place: int) -> tuple[bytes, int]:
        """The changes there, and the byte up to which they hold (the next change at least)."""
        found = bisect_right(self._starts, place) - 1
        if found >= 0:
            _, end, changes = self._entries[found]
            if place < end:
                return changes, end
        after = self._starts[found + 1] if found + 1 < len(self._starts) else place + (1 << 30)
        return b"", max(after, place + 1)


def letter_looks(fib: Fib) -> Formatted:
    """Changes of runs."""
    return Formatted(list(_entries(fib, LETTER_LOOKS, _run)))


def paragraph_looks(fib: Fib) -> Formatted:
    """Changes of paragraphs: two bytes of the style's number, then the changes."""
    return Formatted(list(_entries(fib, PARAGRAPH_LOOKS, _paragraph)))


def _entries(fib: Fib, part: int, changes: Callable[[bytes, int, int], bytes]) -> Iterator[_Entry]:
    index = fib.part(part)
    count = (len(index) - 4) // 8
    if count < 1:
        return
    seen: set[int] = set()
    for page in struct.unpack_from(f"<{count}I", index, 4 * (count + 1)):
        number = page & 0x3FFFFF
        data = fib.main[number * _PAGE : (number + 1) * _PAGE]
        if number in seen or len(data) < _PAGE:
            continue
        seen.add(number)
        runs = data[-1]
        if 4 * (runs + 1) > _PAGE:
            continue
        edges = struct.unpack_from(f"<{runs + 1}I", data)
        for place in range(runs):
            yield edges[place], edges[place + 1], changes(data, runs, place)


def _run(data: bytes, runs: int, place: int) -> bytes:
    at = 4 * (runs + 1) + place
    start = data[at] * 2 if at < _PAGE else 0
    return data[start + 1 : start + 1 + data[start]] if start else b""


def _paragraph(data: bytes, runs: int, place: int) -> bytes:
    at = 4 * (runs + 1) + 13 * place
    start = data[at] * 2 if at < _PAGE else 0
    if not start:
        return b""
    if data[start]:
        return data[start + 1 : start + 2 * data[start]]
    length = data[start + 1] * 2 if start + 1 < _PAGE else 0
    return data[start + 2 : start + 2 + length]
