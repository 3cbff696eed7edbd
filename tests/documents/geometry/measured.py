"""A printed page as pdfplumber sees it: lines of glyphs with their places, drawn lines, frames.

Nothing of the program is used here: the proof must not share code with what it proves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

MM = 72 / 25.4
#: Wider gaps inside a line part it into columns (letterhead, ending).
_COLUMN_GAP = 14.0


@dataclass(frozen=True)
class Glyphs:
    """A run of glyphs on one level; places in pt from the upper left corner of the page."""

    chars: tuple[dict[str, Any], ...]

    @cached_property
    def text(self) -> str:
        """With the spaces that were drawn."""
        return "".join(char["text"] for char in self.chars).strip()

    @cached_property
    def inked(self) -> tuple[dict[str, Any], ...]:
        """The glyphs that leave ink."""
        return tuple(char for char in self.chars if not char["text"].isspace())

    @property
    def left(self) -> float:
        return min(char["x0"] for char in self.inked)

    @property
    def right(self) -> float:
        return max(char["x1"] for char in self.inked)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def baseline(self) -> float:
        """Height of the baseline of the biggest glyphs."""
        return max(_baseline(char) for char in self.inked)

    @property
    def size(self) -> float:
        return max(round(char["size"], 1) for char in self.inked)

    @property
    def sizes(self) -> set[float]:
        return {round(char["size"], 1) for char in self.inked}

    @property
    def faces(self) -> set[str]:
        """ "Regular", "Bold", "Italic", "BoldItalic"."""
        return {face(char) for char in self.inked}

    @property
    def families(self) -> set[str]:
        return {char["fontname"].partition("+")[2].partition("-")[0] for char in self.inked}


@dataclass(frozen=True)
class Stroke:
    """A level line that was drawn; pt from the upper left corner."""

    left: float
    right: float
    height: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Frame:
    """A drawn rectangle."""

    left: float
    right: float
    top: float
    bottom: float
    color: Any


@dataclass(frozen=True)
class Page:
    """One page; ``lines`` from the top down, columns apart."""

    number: int
    width: float
    height: float
    lines: tuple[Glyphs, ...]
    strokes: tuple[Stroke, ...]
    frames: tuple[Frame, ...]
    uprights: tuple[tuple[float, float, float], ...]

    def find(self, start: str) -> Glyphs:
        """The first line that starts so."""
        return next(line for line in self.lines if line.text.startswith(start))

    def has(self, start: str) -> bool:
        """Whether a line starts so."""
        return any(line.text.startswith(start) for line in self.lines)

    def rule_under(self, line: Glyphs, within: float = 12.0) -> Stroke | None:
        """The drawn line right below a line of text, that does not reach beyond it."""
        below = [
            stroke
            for stroke in self.strokes
            if 0 < stroke.height - line.baseline < within and abs(stroke.middle - line.middle) < 3
        ]
        return min(below, key=lambda stroke: stroke.height, default=None)

    @property
    def page_number(self) -> Glyphs | None:
        """A number that stands alone in the top margin."""
        top = [line for line in self.lines if line.baseline < 20 * MM and line.text.isdigit()]
        return top[0] if top else None

    @property
    def text_lines(self) -> tuple[Glyphs, ...]:
        """Every line but the page number."""
        return tuple(line for line in self.lines if line is not self.page_number)


def face(char: dict[str, Any]) -> str:
    """The face of a glyph's font: Regular, Bold, Italic, BoldItalic."""
    return str(char["fontname"]).partition("-")[2] or "Regular"


def pages_of(path: Path) -> list[Page]:
    """Every page of a file."""
    with pdfplumber.open(path) as pdf:
        return [_page(number, page) for number, page in enumerate(pdf.pages, start=1)]


def _page(number: int, page: Any) -> Page:
    chars = [char for char in page.chars if char["upright"]]
    assert len(chars) == len(page.chars), "a turned glyph"
    return Page(
        number=number,
        width=float(page.width),
        height=float(page.height),
        lines=tuple(_lines(chars)),
        strokes=tuple(
            Stroke(line["x0"], line["x1"], line["top"])
            for line in page.lines
            if abs(line["top"] - line["bottom"]) < 0.1
        ),
        frames=tuple(
            Frame(rect["x0"], rect["x1"], rect["top"], rect["bottom"], rect["stroking_color"])
            for rect in page.rects
        ),
        uprights=tuple(
            (line["x0"], line["top"], line["bottom"])
            for line in page.lines
            if abs(line["x0"] - line["x1"]) < 0.1
        ),
    )


def _baseline(char: dict[str, Any]) -> float:
    """pdfplumber keeps the text matrix; its last number is the baseline from below."""
    return float(char["bottom"] - (char["matrix"][5] - char["y0"]))


def _lines(chars: list[dict[str, Any]]) -> Iterator[Glyphs]:
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda one: (round(_baseline(one), 1), one["x0"])):
        if rows and abs(_baseline(rows[-1][-1]) - _baseline(char)) < 1.5:
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        yield from _columns(sorted(row, key=lambda one: one["x0"]))


def _columns(row: list[dict[str, Any]]) -> Iterator[Glyphs]:
    """The row cut where nothing, not even a space, was drawn between two glyphs."""
    part = [row[0]]
    for before, char in pairwise(row):
        if char["x0"] - before["x1"] > _COLUMN_GAP:
            yield from _made(part)
            part = []
        part.append(char)
    yield from _made(part)


def _made(part: list[dict[str, Any]]) -> Iterator[Glyphs]:
    made = Glyphs(tuple(part))
    if made.inked:
        yield made
