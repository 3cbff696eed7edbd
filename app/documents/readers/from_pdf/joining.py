"""Rows of a page → paragraphs: wrapped lines are joined by indents, line ends and gaps."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from app.documents.readers.from_pdf.rows import Margins, Row
from app.documents.readers.marks import find_mark
from app.documents.readers.shapes import is_ended, starts_small
from app.documents.source import SourceParagraph, SourceRun

_SAME: Final = 4.0
_MM: Final = 25.4 / 72
_WIDE_GAP: Final = 40.0
_MORE_ROOM: Final = 4.5
#: A line that goes on in the next without a blank.
CUT: Final = re.compile(r"(?<=\w)[-/]$")
_MARK_WIDTH: Final = 6


@dataclass(slots=True)
class Growing:
    """A paragraph while its rows are gathered."""

    margins: Margins
    rows: list[Row] = field(default_factory=list)
    page: int = 0
    centred: bool = False

    @property
    def text(self) -> str:
        """Its words; a word or number cut behind a hyphen is whole again."""
        whole = ""
        for row in self.rows:
            glued = not whole or CUT.search(whole)
            whole += row.text if glued else f" {row.text}"
        return whole

    def _runs(self) -> tuple[SourceRun, ...]:
        """The words, with those apart that are bold at the start."""
        text = self.text
        if all(row.bold for row in self.rows):
            return (SourceRun(text=text, bold=True),)
        plain = next(at for at, row in enumerate(self.rows) if not row.bold)
        bold = replace(self, rows=self.rows[:plain]).text if plain else ""
        lead = len(bold) + (1 if bold and self.rows[plain].lead else 0) + self.rows[plain].lead
        parts = (SourceRun(text=text[:lead], bold=True), SourceRun(text=text[lead:]))
        return parts if lead else parts[1:]

    def paragraph(self) -> SourceParagraph:
        """The paragraph, with its indents from the margin in mm."""
        first = self.rows[0]
        left = self.rows[1].left if len(self.rows) > 1 else self.margins.left
        return SourceParagraph(
            runs=self._runs(),
            align="center" if self.centred else "justify",
            first_indent=0.0 if self.centred else round((first.left - left) * _MM, 1),
            left_indent=0.0 if self.centred else round((left - self.margins.left) * _MM, 1),
        )

    def takes(self, row: Row, page: int, margins: Margins) -> bool:
        """Whether the row goes on with this paragraph."""
        if self.centred:
            return self._goes_on_centred(row, page)
        last = self.rows[-1]
        if last.divided or row.divided or self._fits(last, row):
            return False
        if _begins_anew(last, row) or (page == self.page and self._gaps(last, row)):
            return False
        same_page = page == self.page and margins.leading > 0
        open_end = not is_ended(last.text) or starts_small(row.text) or same_page
        return self._indent_goes_on(row.left - (margins.left - self.margins.left), open_end)

    def _goes_on_centred(self, row: Row, page: int) -> bool:
        """The rest of words in brackets, or of a line whose next word had no room."""
        if self._is_open_aside:
            return self.margins.centred(row)
        last = self.rows[-1]
        full = self.margins.right - self.margins.left - (last.right - last.left)
        near = page == self.page and not self._gaps(last, row) and last.bold == row.bold
        return near and self.margins.off_middle(row) < _SAME and not _has_room(row, full)

    def _gaps(self, last: Row, row: Row) -> bool:
        """Whether more room than between two lines stands before the row."""
        leading = self.margins.leading
        return row.bottom - last.bottom > (leading + _MORE_ROOM if leading else _WIDE_GAP)

    @property
    def _is_open_aside(self) -> bool:
        """ "(Kèm theo Kế hoạch …" over several centred lines."""
        text = self.text
        return text.startswith("(") and text.count("(") > text.count(")")

    def _fits(self, last: Row, row: Row) -> bool:
        """Whether the row's first word had room behind the last row: then a paragraph ended."""
        return _has_room(row, self.margins.right - last.right)

    def _indent_goes_on(self, left: float, open_end: bool) -> bool:
        """Whether a line at this place belongs here; without indents the words must allow it."""
        first = self.rows[0]
        if len(self.rows) > 1:
            return abs(left - self.rows[1].left) <= _SAME
        if left < first.left - _SAME:
            return abs(left - self.margins.left) <= 2 * _SAME
        if left <= first.left + _SAME:
            indented = first.left > self.margins.left + 2 * _SAME
            return not indented and open_end
        return self._hangs(first, left)

    def _hangs(self, first: Row, left: float) -> bool:
        """Whether the place is where the text behind the mark of the first row begins."""
        if first.hang is not None:
            return abs(left - first.hang) <= _SAME
        found = find_mark(first.text)
        if not found:
            return False
        letter = (first.right - first.left) / max(len(first.text), 1)
        behind = first.left + letter * (len(first.text) - len(found.rest))
        return abs(left - behind) <= _MARK_WIDTH + _SAME


def _has_room(row: Row, room: float) -> bool:
    """Whether the first word of the row fits into this room behind another one."""
    letters = max(len(row.text), 1)
    word = len(row.text.split(" ", 1)[0]) + 1
    return room > (row.right - row.left) / letters * word + _SAME


def _begins_anew(last: Row, row: Row) -> bool:
    """Whether a sentence ended and the row has a mark: paragraphs without indents begin so."""
    return is_ended(last.text) and (row.hang is not None or find_mark(row.text) is not None)


class Joiner:
    """Takes rows page by page and gives paragraphs."""

    def __init__(self) -> None:
        self._open: Growing | None = None
        self.done: list[SourceParagraph] = []

    def add(self, row: Row, page: int, margins: Margins) -> None:
        """Put the row where it belongs."""
        if self._open and self._open.takes(row, page, margins):
            self._open.rows.append(row)
            self._open.page = page
            return
        centred = not row.divided and (margins.centred(row) or self._goes_on_title(row, page))
        self.close()
        self._open = Growing(margins, [row], page, centred)

    def _goes_on_title(self, row: Row, page: int) -> bool:
        """Whether a bold line of the whole width stands right under a bold line in the middle."""
        last = self._open
        if last is None or not (last.centred and last.rows[-1].bold and row.bold):
            return False
        near = last.page == page and row.top - last.rows[-1].bottom < row.bottom - row.top
        return near and last.margins.off_middle(row) < _SAME and find_mark(row.text) is None

    def close(self) -> list[SourceParagraph]:
        """End the open paragraph; everything so far."""
        if self._open:
            self.done.append(self._open.paragraph())
        self._open = None
        return self.done
