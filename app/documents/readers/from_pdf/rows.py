"""Pieces of a page → rows from the top, with the margins that the text keeps to."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.documents.readers.from_pdf.page import RAISED, PdfPage, Piece, is_raised, joined

_SIGN = re.compile(r"[-–—+•*●▪➢✓]|(?:\d{1,2}\.){0,3}\d{1,2}[.)]?|[IVX]{1,5}[.)]?|[a-zđ]{1,2}[.)]")
_NUMBER = re.compile(r"-?\s*(\d{1,4})\s*-?")
#: Marks stand at most so far from their text, in pt.
_WIDEST_TAB: Final = 50.0
_DIGITS = re.compile(r"\d{1,3}")
_CITES = re.compile(rf"{RAISED}\d{{1,3}}[^\w\s]?$")
_CLOSERS: Final = frozenset(".,;:!?)”")
_NEAR: Final = 13.0
_EDGE: Final = 0.11
_SAME: Final = 3.0
_LONG: Final = 40
_HIGHEST: Final = 60.0
_WIDE: Final = 0.4
_WIDEST_INDENT: Final = 60.0
_FEWEST_STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces side by side, from the left."""

    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Where its first letter stands."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where its last letter ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(piece.bottom for piece in self.pieces)

    @property
    def hang(self) -> float | None:
        """Where the text behind a mark begins, when a tab stands between; None without one."""
        if len(self.pieces) == 2 and self._marked:
            return self.pieces[1].left
        return None

    @property
    def _marked(self) -> bool:
        first, second = self.pieces[:2]
        near = second.left - first.right < _WIDEST_TAB
        return near and _SIGN.fullmatch(first.text) is not None

    @property
    def bold(self) -> bool:
        """Whether all of it is bold; a mark alone counts for nothing."""
        return all(piece.bold for piece in self.pieces[1 if self.hang else 0 :])

    @property
    def lead(self) -> int:
        """How many letters of its text at the start are bold when the rest is not."""
        before = len(self.pieces[0].text) + 1 if self.hang else 0
        lead = self.pieces[1 if self.hang else 0].lead
        return lead + before if lead and not self.divided else 0

    @property
    def divided(self) -> bool:
        """Whether it has columns: two pieces or more that are not a mark and its text."""
        return len(self.pieces) > 1 and self.hang is None

    @property
    def text(self) -> str:
        """Its words; columns stand three spaces apart."""
        return ("   " if self.divided else " ").join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where lines begin and end on pages of one size.

    ``leading`` is the way from line to line, ``indent`` where first lines begin; 0 unknown.
    """

    left: float
    right: float
    leading: float = 0.0
    indent: float = 0.0

    @property
    def middle(self) -> float:
        """Between both."""
        return (self.left + self.right) / 2

    def centred(self, row: Row) -> bool:
        """Whether the row stands in the middle, away from both margins."""
        if abs(row.left - self.indent) < _SAME:
            return False
        away = min(row.left - self.left, self.right - row.right)
        return away > _SAME and self.off_middle(row) < (2 * _SAME if away > 2 * _SAME else _SAME)

    def off_middle(self, row: Row) -> float:
        """How far from the middle the row stands."""
        return abs((row.left + row.right) / 2 - self.middle)


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The pieces in rows, from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle[1]):
        if rows and _level(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(tuple(_with_marks(sorted(row, key=lambda piece: piece.left)))) for row in rows]


def _with_marks(row: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a footnote's number and what goes on behind it put to the words before."""
    made: list[Piece] = []
    for piece in row:
        near = bool(made) and piece.left - made[-1].right < _NEAR
        if near and _DIGITS.fullmatch(piece.text) and is_raised(piece, made[-1]):
            made[-1] = joined([made[-1], replace(piece, text=f"{RAISED}{piece.text}")], "")
        elif near and _CITES.search(made[-1].text):
            made[-1] = joined([made[-1], piece], "" if piece.text[0] in _CLOSERS else " ")
        else:
            made.append(piece)
    return made


def _level(row: Sequence[Piece], piece: Piece) -> bool:
    """Whether the piece stands beside the row's pieces, not under one of them."""
    first = row[0]
    overlap = min(first.bottom, piece.bottom) - max(first.top, piece.top)
    lower = min(first.bottom - first.top, piece.bottom - piece.top)
    beside = all(piece.left > other.right - 1 or piece.right < other.left + 1 for other in row)
    return beside and overlap > max(lower, 1.0) / 2


def page_number(rows: Sequence[Row], page: PdfPage) -> Row | None:
    """The row in the upper or lower margin that only says the page's number."""
    edge = page.height * _EDGE
    for row in [*rows[:1], *rows[-1:]]:
        found = _NUMBER.fullmatch(row.text)
        outside = row.bottom < edge or row.top > page.height - edge
        if found and outside and 0 < int(found[1]) <= page.number + 1:
            return row
    return None


def margins_of(rows: Sequence[Row], width: float) -> Margins:
    """The margins of lines on pages that are ``width`` pt wide."""
    whole = [row for row in rows if not row.divided]
    wide = [row for row in whole if row.right - row.left > width * _WIDE] or whole
    if not wide:
        return Margins(width * 0.14, width * 0.9)
    ends = Counter(round(row.right) for row in wide)
    right = max(ends, key=lambda at: (_about(ends, at), at))
    wrapped = [
        after
        for before, after in pairwise(whole)
        if before.right > right - 2 * _SAME and 0 < after.top - before.top < _HIGHEST
        if after.right - after.left <= width * _WIDE and after.left < before.left + _SAME
    ]
    starts = Counter(round(row.left) for row in [*wide, *wrapped])
    enough = max(2.0, len(wide) * 0.04)
    left = min((at for at in starts if _about(starts, at) >= enough), default=min(starts))
    inner = [at for at in starts if left + 2 * _SAME < at < left + _WIDEST_INDENT]
    indent = max(inner, key=lambda at: (_about(starts, at), at), default=0)
    known = indent and _about(starts, indent) >= enough
    return Margins(left, right, _leading(wide, right), indent if known else 0.0)


def _leading(rows: Sequence[Row], right: float) -> float:
    """The usual way from a full line down to the next: full lines reach as low as each other."""
    full = [row for row in rows if row.right > right - 2 * _SAME and len(row.text) >= _LONG]
    steps = Counter(
        round(after.bottom - before.bottom)
        for before, after in pairwise(full)
        if 0 < after.bottom - before.bottom < _HIGHEST
    )
    if sum(steps.values()) < _FEWEST_STEPS:
        return 0.0
    return float(max(steps, key=lambda step: (_near(steps, step), -step)))


def _near(counts: Counter[int], at: int) -> int:
    return counts[at - 1] + counts[at] + counts[at + 1]


def _about(counts: Counter[int], at: int) -> int:
    return sum(counts[near] for near in (at - 2, at - 1, at, at + 1, at + 2))
