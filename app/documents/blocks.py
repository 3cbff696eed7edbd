"""Document: letterhead + tree of nodes + recipients + signature + annexes; frozen, plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.documents.charts import Chart
from app.domain import fields
from app.domain.numbering import Mark, outline_marks
from app.domain.paper_content import PLAIN_FORM, PaperForm
from app.domain.papers import PaperKind, kind_of_type


@dataclass(frozen=True, slots=True)
class LetterheadLine:
    """One line of the issuing body; the body's own name is bold, the parent's is not (ô 2)."""

    text: str
    bold: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """Authority and post lines in capitals, then the signer's name (ô 7)."""

    lines: tuple[str, ...] = ()
    name: str = ""


class Align(StrEnum):
    """How a column's cells stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``width`` is a share of the table's width; the shares need not add up to 1."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose header row repeats on every page.

    ``groups`` are titles over neighbouring columns: (title, first column, number of columns).
    ``total`` is the last, bold row; empty when the table has none. A table with a ``chart`` is
    drawn as that chart, whose numbers it holds. ``tall`` is the least height of its rows in mm,
    ``bold`` names rows, ``grey`` cells (row, column) that are shaded: nothing is written there.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[str, int, int], ...] = ()
    total: tuple[str, ...] = ()
    chart: Chart | None = None
    tall: float = 0.0
    bold: frozenset[int] = frozenset()
    grey: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """What makes a node a task. Agencies by their printed names.

    ``period`` and ``budget`` are the printed words ("Cả năm", "01/3 - 30/6/2027").
    """

    lead: str
    partners: tuple[str, ...] = ()
    period: str = ""
    budget: str = ""
    output: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One numbered heading, bullet or plain paragraph of the paper.

    ``heading`` is the bold lead ("Đối tượng"), ``text`` what follows on the same line; either may
    be empty; both may hold footnotes (app.domain.notes). ``source_mark`` is the mark found in a
    document that was read in, ``key`` names the node in findings and differences.
    """

    mark: Mark = Mark.NONE
    heading: str = ""
    text: str = ""
    children: tuple["Node", ...] = ()
    task: TaskInfo | None = None
    table: Table | None = None
    source_mark: str = ""
    key: str = field(default="", compare=False)

    @property
    def plain(self) -> str:
        """Heading and text as printed, without the mark."""
        both = (
            f"{self.heading} {self.text}"
            if self.heading and self.text
            else self.heading + self.text
        )
        return fields.plain(both)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An enclosed table or text; starts on its own page with page numbers from 1.

    ``key`` names the node it is kept as.
    """

    title: str
    nodes: tuple[Node, ...] = ()
    landscape: bool = False
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBlock:
    """A copy's own block under the end of the paper (NĐ 30/2020, Phụ lục I, phần II).

    ``form`` is "SAO Y", "SAO LỤC" or "TRÍCH SAO"; ``sections`` are the numbers (from 1) of the
    top-level sections that an extract takes, none of them for the whole. They keep their marks.
    """

    form: str
    sections: tuple[int, ...] = ()
    letterhead: tuple[LetterheadLine, ...] = ()
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature()


@dataclass(frozen=True, slots=True)
class Proof:
    """Stands at the foot of every page of a report whose figures were frozen.

    ``code`` as printed ("ABCDE-FGHJK"), ``payload`` is what a scanner reads from the squares.
    """

    code: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of the decree's form. Empty fields are printed blank or left out.

    ``number`` is the bare number ("05"), ``symbol`` the part after the stroke ("KH-UBND").
    ``title`` lines are the trích yếu under the type name; without a type name (công văn) they
    stand under the number. ``form`` holds what only some kinds carry.
    """

    type_name: str
    title: tuple[str, ...] = ()
    letterhead: tuple[LetterheadLine, ...] = ()
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature()
    annexes: tuple[Annex, ...] = ()
    draft: bool = False
    left_over: tuple[str, ...] = field(default=())
    form: PaperForm = PLAIN_FORM
    copy: CopyBlock | None = None
    proof: Proof | None = None

    @property
    def taken(self) -> tuple[int, ...]:
        """The top-level sections of an extract (see ``walk``)."""
        return self.copy.sections if self.copy else ()

    @property
    def kind(self) -> PaperKind:
        """By the name above the title; an unknown name is written as a plan is."""
        return kind_of_type(self.type_name) or PaperKind.PLAN


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its printed mark and its depth from 0."""

    node: Node
    depth: int
    mark: str


def walk(nodes: tuple[Node, ...], taken: tuple[int, ...] = ()) -> Iterator[Placed]:
    """Every node in printed order with its computed mark.

    Args:
        taken: numbers (from 1) of the top-level nodes of an extract, which keep their marks; none
            of them for all.
    """
    flat = list(_flatten(nodes, 0))
    marks = outline_marks([(depth, node.mark) for node, depth in flat])
    section = 0
    for (node, depth), mark in zip(flat, marks, strict=True):
        section += depth == 0
        if not taken or section in taken:
            yield Placed(node, depth, mark)


def _flatten(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _flatten(node.children, depth + 1)
