"""Mends put into an open paper: the text as one undo step, the head beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from app.domain.paper_content import NodeContent, PaperContent
from app.ui.editor.node_blocks import set_words_and_table
from app.workflows.checks import Mend, mended

if TYPE_CHECKING:
    from app.ui.editor.paper_view import PaperView


@dataclass(frozen=True, slots=True)
class Done:
    """How many mends found their words, and what takes them all back (False: typed on since)."""

    count: int
    undo: Callable[[], bool]


def put_mends(view: "PaperView", mends: Iterable[Mend]) -> Done:
    """Put mends into head, text and tables of the paper that is shown."""
    before = view.content()
    after, count = _all_mended(before, mends)
    if after.head != before.head:
        view.change_head(after.head)
    changed = [
        (old.key, new) for old, new in zip(before.nodes, after.nodes, strict=True) if old != new
    ]
    _write(view, [(str(key), node) for key, node in changed])
    document = view.editor.document()
    steps = document.availableUndoSteps()

    def undo() -> bool:
        unchanged = view.head.head() == after.head and document.availableUndoSteps() == steps
        if unchanged:
            if after.head != before.head:
                view.change_head(before.head)
            if changed:
                view.editor.undo()
        return unchanged

    return Done(count, undo)


def _all_mended(content: PaperContent, mends: Iterable[Mend]) -> tuple[PaperContent, int]:
    count = 0
    # From the last line of a list upwards: a line that goes or comes moves those below it.
    for mend in sorted(mends, key=_line, reverse=True):
        new = mended(content, mend)
        count += new != content
        content = new
    return content, count


def _line(mend: Mend) -> int:
    at = mend.where.partition(":")[2]
    return int(at) if at.isdigit() else 0


def _write(view: "PaperView", changed: list[tuple[str, NodeContent]]) -> None:
    document = view.editor.document()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for key, node in changed:
        number = view.editor.number_of(key)
        if number is not None:
            cursor.setPosition(document.findBlockByNumber(number).position())
            set_words_and_table(cursor, node)
    cursor.endEditBlock()
