"""Where in the text a finding or a left-over stands."""

from typing import Final

from PySide6.QtGui import QTextDocument

from app.domain.paper_content import LeftOver
from app.ui.editor.node_blocks import blocks

_ALIKE: Final = 0.5


def block_of_left_over(document: QTextDocument, left_over: LeftOver) -> int | None:
    """The block that a left-over means: it holds the words found and begins like its place."""
    best: tuple[float, int] | None = None
    for block in blocks(document):
        text = block.text()
        score = _likeness(left_over.where, text) + (1.0 if left_over.found in text else 0.0)
        if score > _ALIKE and (best is None or score > best[0]):
            best = (score, block.blockNumber())
    return best[1] if best else None


def doubts(document: QTextDocument, left_overs: tuple[LeftOver, ...]) -> dict[int, list[str]]:
    """Words to be confirmed by block number, for colouring."""
    found: dict[int, list[str]] = {}
    for left_over in left_overs:
        number = block_of_left_over(document, left_over)
        if number is not None and left_over.found:
            found.setdefault(number, []).append(left_over.found)
    return found


def _likeness(where: str, text: str) -> float:
    """Share of the words of the place that begin the text too (years may have moved on)."""
    wanted = where.partition(": ")[2].removesuffix(" …").split()
    if not wanted:
        return 0.0
    there = text.split()[: len(wanted) + 2]
    return sum(word in there for word in wanted) / len(wanted)
