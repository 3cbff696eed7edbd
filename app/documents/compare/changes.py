"""What a comparison says. Frozen, plain data."""

from dataclasses import dataclass
from enum import StrEnum

from app.documents.blocks import Node
from app.documents.compare.words import Piece


class Kind(StrEnum):
    """What became of a node. A moved node may be reworded as well."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A node in one of the two papers.

    ``place`` counts nodes in printed order from 0, body first; ``part`` is 0 for the body and n
    for annex n; ``mark`` is the printed mark; ``above`` names the headings over it.
    """

    node: Node
    place: int
    depth: int
    mark: str
    part: int = 0
    above: str = ""

    @property
    def words(self) -> str:
        """Heading and text as printed, without the mark."""
        return self.node.plain


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of a table; ``row`` and ``column`` from 1 in the paper that has it, 0 the titles."""

    row: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One node that differs; ``old`` is None when added, ``new`` when removed.

    ``pieces`` is the difference of the words, ``reworded`` whether there is one, ``moved`` whether
    the node also stands elsewhere. ``before`` names what stands before it in the new paper, the
    nearest first: keys of nodes that both have, "new:12" for the added node at place 12.
    """

    kind: Kind
    old: Side | None
    new: Side | None
    pieces: tuple[Piece, ...] = ()
    cells: tuple[CellChange, ...] = ()
    moved: bool = False
    reworded: bool = False
    before: tuple[str, ...] = ()

    @property
    def side(self) -> Side:
        """The node as it is now, or was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def made(self) -> bool:
        """Whether the program makes this part itself, from the tasks."""
        sides = [side for side in (self.old, self.new) if side is not None]
        return all(not side.node.key for side in sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadChange:
    """A line of the head or the ending. ``field`` as in PaperHead, ``name`` its Vietnamese word."""

    field: str
    name: str
    old: str
    new: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All differences in printed order; ``same`` counts nodes that stayed as they were."""

    head: tuple[HeadChange, ...]
    changes: tuple[Change, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not self.head and not self.changes
