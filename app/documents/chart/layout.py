"""A chart laid out: legend above, bars, notes and source below."""

from collections.abc import Iterator
from typing import Final

from app.documents.chart.lying import lying
from app.documents.chart.page import GAP, Measure, Page, tinos
from app.documents.chart.shapes import FILLS, Drawing, Fill, Rect, Shape, Stroke, Words
from app.documents.chart.upright import upright
from app.documents.charts import Chart, ChartKind

_SWATCH: Final = 6.0


def laid_out(chart: Chart, width: float, point: float = 11.0, measure: Measure = tinos) -> Drawing:
    """The chart's shapes; its height follows from what it holds.

    Args:
        width: mm.
        point: size of the words, pt.
        measure: widths of the letters that it will be drawn with.
    """
    page = Page(chart, width, point, measure)
    y, legend = _legend(page)
    bars = upright if chart.kind is ChartKind.YEARS else lying
    y, body = bars(page, y)
    y, under = _under(page, y)
    return Drawing(width, y + 1, (*legend, *body, *under))


def _legend(page: Page) -> tuple[float, list[Shape]]:
    """Unit, then what each fill and the dashed line mean; where what follows begins."""
    shapes: list[Shape] = []
    x, y = 0.0, page.line
    if page.unit:
        words = f"Đơn vị: {page.unit}"
        shapes.append(Words(x, y, words, page.point))
        x += page.room(words) + 2 * GAP + 2
    chart = page.chart
    entries: list[tuple[Fill | None, str]] = []
    if len(chart.series) > 1 or chart.has_aims:
        entries = [(fill, one.name) for fill, one in zip(FILLS, chart.series, strict=False)]
    if chart.has_aims:
        entries.append((None, "Mục tiêu, lộ trình"))
    for fill, name in entries:
        room = _SWATCH + GAP + page.room(name)
        if x and x + room > page.width:
            x, y = 0.0, y + page.line + 0.8
        shapes += _swatch(page, x, y, fill)
        for row, line in enumerate(page.wrapped(name, page.width - _SWATCH - GAP)):
            y += page.line if row else 0
            shapes.append(Words(x + _SWATCH + GAP, y, line, page.point))
        x += room + 2 * GAP + 1
    return y + 2 * GAP, shapes


def _swatch(page: Page, x: float, y: float, fill: Fill | None) -> Iterator[Shape]:
    tall = page.line * 0.62
    if fill is None:
        yield Stroke(x, y - tall / 2, x + _SWATCH, y - tall / 2, dashed=True)
    else:
        yield Rect(x, y - tall, _SWATCH, tall, fill)


def _under(page: Page, y: float) -> tuple[float, list[Shape]]:
    shapes: list[Shape] = []
    notes = [*page.chart.notes]
    if page.chart.source:
        notes.append(f"Nguồn: {page.chart.source}")
    for note in notes:
        for line in page.wrapped(note, page.width):
            y += page.line
            shapes.append(Words(0, y, line, page.point))
    return y + (GAP if notes else 0), shapes
