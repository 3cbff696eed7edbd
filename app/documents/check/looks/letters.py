"""One face, one colour everywhere (mục I khoản 4)."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.role_words import Item, Role
from app.documents.check.looks.sheet import LookSheet, grouped
from app.documents.source import SourceRun

_FACE: Final = "timesnewroman"
#: Faces that other systems put for it, of the same widths.
_SAME: Final = frozenset({_FACE, "times", "timesnewromanpsmt", "tinos", "liberationserif"})
#: A shade this dark prints as black.
_DARKEST: Final = 0x40


def letters(sheet: LookSheet) -> Iterator[Finding]:
    """Times New Roman, black; the frame of urgency alone is red."""
    yield from grouped("font_name", _fonts(sheet.items))
    yield from grouped("font_colour", _colours(sheet.items))


def _fonts(items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    for item in items:
        for font in dict.fromkeys(run.font for run in item.piece.lettered if not _right_face(run)):
            yield f"Phông chữ “{font}”; cả văn bản phải là Times New Roman.", item


def _right_face(run: SourceRun) -> bool:
    name = "".join(sign for sign in run.font.lower() if sign.isalnum())
    return not name or name in _SAME


def _colours(items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    for item in items:
        if item.role is not Role.URGENCY and any(map(_coloured, item.piece.lettered)):
            yield "Chữ có màu; cả văn bản phải là chữ màu đen.", item


def _coloured(run: SourceRun) -> bool:
    try:
        parts = bytes.fromhex(run.color)
    except ValueError:
        return False
    return any(part > _DARKEST for part in parts)
