"""Upright bars by year, the line through their targets, values over them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from app.documents.chart.page import GAP, Page
from app.documents.chart.shapes import FILLS, Anchor, Rect, Shape, Stroke, Words
from app.documents.charts import NO_NUMBER

_HEIGHT: Final = 40.0
_WIDEST_BAR: Final = 16.0
#: Words that would be smaller than this share of the size are turned.
_LEAST_LEVEL: Final = 0.74
#: A name of so many letters (a year) is turned whole.
_SHORT: Final = 8


def ticks(largest: Decimal, *, percent: bool = False) -> list[Decimal]:
    """From zero in even steps of 1, 2 or 5 to the largest value or right above it."""
    if largest <= 0:
        return [Decimal(0), Decimal(1)]
    if percent and Decimal(80) < largest <= 100:
        return [Decimal(one) for one in (0, 25, 50, 75, 100)]
    rough = float(largest) / 4
    power = Decimal(10) ** floor(log10(rough))
    step = next(
        power * Decimal(nice)
        for nice in ("1", "2", "2.5", "5", "10")
        if power * Decimal(nice) >= rough
    )
    return [step * at for at in range(ceil(largest / step) + 1)]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where upright bars stand: the axis and the slots of the categories."""

    left: float
    top: float
    bottom: float
    slot: float
    top_value: Decimal
    turned: bool

    def height(self, value: Decimal) -> float:
        """Of a value, mm."""
        return float(value / self.top_value) * (self.bottom - self.top)

    def centre(self, at: int) -> float:
        """Middle of a category."""
        return self.left + (at + 0.5) * self.slot


def upright(page: Page, y: float) -> tuple[float, list[Shape]]:
    chart = page.chart
    marks = ticks(page.largest, percent=chart.unit == "%")
    marked = [chart.shown(mark) if chart.decimals else _plain(mark) for mark in marks]
    head = ["Mục tiêu"] if chart.has_aims else []
    left = max(page.room(text) for text in [*marked, *head]) + 2 * GAP
    slot = (page.width - left) / len(chart.categories)
    shown = [page.shown(value) for value in page.values]
    turned = (
        page.fitting(shown, slot / len(chart.series) - 0.6, bold=True) < _LEAST_LEVEL * page.point
    )
    above = max((page.room(text, bold=True) for text in shown), default=0) if turned else page.line
    top = y + above + 1
    field = _Field(left, top, top + _HEIGHT, slot, marks[-1], turned)
    shapes: list[Shape] = []
    for mark, text in zip(marks, marked, strict=True):
        level = field.bottom - field.height(mark)
        shapes.append(Stroke(left, level, page.width, level, faint=bool(mark)))
        shapes.append(
            Words(left - GAP, level + page.line * 0.3, text, page.point, Anchor.END)
        )  # fmt: skip
    shapes += _columns(page, field)
    if chart.has_aims:
        shapes += _aim_line(page, field)
    shapes += _values(page, field)
    below, named = _below(page, field)
    return below, [*shapes, *named]


def _plain(mark: Decimal) -> str:
    text = f"{mark.normalize():f}"
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def _column_box(page: Page, field: _Field, at: int, number: int) -> tuple[float, float]:
    """Left edge and width of one bar."""
    count = len(page.chart.series)
    width = min(_WIDEST_BAR, field.slot * 0.7 / count)
    return field.centre(at) - width * count / 2 + width * number, width


def _columns(page: Page, field: _Field) -> Iterator[Shape]:
    for number, (fill, one) in enumerate(zip(FILLS, page.chart.series, strict=False)):
        for at, value in enumerate(one.values):
            if not value:
                continue
            x, width = _column_box(page, field, at, number)
            height = field.height(max(value, Decimal(0)) / page.factor)
            yield Rect(x, field.bottom - height, width, height, fill)


