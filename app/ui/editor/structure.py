"""Changes to the outline of a document, each one undo step."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from app.domain.numbering import Mark
from app.domain.outline import (
    Item,
    Swap,
    children,
    demote,
    move_down,
    move_up,
    normalised,
    promote,
    set_mark,
)
from app.ui.editor.bound import span_over, whole_fields
from app.ui.editor.headings import is_all_heading
from app.ui.editor.node_blocks import (
    KEY,
    SOURCE_MARK,
    TABLE,
    TASK,
    blocks,
    heading_format,
    item_of,
    pieces,
    plain_format,
    set_item,
)

#: A change made through a cursor; what it returns is not looked at.
Change = Callable[[QTextCursor], object]


@dataclass(frozen=True, slots=True)
class _Lifted:
    """A block taken out as it is, to be laid down elsewhere."""

    style: QTextBlockFormat
    lead: QTextCharFormat
    runs: tuple[tuple[str, QTextCharFormat], ...]


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[None]:
    """Everything inside is undone at once."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def items_of(document: QTextDocument) -> list[Item]:
    """Depth and mark of every block, as a true tree."""
    return normalised([item_of(block) for block in blocks(document)])


def selected_blocks(cursor: QTextCursor) -> tuple[int, int]:
    """First and last block of the selection; a block reached only at its very start is not in."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if last.position() == cursor.selectionEnd() and last.blockNumber() > first.blockNumber():
        last = last.previous()
    return first.blockNumber(), last.blockNumber()


def demote_selected(cursor: QTextCursor) -> bool:
    """One step in, with everything below; False when it cannot go."""
    return _apply(cursor, demote(items_of(cursor.document()), *selected_blocks(cursor)))


def promote_selected(cursor: QTextCursor) -> bool:
    """One step out, with everything below; False at the top."""
    return _apply(cursor, promote(items_of(cursor.document()), *selected_blocks(cursor)))


def mark_selected(cursor: QTextCursor, mark: Mark) -> bool:
    """Give the selected nodes this mark."""
    return _apply(cursor, set_mark(items_of(cursor.document()), *selected_blocks(cursor), mark))


def move_node(cursor: QTextCursor, *, up: bool) -> bool:
    """The node and all below it change places with their neighbour; False at the end."""
    items = items_of(cursor.document())
    place = cursor.blockNumber()
    swap = (move_up if up else move_down)(items, place)
    if swap is None:
        return False
    inside = cursor.positionInBlock()
    with one_step(cursor):
        _swap(cursor, swap)
        settle(cursor)
    landed = swap.first if up else swap.first + swap.end - swap.middle
    block = cursor.document().findBlockByNumber(landed)
    cursor.setPosition(block.position() + min(inside, block.length() - 1))
    return True


def new_node(cursor: QTextCursor) -> None:
    """Enter: a new sibling; on an empty node one step out, then no mark."""
    with one_step(cursor):
        if cursor.hasSelection():
            remove_selection(cursor)
        block = cursor.block()
        depth, mark = item_of(block)
        if not block.text().strip() and depth:
            promote_selected(cursor)
        elif not block.text().strip() and mark is not Mark.NONE:
            mark_selected(cursor, Mark.NONE)
        elif cursor.positionInBlock() == 0 and block.text():
            _node_before(cursor)
        else:
            _node_after(cursor)


def join_at_start(cursor: QTextCursor) -> bool:
    """Backspace at the start of a node: one step out, or joined to the node before."""
    block = cursor.block()
    before = block.previous()
    if cursor.hasSelection() or cursor.positionInBlock() or not before.isValid():
        return False
    beside = item_of(block) == item_of(before)
    if block.text() and item_of(block)[0] and not beside:
        return promote_selected(cursor)
    with one_step(cursor):
        cursor.movePosition(
            QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        remove_selection(cursor)
    return True


def join_at_end(cursor: QTextCursor) -> bool:
    """Delete at the end of a node: the next one is joined to it."""
    block = cursor.block()
    at_end = cursor.positionInBlock() == block.length() - 1
    if cursor.hasSelection() or not at_end or not block.next().isValid():
        return False
    with one_step(cursor):
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
        )
        remove_selection(cursor)
    return True


def is_wide(cursor: QTextCursor) -> bool:
    """Whether the selection reaches over several nodes or cuts a bound number."""
    if not cursor.hasSelection():
        return False
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if document.findBlock(start) != document.findBlock(end):
        return True
    return span_over(document, start, end) is not None


def remove_selection(cursor: QTextCursor) -> None:
    """Remove the selected words; the node whose words remain keeps its identity."""
    whole_fields(cursor)
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if first == last:
        cursor.removeSelectedText()
        return
    starts_first = cursor.selectionStart() == first.position()
    ends_last = cursor.selectionEnd() == last.position() + last.length() - 1
    style = last.blockFormat() if starts_first and not ends_last else first.blockFormat()
    with one_step(cursor):
        cursor.removeSelectedText()
        cursor.setBlockFormat(style)
        settle(cursor)


def split_node(cursor: QTextCursor) -> None:
    """Cut the node in two at the cursor, which stands at the start of the second one then."""
    if cursor.atBlockStart() and cursor.block().text():
        _node_before(cursor)
    else:
        cursor.insertBlock(_without_identity(cursor.blockFormat()), plain_format())


def settle(cursor: QTextCursor) -> None:
    """Make the outline a true tree again."""
    _write_items(cursor, items_of(cursor.document()))


def _apply(cursor: QTextCursor, items: list[Item] | None) -> bool:
    if items is None:
        return False
    with one_step(cursor):
        _write_items(cursor, items)
        if not cursor.block().text():
            _follow_lead(cursor)
    return True


def _write_items(cursor: QTextCursor, items: Sequence[Item]) -> None:
    """Write depth and mark where they differ."""
    for block, item in zip(blocks(cursor.document()), items, strict=True):
        if item_of(block) != item:
            change = QTextBlockFormat()
            set_item(change, item)
            QTextCursor(block).mergeBlockFormat(change)


def _follow_lead(cursor: QTextCursor) -> None:
    """An empty node is typed bold where its sibling above is all bold."""
    block = cursor.block()
    item = item_of(block)
    before = block.previous()
    while before.isValid() and item_of(before)[0] > item[0]:
        before = before.previous()
    bold = before.isValid() and item_of(before) == item and is_all_heading(before)
    cursor.setBlockCharFormat(heading_format() if bold else plain_format())


def _node_before(cursor: QTextCursor) -> None:
    """An empty sibling above; the words keep key and task."""
    style = cursor.blockFormat()
    cursor.insertBlock(style)
    QTextCursor(cursor.block().previous()).setBlockFormat(_without_identity(style))


def _node_after(cursor: QTextCursor) -> None:
    block = cursor.block()
    at_end = cursor.positionInBlock() == block.length() - 1
    style = _without_identity(block.blockFormat())
    lead = heading_format() if at_end and is_all_heading(block) else plain_format()
    below = children(items_of(cursor.document()), block.blockNumber()) if at_end else []
    if below:
        child = cursor.document().findBlockByNumber(below[0])
        set_item(style, (item_of(block)[0] + 1, item_of(child)[1]))
        lead = heading_format() if is_all_heading(child) else plain_format()
    cursor.insertBlock(style, lead)


def _without_identity(style: QTextBlockFormat) -> QTextBlockFormat:
    fresh = QTextBlockFormat(style)
    fresh.setProperty(KEY, str(uuid4()))
    for name in (TASK, TABLE, SOURCE_MARK):
        fresh.clearProperty(name)
    return fresh


def _swap(cursor: QTextCursor, swap: Swap) -> None:
    document = cursor.document()
    found = [document.findBlockByNumber(number) for number in range(swap.first, swap.end)]
    lifted = [_lift(block) for block in found]
    middle = swap.middle - swap.first
    cursor.setPosition(found[0].position())
    cursor.setPosition(
        found[-1].position() + found[-1].length() - 1, QTextCursor.MoveMode.KeepAnchor
    )
    cursor.removeSelectedText()
    for number, block in enumerate([*lifted[middle:], *lifted[:middle]]):
        _lay(cursor, block, new=number > 0)


def _lift(block: QTextBlock) -> _Lifted:
    return _Lifted(block.blockFormat(), block.charFormat(), tuple(pieces(block)))


def _lay(cursor: QTextCursor, lifted: _Lifted, *, new: bool) -> None:
    if new:
        cursor.insertBlock(lifted.style, lifted.lead)
    else:
        cursor.setBlockFormat(lifted.style)
        cursor.setBlockCharFormat(lifted.lead)
    for text, style in lifted.runs:
        cursor.insertText(text, style)
