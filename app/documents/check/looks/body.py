"""The words of the paper: justified, first line, room between paragraphs and lines (ô số 6)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.height import line_count
from app.documents.check.looks.numbers import allowed, shown
from app.documents.check.looks.role_words import Item, Role
from app.documents.check.looks.sheet import LookSheet, gathered, grouped
from app.documents.render.metrics import LINE_HEIGHT

_TEXTS: Final = frozenset({Role.BODY, Role.BASE})
#: Words that begin further in than this stand at a deeper step of a list, or were moved by hand.
_BLANKS: Final = ("\t", "  ", "\u00a0")


def body(sheet: LookSheet) -> Iterator[Finding]:
    """Everything about paragraphs between the title and the end."""
    items = [item for item in sheet.content if not item.piece.spot.table and item.piece.lettered]
    whole = [item for item in items if item.piece.first]
    texts = [item for item in whole if item.role in _TEXTS]
    message = "Đoạn văn phải dàn đều cả hai lề."
    yield from gathered("body_justified", [one for one in texts if _ragged(one)], message)
    yield from grouped("first_indent", _indents(texts))
    yield from gathered("paragraph_space", _tight(whole), _space_message())
    yield from grouped("line_spacing", _lines(whole))


def _ragged(item: Item) -> bool:
    spot = item.piece.spot
    return spot.paragraph.align in {"left", "right", "center"} and line_count(spot) > 1


def _indents(texts: list[Item]) -> Iterator[tuple[str, Item]]:
    span = allowed("first_indent")
    for item in texts:
        paragraph = item.piece.spot.paragraph
        if paragraph.align == "center" or paragraph.text.startswith(_BLANKS):
            continue
        start = paragraph.left_indent + paragraph.first_indent
        # Steps of a list and paragraphs under one stand further in.
        deeper = start > span.most and (item.found is not None or paragraph.left_indent > 0)
        if not span.holds(start) and not deeper:
            message = f"Dòng đầu lùi vào {shown(start)} mm; phải lùi vào 1 cm hoặc 1,27 cm."
            yield message, item


def _space_message() -> str:
    least = shown(allowed("space_before").least)
    return f"Khoảng cách giữa các đoạn văn phải từ {least} pt trở lên."


def _tight(whole: list[Item]) -> list[Item]:
    """Paragraphs that follow another one of the text with too little room."""
    span = allowed("space_before")
    close: list[Item] = []
    for above, item in pairwise(whole):
        one, other = above.piece.spot, item.piece.spot
        if other.number != one.number + 1 or other.paragraph.page_break_before:
            continue
        # The name of a chapter belongs to the word above it.
        if above.role is item.role is Role.PART:
            continue
        room = one.paragraph.space_after + other.paragraph.space_before
        if room < span.least - span.slack:
            close.append(item)
    return close


def _lines(whole: list[Item]) -> Iterator[tuple[str, Item]]:
    span = allowed("line_spacing")
    for item in whole:
        paragraph, size = item.piece.spot.paragraph, item.piece.size
        lines = paragraph.line_spacing
        if paragraph.line_exact and size:
            lines = paragraph.line_exact / (size * LINE_HEIGHT)
        if lines and not span.holds(lines):
            message = "Khoảng cách dòng phải từ dòng đơn đến 1,5 dòng."
            yield message, item
