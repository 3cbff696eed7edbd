"""Changes of looks ("sprm"): numbers of a property, each with its operand."""

import struct
from collections.abc import Iterator
from typing import Final

_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE: Final = 0xD608
_TABS: Final = 0xC615

DELETED, BOLD, ITALIC, HIDDEN, UNDERLINE, FONT, SIZE, SYMBOL = (
    0x0800, 0x0835, 0x0836, 0x083C, 0x2A3E, 0x4A4F, 0x4A43, 0x6A09,
)  # fmt: skip
IN_TABLE, ROW_END, LIST_LEVEL, LIST_USE, DEPTH = 0x2416, 0x2417, 0x260A, 0x460B, 0x6649
INNER_CELL, INNER_ROW, NEW_PAGE, OUTLINE, TABLE = 0x244B, 0x244C, 0x2407, 0x2640, _TABLE
ROW_HEADER: Final = 0x3404
#: The changes are too long for their page and lie in the data stream.
_ELSEWHERE: Final = (0x6645, 0x6646)
ALIGNS: Final = (0x2403, 0x2461)
LEFTS: Final = (0x840F, 0x845E)
FIRSTS: Final = (0x8411, 0x8460)
BEFORE, AFTER = 0xA413, 0xA414


def read_sprms(changes: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and operand of every change, up to the first that does not fit."""
    at = 0
    while at + 2 <= len(changes):
        (number,) = struct.unpack_from("<H", changes, at)
        at += 2
        size = _SIZES.get(number >> 13)
        if size is None:
            if number == _TABLE:
                if at + 2 > len(changes):
                    return
                size = int(struct.unpack_from("<H", changes, at)[0]) - 1
                at += 2
            elif at < len(changes):
                size = changes[at]
                at += 1
                if number == _TABS and size == 255:
                    return
            else:
                return
        if size < 0 or at + size > len(changes):
            return
        yield number, changes[at : at + size]
        at += size


def expanded(changes: bytes, data: bytes) -> bytes:
    """The changes, with those that lie in the data stream in their place."""
    for number, operand in read_sprms(changes):
        if number in _ELSEWHERE:
            at = whole(operand)
            length = whole(data[at : at + 2])
            return changes + data[at + 2 : at + 2 + length]
    return changes


def whole(operand: bytes) -> int:
    """The operand as a whole number without a sign."""
    return int.from_bytes(operand, "little")


def signed(operand: bytes) -> int:
    """The operand as a whole number with a sign."""
    return int.from_bytes(operand, "little", signed=True)