def _values(page: Page, field: _Field) -> Iterator[Shape]:
    """Each value over its bar; a missing one says so where the bar would stand."""
    room = field.slot / len(page.chart.series) - 0.6
    point = (
        page.point
        if field.turned
        else page.fitting([page.shown(value) for value in page.values], room, bold=True)
    )
    for number, one in enumerate(page.chart.series):
        for at, value in enumerate(one.values):
            if value is not None:
                x, width = _column_box(page, field, at, number)
                level = field.bottom - field.height(max(value, Decimal(0)) / page.factor) - 1
                yield _over_bar(page, (x + width / 2, level), point, page.shown(value), field)
            elif number == 0 and not page.chart.is_ahead(at):
                yield from _missing(page, field, at)


def _over_bar(
    page: Page, place: tuple[float, float], point: float, text: str, field: _Field
) -> Words:
    if not field.turned:
        return Words(*place, text, point, Anchor.MIDDLE, bold=True, plate=True)
    x = place[0] + page.line * 0.26
    return Words(x, place[1], text, point, bold=True, plate=True, turned=True)


def _missing(page: Page, field: _Field, at: int) -> Iterator[Words]:
    lines = NO_NUMBER.split(" ", 1)
    small = page.fitting(lines, field.slot - 0.6)
    if small < _LEAST_LEVEL * page.point:
        x, y = field.centre(at) + page.line * 0.26, field.bottom - 1
        yield Words(x, y, NO_NUMBER, page.point, plate=True, turned=True)
        return
    for row, line in enumerate(reversed(lines)):
        level = field.bottom - 1 - row * page.line
        yield Words(field.centre(at), level, line, small, Anchor.MIDDLE, plate=True)


def _aim_line(page: Page, field: _Field) -> Iterator[Shape]:
    """The straight line through what should be reached; a short stroke where a year stands alone."""
    points = [
        (field.centre(at), field.bottom - field.height(aim.value / page.factor), at)
        for at, aim in enumerate(page.chart.aims)
        if aim
    ]
    half = field.slot * 0.45
    for x, y, _at in points:
        yield Stroke(x - half / 2, y, x + half / 2, y, halo=True)
    for (x1, y1, first), (x2, y2, second) in pairwise(points):
        if second == first + 1:
            yield Stroke(x1, y1, x2, y2, dashed=True, halo=True)


def _below(page: Page, field: _Field) -> tuple[float, list[Shape]]:
    """Names of the categories, then what each should reach: bold where it was set."""
    y, shapes = _names(page, field)
    chart = page.chart
    if not chart.has_aims:
        return y + GAP, shapes
    shown = [page.shown(aim.value) if aim else "-" for aim in chart.aims]
    fixed = [bool(aim and aim.fixed) for aim in chart.aims]
    point = page.fitting(shown, field.slot - 0.6, bold=True)
    turned = point < _LEAST_LEVEL * page.point
    y += max(page.room(text, bold=True) for text in shown) + 1 if turned else page.line
    shapes.append(Words(field.left - GAP, y, "Mục tiêu", page.point, Anchor.END))
    for at, (text, bold) in enumerate(zip(shown, fixed, strict=True)):
        words = _named(page, (field.centre(at), y), text, 0 if turned else point)
        shapes.append(replace(words, bold=bold))
    return y + GAP, shapes


def _names(page: Page, field: _Field) -> tuple[float, list[Shape]]:
    """A year is never broken: where it is too wide it is turned; other words grow smaller."""
    names = page.chart.categories
    small = page.fitting([word for name in names for word in name.split()], field.slot - 0.6)
    if small < _LEAST_LEVEL * page.point and max(map(len, names)) <= _SHORT:
        y = field.bottom + max(map(page.room, names)) + 1
        return y, [_named(page, (field.centre(at), y), name, 0) for at, name in enumerate(names)]
    narrow = replace(page, point=small)
    wrapped = [narrow.wrapped(name, field.slot - 0.3) for name in names]
    shapes: list[Shape] = [
        _named(page, (field.centre(at), field.bottom + row * page.line), line, small)
        for at, lines in enumerate(wrapped)
        for row, line in enumerate(lines, start=1)
    ]
    return field.bottom + max(map(len, wrapped)) * page.line, shapes


def _named(page: Page, place: tuple[float, float], text: str, point: float) -> Words:
    """Words under a category; without a size they are turned."""
    if point:
        return Words(*place, text, point, Anchor.MIDDLE)
    return Words(place[0] + page.line * 0.26, place[1], text, page.point, turned=True)
