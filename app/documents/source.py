"""A file as its writer made it: sections, paragraphs with their looks, tables, notes, pictures.

Readers of every kind of file make a SourceFile; the tree is read from it, and the form checker
looks at it. Plain data; sizes in pt, lengths on the page in mm, unless said otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """Letters of one look. ``size`` 0 and ``font`` "" mean unknown; ``color`` is "" or RRGGBB."""

    text: str
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceParagraph:
    """One paragraph; line breaks inside it are ``\\n``, footnotes stand as ``^[…]`` in the text.

    ``mark`` is the number that the file computes ("1.1.", "-"), never part of ``runs``.
    ``level`` is the heading level from 1, 0 for none. ``align`` is left, center, right or justify.
    ``line_spacing`` counts lines (0 unknown), ``line_exact`` pt when fixed. ``rule_below`` is the
    length of the longest line drawn under it in mm, 0 for none, ``more_rules`` those of the others; ``boxed`` has a line around it. ``keep_next``
    holds it on the page of the next paragraph. ``name`` is the named style. ``key`` is the node's identity that this program wrote into the file, ``made``
    whether this program made the paragraph itself (not a node of the paper); ``depth`` is that of a
    named node without a mark, -1 where no name stands.
    """

    runs: tuple[SourceRun, ...] = ()
    mark: str = ""
    level: int = 0
    align: str = "left"
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    line_spacing: float = 0.0
    line_exact: float = 0.0
    rule_below: float = 0.0
    more_rules: tuple[float, ...] = ()
    boxed: bool = False
    page_break_before: bool = False
    keep_next: bool = False
    name: str = ""
    key: str = ""
    made: bool = False
    depth: int = -1

    @property
    def text(self) -> str:
        """The words without the mark."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell; ``span`` columns wide; ``joined`` goes on from the cell above."""

    paragraphs: tuple[SourceParagraph, ...] = ()
    span: int = 1
    joined: bool = False

    @property
    def text(self) -> str:
        """The paragraphs one under the other."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """Rows of cells. ``widths`` of the columns in mm; ``bordered`` when its lines are drawn."""

    rows: tuple[tuple[SourceCell, ...], ...]
    widths: tuple[float, ...] = ()
    bordered: bool = True
    header_rows: int = 0
    key: str = ""
    made: bool = False
    depth: int = -1


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """Where the page number stands. ``place`` is top or bottom; ``on_first`` shows on page 1."""

    place: str
    align: str
    size: float = 0.0
    font: str = ""
    italic: bool = False
    on_first: bool = False
    decorated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSection:
    """A run of pages of one shape. ``restarts`` when its page numbers begin again at 1.

    ``foot`` are the words at the foot of its first page, ``head`` those in its top margin, without
    page numbers.
    """

    blocks: tuple[SourceBlock, ...] = ()
    page_width: float = 0.0
    page_height: float = 0.0
    margin_top: float = 0.0
    margin_bottom: float = 0.0
    margin_left: float = 0.0
    margin_right: float = 0.0
    header_distance: float = 0.0
    page_number: PageNumber | None = None
    restarts: bool = False
    new_page: bool = True
    foot: tuple[str, ...] = ()
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceImage:
    """A picture in the file; ``name`` has the right suffix."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A whole file. ``kind`` is docx, doc, pdf or text.

    ``remarks`` are Vietnamese sentences about what reading did or could not do ("Có 3 chỗ sửa theo
    dõi, đã đọc theo bản được chấp nhận."). ``measured`` says whether looks were known (DOCX).
    ``made_here`` is True for a file that this program wrote, from ``paper_id`` at ``saved_at``.
    """

    kind: str
    sections: tuple[SourceSection, ...]
    images: tuple[SourceImage, ...] = ()
    remarks: tuple[str, ...] = ()
    measured: bool = False
    made_here: bool = False
    paper_id: str = ""
    version_number: int = 0
    saved_at: datetime | None = None
    deleted: tuple[str, ...] = field(default=())

    def blocks(self) -> Iterator[SourceBlock]:
        """Blocks of all sections in order."""
        for section in self.sections:
            yield from section.blocks

    def paragraphs(self) -> Iterator[SourceParagraph]:
        """Every paragraph in order, those of tables row by row."""
        for block in self.blocks():
            if isinstance(block, SourceParagraph):
                yield block
                continue
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs
