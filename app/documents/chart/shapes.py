"""What a chart is drawn with: boxes with a pattern, lines and words, in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: Room of words on a white plate beside and above them, mm.
PLATE: Final = 0.5
#: Radius of a dot, mm; grey behind the dots and of lines of the grid, 0 black to 1 white.
DOT: Final = 0.22
PALE: Final = 0.86
#: Distance of the slanting lines and of the dots, mm.
_HATCH: Final = 1.5
_DOTS: Final = 1.4


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


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in drawing order inside a frame, mm; y grows downwards."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


FILLS: Final = (Fill.SOLID, Fill.HATCH, Fill.DOTS)


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
