"""The first page of a plan, growing with the answers: drawn small, in the paper's own form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

_WIDTH, _HEIGHT = 2100.0, 2970.0  # tenths of a millimetre
_LEFT, _RIGHT, _TOP, _BOTTOM = 300.0, 1900.0, 200.0, 2770.0
_POINT: Final = 3.528
_INK: Final = "#111111"
_FAINT: Final = "#c9c9d2"
_BAND: Final = "#fdf0e0"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSketch:
    """What is known of the paper; empty parts are drawn as faint strokes."""

    letterhead: tuple[str, ...] = ()
    number: str = ""
    place: str = ""
    title: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How lines of the paper look."""

    bold: bool = False
    italic: bool = False
    size: int = 13
    middle: bool = True


class PaperPreview(QWidget):
    """A sheet of A4 as large as the place allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sketch = PaperSketch()
        self._part = ""
        self._family = theme.paper_family()
        self.setAccessibleName("Văn bản sẽ có dạng này")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sketch(self, sketch: PaperSketch, part: str) -> None:
        """Draw what is known; ``part`` is the part now being asked for."""
        self._sketch, self._part = sketch, part
        lines = (*sketch.letterhead, sketch.number, sketch.place, *sketch.title)
        words = (*lines, *sketch.recipients, *sketch.signature, sketch.signer)
        self.setAccessibleDescription("\n".join(word for word in words if word))
        self.update()

    def sizeHint(self) -> QSize:
        """A sheet that can be read."""
        return QSize(400, 566)

    def minimumSizeHint(self) -> QSize:
        """A sheet that can be recognised."""
        return QSize(240, 340)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet in the middle."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        scale = min((self.width() - 8) / _WIDTH, (self.height() - 8) / _HEIGHT)
        painter.translate((self.width() - _WIDTH * scale) / 2, 4)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, _WIDTH, _HEIGHT), QColor("white"))
        painter.setPen(QPen(QColor(theme.roles().line), 4))
        painter.drawRect(QRectF(0, 0, _WIDTH, _HEIGHT))
        self._draw_head(painter)
        self._draw_body(painter)
        self._draw_foot(painter)

    def _draw_head(self, painter: QPainter) -> None:
        left, right = QRectF(_LEFT - 60, _TOP, 640, 300), QRectF(_LEFT + 600, _TOP, 1040, 300)
        if self._part == "letterhead":
            painter.fillRect(left, QColor(_BAND))
        if self._part == "signature":
            painter.fillRect(right.adjusted(0, 150, 0, -70), QColor(_BAND))
        sketch = self._sketch
        y = (
            self._lines(painter, left, sketch.letterhead, _Look(bold=True))
            if sketch.letterhead
            else 0
        )
        if sketch.letterhead:
            self._rule(painter, left, y + 8, 0.4)
        else:
            self._faint(painter, left, 2)
        self._lines(painter, left.adjusted(0, 170, 0, 0), (sketch.number,))
        y = self._lines(painter, right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",), _Look(bold=True))
        y = self._lines(
            painter,
            right.adjusted(0, y - _TOP, 0, 0),
            ("Độc lập - Tự do - Hạnh phúc",),
            _Look(bold=True),
        )
        self._rule(painter, right, y + 8, 0.55)
        if sketch.place:
            self._lines(painter, right.adjusted(0, 170, 0, 0), (sketch.place,), _Look(italic=True))
        else:
            self._faint(painter, right.adjusted(200, 175, -200, 0), 1)

    def _draw_body(self, painter: QPainter) -> None:
        box = QRectF(_LEFT, 620, _RIGHT - _LEFT, 400)
        if self._sketch.title:
            y = self._lines(painter, box, self._sketch.title, _Look(bold=True, size=14))
            self._rule(painter, box, y + 8, 0.3)
        y = 900.0
        painter.setPen(QPen(QColor(_FAINT), 10))
        for number in range(11):
            short = 500 if number % 4 == 3 else 0
            indent = 127 if number % 4 == 0 else 0
            painter.drawLine(int(_LEFT + indent), int(y), int(_RIGHT - short), int(y))
            y += 78

    def _draw_foot(self, painter: QPainter) -> None:
        top = 1860.0
        left = QRectF(_LEFT - 20, top, 740, _BOTTOM - top)
        right = QRectF(_LEFT + 760, top, 840, 700)
        if self._part == "recipients":
            painter.fillRect(left, QColor(_BAND))
        if self._part == "signature":
            painter.fillRect(right, QColor(_BAND))
        sketch = self._sketch
        if sketch.recipients:
            y = self._lines(
                painter, left, ("Nơi nhận:",), _Look(bold=True, italic=True, size=12, middle=False)
            )
            rest = left.adjusted(0, y - top, 0, 0)
            self._lines(painter, rest, sketch.recipients, _Look(size=11, middle=False))
        else:
            self._faint(painter, left.adjusted(0, 20, 0, 0), 4)
        if sketch.signature:
            self._lines(painter, right, sketch.signature, _Look(bold=True, size=14))
            self._lines(
                painter, right.adjusted(0, 480, 0, 0), (sketch.signer,), _Look(bold=True, size=14)
            )
        else:
            self._faint(painter, right.adjusted(150, 20, -150, 0), 2)

    def _lines(
        self, painter: QPainter, box: QRectF, lines: Sequence[str], look: _Look | None = None
    ) -> float:
        look = look or _Look()
        font = QFont(self._family)
        font.setPixelSize(round(look.size * _POINT))
        font.setBold(look.bold)
        font.setItalic(look.italic)
        painter.setFont(font)
        painter.setPen(QColor(_INK))
        align = Qt.AlignmentFlag.AlignHCenter if look.middle else Qt.AlignmentFlag.AlignLeft
        flags = int(align | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        y = box.top()
        for line in lines:
            place = QRectF(box.left(), y, box.width(), max(10.0, box.bottom() - y))
            drawn = painter.boundingRect(place, flags, line or " ")
            painter.drawText(place, flags, line)
            y += drawn.height()
        return y

    def _rule(self, painter: QPainter, box: QRectF, y: float, share: float) -> None:
        half = box.width() * share / 2
        painter.setPen(QPen(QColor(_INK), 4))
        middle = box.center().x()
        painter.drawLine(int(middle - half), int(y), int(middle + half), int(y))

    def _faint(self, painter: QPainter, box: QRectF, lines: int) -> None:
        painter.setPen(QPen(QColor(_FAINT), 10))
        for number in range(lines):
            y = int(box.top() + 30 + number * 60)
            painter.drawLine(int(box.left() + 40), y, int(box.right() - 40), y)
