"""A chart on a PDF page: its shapes in black, white and grey."""

from typing import Any, Final

from reportlab.platypus.flowables import Flowable

from app.documents.chart.layout import laid_out
from app.documents.chart.page import tinos
from app.documents.chart.shapes import (
    DOT,
    PALE,
    PLATE,
    Anchor,
    Drawing,
    Fill,
    Rect,
    Stroke,
    Words,
    dots,
    hatch,
)
from app.documents.charts import Chart
from app.documents.layout import MM, Layout
from app.documents.render.metrics import Face
from app.documents.render.to_pdf.fonts import drawable

_DARK: Final = 0.25
_THIN: Final = 0.5
_THICK: Final = 1.3
_HALO: Final = 3.2
_DASHES: Final = [4, 2]
#: Share of a page that a chart may take.
_MOST: Final = 0.75


class ChartDrawing(Flowable):  # type: ignore[misc]
    """As wide as the text; it stays whole on one page, drawn smaller where it is too tall."""

    def __init__(self, chart: Chart, size: tuple[float, float], layout: Layout) -> None:
        super().__init__()
        self._drawing = laid_out(chart, size[0] / MM, layout.sizes["table"])
        self._space = layout.space_before
        self._scale = min(1.0, _MOST * size[1] / (self._drawing.height * MM))

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Room above, pt."""
        return self._space

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Room below, pt."""
        return self._space

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Width and height in pt."""
        return self._drawing.width * MM * self._scale, self._drawing.height * MM * self._scale

    def draw(self) -> None:
        """Every shape from the upper left corner."""
        self.canv.scale(self._scale, self._scale)
        paint(self.canv, self._drawing)


def paint(canvas: Any, drawing: Drawing) -> None:
    """Draw shapes; the canvas's origin is the lower left corner of the frame."""
    canvas.saveState()
    for shape in drawing.shapes:
        match shape:
            case Rect():
                _rect(canvas, drawing.height, shape)
            case Stroke():
                _stroke(canvas, drawing.height, shape)
            case Words():
                _words(canvas, drawing.height, shape)
    canvas.restoreState()


def _rect(canvas: Any, top: float, box: Rect) -> None:
    greys = {Fill.SOLID: _DARK, Fill.DOTS: PALE}
    canvas.setLineWidth(_THIN)
    canvas.setStrokeGray(0)
    canvas.setFillGray(greys.get(box.fill, 1))
    corner = box.x * MM, (top - box.y - box.height) * MM
    canvas.rect(*corner, box.width * MM, box.height * MM, fill=1)
    if box.fill is Fill.HATCH:
        for x1, y1, x2, y2 in hatch(box):
            canvas.line(x1 * MM, (top - y1) * MM, x2 * MM, (top - y2) * MM)
    elif box.fill is Fill.DOTS:
        canvas.setFillGray(0)
        for x, y in dots(box):
            canvas.circle(x * MM, (top - y) * MM, DOT * MM, stroke=0, fill=1)


def _stroke(canvas: Any, top: float, line: Stroke) -> None:
    ends = line.x1 * MM, (top - line.y1) * MM, line.x2 * MM, (top - line.y2) * MM
    if line.halo:
        canvas.setStrokeGray(1)
        canvas.setLineWidth(_HALO)
        canvas.line(*ends)
    canvas.setStrokeGray(PALE - 0.16 if line.faint else 0)
    canvas.setLineWidth(_THICK if line.halo or line.dashed else _THIN)
    canvas.setDash(_DASHES if line.dashed else [])
    canvas.line(*ends)
    canvas.setDash([])


def _words(canvas: Any, top: float, words: Words) -> None:
    canvas.saveState()
    canvas.translate(words.x * MM, (top - words.y) * MM)
    if words.turned:
        canvas.rotate(90)
    if words.plate:
        width = tinos(words.text, words.bold, words.point)
        left = {Anchor.START: 0, Anchor.MIDDLE: -width / 2, Anchor.END: -width}[words.anchor]
        edge, low, high = PLATE * MM, -words.point * 0.18, words.point * 0.9
        canvas.setFillGray(1)
        canvas.rect(left - edge, low, width + 2 * edge, high, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont((Face.BOLD if words.bold else Face.REGULAR).value, words.point)
    draw = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }
    draw[words.anchor](0, 0, drawable(words.text))
    canvas.restoreState()
