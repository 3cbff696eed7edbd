"""The flowables of a paper's body, with breaks that strand no heading and no signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, assert_never

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Spacer, Table
from reportlab.platypus.flowables import Flowable

from app.documents import phrases
from app.documents.blocks import Annex, Document
from app.documents.layout import MM, Layout
from app.documents.render.addressees import measured_addressees
from app.documents.render.closing import measured_closing
from app.documents.render.flow import CENTRED_STYLES, Block, Grid, Paragraph, Picture, Style
from app.documents.render.head import (
    Line,
    annex_reference,
    annex_title,
    centred_lines,
    measured_copy_head,
    measured_head,
)
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.notes import has_note
from app.documents.render.to_pdf.chart import ChartDrawing
from app.documents.render.to_pdf.drawn import (
    Addressees,
    Centred,
    ClosingBlock,
    CopyPart,
    Letterhead,
)
from app.documents.render.to_pdf.ending import Ending, is_single_line
from app.documents.render.to_pdf.fonts import markup
from app.documents.render.to_pdf.footnotes import Footnotes, NotedText, called
from app.documents.render.to_pdf.grid import ENDLESS, grid, head_height
from app.documents.render.to_pdf.text import Text

_FEW_LINES: Final = 2
# Shorter paragraphs stay whole: two lines here and one there would leave a widow.
_UNCUT_LINES: Final = 3
_LEFT: Final = frozenset({Style.SECTION})


@dataclass(frozen=True, slots=True)
class Area:
    """Where a part is set: the numbers of the form, the text area in pt, the paper's footnotes."""

    layout: Layout
    size: tuple[float, float]
    notes: Footnotes


def main_story(document: Document, blocks: Sequence[Block], area: Area) -> list[Flowable]:
    """Letterhead to signature."""
    layout = area.layout
    head = measured_head(document, layout)
    story: list[Flowable] = [Letterhead(head), Spacer(0, layout.body_size)]
    if head.title:
        story += [Centred(head.title, head.title_rule), Spacer(0, layout.space_before)]
    receivers = phrases.addressees(document)
    if receivers:
        story.append(Addressees(measured_addressees(receivers, layout)))
        story.append(Spacer(0, layout.space_before))
    made = [(block, _flowable(block, area)) for block in blocks]
    closing = measured_closing(document, layout)
    if closing is None:
        return story + _guarded(made, area)
    last = _ending_start(made, area.size[0])
    story += _guarded(made[:last], area)
    height = area.size[1]
    block = ClosingBlock(closing, page_height=height)
    ending = Ending([flowable for _block, flowable in made[last:]], block, height, area.notes)
    return [*story, ending]


def annex_story(
    document: Document, placed: tuple[Annex, int], blocks: Sequence[Block], area: Area
) -> list[Flowable]:
    """Label, title, reference line, contents; ``placed`` is the annex and its number from 1."""
    annex, number = placed
    layout, width = area.layout, area.size[0]
    label = Line(phrases.annex_label(document, number), Face.BOLD, layout.sizes["annex_word"])
    title = annex_title(annex.title, layout, width)
    reference = annex_reference(document, layout, width)
    made = [(block, _flowable(block, area)) for block in blocks]
    head = Centred((label, *title, *reference), layout.short_rule * reference[-1].width)
    return [head, Spacer(0, layout.space_before), *_guarded(made, area)]


def copy_story(document: Document, area: Area) -> list[Flowable]:
    """The block of a copy under the end of the paper; empty for an original."""
    if document.copy is None:
        return []
    paper = phrases.copy_paper(document.copy, document.year)
    width = area.size[0]
    head = measured_copy_head(paper, area.layout, width)
    closing = measured_closing(paper, area.layout, width)
    return [CopyPart(head, closing, area.size)]


