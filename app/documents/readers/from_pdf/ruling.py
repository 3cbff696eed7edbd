"""Drawn lines of a page → grids of tables, read off a picture of the page."""

import re
from dataclasses import dataclass
from typing import Final

#: Pixels per pt of the picture.
SCALE: Final = 2
_SHORTEST: Final = 12 * SCALE
_SAME: Final = 3.0
_MOST_STROKES: Final = 3000
_DARK: Final = bytes(1 if shade < 190 else 0 for shade in range(256))
_RUN = re.compile(b"\x01{%d,}" % _SHORTEST)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: ``at`` is its x or y, from ``start`` to ``end``; pt."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether the place lies on it."""
        return self.start - _SAME <= place <= self.end + _SAME


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines: x of its columns and y of its rows, and every stroke."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Stroke, ...]
    level: tuple[Stroke, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether the place lies inside."""
        return self.xs[0] - _SAME < x < self.xs[-1] + _SAME and (
            self.ys[0] - _SAME < y < self.ys[-1] + _SAME
        )

    def wall_right_of(self, row: int, column: int) -> bool:
        """Whether a line closes the slot on its right."""
        x, y = self.xs[column + 1], (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs(line.at - x) < _SAME and line.covers(y) for line in self.upright)

    def floor_under(self, row: int, column: int) -> bool:
        """Whether a line closes the slot below."""
        x, y = (self.xs[column] + self.xs[column + 1]) / 2, self.ys[row + 1]
        return any(abs(line.at - y) < _SAME and line.covers(x) for line in self.level)


def dark_pixels(shades: bytes) -> bytes:
    """1 for every dark pixel of the grey ones, where 0 is black."""
    return shades.translate(_DARK)


def find_grids(dark: bytes, width: int, height: int, stride: int) -> list[Grid]:
    """The tables of a page, from the top.

    Args:
        dark: 1 for every dark pixel; rows of ``stride`` bytes.
        width: pixels of a row.
        height: number of rows.
        stride: bytes from a row to the next.
    """
    upright = _strokes([dark[x::stride] for x in range(width)])
    level = _strokes([dark[y * stride : y * stride + width] for y in range(height)])
    grids = [_grid(box, upright, level) for box in _boxes(upright, level)]
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.ys[0])


def _strokes(tracks: list[bytes]) -> list[Stroke]:
    """Lines along the tracks, a thick one once; none on a page that is drawn full of them."""
    found: list[Stroke] = []
    for at, track in enumerate(tracks):
        for run in _RUN.finditer(track):
            stroke = Stroke(at / SCALE, run.start() / SCALE, run.end() / SCALE)
            if not any(_is_same(stroke, other) for other in found[-40:]):
                found.append(stroke)
        if len(found) > _MOST_STROKES:
            return []
    return found


def _is_same(first: Stroke, second: Stroke) -> bool:
    overlap = min(first.end, second.end) - max(first.start, second.start)
    return abs(first.at - second.at) < _SAME and overlap > 0


def _boxes(upright: list[Stroke], level: list[Stroke]) -> list[tuple[float, float]]:
    """From y to y of every group of upright lines that level lines join."""
    joined = [
        line
        for line in upright
        if sum(other.covers(line.at) and line.covers(other.at) for other in level) > 1
    ]
    boxes: list[tuple[float, float]] = []
    for line in sorted(joined, key=lambda line: line.start):
        if boxes and line.start < boxes[-1][1] + _SAME:
            boxes[-1] = (boxes[-1][0], max(boxes[-1][1], line.end))
        else:
            boxes.append((line.start, line.end))
    return boxes


def _grid(box: tuple[float, float], upright: list[Stroke], level: list[Stroke]) -> Grid | None:
    top, bottom = box[0] - _SAME, box[1] + _SAME
    columns = [line for line in upright if top <= line.start and line.end <= bottom]
    xs = _places(columns)
    rows = [line for line in level if top <= line.at <= bottom and _ends_at(line, xs)]
    ys = _places(rows)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs, ys, tuple(columns), tuple(rows))


def _ends_at(line: Stroke, xs: tuple[float, ...]) -> bool:
    """Whether it goes from column to column, as a line under a word does not."""
    return all(any(abs(end - x) < _SAME for x in xs) for end in (line.start, line.end))


def _places(strokes: list[Stroke]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not places or at - places[-1] >= _SAME:
            places.append(at)
    return tuple(places)
