"""One node of the outline = one text block: written into a document and read back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.domain import fields
from app.domain.fields import Bound
from app.domain.numbering import Mark
from app.domain.outline import Item, normalised
from app.domain.paper_content import NodeContent, TaskContent
from app.ui.editor.markers import as_bound, is_marker

_USER: Final = QTextFormat.Property.UserProperty.value
DEPTH: Final = _USER + 1
MARK: Final = _USER + 2
KEY: Final = _USER + 3
TASK: Final = _USER + 4
TABLE: Final = _USER + 5
SOURCE_MARK: Final = _USER + 6
HEADING: Final = _USER + 7
FIELD: Final = _USER + 8
FIELD_SHOWN: Final = _USER + 9

#: "Điều 12." and "Chương III" are wider than "I.".
_WORD_STEPS: Final = {
    Mark.PART: 2, Mark.CHAPTER: 3, Mark.SECTION: 2, Mark.SUBSECTION: 3, Mark.ARTICLE: 2,
}  # fmt: skip
#: Space under a paragraph (NĐ 30: at least 6 pt between paragraphs).
SPACE_BELOW: Final = 6.0


def heading_format() -> QTextCharFormat:
    """Characters of the bold lead."""
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    style.setProperty(HEADING, True)
    return style


def plain_format() -> QTextCharFormat:
    """Ordinary characters."""
    return QTextCharFormat()


def bound_format(bound: Bound, base: QTextCharFormat) -> QTextCharFormat:
    """Characters of a number that comes from the records."""
    style = QTextCharFormat(base)
    # Two numbers side by side with the same key stay two.
    style.setProperty(FIELD, f"{bound.key}\n{uuid4().hex[:8]}")
    style.setProperty(FIELD_SHOWN, bound.shown)
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return style


def field_key(style: QTextFormat) -> str:
    """Key of the bound number these characters belong to; empty for other characters."""
    return str(style.property(FIELD) or "").partition("\n")[0]


def block_format(node: NodeContent) -> QTextBlockFormat:
    """Everything of a node but its words."""
    style = QTextBlockFormat()
    set_item(style, (node.depth, node.mark))
    style.setProperty(KEY, str(node.key))
    style.setBottomMargin(SPACE_BELOW)
    style.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if node.task is not None:
        style.setProperty(TASK, task_json(node.task))
    if node.table is not None:
        style.setProperty(TABLE, json.dumps(node.table, ensure_ascii=False))
    if node.source_mark:
        style.setProperty(SOURCE_MARK, node.source_mark)
    return style


def mark_steps(mark: Mark) -> int:
    """Steps of indentation that the printed mark has for itself."""
    return _WORD_STEPS.get(mark, 1)


def set_item(style: QTextBlockFormat, item: Item) -> None:
    """Put depth and mark into a block's format."""
    depth, mark = item
    style.setProperty(DEPTH, depth)
    style.setProperty(MARK, str(mark))
    style.setIndent(depth + mark_steps(mark))


def item_of(block: QTextBlock) -> Item:
    """Depth and mark of a block; a block from elsewhere is a plain paragraph."""
    style = block.blockFormat()
    mark = style.property(MARK)
    return int(style.property(DEPTH) or 0), Mark(mark) if mark else Mark.NONE


def key_of(block: QTextBlock) -> UUID | None:
    """The node's key as the block carries it."""
    key = block.blockFormat().property(KEY)
    return UUID(key) if key else None


def task_of(block: QTextBlock) -> TaskContent | None:
    """What makes the node a task."""
    stored = block.blockFormat().property(TASK)
    return task_from_json(stored) if stored else None


def task_json(task: TaskContent) -> str:
    """A task as text for a block's format."""
    return json.dumps(asdict(task), default=str, ensure_ascii=False)


def task_from_json(text: str) -> TaskContent:
    """The task of ``task_json``."""
    raw: dict[str, Any] = json.loads(text)
    return TaskContent(
        lead=raw["lead"],
        partners=tuple(raw["partners"]),
        asked=raw["asked"],
        starts_on=_day(raw["starts_on"]),
        ends_on=_day(raw["ends_on"]),
        all_year=raw["all_year"],
        budget=tuple((source, amount) for source, amount in raw["budget"]),
        output=raw["output"],
    )


def write_nodes(cursor: QTextCursor, nodes: Sequence[NodeContent]) -> None:
    """Write nodes: the first into the cursor's own empty block, each next into a new one."""
    for number, node in enumerate(nodes):
        lead = heading_format() if node.heading and not node.text else plain_format()
        if number:
            cursor.insertBlock(block_format(node), lead)
        else:
            cursor.setBlockFormat(block_format(node))
            cursor.setBlockCharFormat(lead)
        _write_all_words(cursor, node)


