"""Word files as an office types them, made with python-docx alone: right by the decree."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

EMU = 36_000
ALIGNS = {"left": 0, "center": 1, "right": 2, "justify": 3}
_BEGIN, _SEPARATE, _END = (("w:fldChar", kind) for kind in ("begin", "separate", "end"))
_CODE = ("w:instrText", " PAGE ")
_RESULT = "2"
_BOX = (
    "<w:pBdr {w}>"
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="1" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)
_SHAPE = (
    '<w:drawing {w} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
    ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>220000</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{cx}" cy="0"/><wp:wrapNone/><wp:docPr id="{id}" name="Line {id}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
    '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


@dataclass
class Words:
    """A paragraph; sizes in pt, lengths in mm. ``rule`` is the length of a line drawn under it."""

    text: str
    name: str = ""
    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "justify"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    lines: float = 1.0
    rule: float = 0
    color: str = ""
    font: str = "Times New Roman"
    lead: str = ""
    boxed: bool = False


@dataclass
class Grid:
    """A table with lines."""

    rows: list[list[str]]
    name: str = ""


@dataclass
class Number:
    """The page's number."""

    place: str = "top"
    align: str = "center"
    size: float = 14
    italic: bool = False
    first: bool = False
    around: str = "{}"


@dataclass
class Pages:
    """A page and its margins, mm."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    number: Number | None = field(default_factory=Number)
    restarts: bool = False


Block = Words | Grid


@dataclass
class Paper:
    """A paper in its columns and parts."""

    left: list[Words]
    right: list[Words]
    title: list[Words]
    body: list[Block]
    receivers: list[Words]
    signature: list[Words]
    annexes: list[list[Block]] = field(default_factory=list)
    pages: Pages = field(default_factory=Pages)
    annex_pages: Pages = field(default_factory=lambda: Pages(restarts=True))

    def copy(self) -> Paper:
        return deepcopy(self)

    def blocks(self) -> Iterator[list[Any]]:
        yield from (self.left, self.right, self.title, self.body, self.receivers, self.signature)
        yield from self.annexes

    def change(self, name: str, **values: Any) -> None:
        """Give every paragraph of this name other looks or words."""
        found = [one for part in self.blocks() for one in part if one.name == name]
        assert found, name
        for one in found:
            for key, value in values.items():
                assert hasattr(one, key), key
                setattr(one, key, value)

    def replace(self, name: str, old: str, new: str) -> None:
        """Other words inside a paragraph."""
        [one] = [one for part in self.blocks() for one in part if one.name == name]
        assert old in one.text, (name, old)
        one.text = one.text.replace(old, new, 1)

    def drop(self, name: str) -> None:
        """Without the paragraphs of this name."""
        for part in self.blocks():
            part[:] = [one for one in part if one.name != name]

    def after(self, name: str, *blocks: Block) -> None:
        """More paragraphs behind the one of this name."""
        for part in self.blocks():
            for at, one in enumerate(part):
                if one.name == name:
                    part[at + 1 : at + 1] = blocks
                    return
        raise AssertionError(name)

    def save(self, path: Path) -> None:
        """Write it."""
        document = docx.Document()
        section = document.sections[0]
        _set_page(section, self.pages)
        _columns(document, self.left, self.right, (70, 95))
        for block in (*self.title, *self.body):
            _add(document, block)
        document.add_paragraph()
        _columns(document, self.receivers, self.signature, (82, 83))
        for annex in self.annexes:
            _set_page(document.add_section(WD_SECTION.NEW_PAGE), self.annex_pages)
            for block in annex:
                _add(document, block)
        document.save(str(path))


def _set_page(section: Any, pages: Pages) -> None:
    section.page_width, section.page_height = Mm(pages.width), Mm(pages.height)
    if pages.width > pages.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(pages.top), Mm(pages.bottom)
    section.left_margin, section.right_margin = Mm(pages.left), Mm(pages.right)
    if pages.restarts:
        count = OxmlElement("w:pgNumType")
        count.set(qn("w:start"), "1")
        section._sectPr.append(count)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    number = pages.number
    if number is None:
        return
    section.different_first_page_header_footer = not number.first
    place = section.header if number.place == "top" else section.footer
    paragraph = place.paragraphs[0]
    paragraph.alignment = ALIGNS[number.align]
    before, after = number.around.split("{}")
    for text in (before, _BEGIN, _CODE, _SEPARATE, _RESULT, _END, after):
        if not text:
            continue
        run = paragraph.add_run(text if isinstance(text, str) else "")
        run.font.name, run.font.size, run.italic = "Times New Roman", Pt(number.size), number.italic
        if not isinstance(text, str):
            run._r.append(_field(*text))


def _field(tag: str, kind: str) -> Any:
    """A piece of the field that shows the page's number."""
    made = OxmlElement(tag)
    if tag == "w:fldChar":
        made.set(qn("w:fldCharType"), kind)
    else:
        made.text = kind
    return made


def _columns(document: Any, left: list[Words], right: list[Words], widths: tuple[int, int]) -> None:
    table = document.add_table(1, 2)
    table.autofit = False
    for cell, words, width in zip(table.rows[0].cells, (left, right), widths, strict=True):
        cell.width = Mm(width)
        table.columns[0 if cell is table.rows[0].cells[0] else 1].width = Mm(width)
        first = cell.paragraphs[0]._p
        for one in words:
            _write(cell.add_paragraph(), one)
        cell._tc.remove(first)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Words):
        _write(document.add_paragraph(), block)
        return
    table = document.add_table(len(block.rows), len(block.rows[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell.paragraphs[0], Words(text, size=12, align="left"))


def _write(paragraph: Any, words: Words) -> None:
    form = paragraph.paragraph_format
    paragraph.alignment = ALIGNS[words.align]
    form.space_before, form.space_after = Pt(words.before), Pt(words.after)
    form.first_line_indent, form.left_indent = Mm(words.first), Mm(words.left)
    form.line_spacing = words.lines
    if words.boxed:
        paragraph._p.get_or_add_pPr().append(parse_xml(_BOX.format(w=nsdecls("w"))))
    for text, bold in ((words.lead, True), (words.text, words.bold)):
        if text:
            _run(paragraph, words, text, bold=bold)
    if words.rule:
        run = paragraph.add_run()
        shape = _SHAPE.format(
            w=nsdecls("w"), cx=round(words.rule * EMU), id=abs(hash(words.text)) % 999 + 1
        )
        run._r.append(parse_xml(shape))


def _run(paragraph: Any, words: Words, text: str, *, bold: bool) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = words.font, Pt(words.size)
    run.bold, run.italic, run.underline = bold, words.italic, words.underline
    if words.color:
        run.font.color.rgb = RGBColor.from_string(words.color)


def centred(text: str, name: str = "", **looks: Any) -> Words:
    """A bold line in the middle."""
    looks = {"bold": True, "align": "center", **looks}
    return Words(text, name, **looks)


def text(words: str, name: str = "", **looks: Any) -> Words:
    """A paragraph of the body."""
    return Words(words, name, **{"before": 6, "first": 12.7, **looks})


def heading(words: str, name: str = "", **looks: Any) -> Words:
    """A bold line of the body."""
    return text(words, name, **{"bold": True, **looks})
