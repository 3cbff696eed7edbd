"""A number that a line would run into stands above the line: it never looks struck through."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from app.documents.chart.page import Page
from app.documents.chart.shapes import PLATE, Anchor, Stroke, Words

#: Share of a line of words above and below the baseline.
_ABOVE: Final = 0.74
_BELOW: Final = 0.2
#: Between a line and the words above it, mm.
_CLEAR: Final = 0.8
_STARTS: Final = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


class Box(NamedTuple):
    """Room of words with their plate, mm."""

    left: float
    top: float
    right: float
    bottom: float


def words_box(page: Page, words: Words) -> Box:
    """Where words stand."""
    long = page.room(words.text, bold=words.bold, point=words.point)
    tall = page.line * words.point / page.point
    x, y = words.x, words.y
    if words.turned:
        box = Box(x - tall * _ABOVE, y - long, x + tall * _BELOW, y)
    else:
        left = x - long * _STARTS[words.anchor]
        box = Box(left, y - tall * _ABOVE, left + long, y + tall * _BELOW)
    return Box(box.left - PLATE, box.top, box.right + PLATE, box.bottom)


def levels_within(line: Stroke, left: float, right: float) -> tuple[float, ...]:
    """Heights of a line where it enters and leaves an upright band; none where it is beside it."""
    first, last = max(left, line.x1), min(right, line.x2)
    if first > last:
        return ()
    steep = (line.y2 - line.y1) / (line.x2 - line.x1)
    return tuple(line.y1 + steep * (x - line.x1) for x in (first, last))


def over_lines(page: Page, group: Sequence[Words], lines: Iterable[Stroke]) -> list[Words]:
    """The words, as they are or together moved up over every line that runs into them."""
    boxes = [words_box(page, words) for words in group]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    up = 0.0
    crossing = [found for line in lines if (found := levels_within(line, left, right))]
    # From the lowest on: a line further up may be in the way only then.
    for levels in sorted(crossing, key=max, reverse=True):
        if min(levels) < bottom - up and max(levels) > top - up:
            up = bottom + _CLEAR - min(levels)
    return [replace(words, y=words.y - up) for words in group]
