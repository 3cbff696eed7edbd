"""Word files as people make them, written by python-docx for the tests of the reader."""

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx import Document as NewWord
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from app.documents.blocks import Document, Node, walk
from app.domain.numbering import Mark

CENTER = WD_ALIGN_PARAGRAPH.CENTER
#: A definition in many levels, as Word keeps it: I. → 1. → a) → - → +.
LEVELS = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("lowerLetter", "%3)"),
    ("bullet", "-"),
    ("bullet", "+"),
)
LEVEL_OF = {Mark.ROMAN: 0, Mark.ARABIC: 1, Mark.LETTER: 2, Mark.DASH: 3, Mark.PLUS: 4}


def add(holder: Any, text: str, *, bold: bool = False, align: Any = None) -> Any:
    """A paragraph; ``**words**`` are bold."""
    paragraph = holder.add_paragraph()
    for at, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if bold or at % 2 else None
    if align is not None:
        paragraph.alignment = align
    return paragraph


def side_by_side(word: Any, left: Sequence[str], right: Sequence[str]) -> None:
    """A table without lines and one row of two cells."""
    table = word.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for line in lines:
            add(cell, line, align=CENTER)
        cell._tc.remove(cell.paragraphs[0]._p)


def plan_file(document: Document, path: Path, *, automatic: bool = False) -> Path:
    """A plan as an officer types it; ``automatic`` numbers are Word's own."""
    word = NewWord()
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(14)
    numbering = define_list(word) if automatic else 0
    _head(word, document)
    for placed in walk(document.nodes):
        sign = "" if automatic and placed.node.mark in LEVEL_OF else placed.mark
        paragraph = add(word, _typed(placed.node, sign), align=WD_ALIGN_PARAGRAPH.JUSTIFY)
        if automatic and placed.node.mark in LEVEL_OF:
            number(paragraph, numbering, LEVEL_OF[placed.node.mark])
    end = ["**Nơi nhận:**", *(f"- {item};" for item in document.recipients)]
    signature = [f"**{line}**" for line in document.signature.lines]
    side_by_side(word, end, [*signature, "", "", "", f"**{document.signature.name}**"])
    word.save(str(path))
    return path


def _head(word: Any, document: Document) -> None:
    symbol = f"Số: {document.number}     /{document.symbol or 'KH-UBND'}"
    side_by_side(
        word,
        ["ỦY BAN NHÂN DÂN HUYỆN MẪU", "**ỦY BAN NHÂN DÂN XÃ MẪU**", "_______", symbol],
        [
            "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**",
            "**Độc lập - Tự do - Hạnh phúc**",
            "______________",
            f"{document.place or 'Mẫu'}, ngày    tháng    năm {document.year}",
        ],
    )
    add(word, "")
    add(word, document.type_name, bold=True, align=CENTER)
    for line in document.title:
        add(word, line, bold=True, align=CENTER)
    add(word, "")


def _typed(node: Node, sign: str) -> str:
    """Headings bold, a run-in heading bold before its text."""
    if node.heading:
        return " ".join(f"**{sign} {node.heading}** {node.text}".split()).replace("** ", "** ", 1)
    return f"{sign} {node.text}".strip()


def define_list(word: Any, levels: Sequence[tuple[str, str]] = LEVELS) -> int:
    """A list of many levels in the file's numbering; its id."""
    root = word.part.numbering_part.element
    number_id = 90
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number_id}">'
        f'<w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number_id}">'
            f'<w:abstractNumId w:val="{number_id}"/></w:num>'
        )
    )
    return number_id


def number(paragraph: Any, list_id: int, level: int) -> None:
    """Put the paragraph into a list."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", list_id)):
        child = OxmlElement(name)
        child.set(qn("w:val"), str(value))
        numbering.append(child)
    properties.append(deepcopy(numbering))
