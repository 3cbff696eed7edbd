"""A chart laid out as rectangles, lines and words in millimetres; every painter draws these."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from app.documents.charts import NO_NUMBER, Chart, ChartKind
from app.documents.layout import MM
from app.documents.render.metrics import Face, text_width


class Fill(StrEnum):
    """What a black-and-white printer tells apart."""

    SOLID = "solid"
    HATCH = "hatch"
    DOTS = "dots"


class Anchor(StrEnum):
    """Which end of a text its place is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A box from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line. ``halo``: on a white band, so that it is seen over dark bars. ``faint``: a grid."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False
    halo: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text at its baseline, ``point`` high; ``plate`` puts it on white.

    A ``turned`` one runs upwards from its place; its middle stands above it.
    """

    x: float
    y: float
    text: str
    point: float
    anchor: Anchor = Anchor.START
    bold: bool = False
    plate: bool = False
    turned: bool = False


Shape = Rect | Stroke | Words
#: Width in pt of a text in bold letters or not, of a size in pt.
Measure = Callable[[str, bool, float], float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in drawing order inside a frame, mm; y grows downwards."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


FILLS: Final = (Fill.SOLID, Fill.HATCH, Fill.DOTS)
#: Room of words on a white plate beside and above them, mm.
PLATE: Final = 0.5
#: Distance of the slanting lines and of the dots, mm.
_HATCH: Final = 1.5
_DOTS: Final = 1.4
#: Radius of a dot, mm; grey behind the dots and of lines of the grid, 0 black to 1 white.
DOT: Final = 0.22
PALE: Final = 0.86
_LEAST_POINT: Final = 6.5
#: Values that would be smaller are turned.
_LEAST_LEVEL: Final = 8.0
_UPRIGHT_HEIGHT: Final = 52.0
_WIDEST_BAR: Final = 16.0
_BAR: Final = 4.6
_GAP: Final = 1.5
_SWATCH: Final = 6.0
#: From here on values are shown in millions.
_MILLIONS: Final = Decimal(10_000_000)


def tinos(text: str, bold: bool, point: float) -> float:
    """Width in the letters of a paper."""
    return text_width(text, Face.BOLD if bold else Face.REGULAR, point)


def hatch(box: Rect) -> Iterator[tuple[float, float, float, float]]:
    """Ends of the slanting lines of Fill.HATCH inside a box, mm."""
    at = _HATCH
    while at < box.width + box.height:
        left, right = max(0.0, at - box.height), min(at, box.width)
        yield box.x + left, box.y + at - left, box.x + right, box.y + at - right
        at += _HATCH


def dots(box: Rect) -> Iterator[tuple[float, float]]:
    """Middles of the dots of Fill.DOTS inside a box, mm."""
    rows = int(box.height / _DOTS)
    for row in range(rows):
        x = box.x + _DOTS * (0.5 + 0.5 * (row % 2))
        while x < box.x + box.width - _DOTS / 4:
            yield x, box.y + _DOTS * (row + 0.5)
            x += _DOTS


def laid_out(chart: Chart, width: float, point: float = 11.0, measure: Measure = tinos) -> Drawing:
    """The chart's shapes; its height follows from what it holds.

    Args:
        width: mm.
        point: size of the words, pt.
        measure: widths of the letters that it will be drawn with.
    """
    page = _Page(chart, width, point, measure)
    y, legend = _legend(page)
    bars = _upright if chart.kind is ChartKind.YEARS else _lying
    y, body = bars(page, y)
    y, under = _under(page, y)
    return Drawing(width, y + 1, (*legend, *body, *under))


@dataclass(frozen=True, slots=True)
class _Page:
    chart: Chart
    width: float
    point: float
    measure: Measure

    @property
    def line(self) -> float:
        """Height of a line of words, mm."""
        return self.point * 1.2 / MM

    @property
    def factor(self) -> Decimal:
        """Very large sums are shown in millions."""
        values = [value for one in self.chart.series for value in one.values if value is not None]
        values += [aim.value for aim in self.chart.aims if aim]
        return Decimal(1_000_000) if max(values, default=Decimal(0)) >= _MILLIONS else Decimal(1)

    @property
    def unit(self) -> str:
        """The unit over the axis."""
        unit = self.chart.unit
        return f"triệu {unit}".rstrip() if self.factor > 1 else unit

    def shown(self, value: Decimal) -> str:
        """A value as printed."""
        return self.chart.shown(value / self.factor)

    def room(self, text: str, *, bold: bool = False, point: float = 0) -> float:
        """Width of a text, mm."""
        return self.measure(text, bold, point or self.point) / MM

    def wrapped(self, text: str, width: float) -> list[str]:
        """Lines no wider than ``width`` mm; a longer word is cut."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}".lstrip()
            if line and self.room(longer) > width:
                lines.append(line)
                longer = word
            while self.room(longer) > width and len(longer) > 1:
                cut = next(
                    at for at in range(len(longer) - 1, 0, -1)
                    if at == 1 or self.room(longer[:at]) <= width
                )  # fmt: skip
                lines.append(longer[:cut])
                longer = longer[cut:]
            line = longer
        return [*lines, line] if line else lines

    def fitting(self, texts: Sequence[str], width: float, *, bold: bool = False) -> float:
        """The size in which each text fits; never under the least that can be read."""
        widest = max((self.room(text, bold=bold) for text in texts), default=0)
        return self.point if widest <= width else max(_LEAST_POINT, self.point * width / widest)


