"""What a run and a paragraph look like, from styles and changes."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from app.documents.readers.from_doc import sprms
from app.documents.readers.from_doc.sprms import read_sprms, signed, whole
from app.documents.readers.from_doc.styles import Styles

_ALIGN: Final = {0: "left", 1: "center", 2: "right"}
_HIGHEST_LEVEL: Final = 9


@dataclass(frozen=True, slots=True)
class Letters:
    """Looks of a run; ``symbol`` is the letter drawn in place of a stand-in."""

    font: int = 0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    gone: bool = False
    symbol: str = ""


@dataclass(slots=True)
class Lines:
    """Looks of a paragraph; lengths in twips; ``row`` is the definition of a table row."""

    style: int = 0
    align: str = "left"
    first: int = 0
    left: int = 0
    before: int = 0
    after: int = 0
    new_page: bool = False
    level: int = 0
    list_use: int = 0
    list_level: int = 0
    in_table: bool = False
    row_end: bool = False
    inner: bool = False
    header: bool = False
    row: bytes = field(default=b"")


def letters_of(changes: bytes, style: Letters) -> Letters:
    """The run's looks upon those of its paragraph's style."""
    made = style
    for number, operand in read_sprms(changes):
        made = _changed(made, number, operand, style)
    return made


def style_letters(styles: Styles, number: int) -> Letters:
    """The letters that a style gives."""
    made = Letters(font=styles.font)
    for style in styles.chain(number):
        for change, operand in read_sprms(style.letters):
            made = _changed(made, change, operand, made)
    return made


def lines_of(changes: bytes, styles: Styles) -> Lines:
    """The paragraph's looks: its style's, then its own."""
    number = struct.unpack_from("<H", changes)[0] if len(changes) >= 2 else 0
    lines = Lines(style=number)
    for style in styles.chain(number):
        _change_lines(lines, read_sprms(style.paragraph))
    _change_lines(lines, read_sprms(changes[2:]))
    return lines


def _changed(made: Letters, number: int, operand: bytes, style: Letters) -> Letters:
    if number == sprms.FONT:
        return replace(made, font=whole(operand))
    if number == sprms.SIZE:
        return replace(made, size=whole(operand) / 2)
    if number == sprms.UNDERLINE:
        return replace(made, underline=operand[0] not in {0, 5})
    if number == sprms.SYMBOL:
        return replace(made, symbol=chr(whole(operand[2:])), font=whole(operand[:2]))
    return _switched(made, number, operand[:1], style)


def _switched(made: Letters, number: int, operand: bytes, style: Letters) -> Letters:
    value = operand[0] if operand else 0
    if number == sprms.BOLD:
        return replace(made, bold=_toggled(value, style.bold))
    if number == sprms.ITALIC:
        return replace(made, italic=_toggled(value, style.italic))
    if number in {sprms.HIDDEN, sprms.DELETED}:
        return replace(made, gone=made.gone or _toggled(value, style.gone))
    return made


def _toggled(value: int, style: bool) -> bool:
    """128 is as in the style, 129 the contrary."""
    return {0x80: style, 0x81: not style}.get(value, bool(value))


def _change_lines(lines: Lines, changes: Iterable[tuple[int, bytes]]) -> None:
    for number, operand in changes:
        if number in _LENGTHS:
            setattr(lines, _LENGTHS[number], signed(operand))
        elif number in _SWITCHES:
            name = _SWITCHES[number]
            setattr(lines, name, bool(operand[0]) or (name == "inner" and lines.inner))
        elif number in sprms.ALIGNS:
            lines.align = _ALIGN.get(operand[0], "justify")
        else:
            _change_place(lines, number, operand)


def _change_place(lines: Lines, number: int, operand: bytes) -> None:
    """Changes of what a paragraph is: in a list, a heading, the end of a row."""
    if number == sprms.LIST_USE:
        lines.list_use = max(0, signed(operand))
    elif number == sprms.LIST_LEVEL:
        lines.list_level = min(operand[0], 8)
    elif number == sprms.OUTLINE:
        lines.level = operand[0] + 1 if operand[0] < _HIGHEST_LEVEL else 0
    elif number == sprms.TABLE:
        lines.row = operand


_LENGTHS: Final = {
    **dict.fromkeys(sprms.LEFTS, "left"),
    **dict.fromkeys(sprms.FIRSTS, "first"),
    sprms.BEFORE: "before",
    sprms.AFTER: "after",
}
_SWITCHES: Final = {
    sprms.IN_TABLE: "in_table",
    sprms.ROW_END: "row_end",
    sprms.NEW_PAGE: "new_page",
    sprms.ROW_HEADER: "header",
    sprms.INNER_CELL: "inner",
    sprms.INNER_ROW: "inner",
}
