"""The body of a paper as a flat run of styled paragraphs and tables, the same for PDF and DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.documents.blocks import Document, Node, Placed, Table, walk
from app.documents.phrases import closed, is_marker, printed
from app.domain.numbering import Mark

# The decree sets headings of mục and khoản bold; those of điểm are upright letters.
_BOLD_ALONE = (Mark.ROMAN, Mark.ARABIC, Mark.DECIMAL, Mark.NONE)


class Style(StrEnum):
    """What a paragraph is; the value is its style's name in Word."""

    BASE = "Căn cứ"
    SECTION = "Mục"
    CLAUSE = "Khoản"
    TEXT = "Nội dung"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``bold`` is the lead in bold letters, ``text`` what follows it on the same line.

    ``leads`` marks a heading or a caption: it stays with what follows. ``key`` names its node.
    """

    style: Style
    bold: str = ""
    text: str = ""
    leads: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``key`` names its node, ``captioned`` when a paragraph of it stands above."""

    table: Table
    key: str = ""
    captioned: bool = False


def body(document: Document) -> list[Paragraph | Grid]:
    """Bases and nodes of a document, in printed order."""
    bases = [Paragraph(Style.BASE, text=base) for base in closed(document.bases)]
    return [*bases, *tree(document.nodes)]


def tree(nodes: tuple[Node, ...]) -> Iterator[Paragraph | Grid]:
    """Nodes in printed order; lines left for a builder are not printed."""
    for placed in walk(nodes):
        node = placed.node
        if is_marker(node):
            continue
        if node.plain.strip():
            yield replace(_paragraph(placed), key=node.key)
        if node.table is not None and node.table.columns:
            yield Grid(node.table, node.key, captioned=bool(node.plain.strip()))


def _paragraph(placed: Placed) -> Paragraph:
    node = placed.node
    mark = f"{placed.mark} " if placed.mark else ""
    heading, text = printed(node.heading), printed(node.text)
    alone = bool(heading) and not text
    leads = alone or (node.table is not None) or (bool(node.children) and text.endswith(":"))
    if alone and node.mark not in _BOLD_ALONE:
        return Paragraph(Style.TEXT, text=mark + heading, leads=leads)
    if not heading:
        return Paragraph(Style.TEXT, text=mark + text, leads=leads and len(text) < 200)
    style = Style.TEXT if text else _heading_style(node)
    return Paragraph(style, bold=mark + heading, text=text, leads=leads)


def _heading_style(node: Node) -> Style:
    return Style.SECTION if node.mark is Mark.ROMAN else Style.CLAUSE
