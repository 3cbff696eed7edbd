"""The piece table: letters in their order, each with its place in the file."""

import struct
from dataclasses import dataclass
from typing import Final

from app.documents.readers.from_doc.fib import PIECES, Fib

#: Letters; a paper has some ten thousand.
MOST_LETTERS: Final = 5_000_000
_NARROW: Final = 0x4000_0000


@dataclass(frozen=True, slots=True)
class TextPiece:
    """``text`` begins at letter ``start``; its first letter lies at byte ``at``, each ``step`` on."""

    start: int
    text: str
    at: int
    step: int


def read_pieces(fib: Fib) -> list[TextPiece]:
    """The pieces from the first letter on; ValueError when there is none."""
    table = _piece_table(fib.part(PIECES))
    count = (len(table) - 4) // 12
    if count < 1:
        raise ValueError("no pieces")
    edges = struct.unpack_from(f"<{count + 1}I", table)
    pieces: list[TextPiece] = []
    letters = 0
    for place in range(count):
        (where,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * place + 2)
        length = max(0, edges[place + 1] - edges[place])
        piece = _piece(fib.main, edges[place], length, where)
        letters += len(piece.text)
        if letters > MOST_LETTERS:
            raise ValueError("too many letters")
        pieces.append(piece)
    return pieces


def _piece_table(clx: bytes) -> bytes:
    """The table behind the changes of a fast save."""
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if at + 5 > len(clx) or clx[at] != 2:
        return b""
    (length,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + length]


def _piece(main: bytes, start: int, length: int, where: int) -> TextPiece:
    if where & _NARROW:
        at = (where & ~_NARROW) // 2
        return TextPiece(start, main[at : at + length].decode("cp1252", "replace"), at, 1)
    data = main[where : where + 2 * length]
    # Letter by letter, so that a half of a pair does not move the places of the others.
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    return TextPiece(start, "".join(map(chr, units)), where, 2)
