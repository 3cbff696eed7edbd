"""The lines drawn under the motto, the issuer and the title (ô số 1, 2, 5a)."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.numbers import Span, rule_share, shown
from app.documents.check.looks.pieces import Spot
from app.documents.check.looks.role_words import Item, Role
from app.documents.check.looks.sheet import LookSheet, at_item
from app.documents.layout import MM
from app.documents.render.metrics import Face, text_width, wrap
from app.documents.source import SourceParagraph

_TYPED: Final = frozenset("-_–—=~*.·…─― \t\u00a0")
_SHORTEST_TYPED: Final = 3
_NAMES: Final = {
    Role.MOTTO: "Tiêu ngữ",
    Role.ISSUER: "tên cơ quan ban hành",
    Role.TITLE: "trích yếu",
}
_LENGTHS: Final = {
    "whole": "dài bằng dòng chữ",
    "short": "dài từ một phần ba đến một phần hai dòng chữ",
}
_FAR: Final = 12
_ROUGHLY: Final = 0.02


def drawn_rules(sheet: LookSheet) -> Iterator[Finding]:
    """Under each of the three: a drawn line of the right length."""
    if not any(item.piece.lettered for item in sheet.of(*_NAMES)):
        return
    loose = _loose(sheet)
    for role, kind in ((Role.MOTTO, "whole"), (Role.ISSUER, "short"), (Role.TITLE, "short")):
        items = sheet.of(role)
        if items:
            yield from _under(sheet, items, kind, loose)


def _under(
    sheet: LookSheet, items: Sequence[Item], kind: str, loose: list[float]
) -> Iterator[Finding]:
    last, rule = items[-1], f"{items[-1].role}_rule"
    name = _NAMES[last.role]
    if any(run.underline for item in items for run in item.piece.lettered):
        message = f"Dưới {name} là đường kẻ vẽ riêng, không dùng chữ gạch chân."
        yield at_item(rule, last, message)
        return
    below = _below(sheet, last)
    found = [length for spot in below for length in _lengths(spot.paragraph)]
    lines = _text_lines(items)
    share = rule_share(kind)
    if any(_fits(length, lines, share) for length in [*found, *loose]):
        return
    if any(_typed(spot.paragraph) for spot in below):
        message = f"Dưới {name} là đường kẻ vẽ riêng, không gõ bằng dấu gạch."
        yield at_item(rule, last, message)
    elif not found:
        message = f"Thiếu đường kẻ dưới {name}; đường kẻ nét liền, {_LENGTHS[kind]}."
        yield at_item(rule, last, message)
    elif lines:
        message = (
            f"Đường kẻ dưới {name} dài {shown(found[0])} mm, dòng chữ dài {shown(max(lines))} mm; "
            f"đường kẻ phải {_LENGTHS[kind]}."
        )
        yield at_item(rule, last, message)


def _below(sheet: LookSheet, item: Item) -> list[Spot]:
    """The paragraph of the words and the empty ones under it in the same column."""
    home = item.piece.spot
    filled = {other.piece.spot.number for other in sheet.items}
    found = [home]
    after = [spot for spot in sheet.spots if spot.number > home.number]
    for spot in after[:_FAR]:
        if (spot.table, spot.column) != (home.table, home.column):
            if home.table and spot.table == home.table:
                continue
            break
        if spot.number in filled:
            break
        found.append(spot)
    return found


def _lengths(paragraph: SourceParagraph) -> list[float]:
    return [length for length in (paragraph.rule_below, *paragraph.more_rules) if length > 0]


def _loose(sheet: LookSheet) -> list[float]:
    """Lines of the head that may belong to any words: a shape keeps to whatever stands near it."""
    found: list[float] = []
    for spot in sheet.spots:
        if spot.number > _head_end(sheet):
            break
        found += _lengths(spot.paragraph)
    return found


def _head_end(sheet: LookSheet) -> int:
    """The first paragraph of the body, where shapes of the title may still hang."""
    ends = [item.piece.spot.number for item in sheet.content[:1]]
    return ends[0] if ends else max((spot.number for spot in sheet.spots), default=0)


def _text_lines(items: Sequence[Item]) -> list[float]:
    """Lengths of the printed lines, mm; none when their size is not known."""
    made: list[float] = []
    for item in items:
        piece = item.piece
        size = piece.size
        if not size:
            continue
        face = Face.BOLD if piece.bold else Face.REGULAR
        paragraph = piece.spot.paragraph
        room = (piece.spot.width - paragraph.left_indent - paragraph.right_indent) * MM
        lines = (
            wrap(piece.text, room, face, size) if room > 0 and not piece.beside else [piece.text]
        )
        made += [text_width(line, face, size) / MM for line in lines]
    return made


def _fits(length: float, lines: Sequence[float], share: Span) -> bool:
    """Of some line of the text; unknown sizes take any length."""
    if not lines:
        return True
    low, high = min(lines), max(lines)
    return share.least * low - _ROUGHLY <= length <= share.most * high + _ROUGHLY


def _typed(paragraph: SourceParagraph) -> bool:
    """A row of dashes or underscores on a line of its own."""
    rows = [row.strip() for row in paragraph.text.split("\n")]
    return any(len(row) >= _SHORTEST_TYPED and set(row) <= _TYPED for row in rows)
