"""A paper for Word: one section for the text, one for each annex."""

from io import BytesIO
from typing import Final, assert_never

from app.documents import phrases
from app.documents.blocks import Annex, Document
from app.documents.layout import MM, Layout
from app.documents.render.addressees import measured_addressees
from app.documents.render.closing import measured_closing
from app.documents.render.flow import Grid, Paragraph, body, tree
from app.documents.render.head import annex_reference, annex_title, measured_head
from app.documents.render.to_docx import package, parts, sections
from app.documents.render.to_docx.origin import Origin
from app.documents.render.to_docx.styles import settings_xml, style_id, styles_xml
from app.documents.render.to_docx.writer import Writer
from app.documents.render.to_docx.xml import HEADER, NAMESPACES, Look, paragraph

# Word needs a paragraph at the end of a part; it must not open one more page.
_LAST: Final = Look(before=0, after=0, exact=1)


def write_docx(document: Document, stream: BytesIO, layout: Layout, origin: Origin | None) -> None:
    """Write the paper into ``stream``."""
    writer = Writer(layout)
    pieces = [_main(writer, document)]
    section = sections.section_xml(layout, landscape=False, first_foot="f1", numbered=True)
    for number, annex in enumerate(document.annexes, start=1):
        pieces.append(paragraph(style_id("Đường kẻ"), "", _LAST, section=section))
        pieces.append(_annex(writer, document, annex, number))
        section = sections.section_xml(
            layout, landscape=annex.landscape, first_foot="f2", numbered=False
        )
    pieces.append(paragraph(style_id("Đường kẻ"), "", _LAST) + section)
    xml = f"{HEADER}<w:document {NAMESPACES}><w:body>{''.join(pieces)}</w:body></w:document>"
    named = package.named_parts(
        styles_xml(layout),
        settings_xml(footnotes=bool(writer.notes)),
        writer.notes.xml() if writer.notes else "",
    )
    around = [
        package.header_part(1, sections.header_xml()),
        package.footer_part(1, sections.footer_xml("")),
        package.footer_part(2, sections.footer_xml("")),
    ]
    package.save(stream, xml, [*named, *around], package.properties(document, origin))


def _main(writer: Writer, document: Document) -> str:
    layout = writer.layout
    width = layout.text_width * MM
    head = measured_head(document, layout)
    pieces = [parts.letterhead(writer, head), parts.title(writer, head, width)]
    if receivers := phrases.addressees(document):
        addressed = measured_addressees(receivers, layout)
        pieces.append(parts.addressees(writer, addressed, receivers))
    closing = measured_closing(document, layout)
    pieces += _blocks(writer, body(document), width, ends=closing is not None)
    if closing:
        pieces.append(parts.closing_table(writer, closing, phrases.recipients(document)))
    return "".join(pieces)


def _annex(writer: Writer, document: Document, annex: Annex, number: int) -> str:
    layout = writer.layout
    page = layout.page_height if annex.landscape else layout.page_width
    width = (page - layout.margin_left - layout.margin_right) * MM
    reference = annex_reference(document, layout, width)
    after = Look(after=layout.space_before)
    pieces = [
        writer.line("Phụ lục", phrases.annex_label(document, number)),
        writer.line("Tên phụ lục", parts.joined(annex_title(annex.title, layout, width))),
        writer.line("Kèm theo", parts.joined(reference)),
        writer.rule(layout.short_rule * reference[-1].width, width, after),
        *_blocks(writer, list(tree(annex.nodes)), width),
    ]
    return "".join(pieces)


def _blocks(
    writer: Writer, blocks: list[Paragraph | Grid], width: float, *, ends: bool = False
) -> list[str]:
    """``ends`` keeps the last block with the signature."""
    made: list[str] = []
    for at, block in enumerate(blocks, start=1):
        last = ends and at == len(blocks)
        match block:
            case Paragraph():
                made.append(writer.node(block, keep=last))
            case Grid():
                made.append(writer.grid(block, width, ends=last))
            case _:
                assert_never(block)
    return made
