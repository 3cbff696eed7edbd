"""A chart on the screen: the shapes of ``documents.chart`` in the colours of the theme."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.documents.chart.layout import laid_out
from app.documents.chart.shapes import (
    DOT,
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
from app.documents.charts import Chart, described
from app.ui import theme

_INCH: Final = 25.4
_THIN: Final = 1.0
_THICK: Final = 2.0
_HALO: Final = 5.0
_EDGE: Final = 6
_LEAST_WIDTH: Final = 240
_ENOUGH: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartView(QWidget):
    """As high as the chart needs in its width; ``chosen`` when it is clicked or entered."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart | None) -> None:
        """Show a chart; None hides it."""
        self._chart = chart
        self.setVisible(chart is not None)
        self.setAccessibleName(f"Biểu đồ {chart.title}" if chart else "")
        self.setAccessibleDescription(described(chart) if chart else "")
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Its least width, the height it needs now."""
        return QSize(_LEAST_WIDTH, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shapes."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.roles().raised))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.roles().primary), _THICK))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.translate(_EDGE, _EDGE)
        _Painter(painter, self._scale()).draw(self._drawing)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose it."""
        if event.key() in _ENOUGH:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.chosen.emit()

    def _scale(self) -> float:
        """Pixels of a millimetre."""
        return self.logicalDpiX() / _INCH

    def _lay_out(self) -> None:
        self._drawing = None
        if self._chart is not None:
            scale = self._scale()
            width = max(_LEAST_WIDTH, self.width()) - 2 * _EDGE
            point = QApplication.font().pointSizeF()
            self._drawing = laid_out(self._chart, width / scale, point, _width)
            self.setFixedHeight(round(self._drawing.height * scale) + 2 * _EDGE)
        self.update()


@lru_cache(maxsize=64)
def _font(family: str, bold: bool, point: float) -> QFont:
    font = QFont(family)
    font.setPointSizeF(point)
    font.setBold(bold)
    return font


def _width(text: str, bold: bool, point: float) -> float:
    """In pt, with the letters of the window."""
    font = _font(QApplication.font().family(), bold, point)
    pixels = QFontMetricsF(font).horizontalAdvance(text)
    return pixels * 72 / QApplication.primaryScreen().logicalDotsPerInchX()


class _Painter:
    """Draws shapes at so many pixels a millimetre."""

    def __init__(self, painter: QPainter, scale: float) -> None:
        self._painter = painter
        self._scale = scale
        self._roles = theme.roles()

    def draw(self, drawing: Drawing) -> None:
        for shape in drawing.shapes:
            match shape:
                case Rect():
                    self._rect(shape)
                case Stroke():
                    self._stroke(shape)
                case Words():
                    self._words(shape)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._scale, y * self._scale)

    def _rect(self, box: Rect) -> None:
        roles, painter = self._roles, self._painter
        inside = {Fill.SOLID: roles.primary, Fill.HATCH: roles.raised, Fill.DOTS: roles.line}
        edge = roles.accent if box.fill is Fill.HATCH else roles.primary
        painter.setPen(QPen(QColor(edge), _THIN))
        painter.setBrush(QColor(inside[box.fill]))
        corner = self._at(box.x, box.y)
        painter.drawRect(
            QRectF(corner.x(), corner.y(), box.width * self._scale, box.height * self._scale)
        )
        if box.fill is Fill.HATCH:
            for x1, y1, x2, y2 in hatch(box):
                painter.drawLine(QLineF(self._at(x1, y1), self._at(x2, y2)))
        elif box.fill is Fill.DOTS:
            painter.setBrush(QColor(roles.text))
            for x, y in dots(box):
                painter.drawEllipse(self._at(x, y), DOT * self._scale, DOT * self._scale)

    def _stroke(self, line: Stroke) -> None:
        roles, painter = self._roles, self._painter
        ends = QLineF(self._at(line.x1, line.y1), self._at(line.x2, line.y2))
        if line.halo:
            painter.setPen(QPen(QColor(roles.raised), _HALO))
            painter.drawLine(ends)
        pen = QPen(QColor(roles.line if line.faint else roles.text))
        pen.setWidthF(_THICK if line.halo or line.dashed else _THIN)
        if line.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(ends)

    def _words(self, words: Words) -> None:
        painter = self._painter
        font = _font(QApplication.font().family(), words.bold, words.point)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(words.text)
        left = {Anchor.START: 0.0, Anchor.MIDDLE: -width / 2, Anchor.END: -width}[words.anchor]
        painter.save()
        painter.translate(self._at(words.x, words.y))
        if words.turned:
            painter.rotate(-90)
        if words.plate:
            edge = PLATE * self._scale
            high = metrics.ascent() * 0.8
            box = QRectF(left - edge, -high, width + 2 * edge, high + metrics.descent() * 0.7)
            painter.fillRect(box, QColor(self._roles.raised))
        painter.setFont(font)
        painter.setPen(QColor(self._roles.text))
        painter.drawText(QPointF(left, 0), words.text)
        painter.restore()
