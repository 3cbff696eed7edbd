"""Pages: margins, page numbers from the second page of each part, annexes counted anew."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.flow import note_count, parts
from app.documents.render.head import measured_contact
from app.documents.render.metrics import Face
from app.documents.render.proof import measured_proof
from app.documents.render.to_pdf.drawn import contact_height, draw_contact
from app.documents.render.to_pdf.fonts import register_fonts
from app.documents.render.to_pdf.footnotes import Footnotes, LastNotes, NotedFrame
from app.documents.render.to_pdf.proof import draw_proof
from app.documents.render.to_pdf.story import Area, annex_story, copy_story, main_story

_ASCENT: Final = 0.92
# Room for rounding, so that a page full to the last line is no page too full.
_SLACK: Final = 0.01
_NO_PADDING: Final = dict.fromkeys(
    ("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0
)


def write_pdf(document: Document, stream: BytesIO, layout: Layout) -> None:
    """Draw the paper into ``stream``."""
    register_fonts()
    notes = Footnotes(layout.sizes["footnote"])
    blocks = parts(document)
    noted = any(map(note_count, chain.from_iterable(blocks)))
    pdf = _Paper(document, stream, layout, notes if noted else None)
    area = Area(layout, pdf.text_area(landscape=False), notes)
    ends: list[Flowable] = [LastNotes(notes)] if noted else []
    story = main_story(document, blocks[0], area) + ends
    for number, annex in enumerate(document.annexes, start=1):
        area = Area(layout, pdf.text_area(landscape=annex.landscape), notes)
        story += [NextPageTemplate(pdf.part_name(number)), PageBreak()]
        story += annex_story(document, (annex, number), blocks[number], area) + ends
    pdf.build(story + copy_story(document, area))


def write_pdfs(documents: Sequence[Document], stream: BytesIO, layout: Layout) -> None:
    """Draw several papers without their annexes into ``stream``, each from page 1."""
    register_fonts()
    notes = Footnotes(layout.sizes["footnote"])
    blocks = [parts(document)[0] for document in documents]
    noted = any(map(note_count, chain.from_iterable(blocks)))
    # A check code is that of one paper.
    first = replace(documents[0], proof=None)
    pdf = _Paper(first, stream, layout, notes if noted else None)
    ends: list[Flowable] = [LastNotes(notes)] if noted else []
    story: list[Flowable] = []
    for document, block in zip(documents, blocks, strict=True):
        if story:
            story += [NextPageTemplate(pdf.part_name(0)), PageBreak()]
        area = Area(layout, pdf.text_area(landscape=False), notes)
        story += main_story(document, block, area) + ends
    pdf.build(story)


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """Two page templates for each part: its first page, and the numbered ones after it."""

    def __init__(
        self, document: Document, stream: BytesIO, layout: Layout, notes: Footnotes | None
    ) -> None:
        self._layout = layout
        self._notes = notes
        self._contact = measured_contact(document, layout)
        self._proof = measured_proof(document.proof, layout) if document.proof else None
        self._part_start = 1
        super().__init__(
            stream,
            pagesize=(layout.page_width * MM, layout.page_height * MM),
            title=phrases.paper_title(document),
            author=phrases.issuer_name(document) or None,
            subject=phrases.number_line(document) or None,
            creator="Sổ Bình Đẳng",
            producer="Sổ Bình Đẳng",
            lang="vi-VN",
            initialFontName=Face.REGULAR.value,
            displayDocTitle=True,
            allowSplitting=1,
        )
        self._add_part(0, landscape=False)
        for number, annex in enumerate(document.annexes, start=1):
            self._add_part(number, landscape=annex.landscape)

    def part_name(self, number: int) -> str:
        """Template of the first page of a part; 0 is the paper itself."""
        return f"part{number}"

    def page(self, *, landscape: bool) -> tuple[float, float]:
        """Width and height in pt."""
        width, height = self._layout.page_width * MM, self._layout.page_height * MM
        return (height, width) if landscape else (width, height)

    def text_area(self, *, landscape: bool) -> tuple[float, float]:
        """Width and height between the margins in pt."""
        width, height = self.page(landscape=landscape)
        chosen = self._layout
        return (
            width - (chosen.margin_left + chosen.margin_right) * MM,
            height - (chosen.margin_top + chosen.margin_bottom) * MM,
        )

    def _add_part(self, number: int, *, landscape: bool) -> None:
        first, later = self.part_name(number), f"{self.part_name(number)}-later"
        foot = contact_height(self._contact) if number == 0 else 0.0
        common = {
            "pagesize": self.page(landscape=landscape),
            "onPageEnd": self._end_page,
        }
        self.addPageTemplates(
            [
                PageTemplate(
                    first,
                    [self._frame(foot, landscape=landscape)],
                    onPage=self._start_part,
                    autoNextPageTemplate=later,
                    **common,
                ),
                PageTemplate(
                    later,
                    [self._frame(0, landscape=landscape)],
                    onPage=self._number_page,
                    **common,
                ),
            ]
        )

    def _frame(self, foot: float, *, landscape: bool) -> Frame:
        """The text area above ``foot`` pt that are kept for something else."""
        width, height = self.text_area(landscape=landscape)
        box = (
            self._layout.margin_left * MM,
            self._layout.margin_bottom * MM - _SLACK + foot,
            width,
            height + _SLACK - foot,
        )
        if self._notes is None:
            return Frame(*box, **_NO_PADDING)
        return NotedFrame(self._notes, *box, **_NO_PADDING)

    def _start_part(self, _canvas: Any, _document: Any) -> None:
        self._part_start = self.page_number()

    def _end_page(self, canvas: Any, _document: Any) -> None:
        """Footnotes of the page; address lines under those of the first; the check code."""
        frame = self.pageTemplate.frames[0]
        if self._notes:
            self._notes.draw(canvas, frame.x1, frame.y1 + _SLACK, frame.width)
        if self._contact and self.pageTemplate.id == self.part_name(0):
            corner = (self._layout.margin_left * MM, self._layout.margin_bottom * MM)
            draw_contact(canvas, self._contact, corner, frame.width)
        if self._proof:
            width, _height = canvas._pagesize  # noqa: SLF001
            draw_proof(canvas, self._proof, width - self._layout.margin_right * MM)

    def _number_page(self, canvas: Any, _document: Any) -> None:
        size = self._layout.sizes["page_number"]
        width, height = canvas._pagesize  # noqa: SLF001
        left, right = self._layout.margin_left * MM, self._layout.margin_right * MM
        canvas.setFont(Face.REGULAR.value, size)
        canvas.drawCentredString(
            left + (width - left - right) / 2,
            height - self._layout.header_distance * MM - size * _ASCENT,
            str(self.page_number() - self._part_start + 1),
        )

    def page_number(self) -> int:
        """Of the whole file, from 1."""
        return int(self.canv.getPageNumber())
