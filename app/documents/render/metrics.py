"""Widths of the paper's letters, read from the shipped Tinos faces; breaking of centred lines."""

import struct
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from app.errors import DataFileError
from app.paths import resource

#: Single spacing of Times New Roman: height of a line as a multiple of its size.
LINE_HEIGHT: Final = 1.15


class Face(StrEnum):
    """The four faces; the value is the file's name without its ending."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"
    BOLD_ITALIC = "Tinos-BoldItalic"


def face_file(face: Face) -> Path:
    """The file of a face.

    Raises:
        DataFileError: the file is missing.
    """
    path = resource("fonts") / f"{face.value}.ttf"
    if not path.is_file():
        raise DataFileError(
            f"Thiếu tệp phông chữ {path.name} của chương trình nên chưa xuất được văn bản. "
            "Dữ liệu vẫn an toàn. Hãy cài lại chương trình rồi làm lại.",
            detail=str(path),
        )
    return path


def text_width(text: str, face: Face, size: float) -> float:
    """Width of one line in pt."""
    return _share(text, face) * size


# Titles of tables and words of cells are measured again and again.
@lru_cache(maxsize=20_000)
def _share(text: str, face: Face) -> float:
    widths = advances(face)
    missing = widths.get(ord("□"), 0.5)
    return sum([widths.get(ord(sign), missing) for sign in text])


def missing_letters(text: str) -> str:
    """Letters of a text that the shipped faces lack and that would print as an empty box."""
    known = letters()
    lacking = [sign for sign in text if sign >= " " and sign not in known]
    return "".join(dict.fromkeys(lacking))


def wrap(text: str, width: float, face: Face, size: float) -> list[str]:
    """Lines no wider than ``width`` pt, each as full as possible; a longer word stands alone."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, face, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def balanced(text: str, width: float, face: Face, size: float) -> list[str]:
    """As few lines as fit into ``width`` pt, broken so that they are about equally long."""
    widest = wrap(text, width, face, size)
    if len(widest) < 2:
        return widest
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrap(text, middle, face, size)) <= len(widest):
            high = middle
        else:
            low = middle
    return wrap(text, high, face, size)


@cache
def letters() -> frozenset[str]:
    """Every letter that the faces hold."""
    return frozenset(map(chr, advances(Face.REGULAR)))


@cache
def advances(face: Face) -> Mapping[int, float]:
    """Width of every letter as a share of the size.

    Raises:
        DataFileError: the file is missing or damaged.
    """
    path = face_file(face)
    try:
        return _advances(path.read_bytes())
    except (OSError, struct.error, KeyError, IndexError) as error:
        raise DataFileError(
            f"Tệp phông chữ {path.name} của chương trình bị hỏng nên chưa xuất được văn bản. "
            "Dữ liệu vẫn an toàn. Hãy cài lại chương trình rồi làm lại.",
            detail=str(path),
        ) from error


def _advances(data: bytes) -> dict[int, float]:
    tables = {}
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        name, _sum, offset, _length = struct.unpack_from(">4s3L", data, 12 + 16 * number)
        tables[name] = offset
    unit = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, data, tables[b"hmtx"])[::2]
    letters = _letters(data, tables[b"cmap"])
    return {code: widths[min(glyph, count - 1)] / unit for code, glyph in letters.items()}


def _letters(data: bytes, cmap: int) -> dict[int, int]:
    """Letter → glyph, of the Unicode table in segments (format 4)."""
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">L", data, cmap + 8 + 8 * number)[0]
        if struct.unpack_from(">H", data, start)[0] == 4:
            return _segments(data, start)
    raise KeyError("cmap")


def _segments(data: bytes, start: int) -> dict[int, int]:
    doubled = struct.unpack_from(">H", data, start + 6)[0]
    count = doubled // 2
    ends, firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, start + 14 + place)
        for place in (0, doubled + 2, 2 * doubled + 2, 3 * doubled + 2)
    )
    found: dict[int, int] = {}
    for at in range(count):
        for code in range(firsts[at], min(ends[at], 0xFFFE) + 1):
            glyph = code
            if offsets[at]:
                place = start + 16 + 3 * doubled + 2 * at + offsets[at] + 2 * (code - firsts[at])
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph:
                found[code] = (glyph + deltas[at]) & 0xFFFF
    return found
