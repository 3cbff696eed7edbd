"""A flat outline of (depth, mark): whose child is who, demote, promote, move. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.numbering import CENTRED, CHAIN, RANK, Mark

Item = tuple[int, Mark]
Outline = Sequence[Item]

# What stands under the marks outside the chain.
_INWARD = {
    Mark.PART: Mark.ROMAN,
    Mark.CHAPTER: Mark.ARTICLE,
    Mark.SECTION: Mark.ARTICLE,
    Mark.SUBSECTION: Mark.ARTICLE,
    Mark.ARTICLE: Mark.ARABIC,
    Mark.DECIMAL: Mark.LETTER,
    Mark.NONE: Mark.DASH,
}

_WORDS = CENTRED | {Mark.ARTICLE}

#: Deeper than any paper goes; a tree beyond it cannot be printed on A4.
DEEPEST = 7


@dataclass(frozen=True, slots=True)
class Swap:
    """Two neighbouring runs of nodes change places: [first, middle) and [middle, end)."""

    first: int
    middle: int
    end: int


def next_mark(mark: Mark) -> Mark:
    """The mark one step further in: I. → 1. → a) → - → +; after plus comes plus."""
    if mark in _INWARD:
        return _INWARD[mark]
    return CHAIN[min(CHAIN.index(mark) + 1, len(CHAIN) - 1)]


def subtree_end(outline: Outline, index: int) -> int:
    """Place after the last node below ``index``."""
    end = index + 1
    while end < len(outline) and outline[end][0] > outline[index][0]:
        end += 1
    return end


def parent(outline: Outline, index: int) -> int | None:
    """The node it stands under; None at the top."""
    return next((i for i in range(index - 1, -1, -1) if outline[i][0] < outline[index][0]), None)


def previous_sibling(outline: Outline, index: int) -> int | None:
    """The node before it under the same parent."""
    depth = outline[index][0]
    for i in range(index - 1, -1, -1):
        if outline[i][0] <= depth:
            return i if outline[i][0] == depth else None
    return None


def next_sibling(outline: Outline, index: int) -> int | None:
    """The node after it under the same parent."""
    end = subtree_end(outline, index)
    return end if end < len(outline) and outline[end][0] == outline[index][0] else None


def children(outline: Outline, index: int) -> list[int]:
    """The nodes right below it."""
    end = subtree_end(outline, index)
    return [i for i in range(index + 1, end) if outline[i][0] == outline[index][0] + 1]


def normalised(outline: Outline) -> list[Item]:
    """The same nodes with no depth more than one below the node before."""
    fixed: list[Item] = []
    above = -1
    for depth, mark in outline:
        above = max(0, min(depth, above + 1, DEEPEST))
        fixed.append((above, mark))
    return fixed


def demote(outline: Outline, first: int, last: int | None = None) -> list[Item] | None:
    """The nodes ``first`` to ``last`` and all below them one step in; None when they cannot go."""
    roots = _roots(outline, first, first if last is None else last)
    if previous_sibling(outline, roots[0]) is None:
        return None
    end = subtree_end(outline, roots[-1])
    if max(depth for depth, _ in outline[first:end]) >= DEEPEST:
        return None
    changed = list(outline)
    for root in roots:
        _shift(changed, root, 1)
        changed[root] = (changed[root][0], _mark_below(changed, root))
        _follow_marks(changed, root)
    return normalised(changed)


def promote(outline: Outline, first: int, last: int | None = None) -> list[Item] | None:
    """The nodes ``first`` to ``last`` and all below them one step out; None at the top."""
    roots = _roots(outline, first, first if last is None else last)
    if outline[roots[0]][0] == 0:
        return None
    changed = list(outline)
    for root in roots:
        above = parent(changed, root)
        if above is None:
            continue
        _shift(changed, root, -1)
        depth, mark = changed[root]
        changed[root] = (depth, mark if mark is Mark.NONE else changed[above][1])
        _follow_marks(changed, root)
    return normalised(changed)


def set_mark(outline: Outline, first: int, last: int, mark: Mark) -> list[Item]:
    """The nodes ``first`` to ``last`` on the level of ``first`` marked so."""
    changed = list(outline)
    for root in _roots(outline, first, last):
        changed[root] = (changed[root][0], mark)
        _follow_marks(changed, root)
    return changed


def move_up(outline: Outline, index: int) -> Swap | None:
    """The node and all below it go before the sibling above, or to the end of the aunt above."""
    before = previous_sibling(outline, index)
    end = subtree_end(outline, index)
    if before is not None:
        return Swap(before, index, end)
    above = parent(outline, index)
    if above is None or previous_sibling(outline, above) is None:
        return None
    return Swap(above, index, end)


def move_down(outline: Outline, index: int) -> Swap | None:
    """The node and all below it go after the next sibling, or become first child of the next aunt."""
    end = subtree_end(outline, index)
    after = next_sibling(outline, index)
    if after is not None:
        return Swap(index, end, subtree_end(outline, after))
    above = parent(outline, index)
    if above is None or end >= len(outline) or outline[end][0] != outline[above][0]:
        return None
    return Swap(index, end, end + 1)


def swapped(items: Sequence[Item], swap: Swap) -> list[Item]:
    """The outline after a move."""
    return [
        *items[: swap.first],
        *items[swap.middle : swap.end],
        *items[swap.first : swap.middle],
        *items[swap.end :],
    ]


def _roots(outline: Outline, first: int, last: int) -> list[int]:
    """The nodes of a range that stand under no other node of the range."""
    roots: list[int] = []
    index = first
    while index <= last:
        roots.append(index)
        index = subtree_end(outline, index)
    return roots


def _shift(items: list[Item], root: int, step: int) -> None:
    for i in range(root, subtree_end(items, root)):
        items[i] = (items[i][0] + step, items[i][1])


def _mark_below(items: list[Item], root: int) -> Mark:
    """Mark of a node that has just become a child: as its siblings, its cousins, or the chain."""
    own = items[root][1]
    above = parent(items, root)
    if own is Mark.NONE or above is None:
        return own
    if own in _WORDS and RANK[own] > RANK[items[above][1]]:
        # A chapter put under its part, an article under its chapter: it stays what it is called.
        return own
    others = [items[i][1] for i in children(items, above) if i != root]
    others = others or _cousin_marks(items, above, root)
    marked = [mark for mark in others if mark is not Mark.NONE]
    if not marked:
        return next_mark(items[above][1])
    return Counter(marked).most_common(1)[0][0]


def _cousin_marks(items: list[Item], above: int, root: int) -> list[Mark]:
    """Marks of the children of nodes that look like ``above``."""
    marks: list[Mark] = []
    lineage: list[Item] = []
    for i, (depth, mark) in enumerate(items):
        del lineage[depth:]
        if depth and i != root and len(lineage) == depth and lineage[-1] == items[above]:
            marks.append(mark)
        lineage += [(depth, mark)] * (depth + 1 - len(lineage))
    return marks


def _follow_marks(items: list[Item], root: int) -> None:
    """Nodes below must not carry the mark of a node above them, or one further out."""
    for i in range(root + 1, subtree_end(items, root)):
        above = parent(items, i)
        depth, mark = items[i]
        if above is None or mark in (Mark.NONE, Mark.PLUS):
            continue
        outer = items[above][1]
        if outer is not Mark.NONE and RANK[mark] <= RANK[outer]:
            items[i] = (depth, next_mark(outer))
