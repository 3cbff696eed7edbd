"""Parts of the form that are drawn line by line: letterhead, title, addressees, closing."""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus.flowables import Flowable

from app.documents.phrases import ADDRESSED
from app.documents.render.addressees import Addressed
from app.documents.render.closing import Closing
from app.documents.render.head import Head, Line
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.to_pdf.fonts import drawable

_RULE: Final = 0.7
_RULE_GAP: Final = 3.0
_BELOW_RULE: Final = 8.0
_ASCENT: Final = 0.92


def leading(size: float) -> float:
    """Height of a line at single spacing."""
    return size * LINE_HEIGHT


def stack_height(lines: Sequence[Line]) -> float:
    """Height of lines one below the other."""
    return sum(leading(line.size) for line in lines)


class Drawn(Flowable):  # type: ignore[misc]
    """A flowable of known height that draws from its top; one higher than a page is drawn smaller."""

    _highest = 450.0

    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = height
        self._width = 0.0

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        return available_width, min(self._height, self._highest)

    def draw(self) -> None:
        if self._height > self._highest:
            self.canv.scale(1, self._highest / self._height)
        self.paint(self._height)

    def paint(self, top: float) -> None:
        """Draw below ``top``."""
        raise NotImplementedError

    def text(self, x: float, y: float, line: Line, *, centre: bool = True) -> None:
        """One line; ``y`` is the top of its box, ``x`` its middle or its start."""
        canvas: Any = self.canv
        canvas.setFont(line.face.value, line.size)
        draw = canvas.drawCentredString if centre else canvas.drawString
        draw(x, y - line.size * _ASCENT, drawable(line.text))

    def stack(self, x: float, top: float, lines: Sequence[Line]) -> float:
        """Centred lines; the place below them."""
        for line in lines:
            self.text(x, top, line)
            top -= leading(line.size)
        return top

    def rule(self, x: float, y: float, length: float) -> None:
        """A level line centred at ``x``."""
        if length > 0:
            self.canv.setLineWidth(_RULE)
            self.canv.line(x - length / 2, y, x + length / 2, y)


class Letterhead(Drawn):
    """Issuing body and state title, then number and place: left cell before right cell."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._upper = max(stack_height(head.issuer), stack_height(head.state)) + _BELOW_RULE + 2
        lower = max(stack_height(head.number), stack_height(head.place))
        draft = leading(head.draft.size) + 10 if head.draft else 0
        super().__init__(self._upper + lower + draft)

    def paint(self, top: float) -> None:
        head = self._head
        left, right = head.left_width / 2, head.left_width + head.right_width / 2
        self.rule(left, self.stack(left, top, head.issuer) - _RULE_GAP, head.issuer_rule)
        self.rule(right, self.stack(right, top, head.state) - _RULE_GAP, head.state_rule)
        row = top - self._upper
        below = self._level(left, right, row)
        if head.draft:
            self._boxed(left, below - 6, head.draft)

    def _level(self, left: float, right: float, row: float) -> float:
        """Number and place on one line of letters, though their sizes differ."""
        head = self._head
        largest = max((line.size for line in (*head.number[:1], *head.place[:1])), default=0)
        ends = [row]
        for x, lines in ((left, head.number), (right, head.place)):
            drop = (largest - lines[0].size) * _ASCENT if lines else 0
            ends.append(self.stack(x, row - drop, lines))
        return min(ends)

    def _boxed(self, x: float, top: float, line: Line) -> None:
        self.text(x, top, line)
        self.canv.setLineWidth(_RULE)
        width, height = line.width + 12, leading(line.size) + 2
        self.canv.rect(x - width / 2, top - height + 0.5, width, height)


class Centred(Drawn):
    """Centred lines with a short rule below."""

    def __init__(self, lines: Sequence[Line], rule: float) -> None:
        self._lines = lines
        self._rule = rule
        super().__init__(stack_height(lines) + (_RULE_GAP + 1 if rule else 0))

    def paint(self, top: float) -> None:
        below = self.stack(self._width / 2, top, self._lines)
        self.rule(self._width / 2, below - _RULE_GAP, self._rule)


class Addressees(Drawn):
    """ "Kính gửi:" and the receivers."""

    def __init__(self, addressed: Addressed) -> None:
        self._addressed = addressed
        count = sum(map(len, addressed.items)) + (0 if addressed.one else 1)
        super().__init__(count * leading(addressed.size))

    def paint(self, top: float) -> None:
        chosen = self._addressed
        opening, items = ADDRESSED, chosen.items
        if chosen.one:
            opening, items = f"{ADDRESSED} {items[0][0]}", (items[0][1:],)
        self._line(chosen.start, top, opening)
        for item in items:
            for at, text in enumerate(item):
                top -= leading(chosen.size)
                indent = chosen.hang + (chosen.dash if at else 0)
                self._line(chosen.start + indent, top, text)

    def _line(self, x: float, top: float, text: str) -> None:
        self.text(x, top, Line(text, Face.REGULAR, self._addressed.size), centre=False)


class ClosingBlock(Drawn):
    """ "Nơi nhận" on the left, the signature level with it on the right; never split if it fits."""

    _highest = float("inf")

    def __init__(self, closing: Closing, *, page_height: float) -> None:
        self._closing = closing
        self._page_height = page_height
        super().__init__(closing.height + closing.gap_above)

    def paint(self, top: float) -> None:
        closing = self._closing
        top -= closing.gap_above
        self._left(top)
        middle = closing.left_width + closing.right_width / 2
        below = self.stack(middle, top, closing.signature)
        if closing.name:
            self.stack(middle, below - closing.room, closing.name)

    def _left(self, top: float) -> None:
        closing = self._closing
        if closing.word:
            drop = (closing.level_size - closing.word.size) * _ASCENT
            self.text(0, top - drop, closing.word, centre=False)
            top -= drop + leading(closing.word.size)
        for indent, line in closing.items:
            self.text(indent, top, line, centre=False)
            top -= leading(line.size)

    def split(self, _width: float, available_height: float) -> list[Flowable]:
        """Only a list longer than a page is cut; the signature stays with its first part."""
        if self._height <= self._page_height or available_height < self._page_height * 0.9:
            return []
        first, rest = self._closing.cut(available_height)
        return [ClosingBlock(part, page_height=self._page_height) for part in (first, rest) if part]
