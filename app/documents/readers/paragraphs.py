"""Lines joined to paragraphs: wrapped lines and sentences cut by a page end are made whole."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.documents.readers.lines import Line, LineLook
from app.documents.readers.marks import Found, find_mark
from app.documents.readers.shapes import (
    hangs,
    is_capitals,
    is_ended,
    is_sentence,
    starts_small,
    word_count,
)
from app.documents.source import SourceTable
from app.domain.numbering import CENTRED, LETTERS, Mark
from app.domain.text import fold

# A page end cuts a line that was full; a shorter one was a heading.
_SHORTEST_CUT = 50
_WIDEST_WRAP = 160
_WRAP_PROOFS = 3
_MOST_NOTES = 10
_SHORTEST_CITING = 6
# A number or two may have been left out; a greater jump is a number of the text.
_WIDEST_SKIP = 3
_NOTE = re.compile(r"\[\d{1,3}\]\s")
_LONGEST_UNMARKED_HEADING = 30
# "Lao động - Thương binh": the dash joins two halves of a name, it marks nothing.
_NAME_HALVES = (
    ("lao dong", "thuong binh"),
    ("lao dong", "tb&xh"),
    ("kinh te", "xa hoi"),
    ("van hoa", "xa hoi"),
    ("chinh tri", "xa hoi"),
    ("xa hoi", "nghe nghiep"),
    ("tu phap", "ho tich"),
    ("tin cay", "nha tam lanh"),
)


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A whole paragraph: its sign, and its text without the sign.

    ``task`` is the line "Chủ trì: …" written under it with its place in the file; ``rows`` are the
    rows of a table.
    """

    number: int
    found: Found | None = None
    parts: list[str] = field(default_factory=list)
    gap: bool = False
    bold: bool = False
    level: int = 0
    indent: int = 0
    last: str = ""
    task: tuple[int, str] | None = None
    rows: list[tuple[str, ...]] = field(default_factory=list)
    look: LineLook | None = None
    first_length: int = 0

    @property
    def table(self) -> SourceTable | None:
        """The table that stands in the place of words, with its looks."""
        return self.look.table if self.look else None

    @property
    def is_table(self) -> bool:
        """Whether rows stand in the place of words."""
        return bool(self.rows) or self.table is not None

    @property
    def lead(self) -> str:
        """The words at its start that alone are bold; "" for none."""
        if not self.look or not self.look.lead or not self.parts:
            return ""
        whole = " ".join(self.parts[:1])
        sign = self.look.lead - (self._length - len(whole))
        return whole[: max(sign, 0)].strip()

    @property
    def _length(self) -> int:
        """Signs of the first line with its mark."""
        return self.first_length or len(self.parts[0])

    @property
    def text(self) -> str:
        """The words, without the sign."""
        return " ".join(part for part in self.parts if part)

    @property
    def source_mark(self) -> str:
        """The sign as it stood in the text, when the program sets its own in its place."""
        if self.look and self.look.mark:
            return self.look.mark
        return self.found.sign if self.found and not self.found.kept else ""

    @property
    def note(self) -> bool:
        """A note from the foot of a page: "[1] …"."""
        return self.found is None and bool(self.parts) and _NOTE.match(self.parts[0]) is not None

    @property
    def marker(self) -> bool:
        """A place kept for something that the program fills in."""
        return len(self.parts) == 1 and self.parts[0].startswith("@") and not self.found


def is_unmarked_heading(paragraph: Paragraph) -> bool:
    """A short line without a number that stands in capitals, in bold or after "#"."""
    text = paragraph.text
    if paragraph.found or paragraph.is_table or paragraph.marker or paragraph.task:
        return False
    if is_sentence(text) or word_count(text) > _LONGEST_UNMARKED_HEADING:
        return False
    return paragraph.bold or is_capitals(text)


