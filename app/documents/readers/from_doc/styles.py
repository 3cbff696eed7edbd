"""The style sheet: what named styles change, each upon the one it is based on."""

import struct
from dataclasses import dataclass
from typing import Final

from app.documents.readers.from_doc.fib import FONTS, STYLES, Fib

_LONGEST_CHAIN: Final = 12
_PARAGRAPH: Final = 1
_NO_BASE: Final = 0xFFF


@dataclass(frozen=True, slots=True)
class Style:
    """Name, number of the base, and changes of paragraph and letters."""

    name: str = ""
    base: int = _NO_BASE
    paragraph: bytes = b""
    letters: bytes = b""


class Styles:
    """The styles of a file by number."""

    def __init__(self, styles: dict[int, Style], font: int) -> None:
        self._styles = styles
        self.font = font

    def name(self, number: int) -> str:
        """The style's name."""
        return self._styles.get(number, Style()).name

    def chain(self, number: int) -> list[Style]:
        """From the first base to the style itself."""
        found: list[Style] = []
        while number in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[number])
            number = found[-1].base
        return found[::-1]


def read_styles(fib: Fib) -> Styles:
    """The style sheet; empty when there is none."""
    data = fib.part(STYLES)
    if len(data) < 6:
        return Styles({}, 0)
    (head,) = struct.unpack_from("<H", data)
    count, base_size = struct.unpack_from("<HH", data, 2)
    font = struct.unpack_from("<H", data, 14)[0] if len(data) >= 16 else 0
    at = 2 + head
    styles: dict[int, Style] = {}
    for number in range(min(count, 0xFFF)):
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        entry = data[at + 2 : at + 2 + size]
        at += 2 + size
        if len(entry) > base_size + 2:
            styles[number] = _style(entry, base_size)
    return Styles(styles, font)


def _style(entry: bytes, base_size: int) -> Style:
    kind, parts = struct.unpack_from("<HH", entry, 2)
    (letters,) = struct.unpack_from("<H", entry, base_size)
    at = base_size + 2
    name = entry[at : at + 2 * letters].decode("utf-16-le", "replace")
    at += 2 * letters + 2
    changes: list[bytes] = []
    for _ in range(min(parts & 0xF, 3)):
        at += at % 2
        if at + 2 > len(entry):
            break
        (size,) = struct.unpack_from("<H", entry, at)
        changes.append(entry[at + 2 : at + 2 + size])
        at += 2 + size
    base = kind >> 4
    if kind & 0xF == _PARAGRAPH:
        first = changes[0][2:] if changes else b""
        return Style(name, base, first, changes[1] if len(changes) > 1 else b"")
    return Style(name, base, b"", changes[0] if changes else b"")


def read_fonts(fib: Fib) -> list[str]:
    """Names of the fonts by number."""
    data = fib.part(FONTS)
    if len(data) < 4:
        return []
    (count,) = struct.unpack_from("<H", data)
    at = 4
    names: list[str] = []
    for _ in range(min(count, 2000)):
        if at >= len(data):
            break
        entry = data[at + 1 : at + 1 + data[at]]
        names.append(entry[39:].decode("utf-16-le", "ignore").split("\0")[0])
        at += 1 + data[at]
    return names
