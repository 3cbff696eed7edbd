"""A paper for Word: one section for the text, one for each annex."""

from io import BytesIO
from typing import Any, Final, assert_never

from docx import Document as NewWord
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.documents import phrases
from app.documents.blocks import Annex, Document
from app.documents.layout import MM, Layout
from app.documents.render.addressees import measured_addressees
from app.documents.render.closing import measured_closing
from app.documents.render.flow import Grid, Paragraph, body, tree
from app.documents.render.head import annex_reference, annex_title, measured_head
from app.documents.render.to_docx import xml
from app.documents.render.to_docx.parts import (
    Cell,
    add_addressees,
    add_closing,
    add_letterhead,
    add_table,
    add_text,
    add_title,
)
from app.documents.render.to_docx.styles import add_styles, set_style, style_id

_LONGEST_PROPERTY: Final = 255


def write_docx(document: Document, stream: BytesIO, layout: Layout) -> None:
    """Write the paper into ``stream``."""
    word = NewWord()
    add_styles(word, layout)
    _set_properties(word, document)
    _set_page(word.sections[0], layout, landscape=False)
    _add_page_number(word.sections[0])
    _add_main(word, document, layout)
    for number, annex in enumerate(document.annexes, start=1):
        section = word.add_section(WD_SECTION.NEW_PAGE)
        _flatten(word.element.body.p_lst[-1])
        _set_page(section, layout, landscape=annex.landscape)
        _add_annex(word, document, (annex, number), layout)
    _flatten(word.element.body.add_p())
    word.save(stream)


def _flatten(paragraph: Any) -> None:
    """Word needs a paragraph at the end of a section; it must not open one more page."""
    paragraph.style = style_id("Đường kẻ")
    spacing = xml.element("spacing", before=0, after=0, line=20, lineRule="exact")
    paragraph.pPr.find(qn("w:pStyle")).addnext(spacing)


def _add_main(word: Any, document: Document, layout: Layout) -> None:
    width = layout.text_width * MM
    head = measured_head(document, layout)
    add_letterhead(word, head)
    add_title(word, head, layout, width)
    if receivers := phrases.addressees(document):
        addressed = measured_addressees(receivers, layout)
        add_addressees(word, addressed, receivers, layout.space_before)
    blocks = body(document)
    closing = measured_closing(document, layout)
    for at, block in enumerate(blocks, start=1):
        _add_block(word, block, layout, width)
        if closing and at == len(blocks) and isinstance(block, Paragraph):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
    if closing:
        add_closing(word, closing, phrases.recipients(document))


def _add_annex(word: Any, document: Document, annex: tuple[Annex, int], layout: Layout) -> None:
    page = layout.page_height if annex[0].landscape else layout.page_width
    width = (page - layout.margin_left - layout.margin_right) * MM
    text = Cell(word)
    text.add(phrases.annex_label(document, annex[1]), "Phụ lục")
    text.lines(annex_title(annex[0].title, layout, width), "Tên phụ lục")
    reference = annex_reference(document, layout, width)
    text.lines(reference, "Kèm theo")
    rule = text.rule(layout.short_rule * reference[-1].width, width)
    rule.paragraph_format.space_after = Pt(layout.space_before)
    for block in tree(annex[0].nodes):
        _add_block(word, block, layout, width)


def _add_block(word: Any, block: Paragraph | Grid, layout: Layout, width: float) -> None:
    match block:
        case Paragraph(style, bold, text, leads):
            paragraph = word.add_paragraph()
            set_style(paragraph, style)
            joint = " " if bold and text else ""
            add_text(paragraph, bold + joint, bold=True)
            add_text(paragraph, text)
            if leads:
                paragraph.paragraph_format.keep_with_next = True
        case Grid(table):
            add_table(word, table, layout, width)
        case _:
            assert_never(block)


def _set_page(section: Any, layout: Layout, *, landscape: bool) -> None:
    sides = Mm(layout.page_width), Mm(layout.page_height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = reversed(sides) if landscape else sides
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    section.header_distance = section.footer_distance = Mm(layout.header_distance)
    section.different_first_page_header_footer = True
    xml.restart_page_numbers(section)


def _add_page_number(section: Any) -> None:
    """In the top margin from the second page on; later sections take it over."""
    paragraph = section.header.paragraphs[0]
    set_style(paragraph, "Số trang")
    xml.add_page_number(paragraph)


def _set_properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title = phrases.paper_title(document)[:_LONGEST_PROPERTY]
    properties.author = phrases.issuer_name(document)[:_LONGEST_PROPERTY]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.subject = phrases.number_line(document)[:_LONGEST_PROPERTY]
    properties.language = xml.LANGUAGE
