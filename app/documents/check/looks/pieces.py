"""The paragraphs of a file with their places, cut into pieces where columns stand side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.documents.readers.head_lines import number_line, place_date_line, without_state_title
from app.documents.readers.tail_lines import is_name, is_recipients, is_signing
from app.documents.source import (
    SourceCell,
    SourceFile,
    SourceParagraph,
    SourceRun,
    SourceSection,
    SourceTable,
)
from app.domain import notes
from app.domain.text import clean_line

#: Left and right of the words in a cell of Word together, mm.
_CELL_ROOM: Final = 3.8
_COLUMN_GAP: Final = re.compile(r"\t+| {4,}")
_SIGN_ALONE: Final = re.compile(r"[-–—+•*]|\w{1,4}[.)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A paragraph with its place.

    ``number`` counts all paragraphs of the file from 1, ``section`` from 0, ``table`` from 1 with 0
    for none, ``column`` and ``row`` from 0. ``width`` is the room for its words in mm, 0 unknown.
    """

    number: int
    paragraph: SourceParagraph
    section: int
    width: float = 0.0
    table: int = 0
    row: int = 0
    column: int = 0
    grid: SourceTable | None = None

    @property
    def text(self) -> str:
        """Clean words, without footnotes and without the mark that the file counts."""
        return clean_line(notes.without(self.paragraph.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words on one line in one column: a paragraph, a line of it, or what stands between tabs.

    ``beside`` says that tabs set it beside other words; its place on the page is then unknown.
    ``column`` counts such columns. ``gap``: blank paragraphs or room stand before it.
    """

    spot: Spot
    runs: tuple[SourceRun, ...]
    text: str
    beside: bool = False
    column: int = 0
    gap: bool = False
    first: bool = True

    @property
    def where(self) -> str:
        """As a Finding names it."""
        return f"doan:{self.spot.number}"

    @property
    def marked(self) -> str:
        """The words behind the mark that the file counts."""
        mark = self.spot.paragraph.mark
        return clean_line(f"{mark} {self.text}") if mark and self.first else self.text

    @property
    def lettered(self) -> tuple[SourceRun, ...]:
        """Runs with letters or digits whose look is known."""
        return tuple(run for run in self.runs if _lettered(run) and (run.size or run.font))

    @property
    def size(self) -> float:
        """The size of most letters, pt; 0 unknown."""
        shares: dict[float, int] = {}
        for run in self.lettered:
            shares[run.size] = shares.get(run.size, 0) + len(run.text)
        return max(shares, key=lambda size: shares[size], default=0.0)

    def share(self, dress: str) -> float | None:
        """How much of the letters is "bold" or "italic", 0 to 1; None when nothing is known."""
        known = [(run, sum(map(str.isalnum, run.text))) for run in self.lettered]
        total = sum(count for _run, count in known)
        if not total:
            return None
        return sum(count for run, count in known if getattr(run, dress)) / total

    @property
    def bold(self) -> bool:
        """Whether nearly all letters are bold."""
        return (self.share("bold") or 0.0) > 0.8

    @property
    def centred(self) -> bool:
        """Whether its paragraph stands in the middle."""
        return self.spot.paragraph.align == "center"

    @property
    def lane(self) -> tuple[int, int]:
        """The column it stands in: of a table, or of tabs."""
        if self.spot.table:
            return self.spot.table, self.spot.column
        return (-1, self.column) if self.beside else (0, 0)


def spots_of(source: SourceFile) -> Iterator[Spot]:
    """Every paragraph in the order of ``SourceFile.paragraphs``."""
    number = table = 0
    for at, section in enumerate(source.sections):
        width = _text_width(section)
        for block in section.blocks:
            if isinstance(block, SourceParagraph):
                number += 1
                yield Spot(number=number, paragraph=block, section=at, width=width)
                continue
            table += 1
            for spot in _of_table(block, at, table):
                number += 1
                yield replace(spot, number=number)


def pieces_of(spot: Spot, *, gap: bool = False) -> Iterator[Piece]:
    """The pieces of a paragraph; none for an empty one or a line typed with dashes."""
    runs = spot.paragraph.runs
    text = "".join(run.text for run in runs)
    start, first = 0, True
    for line in text.split("\n"):
        parts = _columns(line)
        beside = len(parts) > 1
        for column, (begin, end) in enumerate(parts):
            words = clean_line(notes.without(line[begin:end]))
            if any(map(str.isalnum, words)):
                made = sliced(runs, start + begin, start + end)
                yield Piece(
                    spot=spot, runs=made, text=words, beside=beside, column=column,
                    gap=gap and first, first=first,
                )  # fmt: skip
                first = first and beside
        start += len(line) + 1


def sliced(runs: Sequence[SourceRun], begin: int, end: int) -> tuple[SourceRun, ...]:
    """The runs of the signs from begin to end."""
    made: list[SourceRun] = []
    at = 0
    for run in runs:
        part = run.text[max(begin - at, 0) : max(end - at, 0)]
        if part:
            made.append(run if part == run.text else replace(run, text=part))
        at += len(run.text)
    return tuple(made)


def is_head_line(text: str) -> bool:
    """The state's title, a number or a place with its date."""
    return bool(without_state_title(text) != text or number_line(text) or place_date_line(text))


def _columns(line: str) -> list[tuple[int, int]]:
    """Begin and end of what stands side by side; one of them must be of the head or the end."""
    cuts = [(found.start(), found.end()) for found in _COLUMN_GAP.finditer(line)]
    bounds = [0, *(edge for cut in cuts for edge in cut), len(line)]
    parts = [
        (begin, end)
        for begin, end in zip(bounds[::2], bounds[1::2], strict=True)
        if line[begin:end].strip()
    ]
    if len(parts) < 2:
        return [(0, len(line))]
    words = [clean_line(line[begin:end]) for begin, end in parts]
    if _SIGN_ALONE.fullmatch(words[0]) or place_date_line(clean_line(line)):
        return [(0, len(line))]
    known = any(is_head_line(part) or is_recipients(part) or is_signing(part) for part in words)
    signed = words[0].startswith("-") and is_name(words[-1])
    if not (known or signed):
        return [(0, len(line))]
    return _joined(line, parts)


def _joined(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blanks kept for a number or a day do not cut: "Số:      /KH-UBND"."""
    made = [parts[0]]
    for begin, end in parts[1:]:
        whole = clean_line(line[made[-1][0] : end])
        found = number_line(whole)
        if place_date_line(whole) or (found and not found.after):
            made[-1] = (made[-1][0], end)
        else:
            made.append((begin, end))
    return made


def _of_table(table: SourceTable, section: int, number: int) -> Iterator[Spot]:
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            width = _cell_width(table, cell, column)
            for paragraph in cell.paragraphs:
                yield Spot(
                    number=0, paragraph=paragraph, section=section, width=width, table=number,
                    row=row, column=column, grid=table,
                )  # fmt: skip
            column += cell.span


def _cell_width(table: SourceTable, cell: SourceCell, column: int) -> float:
    widths = table.widths[column : column + cell.span]
    return max(sum(widths) - _CELL_ROOM, 0.0) if len(widths) == cell.span else 0.0


def _text_width(section: SourceSection) -> float:
    return max(section.page_width - section.margin_left - section.margin_right, 0.0)


def _lettered(run: SourceRun) -> bool:
    return any(map(str.isalnum, notes.without(run.text)))
