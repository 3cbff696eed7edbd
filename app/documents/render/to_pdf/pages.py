"""Pages: margins, page numbers from the second page of each part, annexes counted anew."""

from io import BytesIO
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.metrics import Face
from app.documents.render.to_pdf.fonts import register_fonts
from app.documents.render.to_pdf.story import annex_story, main_story

_ASCENT: Final = 0.92
# Room for rounding, so that a page full to the last line is no page too full.
_SLACK: Final = 0.01


def write_pdf(document: Document, stream: BytesIO, layout: Layout) -> None:
    """Draw the paper into ``stream``."""
    register_fonts()
    pdf = _Paper(document, stream, layout)
    story = main_story(document, layout, pdf.text_area(landscape=False))
    for number, annex in enumerate(document.annexes, start=1):
        area = pdf.text_area(landscape=annex.landscape)
        story += [NextPageTemplate(pdf.part_name(number)), PageBreak()]
        story += annex_story(document, annex, number, layout, area)
    pdf.build(story)


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """Two page templates for each part: its first page, and the numbered ones after it."""

    def __init__(self, document: Document, stream: BytesIO, layout: Layout) -> None:
        self._layout = layout
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
        size = self.page(landscape=landscape)
        self.addPageTemplates(
            [
                PageTemplate(
                    first,
                    [self._frame(landscape=landscape)],
                    onPage=self._start_part,
                    pagesize=size,
                    autoNextPageTemplate=later,
                ),
                PageTemplate(
                    later,
                    [self._frame(landscape=landscape)],
                    onPage=self._number_page,
                    pagesize=size,
                ),
            ]
        )

    def _frame(self, *, landscape: bool) -> Frame:
        width, height = self.text_area(landscape=landscape)
        return Frame(
            self._layout.margin_left * MM,
            self._layout.margin_bottom * MM - _SLACK,
            width,
            height + _SLACK,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )

    def _start_part(self, _canvas: Any, _document: Any) -> None:
        self._part_start = self.page_number()

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
