"""A paper for Word: one section for the text, one for each annex."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from app.documents import phrases
from app.documents.blocks import Annex, CopyBlock, Document
from app.documents.layout import MM, Layout
from app.documents.render import head as measured
from app.documents.render.addressees import measured_addressees
from app.documents.render.closing import measured_closing
from app.documents.render.flow import Block, Grid, Paragraph, Picture, Style, body, tree
from app.documents.render.proof import measured_proof
from app.documents.render.to_docx import head, package, sections
from app.documents.render.to_docx.closing import closing_tables
from app.documents.render.to_docx.origin import Origin
from app.documents.render.to_docx.proof import FOOT_END, proof_picture, proof_xml
from app.documents.render.to_docx.sections import Feet
from app.documents.render.to_docx.styles import settings_xml, style_id, styles_xml
from app.documents.render.to_docx.writer import Writer
from app.documents.render.to_docx.xml import HEADER, NAMESPACES, Look, paragraph

# Word needs a paragraph at the end of a part; it must not open one more page.
_LAST: Final = Look(before=0, after=0, exact=1)
_ABOVE_COPY: Final = 12.0


def write_docx(document: Document, stream: BytesIO, layout: Layout, origin: Origin | None) -> None:
    """Write the paper into ``stream``."""
    writer = Writer(layout)
    xml = "".join(_parts(writer, document))
    if writer.notes:
        # LibreOffice up to 7 sets an empty line above a table that begins a file with footnotes.
        xml = _end() + xml
    named = package.named_parts(
        styles_xml(layout),
        settings_xml(footnotes=bool(writer.notes)),
        writer.notes.xml() if writer.notes else "",
    )
    package.save(
        stream,
        f"{HEADER}<w:document {NAMESPACES}><w:body>{xml}</w:body></w:document>",
        [*named, *_around(writer, document)],
        package.properties(document, origin),
        writer.pictures,
    )


def _parts(writer: Writer, document: Document) -> Iterator[str]:
    """The paper and its annexes, each ended by its section; a copy's block stands under the last."""
    layout = writer.layout
    yield _main(writer, document)
    own, later = _feet(document, layout)
    section = sections.section_xml(layout, landscape=False, first=True, feet=own)
    width = layout.text_width * MM
    for number, annex in enumerate(document.annexes, start=1):
        yield _end(section)
        width = _width(layout, landscape=annex.landscape)
        yield _annex(writer, document, annex, number)
        section = sections.section_xml(layout, landscape=annex.landscape, first=False, feet=later)
    if document.copy:
        yield _copy(writer, document, document.copy, width)
    yield _end() + section


def _end(section: str = "") -> str:
    return paragraph(style_id("Đường kẻ"), "", _LAST, section=section)


def _feet(document: Document, layout: Layout) -> tuple[Feet, Feet]:
    """Of the paper and of its annexes: address lines on page 1 alone, the check code on all."""
    contact = bool(phrases.contact_lines(document))
    if document.proof:
        first = sections.CONTACT if contact else sections.PROOF
        again = sections.PROOF if contact else ""
        return (
            Feet(first=first, others=sections.PROOF, distance=FOOT_END),
            Feet(first=again, distance=FOOT_END),
        )
    # Address lines end where the text ends on the other pages.
    end = layout.margin_bottom
    return (
        Feet(first=sections.CONTACT if contact else "", distance=end),
        Feet(first=sections.NO_FOOT if contact else "", distance=end),
    )


def _around(writer: Writer, document: Document) -> list[package.PartText]:
    """Headers and footers."""
    layout, proof = writer.layout, document.proof
    made = [package.header_part(1, sections.header_xml())]
    code = proof_xml(measured_proof(proof, layout)) if proof else ""
    squares = proof_picture(proof) if proof else None
    if lines := measured.measured_contact(document, layout):
        foot = head.contact(writer, lines, layout.text_width * MM)
        made.append(package.footer_part(1, sections.footer_xml(foot + code), squares))
        made.append(package.footer_part(2, sections.footer_xml("")))
    if proof:
        made.append(package.footer_part(3, sections.footer_xml(code), squares))
    return made


