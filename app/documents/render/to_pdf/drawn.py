"""Parts of the form that are drawn line by line: letterhead, title, addressees, closing."""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus.flowables import Flowable

from app.documents.phrases import ADDRESSED
from app.documents.render.addressees import Addressed
from app.documents.render.closing import DRAFTER_GAP, Closing
from app.documents.render.head import Head, Line, Mark
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.to_pdf.fonts import drawable

_RULE: Final = 0.7
_RULE_GAP: Final = 3.0
_BELOW_RULE: Final = 8.0
_ASCENT: Final = 0.92
_ABOVE_CONTACT: Final = 6.0
_BELOW_CONTACT_RULE: Final = 3.0
_ABOVE_COPY: Final = 12.0
_BELOW_COPY_RULE: Final = 8.0
_ABOVE_MARK: Final = 6.0
_FRAME: Final = 1.0
_RED: Final = (1.0, 0.0, 0.0)


def leading(size: float) -> float:
    """Height of a line at single spacing."""
    return size * LINE_HEIGHT


def stack_height(lines: Sequence[Line]) -> float:
    """Height of lines one below the other."""
    return sum(leading(line.size) for line in lines)


def contact_height(lines: Sequence[Line]) -> float:
    """Height of the address lines at the foot of page 1 with their rule; 0 without lines."""
    return stack_height(lines) + _ABOVE_CONTACT + _BELOW_CONTACT_RULE if lines else 0.0


def draw_contact(
    canvas: Any, lines: Sequence[Line], corner: tuple[float, float], width: float
) -> None:
    """Address lines under a rule over the whole width (ô 13); ``corner`` is the lower left one."""
    left, bottom = corner
    top = bottom + stack_height(lines) + _BELOW_CONTACT_RULE
    canvas.setLineWidth(_RULE)
    canvas.line(left, top, left + width, top)
    top -= _BELOW_CONTACT_RULE
    for line in lines:
        canvas.setFont(line.face.value, line.size)
        canvas.drawCentredString(left + width / 2, top - line.size * _ASCENT, drawable(line.text))
        top -= leading(line.size)


class Drawn(Flowable):  # type: ignore[misc]
    """A flowable of known height that draws from its top; one higher than a page is drawn smaller."""

    _highest = 450.0

    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = height
        self._width = 0.0

    @property
    def whole(self) -> float:
        """Height in pt, were it higher than a page."""
        return self._height

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
        self._over = head.circulation.height + _ABOVE_MARK if head.circulation else 0.0
        self._upper = max(stack_height(head.issuer), stack_height(head.state)) + _BELOW_RULE + 2
        left = stack_height(head.number) + sum(mark.height + _ABOVE_MARK for mark in head.marks)
        if head.subject:
            left += head.subject_gap + stack_height(head.subject)
        lower = max(left, stack_height(head.place))
        super().__init__(self._over + self._upper + lower)

    def paint(self, top: float) -> None:
        head = self._head
        left, right = head.left_width / 2, head.left_width + head.right_width / 2
        if head.circulation:
            self._framed((head.left_width + head.right_width) / 2, top, head.circulation)
            top -= self._over
        self.rule(left, self.stack(left, top, head.issuer) - _RULE_GAP, head.issuer_rule)
        self.rule(right, self.stack(right, top, head.state) - _RULE_GAP, head.state_rule)
        self._lower(left, right, top - self._upper)

    def _lower(self, left: float, right: float, row: float) -> None:
        """Number and place on one line of letters, though their sizes differ; then the marks."""
        head = self._head
        largest = max((line.size for line in (*head.number[:1], *head.place[:1])), default=0)
        drops = [
            (largest - lines[0].size) * _ASCENT if lines else 0.0
            for lines in (head.number, head.place)
        ]
        below = self.stack(left, row - drops[0], head.number)
        self.stack(right, row - drops[1], head.place)
        if head.subject:
            below = self.stack(left, below - head.subject_gap, head.subject)
        for mark in head.marks:
            self._framed(left, below - _ABOVE_MARK, mark)
            below -= _ABOVE_MARK + mark.height

    def _framed(self, x: float, top: float, mark: Mark) -> None:
        """Words in the middle of a frame; ``x`` is its middle, ``top`` its upper edge."""
        canvas: Any = self.canv
        canvas.saveState()
        if mark.red:
            canvas.setStrokeColorRGB(*_RED)
            canvas.setFillColorRGB(*_RED)
        canvas.setLineWidth(_FRAME)
        canvas.rect(x - mark.width / 2, top - mark.height, mark.width, mark.height)
        self.text(x, top - (mark.height - leading(mark.line.size)) / 2, mark.line)
        canvas.restoreState()


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


#: Middle of the cell, posts, name.
_Signer = tuple[float, Sequence[Line], Sequence[Line]]


class ClosingBlock(Drawn):
    """ "Nơi nhận" on the left, the signature level with it on the right; never split if it fits.

    The left signer of minutes stands level with the right one, and the list under both.
    """

    _highest = float("inf")

    def __init__(self, closing: Closing, *, page_height: float) -> None:
        self._closing = closing
        self._page_height = page_height
        super().__init__(closing.height + closing.gap_above)

    def paint(self, top: float) -> None:
        closing = self._closing
        top -= closing.gap_above
        signers = (
            (closing.left_width / 2, closing.second, closing.second_name),
            (closing.left_width + closing.right_width / 2, closing.signature, closing.name),
        )
        if closing.two_signers:
            self._sign(top, signers)
            self._list(top - closing.signing_height - closing.gap_above)
        else:
            self._list(top)
            self._sign(top, signers[1:])

    def _sign(self, top: float, signers: Sequence[_Signer]) -> None:
        """Posts, room for the hand, names; the names of two signers stand level."""
        below = top - max(stack_height(posts) for _x, posts, _name in signers)
        for x, posts, name in signers:
            self.stack(x, top, posts)
            self.stack(x, below - self._closing.room, name)

    def _list(self, top: float) -> None:
        closing = self._closing
        if closing.word:
            drop = closing.drop * _ASCENT
            self.text(0, top - drop, closing.word, centre=False)
            top -= drop + leading(closing.word.size)
        for indent, line in closing.items:
            self.text(indent, top, line, centre=False)
            top -= leading(line.size)
        for line in closing.drafter:
            self.text(0, top - DRAFTER_GAP, line, centre=False)
            top -= leading(line.size)

    def split(self, _width: float, available_height: float) -> list[Flowable]:
        """Only a list longer than a page is cut; the signature stays with its first part."""
        if self._height <= self._page_height or available_height < self._page_height * 0.9:
            return []
        first, rest = self._closing.cut(available_height)
        return [ClosingBlock(part, page_height=self._page_height) for part in (first, rest) if part]


class CopyPart(Drawn):
    """A rule over the whole width, then the head and the ending of a copy; always on one page."""

    def __init__(self, head: Head, closing: Closing | None, size: tuple[float, float]) -> None:
        self._whole = size[0]
        self._head = Letterhead(head)
        self._closing = ClosingBlock(closing, page_height=size[1]) if closing else None
        self._highest = size[1] - 1
        below = self._closing.whole if self._closing else 0.0
        super().__init__(_ABOVE_COPY + _BELOW_COPY_RULE + self._head.whole + below)

    def paint(self, top: float) -> None:
        top -= _ABOVE_COPY
        self.rule(self._whole / 2, top, self._whole)
        top -= _BELOW_COPY_RULE
        for part in (self._head, self._closing):
            if part is not None:
                part.canv = self.canv
                part.paint(top)
                top -= part.whole
