"""Copy and paste: nodes inside the program, clean lines from anywhere else."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor

from app.documents.readers.branches import build_branches
from app.documents.readers.head import Head
from app.documents.readers.lines import read_lines, without_page_numbers
from app.documents.readers.paragraphs import join_lines
from app.documents.readers.reading import Reading
from app.documents.readers.tail import Tail
from app.documents.readers.to_content import content_of_reading
from app.domain import fields
from app.domain.numbering import RANK, Mark
from app.domain.outline import DEEPEST, Item
from app.domain.paper_content import NodeContent
from app.domain.text import clean_line, nfc
from app.errors import ValidationError
from app.ui.editor import structure
from app.ui.editor.html_text import html_to_text
from app.ui.editor.node_blocks import (
    blocks,
    heading_format,
    key_of,
    read_node,
    task_from_json,
    task_json,
    write_nodes,
    write_words,
)

#: Letters; a plan of 40 pages has some hundred thousand.
_LONGEST: Final = 2_000_000
MIME: Final = "application/x-so-binh-dang-nodes+json"


def mime_of_selection(cursor: QTextCursor, marks: Sequence[str]) -> QMimeData:
    """The selection as nodes for this program and as marked lines for others."""
    mime = QMimeData()
    mime.setText(_plain_lines(cursor, marks))
    inline = _blocks_of(cursor)[0] == _blocks_of(cursor)[-1]
    nodes = [_cut(block, cursor) for block in _blocks_of(cursor)]
    data = {"inline": inline, "nodes": [_raw(node) for node in nodes]}
    mime.setData(MIME, json.dumps(data, ensure_ascii=False).encode())
    return mime


def paste(cursor: QTextCursor, source: QMimeData, year: int) -> None:
    """Put what the clipboard holds at the cursor, as clean words."""
    if source.hasFormat(MIME):
        data = json.loads(bytes(source.data(MIME).data()))
        nodes = [_node(raw) for raw in data["nodes"]]
        if data["inline"]:
            _paste_inline(cursor, nodes[0])
        else:
            _paste_nodes(cursor, _with_free_keys(cursor, nodes))
        # Words dragged from elsewhere may have left a hole in the tree.
        structure.settle(cursor)
        return
    text = html_to_text(source.html()) if source.hasHtml() else ""
    text = nfc(text or source.text())
    if len(text.strip().splitlines()) <= 1:
        _paste_words(cursor, text)
    else:
        _paste_nodes(cursor, read_body(text, year))


def read_body(text: str, year: int) -> list[NodeContent]:
    """Lines of a body as nodes: no head, no recipients, nothing left out.

    Raises:
        ValidationError: more than any paper holds.
    """
    if len(text) > _LONGEST:
        raise ValidationError(
            "Phần chữ dán vào dài hơn mọi văn bản nên không dán. Hãy chép ít hơn."
        )
    try:
        return _read_nodes(text, year)
    except ValidationError:
        # A line that looks like a task but is none: the words still come in.
        lines = (clean_line(line) for line in text.splitlines())
        return [NodeContent(depth=0, mark=Mark.NONE, text=line) for line in lines if line]


def _read_nodes(text: str, year: int) -> list[NodeContent]:
    lines, _ = without_page_numbers(read_lines(text))
    body, loose = join_lines(lines)
    reading = Reading(
        head=Head(),
        addressees=(),
        bases=(),
        branches=build_branches([], body, []),
        tail=Tail(),
        left_over=(),
    )
    nodes = list(content_of_reading(reading, year or 2000).nodes)
    return nodes + [NodeContent(depth=0, mark=Mark.NONE, text=line.text) for line in loose]


def _paste_words(cursor: QTextCursor, text: str) -> None:
    """One line into the sentence; a space at its ends stays."""
    flat = " ".join(text.replace("\u00a0", " ").split())
    before = " " if text[:1].isspace() and flat else ""
    after = " " if text[-1:].isspace() and flat and "\n" not in text[-1:] else ""
    with structure.one_step(cursor):
        structure.remove_selection(cursor)
        cursor.insertText(f"{before}{flat}{after}")


def _paste_inline(cursor: QTextCursor, node: NodeContent) -> None:
    with structure.one_step(cursor):
        structure.remove_selection(cursor)
        base = cursor.charFormat()
        write_words(cursor, node.heading, heading_format())
        write_words(cursor, node.text, base)


def _paste_nodes(cursor: QTextCursor, nodes: list[NodeContent]) -> None:
    if not nodes:
        return
    with structure.one_step(cursor):
        structure.remove_selection(cursor)
        placed = _placed(structure.items_of(cursor.document()), cursor.blockNumber(), nodes)
        if cursor.block().text():
            _open_block(cursor)
        write_nodes(cursor, placed)
        structure.settle(cursor)


def _open_block(cursor: QTextCursor) -> None:
    """An empty block at the cursor; what stood behind the cursor comes after it."""
    at_end, at_start = cursor.atBlockEnd(), cursor.atBlockStart()
    structure.split_node(cursor)
    if not at_end:
        if not at_start:
            structure.split_node(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)


def _placed(items: list[Item], here: int, nodes: list[NodeContent]) -> list[NodeContent]:
    """The nodes moved to the depth where their first mark is at home."""
    top = min(node.depth for node in nodes)
    depth = _home(items, here, nodes[0].mark)
    return [replace(node, depth=min(DEEPEST, node.depth - top + depth)) for node in nodes]


def _home(items: list[Item], here: int, mark: Mark) -> int:
    """Depth for a node of this mark after the node ``here``."""
    depth, own = items[here]
    lowest = depth
    for number in range(here, -1, -1):
        if items[number][0] <= lowest:
            lowest = items[number][0]
            if items[number][1] is mark:
                return lowest
    deeper = own is not Mark.NONE and mark is not Mark.NONE and RANK[mark] > RANK[own]
    return depth + 1 if deeper else depth


def _blocks_of(cursor: QTextCursor) -> list[QTextBlock]:
    first, last = structure.selected_blocks(cursor)
    return [cursor.document().findBlockByNumber(number) for number in range(first, last + 1)]


def _cut(block: QTextBlock, cursor: QTextCursor) -> NodeContent:
    """The node of a block, or of the part of it that is selected."""
    start = max(0, cursor.selectionStart() - block.position())
    end = min(block.length() - 1, cursor.selectionEnd() - block.position())
    return read_node(block, start, end)


def _plain_lines(cursor: QTextCursor, marks: Sequence[str]) -> str:
    found = _blocks_of(cursor)
    if len(found) == 1:
        return cursor.selectedText()
    lines: list[str] = []
    for block in found:
        node = _cut(block, cursor)
        words = fields.plain(f"{node.heading} {node.text}".strip())
        mark = marks[block.blockNumber()]
        lines.append(f"{mark} {' '.join(words.split())}".strip())
    return "\n".join(lines)


def _with_free_keys(cursor: QTextCursor, nodes: list[NodeContent]) -> list[NodeContent]:
    """Nodes that were cut keep their key; copies get one of their own."""
    taken = {key_of(block) for block in blocks(cursor.document())}
    return [replace(node, key=uuid4()) if node.key in taken else node for node in nodes]


def _raw(node: NodeContent) -> dict[str, Any]:
    return {
        "item": [node.depth, str(node.mark)],
        "heading": node.heading,
        "text": node.text,
        "task": task_json(node.task) if node.task else "",
        "table": node.table,
        "key": str(node.key),
    }


def _node(raw: dict[str, Any]) -> NodeContent:
    return NodeContent(
        depth=int(raw["item"][0]),
        mark=Mark(raw["item"][1]),
        heading=raw["heading"],
        text=raw["text"],
        task=task_from_json(raw["task"]) if raw["task"] else None,
        table=raw["table"],
        key=UUID(raw["key"]),
    )