def join_lines(lines: list[Line]) -> tuple[list[Paragraph], list[Line]]:
    """The paragraphs in order, and task lines that stand under no paragraph."""
    joiner = _Joiner(_wrap_width(lines))
    for line in lines:
        joiner.add(line)
    return joiner.paragraphs, joiner.loose_tasks


class _Joiner:
    """Adds lines one by one; remembers which numbers were seen, to know false ones."""

    def __init__(self, width: int) -> None:
        self.paragraphs: list[Paragraph] = []
        self.loose_tasks: list[Line] = []
        self._width = width
        self._last_numbers: dict[str, int] = {}

    def add(self, line: Line) -> None:
        previous = self._before(line)
        if line.task:
            self._add_task(previous, line)
        elif line.table:
            self.paragraphs.append(
                Paragraph(number=line.number, gap=True, look=line.look, last=".")
            )
        elif line.cells:
            self._add_row(previous, line)
        else:
            found = self._mark(previous, line)
            if found is None and previous is not None and self._goes_on(previous, line):
                previous.parts.append(line.text)
                previous.last = line.text
            else:
                self.paragraphs.append(_paragraph(line, found))

    def _before(self, line: Line) -> Paragraph | None:
        """The paragraph that the line may go on with; notes at the page's foot are passed over."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is None or not last.note or not line.gap:
            return last
        return next((p for p in reversed(self.paragraphs[-_MOST_NOTES:]) if not p.note), last)

    def _add_task(self, previous: Paragraph | None, line: Line) -> None:
        if previous is None or previous.task or previous.is_table or previous.marker:
            self.loose_tasks.append(line)
        else:
            previous.task = (line.number, line.text)

    def _add_row(self, previous: Paragraph | None, line: Line) -> None:
        if previous is None or not previous.rows or line.gap:
            previous = Paragraph(number=line.number, gap=line.gap)
            self.paragraphs.append(previous)
        previous.rows.append(tuple(cell.replace("\n", " ") for cell in line.cells))

    def _mark(self, previous: Paragraph | None, line: Line) -> Found | None:
        """The sign of the line, unless it is a number, a letter or a dash of the text itself."""
        found = _counted(line) if line.look and line.look.mark else find_mark(line.text)
        if found is None or not self._is_true(found, previous, line):
            return None
        if found.number:
            self._last_numbers[found.style] = found.number
        return found

    def _is_true(self, found: Found, previous: Paragraph | None, line: Line) -> bool:
        if line.look and (line.look.mark or line.look.exact):
            return True
        last_number = self._last_numbers.get(found.style, 0)
        if _is_rare(found):
            return found.number == last_number + 1
        if previous is None or previous.is_table or is_ended(previous.last):
            return True
        apart = line.gap or line.whole
        if not found.number:
            return found.mark is Mark.PLUS or apart or not _joins_name(previous.last, found)
        if not apart and _cites_article(previous.last):
            return False
        return found.number == 1 or last_number < found.number <= last_number + _WIDEST_SKIP

    def _goes_on(self, previous: Paragraph, line: Line) -> bool:
        """Whether the line belongs to the paragraph before it."""
        if previous.is_table or previous.task or previous.marker or line.text.startswith("@"):
            return False
        if not previous.last and not line.table:
            return True
        if _NOTE.match(line.text) or line.level:
            return False
        if line.whole:
            return _goes_on_whole(previous, line)
        if line.bold != previous.bold or _differ_in_capitals(previous.last, line.text):
            return False
        if line.gap:
            return _goes_on_over_gap(previous, line)
        if is_ended(previous.last) and not previous.last.endswith(("...", "…")):
            return self._is_full(previous, line) and previous.last.endswith((".", "?", "!"))
        small = starts_small(line.text) or not line.text[0].isalpha()
        capitals = is_capitals(line.text) and is_capitals(previous.last)
        hanging = hangs(previous.last) or (self._width > 0 and line.indent < previous.indent - 1)
        return small or capitals or hanging or self._is_full(previous, line)

    def _is_full(self, previous: Paragraph, line: Line) -> bool:
        """In wrapped text: whether the first word of the line had no room in the line before."""
        first_word = line.text.split(" ", 1)[0]
        return (
            self._width > 0
            and line.indent <= previous.indent
            and len(previous.last) + len(first_word) + 8 > self._width
        )


def _goes_on_whole(previous: Paragraph, line: Line) -> bool:
    """Whether what the file holds as a paragraph was cut off from the one before."""
    if line.look is None or line.look.exact or line.bold != previous.bold:
        return _names_part(previous, line)
    return _names_part(previous, line) or _goes_on_over_gap(previous, line)


def _names_part(previous: Paragraph, line: Line) -> bool:
    """Whether it goes on with the name of a chapter that stands in the middle of the page."""
    return (
        previous.found is not None
        and previous.found.mark in CENTRED
        and line.look is not None
        and line.look.centred
        and is_capitals(line.text)
        and not line.look.exact
    )


def _counted(line: Line) -> Found | None:
    """The sign that the file counted itself."""
    mark = line.look.mark if line.look else ""
    rest = line.text[len(mark) :].lstrip()
    found = find_mark(line.text) or find_mark(f"{mark}. {rest}") or find_mark(f"{mark} A")
    if found is None or found.kept:
        return find_mark(line.text)
    return replace(found, sign=mark, rest=rest)


def _paragraph(line: Line, found: Found | None) -> Paragraph:
    text = found.rest if found else line.text
    if found is None and line.text in {"-", "–", "+"}:
        found, text = Found(line.text, Mark.DASH, 0, line.text, ""), ""
    return Paragraph(
        number=line.number,
        found=found,
        parts=[text],
        gap=line.gap,
        bold=line.bold,
        level=line.level,
        indent=line.indent,
        last=text,
        look=line.look,
        first_length=len(line.text),
    )


def _goes_on_over_gap(previous: Paragraph, line: Line) -> bool:
    """Whether a page end cut the sentence: no end mark, a full line, and a small letter after."""
    last = previous.last
    ellipsis = last.endswith(("...", "…"))
    if sum(map(len, previous.parts)) < _SHORTEST_CUT or (is_ended(last) and not ellipsis):
        return False
    if starts_small(line.text):
        return True
    first = line.text[0]
    return hangs(last) or (first.isdigit() and not ellipsis) or first in ",;.)%"


def _differ_in_capitals(first: str, second: str) -> bool:
    return is_capitals(first) != is_capitals(second) and (
        is_capitals(first) or sum(ch.isalpha() for ch in second[:80]) > 12
    )


def _is_rare(found: Found) -> bool:
    """A sign that more often is a word ("B. Mai", "an)"): only the next of a row is one."""
    past_y = found.mark is Mark.LETTER and found.number > len(LETTERS)
    return past_y or (found.style == "A." and found.number != 1)


def _cites_article(before: str) -> bool:
    """Whether the number at the next line's start belongs to "… điểm b khoản"."""
    cites = before.endswith((" khoản", " điều", " Điều")) and not before.endswith("tài khoản")
    return cites and word_count(before) > _SHORTEST_CITING


def _joins_name(before: str, found: Found) -> bool:
    """Whether the dash at a line's start stands inside a name or a range of numbers."""
    if found.rest[:1].isdigit() and before[-1:].isdigit():
        return True
    left, right = fold(before[-20:]), fold(found.rest[:20])
    return any(left.endswith(a) and right.startswith(b) for a, b in _NAME_HALVES)


def _wrap_width(lines: list[Line]) -> int:
    """Width of a text whose lines were broken at a margin; 0 for one paragraph per line."""
    widest = max((len(line.text) for line in lines), default=0)
    if widest > _WIDEST_WRAP:
        return 0
    proofs = sum(
        1
        for first, second in pairwise(lines)
        if not second.gap
        and len(first.text) > widest // 2
        and not is_sentence(first.text)
        and starts_small(second.text)
        and find_mark(second.text) is None
    )
    return widest if proofs >= _WRAP_PROOFS else 0
