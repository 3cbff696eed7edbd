"""The last lines of the text and the signature stay together."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Paragraph, Table
from reportlab.platypus.flowables import Flowable, NullDraw

from app.documents.render.to_pdf.footnotes import Footnotes, called
from app.documents.render.to_pdf.grid import ENDLESS, row_heights

#: Lines of text (or rows of a table) that go with the signature to a new page.
_KEPT: Final = 2
_FORCE_SPLIT: Final = 1_000_000


class Ending(NullDraw):  # type: ignore[misc]
    """Headings and the last paragraph or table, a single last line, then the closing block.

    When all of it does not fit, at least two lines go with the closing to the next page.
    """

    def __init__(
        self, before: Sequence[Flowable], closing: Flowable, page_height: float, notes: Footnotes
    ) -> None:
        super().__init__()
        self._notes = notes
        self._before = list(before)
        self._closing = closing
        self._page_height = page_height

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        return available_width, _FORCE_SPLIT

    def split(self, width: float, height: float) -> list[Flowable]:
        # Reportlab never cuts the first part of a split: nothing stands there.
        return [CondPageBreak(0), *self._parts(width, height)]

    def _parts(self, width: float, height: float) -> list[Flowable]:
        heights = [_height(flowable, width) for flowable in self._before]
        closing = float(self._closing.wrap(width, height)[1])
        whole = [*self._before, self._closing]
        numbers = [number for flowable in self._before for number in called(flowable)]
        height -= self._notes.room(numbers, width, self._page_height)
        if sum(heights) + closing <= height or not self._before:
            return [CondPageBreak(min(closing, self._page_height)), *whole]
        new_page = CondPageBreak(self._page_height + 1)
        at = self._cut_place()
        cut = _cut(self._before[at], width, height - sum(heights[:at]))
        if cut is not None:
            tail = self._before[at + 1 :]
            return [*self._before[:at], cut[0], new_page, cut[1], *tail, self._closing]
        together = sum(heights) + closing <= self._page_height
        return [new_page, *whole] if together and height < self._page_height - 1 else whole

    def _cut_place(self) -> int:
        """The block to be cut: the last, or the one before it when the last is a single line."""
        last = len(self._before) - 1
        return last - 1 if last and is_single_line(self._before[last]) else last


def is_single_line(flowable: Flowable) -> bool:
    """Of a paragraph that was wrapped."""
    return isinstance(flowable, Paragraph) and len(flowable.blPara.lines) == 1


def _height(flowable: Flowable, width: float) -> float:
    around = float(flowable.getSpaceBefore()) + float(flowable.getSpaceAfter())
    return float(flowable.wrap(width, ENDLESS)[1]) + around


def _cut(last: Flowable, width: float, room: float) -> tuple[Flowable, Flowable] | None:
    """The part for this page and the rest of at least two lines or rows."""
    if isinstance(last, Paragraph):
        parts = _cut_text(last, width, room - float(last.getSpaceBefore()))
    elif isinstance(last, Table):
        parts = _cut_table(last, width, room - float(last.getSpaceBefore()))
    else:
        parts = []
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _cut_text(text: Paragraph, width: float, room: float) -> list[Flowable]:
    line = float(text.style.leading)
    count = len(text.blPara.lines)
    here = min(count - _KEPT, int(room / line))
    return list(text.split(width, here * line + 0.1)) if here >= _KEPT else []


def _cut_table(table: Table, width: float, room: float) -> list[Flowable]:
    table.wrap(width, ENDLESS)
    heights = row_heights(table)
    if len(heights) < table.repeatRows + 1 + _KEPT:
        return []
    return list(table.split(width, min(room, sum(heights[:-_KEPT]) + 0.1)))
