"""Lying bars with their names on the left: side by side, or cut into parts of 100 %."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from app.documents.chart.page import GAP, Page
from app.documents.chart.shapes import FILLS, PLATE, Anchor, Rect, Shape, Stroke, Words
from app.documents.charts import NO_NUMBER, ChartKind

_BAR: Final = 4.6


def lying(page: Page, y: float) -> tuple[float, list[Shape]]:
    """Names on the left, bars to the right of them, each with its value."""
    widest = max(page.room(name) for name in page.chart.categories)
    left = min(widest, page.width * 0.36) + 2 * GAP
    draw = _shares if page.chart.kind is ChartKind.SHARES else partial(_pairs, _scale(page, left))
    shapes: list[Shape] = []
    first = y
    for at, name in enumerate(page.chart.categories):
        lines = page.wrapped(name, left - 2 * GAP)
        bars = 1 if page.chart.kind is ChartKind.SHARES else len(page.chart.series)
        tall = max(page.line, _BAR)
        height = max(len(lines) * page.line, bars * tall)
        start = y + (height - len(lines) * page.line) / 2 + page.line * 0.78
        for row, line in enumerate(lines):
            level = start + row * page.line
            shapes.append(Words(left - GAP, level, line, page.point, Anchor.END))
        shapes += draw(page, at, (left, y + (height - bars * tall) / 2), tall)
        y += height + 2 * GAP
    shapes.insert(0, Stroke(left, first - 0.8, left, y - GAP))
    return y, shapes


def _scale(page: Page, left: float) -> float:
    """Millimetres of bar for one: the longest leaves room for its value."""
    room = max((page.room(page.shown(one), bold=True) for one in page.values), default=0)
    largest = page.largest
    return (page.width - left - room - 2 * GAP) / float(largest) if largest else 0


def _pairs(
    scale: float, page: Page, at: int, corner: tuple[float, float], tall: float
) -> Iterator[Shape]:
    for number, (fill, one) in enumerate(zip(FILLS, page.chart.series, strict=False)):
        value = one.values[at]
        x, y = corner[0], corner[1] + number * tall
        words = NO_NUMBER
        if value is not None:
            long = scale * float(max(value, Decimal(0)) / page.factor)
            yield Rect(x, y + 0.3, long, tall - 0.6, fill)
            x, words = x + long, page.shown(value)
        level = y + tall / 2 + page.line * 0.3
        yield Words(x + GAP * 0.7, level, words, page.point, bold=value is not None)


def _shares(page: Page, at: int, corner: tuple[float, float], tall: float) -> Iterator[Shape]:
    """One bar of 100 % cut into its parts; their shares stand in them."""
    x, y = corner
    values = [one.values[at] for one in page.chart.series]
    level = y + tall / 2 + page.line * 0.3
    known = [value for value in values if value is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or not whole:
        yield Words(x + GAP * 0.7, level, NO_NUMBER, page.point)
        return
    full = page.width - x
    for fill, value in zip(FILLS, known, strict=False):
        long = full * float(value / whole)
        yield Rect(x, y + 0.3, long, tall - 0.6, fill)
        text = page.chart.shown(value * 100 / whole) + " %"
        if page.room(text, bold=True) + 2 * PLATE < long:
            yield Words(x + long / 2, level, text, page.point, Anchor.MIDDLE, bold=True, plate=True)
        x += long
