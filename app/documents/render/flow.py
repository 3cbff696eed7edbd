"""The body of a paper as a flat run of styled paragraphs and tables, the same for PDF and DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.documents.blocks import Document, Node, Placed, Table, walk
from app.documents.charts import Chart
from app.documents.phrases import authority, capitals, closed, is_marker, printed, resolution
from app.documents.render.notes import count, table_count
from app.domain.numbering import CENTRED, Mark

# The decree sets headings of mục and khoản bold; those of điểm are upright letters.
_BOLD_ALONE: Final = (Mark.ROMAN, Mark.ARABIC, Mark.DECIMAL, Mark.ARTICLE, Mark.NONE)
_LONGEST_CAPTION: Final = 200


class Style(StrEnum):
    """What a paragraph is; the value is its style's name in Word."""

    AUTHORITY = "Thẩm quyền ban hành"
    BASE = "Căn cứ"
    RESOLUTION = "Lời ban hành"
    PART = "Phần, chương"
    PART_NAME = "Tên phần, chương"
    ARTICLE = "Điều"
    SECTION = "Mục"
    CLAUSE = "Khoản"
    TEXT = "Nội dung"


#: Styles of bold lines in the middle of the page.
CENTRED_STYLES: Final = frozenset({Style.AUTHORITY, Style.RESOLUTION, Style.PART, Style.PART_NAME})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``bold`` is the lead in bold letters, ``text`` what follows it on the same line.

    ``leads`` marks a heading or a caption: it stays with what follows. Both texts may call
    footnotes (``render.notes.pieces``); ``note`` is the number of the first. ``key`` names the
    node that it was made of, ``depth`` is that node's when no mark tells it.
    """

    style: Style
    bold: str = ""
    text: str = ""
    leads: bool = False
    key: str = ""
    note: int = 1
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``captioned`` when its node has words above it. Footnotes in its cells as above."""

    table: Table
    key: str = ""
    captioned: bool = False
    note: int = 1
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; its words and numbers are drawn with it."""

    chart: Chart
    key: str = ""
    captioned: bool = False
    depth: int = 0


Block = Paragraph | Grid | Picture


def parts(document: Document) -> list[list[Block]]:
    """The paper's own body, then each annex; footnotes are numbered through all of them."""
    note = 1
    found: list[list[Block]] = []
    for blocks in (body(document), *(list(tree(annex.nodes)) for annex in document.annexes)):
        numbered = _numbered(blocks, note)
        found.append(numbered)
        note += sum(map(note_count, numbered))
    return found


def note_count(block: Block) -> int:
    """How many footnotes a block calls."""
    match block:
        case Grid(table):
            return table_count(table)
        case Picture():
            return 0
        case _:
            return count(block.bold, block.text)


def body(document: Document) -> list[Block]:
    """Authority, bases, the word of resolution, and the nodes of a document, in printed order."""
    opening = [Paragraph(Style.BASE, text=base) for base in closed(document.bases)]
    if line := authority(document):
        opening.insert(0, Paragraph(Style.AUTHORITY, bold=line, leads=True))
    if line := resolution(document):
        opening.append(Paragraph(Style.RESOLUTION, bold=line, leads=True))
    return _numbered([*opening, *tree(document.nodes, document.taken)], 1)


def tree(nodes: tuple[Node, ...], taken: tuple[int, ...] = ()) -> Iterator[Block]:
    """Nodes in printed order; lines left for a builder are not printed. ``taken``: see ``walk``."""
    for placed in walk(nodes, taken):
        node = placed.node
        if is_marker(node):
            continue
        said = bool(node.plain.strip())
        depth = placed.depth if node.mark is Mark.NONE else 0
        if node.mark in CENTRED:
            yield from _centred(placed)
        elif said:
            made = _paragraph(placed)
            yield replace(made, depth=depth) if depth else made
        if node.table is not None and node.table.chart is not None:
            yield Picture(node.table.chart, node.key, said, depth=depth)
        elif node.table is not None and node.table.columns:
            yield Grid(node.table, node.key, said, depth=depth)


def _numbered(blocks: list[Block], first: int) -> list[Block]:
    """Blocks that know the number of their first footnote; the very same where there is none."""
    found: list[Block] = []
    for block in blocks:
        called = note_count(block)
        if called and not isinstance(block, Picture):
            found.append(replace(block, note=first))
        else:
            found.append(block)
        first += called
    return found


def _centred(placed: Placed) -> Iterator[Paragraph]:
    """Word and number, then the heading in capitals, each on its own line (mục II khoản 6)."""
    node = placed.node
    heading, text = printed(node.heading or node.text), printed(node.text)
    yield Paragraph(Style.PART, bold=placed.mark, leads=True, key=node.key)
    if heading:
        yield Paragraph(Style.PART_NAME, bold=capitals(heading), leads=True, key=node.key)
    if node.heading and text:
        yield Paragraph(Style.TEXT, text=text, key=node.key)


def _paragraph(placed: Placed) -> Paragraph:
    node = placed.node
    mark = f"{placed.mark} " if placed.mark else ""
    heading, text = printed(node.heading), printed(node.text)
    alone = bool(heading) and not text
    leads = alone or (node.table is not None) or (bool(node.children) and text.endswith(":"))
    if alone and node.mark not in _BOLD_ALONE:
        return Paragraph(Style.TEXT, text=mark + heading, leads=leads, key=node.key)
    if not heading:
        bold, rest = (placed.mark, text) if node.mark is Mark.ARTICLE else ("", mark + text)
        caption = leads and len(text) < _LONGEST_CAPTION
        return Paragraph(Style.TEXT, bold, rest, leads=caption, key=node.key)
    style = Style.TEXT if text else _heading_style(node)
    return Paragraph(style, bold=mark + heading, text=text, leads=leads, key=node.key)


def _heading_style(node: Node) -> Style:
    if node.mark is Mark.ARTICLE:
        return Style.ARTICLE
    return Style.SECTION if node.mark is Mark.ROMAN else Style.CLAUSE