def _legend(page: _Page) -> tuple[float, list[Shape]]:
    """Unit, then what each fill and the dashed line mean; where what follows begins."""
    shapes: list[Shape] = []
    x, y = 0.0, page.line
    if page.unit:
        words = f"Đơn vị: {page.unit}"
        shapes.append(Words(x, y, words, page.point))
        x += page.room(words) + 2 * _GAP + 2
    chart = page.chart
    entries: list[tuple[Fill | None, str]] = []
    if len(chart.series) > 1 or chart.has_aims:
        entries = [(fill, one.name) for fill, one in zip(FILLS, chart.series, strict=False)]
    if chart.has_aims:
        entries.append((None, "Mục tiêu, lộ trình theo đường thẳng"))
    for fill, name in entries:
        room = _SWATCH + _GAP + page.room(name)
        if x and x + room > page.width:
            x, y = 0.0, y + page.line + 0.8
        shapes += _swatch(page, x, y, fill)
        shapes.append(Words(x + _SWATCH + _GAP, y, name, page.point))
        x += room + 2 * _GAP + 1
    return y + 2 * _GAP, shapes


def _swatch(page: _Page, x: float, y: float, fill: Fill | None) -> Iterator[Shape]:
    tall = page.line * 0.62
    if fill is None:
        yield Stroke(x, y - tall / 2, x + _SWATCH, y - tall / 2, dashed=True)
    else:
        yield Rect(x, y - tall, _SWATCH, tall, fill)


def _under(page: _Page, y: float) -> tuple[float, list[Shape]]:
    shapes: list[Shape] = []
    notes = [*page.chart.notes]
    if page.chart.source:
        notes.append(f"Nguồn: {page.chart.source}")
    for note in notes:
        for line in page.wrapped(note, page.width):
            y += page.line
            shapes.append(Words(0, y, line, page.point))
    return y + (_GAP if notes else 0), shapes


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


def _largest(page: _Page) -> Decimal:
    values = [value for one in page.chart.series for value in one.values if value is not None]
    values += [aim.value for aim in page.chart.aims if aim]
    return max(values, default=Decimal(0)) / page.factor


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


