"""Plain sheets → one PDF, a landscape A4 page each; a full sheet is set in smaller letters."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus.flowables import Flowable

from app.documents.layout import MM, Layout, load_layout
from app.documents.plain_sheet import PlainSheet
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.to_pdf.chart import ChartDrawing
from app.documents.render.to_pdf.fonts import markup, register_fonts
from app.documents.render.to_pdf.footnotes import Footnotes
from app.documents.render.to_pdf.grid import ENDLESS, grid
from app.documents.render.to_pdf.text import Text
from app.files import write_beside

_MARGIN: Final = 12.0  # mm
_TITLE: Final = 16.0
#: Letters of the table, pt, from the usual ones to the smallest that are still read.
_SIZES: Final = (12.0, 11.0, 10.0, 9.0, 8.0)
_GAP: Final = 6.0
_NO_PADDING: Final = dict.fromkeys(
    ("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0
)


def render_sheets(sheets: Sequence[PlainSheet], path: Path) -> None:
    """Write the sheets; a sheet too full for a page in the smallest letters takes a second one.

    Raises:
        DataFileError: the file cannot be written, or a font file is missing.
    """
    write_beside(path, lambda stream: _write(sheets, stream))


def _write(sheets: Sequence[PlainSheet], stream: BytesIO) -> None:
    register_fonts()
    layout = load_layout()
    page = (layout.page_height * MM, layout.page_width * MM)
    room = (page[0] - 2 * _MARGIN * MM, page[1] - 2 * _MARGIN * MM)
    pdf = BaseDocTemplate(
        stream,
        pagesize=page,
        title=sheets[0].title if sheets else "",
        creator="Sổ Bình Đẳng",
        producer="Sổ Bình Đẳng",
        lang="vi-VN",
        initialFontName=Face.REGULAR.value,
    )
    frame = Frame(_MARGIN * MM, _MARGIN * MM, *room, **_NO_PADDING)
    pdf.addPageTemplates([PageTemplate("sheet", [frame])])
    story: list[Flowable] = []
    for number, sheet in enumerate(sheets):
        story += [PageBreak()] if number else []
        story += _fitted(sheet, layout, room)
    pdf.build(story)


def _fitted(sheet: PlainSheet, layout: Layout, room: tuple[float, float]) -> list[Flowable]:
    for size in _SIZES:
        story = _story(sheet, replace(layout, sizes={**layout.sizes, "table": size}), room)
        if sum(_height(part, room[0]) for part in story) <= room[1]:
            break
    return story


def _story(sheet: PlainSheet, layout: Layout, room: tuple[float, float]) -> list[Flowable]:
    size = layout.sizes["table"]
    story = [_text(sheet.title, _TITLE, Face.BOLD, TA_CENTER)]
    if sheet.under:
        story.append(_text(sheet.under, 12, Face.ITALIC, TA_CENTER))
    story.append(Spacer(0, _GAP))
    if sheet.charts:
        for chart in sheet.charts:
            story.append(_text(chart.title, size, Face.BOLD, TA_LEFT))
            story.append(ChartDrawing(chart, room, layout))
    elif sheet.table.rows:
        story.append(grid(sheet.table, layout, room, Footnotes(layout.sizes["footnote"])))
    else:
        story.append(_text(sheet.empty, 12, Face.REGULAR, TA_CENTER))
    return story + [_text(note, size, Face.REGULAR, TA_LEFT) for note in sheet.notes]


def _text(words: str, size: float, face: Face, alignment: Any) -> Text:
    style = ParagraphStyle(
        f"{face.value} {size} {alignment}",
        fontName=face.value,
        fontSize=size,
        leading=size * LINE_HEIGHT,
        alignment=alignment,
        bulletFontName=Face.REGULAR.value,
    )
    return Text(markup(words), style)


def _height(part: Flowable, width: float) -> float:
    return float(part.wrap(width, ENDLESS)[1]) + float(part.getSpaceBefore() + part.getSpaceAfter())