def _width(layout: Layout, *, landscape: bool) -> float:
    """Between the margins, pt."""
    page = layout.page_height if landscape else layout.page_width
    return (page - layout.margin_left - layout.margin_right) * MM


def _main(writer: Writer, document: Document) -> str:
    layout = writer.layout
    width = layout.text_width * MM
    upper = measured.measured_head(document, layout)
    pieces = [head.letterhead(writer, upper), head.title(writer, upper, width)]
    if receivers := phrases.addressees(document):
        addressed = measured_addressees(receivers, layout)
        pieces.append(head.addressees(writer, addressed, receivers))
    closing = measured_closing(document, layout)
    pieces += _blocks(writer, body(document), width, ends=closing is not None)
    if closing:
        pieces.append(closing_tables(writer, closing, phrases.recipients(document)))
    return "".join(pieces)


def _annex(writer: Writer, document: Document, annex: Annex, number: int) -> str:
    layout = writer.layout
    width = _width(layout, landscape=annex.landscape)
    reference = measured.annex_reference(document, layout, width)
    title = measured.annex_title(annex.title, layout, width)
    pieces = [
        writer.named_line("Phụ lục", phrases.annex_label(document, number), annex.key),
        writer.line("Tên phụ lục", head.joined(title)),
        writer.line("Kèm theo", head.joined(reference)),
        writer.rule(layout.short_rule * reference[-1].width, width),
        writer.gap(layout.space_before + 1),
        *_blocks(writer, list(tree(annex.nodes)), width),
    ]
    return "".join(pieces)


def _copy(writer: Writer, document: Document, block: CopyBlock, width: float) -> str:
    """The block of the office that made the copy, under a rule over the whole width."""
    paper = phrases.copy_paper(block, document.year)
    upper = measured.measured_copy_head(paper, writer.layout, width)
    closing = measured_closing(paper, writer.layout, width)
    look = Look(keep=True, before=_ABOVE_COPY, after=_ABOVE_COPY)
    with writer.together():
        made = writer.rule(width, width, look) + head.letterhead(writer, upper, "Hình thức sao")
    return made + (closing_tables(writer, closing, phrases.recipients(paper)) if closing else "")


def _blocks(
    writer: Writer, blocks: Sequence[Block], width: float, *, ends: bool = False
) -> Iterator[str]:
    """``ends`` keeps the last block with the signature; tables stand apart from their neighbours."""
    groups = _groups(blocks)
    space = writer.layout.space_before
    for at, group in enumerate(groups):
        last = ends and at == len(groups) - 1
        table_next = at + 1 < len(groups) and isinstance(groups[at + 1], Grid)
        if isinstance(group, Picture):
            yield writer.picture(group, width, ends=last)
            continue
        if not isinstance(group, Grid):
            yield writer.node(group, keep=last, after=space if table_next else None)
            continue
        if at == 0 or isinstance(groups[at - 1], Grid):
            # Word makes one table of two that touch.
            yield writer.gap(space)
        yield writer.grid(group, width, ends=last)
        if last:
            yield writer.gap(space, keep=True)


def _groups(blocks: Sequence[Block]) -> list[list[Paragraph] | Grid | Picture]:
    """What each node made; word and heading of a chapter are lines of one paragraph.

    So the outline beside Word's page shows "Chương I QUY ĐỊNH CHUNG" as one entry.
    """
    groups: list[list[Paragraph] | Grid | Picture] = []
    for block in blocks:
        before = groups[-1] if groups else None
        if isinstance(block, Grid | Picture):
            groups.append(block)
        elif isinstance(before, list) and block.style is Style.PART_NAME:
            before[-1] = replace(before[-1], bold=f"{before[-1].bold}\n{block.bold}")
        elif isinstance(before, list) and block.key and block.key == before[-1].key:
            before.append(block)
        else:
            groups.append([block])
    return groups