def _flowable(block: Block, area: Area) -> Flowable:
    match block:
        case Paragraph(style, bold) if style in CENTRED_STYLES:
            return _centred(style, bold, area)
        case Paragraph(style, bold, text):
            lead = f"<b>{area.notes.words(bold, area.layout.body_size)}</b>" if bold else ""
            joint = " " if bold and text else ""
            words = lead + joint + area.notes.words(text, area.layout.body_size)
            made = NotedText if has_note(bold) or has_note(text) else Text
            return made(words, _style(style, layout_key(area.layout)))
        case Grid(table):
            return grid(table, area.layout, area.size, area.notes)
        case Picture(chart):
            return ChartDrawing(chart, area.size, area.layout)
        case _:
            assert_never(block)


def _centred(style: Style, words: str, area: Area) -> Flowable:
    """Bold lines in the middle, broken evenly; words with footnotes break as they come."""
    size, dress = area.layout.body_size, _style(style, layout_key(area.layout))
    if has_note(words):
        return NotedText(area.notes.words(words, size), dress)
    lines = centred_lines(words, size, area.size[0])
    return Text("<br/>".join(markup(line.text) for line in lines), dress)


def layout_key(layout: Layout) -> tuple[float, float, float, float]:
    """What a body style depends on."""
    return layout.body_size, layout.line_spacing, layout.first_indent, layout.space_before


@cache
def _style(style: Style, key: tuple[float, float, float, float]) -> ParagraphStyle:
    size, spacing, indent, space = key
    centred = style in CENTRED_STYLES
    return ParagraphStyle(
        style.value,
        fontName=_face(style).value,
        fontSize=size,
        leading=size * LINE_HEIGHT * (1 if centred else spacing),
        firstLineIndent=0 if centred else indent * MM,
        spaceBefore=space,
        alignment=TA_CENTER if centred else TA_LEFT if style in _LEFT else TA_JUSTIFY,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        bulletFontName=Face.REGULAR.value,
    )


def _face(style: Style) -> Face:
    if style in CENTRED_STYLES:
        return Face.BOLD
    return Face.ITALIC if style is Style.BASE else Face.REGULAR


_Made = tuple[Block, Flowable]


def _guarded(made: Sequence[_Made], area: Area) -> list[Flowable]:
    """The flowables; a chain of headings asks for room for itself and a little of what follows."""
    story: list[Flowable] = []
    in_chain = False
    for at, (block, flowable) in enumerate(made):
        leads = isinstance(block, Paragraph) and block.leads
        if leads and not in_chain:
            story.append(CondPageBreak(_needed(made[at:], area)))
        in_chain = leads
        story.append(flowable)
    return story


def _needed(made: Iterable[_Made], area: Area) -> float:
    """Height of a chain of headings and a little of what follows, with their footnotes."""
    width, page = area.size
    height = 0.0
    numbers: list[int] = []
    for block, flowable in made:
        numbers += called(flowable)
        if isinstance(flowable, Table):
            height += head_height(flowable, 1)
            break
        whole = float(flowable.wrap(width, 10_000)[1]) + float(flowable.getSpaceBefore())
        if isinstance(block, Paragraph) and block.leads:
            height += whole
            continue
        short = isinstance(block, Picture) or len(flowable.blPara.lines) <= _UNCUT_LINES
        height += whole if short else _few(flowable)
        break
    return min(height + area.notes.room(numbers, width, page), page)


def _few(flowable: Flowable) -> float:
    """Height of the first lines of a paragraph, which may stand alone at the end of a page."""
    return float(flowable.getSpaceBefore()) + _FEW_LINES * float(flowable.style.leading)


def _ending_start(made: Sequence[_Made], width: float) -> int:
    """Place of the last block, or of the headings right above it.

    A single last line takes the block above it along: two lines at least stand with the signature.
    """
    at = max(len(made) - 1, 0)
    if at > 0 and isinstance(made[at][1], Text):
        made[at][1].wrap(width, ENDLESS)
        at -= is_single_line(made[at][1])
    while at > 0:
        block = made[at - 1][0]
        if not (isinstance(block, Paragraph) and block.leads):
            break
        at -= 1
    return at
