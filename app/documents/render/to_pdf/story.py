"""The flowables of a paper's body, with breaks that strand no heading and no signature."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, assert_never

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Spacer, Table
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.flowables import Flowable

from app.documents import phrases
from app.documents.blocks import Annex, Document
from app.documents.layout import MM, Layout
from app.documents.render.addressees import measured_addressees
from app.documents.render.closing import measured_closing
from app.documents.render.flow import Grid, Paragraph, Style, body, tree
from app.documents.render.head import Line, annex_reference, annex_title, measured_head
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.to_pdf.drawn import Addressees, Centred, ClosingBlock, Letterhead
from app.documents.render.to_pdf.ending import Ending
from app.documents.render.to_pdf.fonts import markup
from app.documents.render.to_pdf.grid import grid, head_height

Size = tuple[float, float]
_FEW_LINES: Final = 2


def main_story(document: Document, layout: Layout, size: Size) -> list[Flowable]:
    """Letterhead to signature; ``size`` is the text area in pt."""
    head = measured_head(document, layout)
    story: list[Flowable] = [Letterhead(head), Spacer(0, layout.body_size)]
    if head.title:
        story += [Centred(head.title, head.title_rule), Spacer(0, layout.space_before)]
    receivers = phrases.addressees(document)
    if receivers:
        story.append(Addressees(measured_addressees(receivers, layout)))
        story.append(Spacer(0, layout.space_before))
    made = [(block, _flowable(block, layout, size)) for block in body(document)]
    closing = measured_closing(document, layout)
    if closing is None:
        return story + _guarded(made, size[0])
    last = _ending_start(made)
    story += _guarded(made[:last], size[0])
    block = ClosingBlock(closing, page_height=size[1])
    return [*story, Ending([flowable for _block, flowable in made[last:]], block, size[1])]


def annex_story(
    document: Document, annex: Annex, number: int, layout: Layout, size: Size
) -> list[Flowable]:
    """Label, title, reference line, contents; ``number`` from 1."""
    label = Line(phrases.annex_label(document, number), Face.BOLD, layout.sizes["annex_word"])
    title = annex_title(annex.title, layout, size[0])
    reference = annex_reference(document, layout, size[0])
    made = [(block, _flowable(block, layout, size)) for block in tree(annex.nodes)]
    head = Centred((label, *title, *reference), layout.short_rule * reference[-1].width)
    return [head, Spacer(0, layout.space_before), *_guarded(made, size[0])]


def _flowable(block: Paragraph | Grid, layout: Layout, size: Size) -> Flowable:
    match block:
        case Paragraph(style, bold, text):
            lead = f"<b>{markup(bold)}</b>" if bold else ""
            joint = " " if bold and text else ""
            return Text(lead + joint + markup(text), _style(style, layout_key(layout)))
        case Grid(table):
            return grid(table, layout, size)
        case _:
            assert_never(block)


def layout_key(layout: Layout) -> tuple[float, float, float, float]:
    """What a body style depends on."""
    return layout.body_size, layout.line_spacing, layout.first_indent, layout.space_before


@cache
def _style(style: Style, key: tuple[float, float, float, float]) -> ParagraphStyle:
    size, spacing, indent, space = key
    return ParagraphStyle(
        style.value,
        fontName=(Face.ITALIC if style is Style.BASE else Face.REGULAR).value,
        fontSize=size,
        leading=size * LINE_HEIGHT * spacing,
        firstLineIndent=indent * MM,
        spaceBefore=space,
        alignment=TA_LEFT if style is Style.SECTION else TA_JUSTIFY,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        bulletFontName=Face.REGULAR.value,
    )


_Made = tuple[Paragraph | Grid, Flowable]


def _guarded(made: Sequence[_Made], width: float) -> list[Flowable]:
    """The flowables; a chain of headings asks for room for itself and a little of what follows."""
    story: list[Flowable] = []
    in_chain = False
    for at, (block, flowable) in enumerate(made):
        leads = isinstance(block, Paragraph) and block.leads
        if leads and not in_chain:
            story.append(CondPageBreak(_needed(made[at:], width)))
        in_chain = leads
        story.append(flowable)
    return story


def _needed(made: Iterable[_Made], width: float) -> float:
    height = 0.0
    for block, flowable in made:
        if isinstance(flowable, Table):
            return height + head_height(flowable, 1)
        whole = float(flowable.wrap(width, 10_000)[1]) + float(flowable.getSpaceBefore())
        if isinstance(block, Paragraph) and block.leads:
            height += whole
            continue
        few = float(flowable.getSpaceBefore()) + _FEW_LINES * float(flowable.style.leading)
        # Three lines are never parted: one of them would stand alone.
        return height + (whole if whole <= few + 1.5 * float(flowable.style.leading) else few)
    return height


def _ending_start(made: Sequence[_Made]) -> int:
    """Place of the last block, or of the headings right above it."""
    at = max(len(made) - 1, 0)
    while at > 0:
        block = made[at - 1][0]
        if not (isinstance(block, Paragraph) and block.leads):
            break
        at -= 1
    return at
