"""Several papers in one file: where each begins."""

from typing import Final

from app.documents.readers.annexes import is_annex_label, is_copy_form
from app.documents.readers.head_lines import (
    BODY_NAME,
    number_line,
    type_line,
    without_state_title,
)
from app.documents.readers.lines import Line, columns
from app.documents.readers.marks import find_mark
from app.documents.readers.shapes import is_capitals, is_ended
from app.documents.readers.tail_lines import (
    is_authority,
    is_name,
    is_post,
    is_recipients,
    is_signing,
)

_LONGEST_HEAD: Final = 40
_MOST_NAMES: Final = 6
_LONGEST_NAME: Final = 100
_MOST_PAPERS: Final = 50


def split_papers(lines: list[Line]) -> list[list[Line]]:
    """The lines of each paper; one paper for a file that holds but one."""
    starts = [0]
    finder = _Finder(lines)
    for place in range(1, len(lines)):
        if len(starts) < _MOST_PAPERS and finder.begins(place):
            starts.append(place)
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=True)]


class _Finder:
    """Goes through the lines once; remembers whether the paper under way has come to its end."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._ended = False
        self._in_annex = False
        self._in_copy = False
        self._headed = _head_end(lines, 0)

    def begins(self, place: int) -> bool:
        """Whether another paper begins at this line."""
        line = self._lines[place]
        if place < self._headed:
            return False
        if _ends_paper(line):
            self._ended, self._in_copy = True, False
            return False
        self._in_copy = self._in_copy or (self._ended and is_copy_form(line.text))
        if is_annex_label(line) and (self._ended or _on_new_page(line)):
            self._in_annex = True
            return False
        if not self._ended and not _on_new_page(line):
            return False
        if self._in_copy or not (self._begins_letterhead(place) or self._begins_type(place)):
            return False
        self._ended = self._in_annex = False
        self._headed = _head_end(self._lines, place)
        return True

    def _begins_letterhead(self, place: int) -> bool:
        """Names of bodies or the state's title, soon followed by a number or a type."""
        line = self._lines[place]
        if not (_is_state(line) or _numbers(line) or _is_issuer(line)):
            return False
        head = self._lines[place : place + _LONGEST_HEAD]
        state = number = False
        for at, one in enumerate(head):
            if is_copy_form(one.text):
                return False
            state = state or _is_state(one)
            number = number or _numbers(one, filled=self._in_annex)
            if number and (state or not self._in_annex):
                return True
            if at >= _MOST_NAMES and not (state or number):
                return False
            if _is_body(one):
                break
        return state and not self._in_annex

    def _begins_type(self, place: int) -> bool:
        """A type's name alone on its line, in capitals."""
        line = self._lines[place]
        if self._in_annex or line.text.endswith(":") or not is_capitals(line.text):
            return False
        return type_line(line.text, dressed=line.bold) is not None and not line.cells


def _head_end(lines: list[Line], start: int) -> int:
    """Place after the type's name or the number of the paper that begins at ``start``."""
    for place in range(start, min(start + _LONGEST_HEAD, len(lines))):
        line = lines[place]
        if place > start and type_line(line.text, dressed=line.bold):
            return place + 1
        if _is_body(line):
            return place
    return start + 1


def _is_body(line: Line) -> bool:
    """A numbered paragraph or a sentence: the head is over."""
    if line.table or (find_mark(line.text) and not line.cells):
        return True
    return is_ended(line.text) and len(line.text) > _LONGEST_NAME


def _on_new_page(line: Line) -> bool:
    return line.look is not None and line.look.new_page


def _ends_paper(line: Line) -> bool:
    parts = columns(line) if line.text[:1] in "|NnTtKk" or is_capitals(line.text) else []
    return any(is_recipients(part) or is_signing(part) for part in parts)


def _is_state(line: Line) -> bool:
    return any(without_state_title(part) != part for part in columns(line))


def _numbers(line: Line, *, filled: bool = False) -> bool:
    """ "Số: 05/KH-UBND"; ``filled`` asks for a number that is not blank."""
    for part in columns(line):
        found = number_line(part)
        if found and (found.number or not filled):
            return True
    return False


def _is_issuer(line: Line) -> bool:
    """A body's name in capitals."""
    text = line.text
    if len(text) > _LONGEST_NAME or line.cells or line.table or not is_capitals(text):
        return False
    if is_post(text) or is_authority(text) or is_ended(text):
        return False
    return BODY_NAME.match(text) is not None or not is_name(text)