def _upright(page: _Page, y: float) -> tuple[float, list[Shape]]:
    chart = page.chart
    marks = ticks(_largest(page), percent=chart.unit == "%")
    marked = [chart.shown(mark) if chart.decimals else _plain(mark) for mark in marks]
    head = ["Mục tiêu"] if chart.has_aims else []
    left = max(page.room(text) for text in [*marked, *head]) + 2 * _GAP
    slot = (page.width - left) / len(chart.categories)
    shown = _shown_values(page)
    turned = page.fitting(shown, slot / len(chart.series) - 0.6, bold=True) < _LEAST_LEVEL
    above = max((page.room(text, bold=True) for text in shown), default=0) if turned else page.line
    top = y + above + 1
    field = _Field(left, top, top + _UPRIGHT_HEIGHT, slot, marks[-1], turned)
    shapes: list[Shape] = []
    for mark, text in zip(marks, marked, strict=True):
        level = field.bottom - field.height(mark)
        shapes.append(Stroke(left, level, page.width, level, faint=bool(mark)))
        shapes.append(
            Words(left - _GAP, level + page.line * 0.3, text, page.point, Anchor.END)
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


def _column_box(page: _Page, field: _Field, at: int, number: int) -> tuple[float, float]:
    """Left edge and width of one bar."""
    count = len(page.chart.series)
    width = min(_WIDEST_BAR, field.slot * 0.7 / count)
    return field.centre(at) - width * count / 2 + width * number, width


def _columns(page: _Page, field: _Field) -> Iterator[Shape]:
    for number, (fill, one) in enumerate(zip(FILLS, page.chart.series, strict=False)):
        for at, value in enumerate(one.values):
            if not value:
                continue
            x, width = _column_box(page, field, at, number)
            height = field.height(max(value, Decimal(0)) / page.factor)
            yield Rect(x, field.bottom - height, width, height, fill)


def _shown_values(page: _Page) -> list[str]:
    series = page.chart.series
    return [page.shown(value) for one in series for value in one.values if value is not None]


def _values(page: _Page, field: _Field) -> Iterator[Shape]:
    """Each value over its bar; a missing one says so where the bar would stand."""
    room = field.slot / len(page.chart.series) - 0.6
    point = page.point if field.turned else page.fitting(_shown_values(page), room, bold=True)
    for number, one in enumerate(page.chart.series):
        for at, value in enumerate(one.values):
            if value is not None:
                x, width = _column_box(page, field, at, number)
                level = field.bottom - field.height(max(value, Decimal(0)) / page.factor) - 1
                yield _over_bar(page, (x + width / 2, level), point, page.shown(value), field)
            elif number == 0 and not page.chart.is_ahead(at):
                yield from _missing(page, field, at)


def _over_bar(
    page: _Page, place: tuple[float, float], point: float, text: str, field: _Field
) -> Words:
    if not field.turned:
        return Words(*place, text, point, Anchor.MIDDLE, bold=True, plate=True)
    x = place[0] + page.line * 0.26
    return Words(x, place[1], text, point, bold=True, plate=True, turned=True)


def _missing(page: _Page, field: _Field, at: int) -> Iterator[Words]:
    lines = NO_NUMBER.split(" ", 1)
    small = page.fitting(lines, field.slot - 0.6)
    if small < _LEAST_LEVEL:
        x, y = field.centre(at) + page.line * 0.26, field.bottom - 1
        yield Words(x, y, NO_NUMBER, page.point, plate=True, turned=True)
        return
    for row, line in enumerate(reversed(lines)):
        level = field.bottom - 1 - row * page.line
        yield Words(field.centre(at), level, line, small, Anchor.MIDDLE, plate=True)


def _aim_line(page: _Page, field: _Field) -> Iterator[Shape]:
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


def _below(page: _Page, field: _Field) -> tuple[float, list[Shape]]:
    """Names of the categories, then what each should reach: bold where it was set."""
    shapes: list[Shape] = []
    chart = page.chart
    names = [page.wrapped(name, field.slot - 1) for name in chart.categories]
    for at, lines in enumerate(names):
        for row, line in enumerate(lines, start=1):
            level = field.bottom + row * page.line
            shapes.append(Words(field.centre(at), level, line, page.point, Anchor.MIDDLE))
    y = field.bottom + max(map(len, names)) * page.line
    if chart.has_aims:
        y += page.line
        shapes.append(Words(field.left - _GAP, y, "Mục tiêu", page.point, Anchor.END))
        shown = [page.shown(aim.value) if aim else "-" for aim in chart.aims]
        point = page.fitting(shown, field.slot - 0.6, bold=True)
        for at, (aim, text) in enumerate(zip(chart.aims, shown, strict=True)):
            bold = bool(aim and aim.fixed)
            shapes.append(Words(field.centre(at), y, text, point, Anchor.MIDDLE, bold=bold))
    return y + _GAP, shapes


def _lying(page: _Page, y: float) -> tuple[float, list[Shape]]:
    """Names on the left, bars to the right of them, each with its value."""
    widest = max(page.room(name) for name in page.chart.categories)
    left = min(widest, page.width * 0.36) + 2 * _GAP
    draw = _shares if page.chart.kind is ChartKind.SHARES else partial(_pairs, _scale(page, left))
    shapes: list[Shape] = []
    first = y
    for at, name in enumerate(page.chart.categories):
        lines = page.wrapped(name, left - 2 * _GAP)
        bars = 1 if page.chart.kind is ChartKind.SHARES else len(page.chart.series)
        tall = max(page.line, _BAR)
        height = max(len(lines) * page.line, bars * tall)
        start = y + (height - len(lines) * page.line) / 2 + page.line * 0.78
        for row, line in enumerate(lines):
            level = start + row * page.line
            shapes.append(Words(left - _GAP, level, line, page.point, Anchor.END))
        shapes += draw(page, at, (left, y + (height - bars * tall) / 2), tall)
        y += height + 2 * _GAP
    shapes.insert(0, Stroke(left, first - 0.8, left, y - _GAP))
    return y, shapes


def _scale(page: _Page, left: float) -> float:
    """Millimetres of bar for one: the longest leaves room for its value."""
    values = [value for one in page.chart.series for value in one.values if value is not None]
    room = max((page.room(page.shown(one), bold=True) for one in values), default=0)
    largest = _largest(page)
    return (page.width - left - room - 2 * _GAP) / float(largest) if largest else 0


def _pairs(
    scale: float, page: _Page, at: int, corner: tuple[float, float], tall: float
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
        yield Words(x + _GAP * 0.7, level, words, page.point, bold=value is not None)


def _shares(page: _Page, at: int, corner: tuple[float, float], tall: float) -> Iterator[Shape]:
    """One bar of 100 % cut into its parts; their shares stand in them."""
    x, y = corner
    values = [one.values[at] for one in page.chart.series]
    level = y + tall / 2 + page.line * 0.3
    known = [value for value in values if value is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or not whole:
        yield Words(x + _GAP * 0.7, level, NO_NUMBER, page.point)
        return
    full = page.width - x
    for fill, value in zip(FILLS, known, strict=False):
        long = full * float(value / whole)
        yield Rect(x, y + 0.3, long, tall - 0.6, fill)
        text = page.chart.shown(value * 100 / whole) + " %"
        if page.room(text, bold=True) + 2 * PLATE < long:
            yield Words(x + long / 2, level, text, page.point, Anchor.MIDDLE, bold=True, plate=True)
        x += long