def set_words_and_table(cursor: QTextCursor, node: NodeContent) -> None:
    """Put words and table of a node into the cursor's block; everything else of it stays."""
    block = cursor.block()
    style = block.blockFormat()
    table = json.dumps(node.table, ensure_ascii=False) if node.table is not None else None
    if table != style.property(TABLE):
        style.setProperty(TABLE, table)
        cursor.setBlockFormat(style)
    there = read_clean(block)
    if (there.heading, there.text) == (node.heading, node.text):
        return
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    _write_all_words(cursor, node)


def _write_all_words(cursor: QTextCursor, node: NodeContent) -> None:
    write_words(cursor, node.heading, heading_format())
    if node.heading and node.text:
        cursor.insertText(" ", plain_format())
    write_words(cursor, node.text, plain_format())


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every block in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def read_node(block: QTextBlock, start: int = 0, end: int = -1) -> NodeContent:
    """The node of a block as it stands: words are not cleaned, depth is as stored.

    Args:
        start: first character wanted.
        end: character after the last one wanted; -1 for all.
    """
    depth, mark = item_of(block)
    style = block.blockFormat()
    table = style.property(TABLE)
    heading, text = _read_words(block, start, end)
    return NodeContent(
        depth=depth,
        mark=mark,
        heading=heading,
        text=text,
        task=task_of(block),
        table=json.loads(table) if table else None,
        source_mark=str(style.property(SOURCE_MARK) or ""),
        key=key_of(block) or uuid4(),
    )


def read_clean(block: QTextBlock) -> NodeContent:
    """The node of a block with clean words."""
    return _clean(read_node(block))


def as_kept(nodes: Sequence[NodeContent]) -> tuple[tuple[NodeContent, ...], list[int]]:
    """Of the clean nodes of all blocks those to be kept, with their block numbers.

    A true tree, every key once, empty ends left out.
    """
    items = normalised([(node.depth, node.mark) for node in nodes])
    kept: list[NodeContent] = []
    numbers: list[int] = []
    keys: set[UUID] = set()
    for number, (node, (depth, _)) in enumerate(zip(nodes, items, strict=True)):
        below = items[number + 1][0] if number + 1 < len(items) else 0
        if _is_empty(node) and below <= depth:
            continue
        first = node.key not in keys
        key = _fresh_key(node.key, keys)
        keys.add(key)
        same = first and node.depth == depth
        task = node.task if first else None
        kept.append(node if same else replace(node, depth=depth, key=key, task=task))
        numbers.append(number)
    # Only where a node was left out may its neighbours stand too deep.
    return tuple(kept if len(kept) == len(nodes) else _as_tree(kept)), numbers


def _as_tree(nodes: list[NodeContent]) -> Iterator[NodeContent]:
    items = normalised([(node.depth, node.mark) for node in nodes])
    for node, (depth, _) in zip(nodes, items, strict=True):
        yield node if node.depth == depth else replace(node, depth=depth)


def _clean(node: NodeContent) -> NodeContent:
    return replace(node, heading=fields.clean(node.heading), text=fields.clean(node.text))


def _is_empty(node: NodeContent) -> bool:
    return not (node.heading or node.text or node.task or node.table)


def _fresh_key(key: UUID, taken: set[UUID]) -> UUID:
    """The key itself, or one made from it that stays the same on every reading."""
    while key in taken:
        key = uuid5(key, "half")
    return key


def write_words(cursor: QTextCursor, words: str, base: QTextCharFormat) -> None:
    """Write words in their stored form: bound numbers stay bound, markers speak Vietnamese."""
    marker = as_bound(words)
    for piece in [marker] if marker else fields.split(words):
        if isinstance(piece, Bound):
            cursor.insertText(piece.shown, bound_format(piece, base))
        else:
            cursor.insertText(piece, base)


def _read_words(block: QTextBlock, start: int, end: int) -> tuple[str, str]:
    """Bold lead and the rest, bound numbers in their stored form."""
    heading: list[str] = []
    text: list[str] = []
    runs = pieces(block) if end < 0 else _between(block, start, end)
    for piece, style in runs:
        leading = bool(style.property(HEADING)) and not text
        (heading if leading else text).append(_stored(piece, style))
    return "".join(heading), "".join(text)


def pieces(block: QTextBlock) -> Iterator[tuple[str, QTextCharFormat]]:
    """Runs of equal characters with their format."""
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        yield fragment.text(), fragment.charFormat()
        place += 1


def _between(block: QTextBlock, start: int, end: int) -> Iterator[tuple[str, QTextCharFormat]]:
    place = 0
    for piece, style in pieces(block):
        coded = piece.encode("utf-16-le")
        first, last = max(0, start - place), min(len(coded) // 2, end - place)
        if first < last:
            yield coded[2 * first : 2 * last].decode("utf-16-le", "ignore"), style
        place += len(coded) // 2


def _stored(piece: str, style: QTextCharFormat) -> str:
    """A number typed over is no longer bound."""
    key = field_key(style)
    if key and piece == style.property(FIELD_SHOWN):
        return key if is_marker(key) else fields.bind(key, piece)
    return piece.replace("\u2028", " ")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
