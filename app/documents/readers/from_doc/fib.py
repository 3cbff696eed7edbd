"""The file information block at the start of an old Word text: where everything lies."""

import struct
from dataclasses import dataclass
from typing import Final

from app.documents.readers.from_doc.container import Streams

_WORD: Final = 0xA5EC
_WORD_97: Final = 0xC0
_PAIRS: Final = 0x9A
#: Places of the tables in the block ([MS-DOC] 2.5.6).
STYLES, NOTE_MARKS, NOTE_TEXTS, LETTER_LOOKS, PARAGRAPH_LOOKS, FONTS = 1, 2, 3, 12, 13, 15
PIECES, END_MARKS, END_TEXTS, LISTS, LIST_USES = 33, 46, 47, 73, 74


@dataclass(frozen=True, slots=True)
class Fib:
    """Lengths of the parts of the text in letters, and the streams."""

    main: bytes
    table: bytes
    data: bytes
    text: int
    notes: int
    headers: int
    macros: int
    comments: int
    ends: int
    frames: int

    def behind(self, place: int) -> int:
        """Where one of the tables ends in the table stream."""
        start, length = struct.unpack_from("<II", self.main, _PAIRS + 8 * place)
        return int(start + length)

    def part(self, place: int) -> bytes:
        """The bytes of one of the tables; empty when the file has none."""
        at = _PAIRS + 8 * place
        if at + 8 > len(self.main):
            return b""
        start, length = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + length]


def is_old(main: bytes) -> bool:
    """Whether Word 6 or 95 wrote it."""
    sign, version = (int(one) for one in struct.unpack_from("<HH", main))
    return sign != _WORD or version < _WORD_97


def is_locked(main: bytes) -> bool:
    """Whether a password locks it."""
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    return bool(flags & 0x0100)


def read_fib(streams: Streams) -> Fib:
    """The block; ``struct.error`` when the text is cut."""
    main = streams.main
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    lengths = struct.unpack_from("<8i", main, 0x4C)
    table = streams.tables[1 if flags & 0x0200 else 0]
    return Fib(main, table, streams.data, *(max(0, one) for one in lengths[:7]))
