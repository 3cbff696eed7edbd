"""What stands after the signature: annexes with their titles, a copy's block, the rest."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.branch import Branch
from app.documents.readers.head_lines import without_state_title
from app.documents.readers.lines import Line
from app.documents.readers.marks import find_mark
from app.documents.readers.shapes import is_capitals, is_ended
from app.domain.text import fold

_LABEL = re.compile(
    r"(?:phụ lục|PL)\s*(?:số\s*)?(?P<number>[IVX]{1,5}|\d{1,2}|[A-H])?(?:\s*[.:–-]\s*|\s+|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b.*", re.IGNORECASE)
_COPIES: Final = ("sao y", "sao luc", "trich sao")
_LONGEST_LABEL: Final = 120
_LONGEST_TITLE: Final = 250
_MOST_TITLE_LINES: Final = 6
_MOST_LETTERHEAD: Final = 6
_MOST_REFERENCE_LINES: Final = 4


@dataclass(slots=True, kw_only=True)
class FoundAnnex:
    """An annex: its title, its own tree, and whether it lies across the page."""

    title: str = ""
    lines: list[Line] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    number: int = 0
    key: str = ""


def is_annex_label(line: Line) -> bool:
    """ "PHỤ LỤC I", alone or before its title."""
    text = line.text
    if len(text) > _LONGEST_LABEL or not text[:7].lower().startswith("phụ lục"):
        return False
    found = _LABEL.fullmatch(text)
    if not found or is_ended(text):
        return False
    alone = not found["rest"]
    centred = line.look is not None and line.look.centred
    return alone or line.bold or centred or is_capitals(text)


def take_annexes(lines: list[Line], number: str) -> tuple[list[Line], list[FoundAnnex]]:
    """The lines before the first annex, and the annexes.

    Args:
        lines: everything after the signature.
        number: of the paper, as "05/KH-UBND"; a line that only refers to it is left out.
    """
    starts = [place for place, line in enumerate(lines) if is_annex_label(line)]
    if not starts:
        return lines, []
    ends = [*starts[1:], len(lines)]
    annexes = [_annex(lines[start:end], number) for start, end in zip(starts, ends, strict=True)]
    return lines[: starts[0]], annexes


def _annex(lines: list[Line], number: str) -> FoundAnnex:
    found = _LABEL.fullmatch(lines[0].text)
    title = [found["rest"]] if found and found["rest"] else []
    place = 1
    while place < len(lines) and len(title) < _MOST_TITLE_LINES:
        line = lines[place]
        if after := _after_reference(lines, place, number):
            place = after
            break
        if not _may_be_title(line) or (title and not _goes_on(lines[place - 1], line)):
            break
        title.append(line.text)
        place += 1
    place = _after_reference(lines, place, number) or place
    look = lines[0].look
    return FoundAnnex(
        title=" ".join(title),
        lines=lines[place:],
        number=lines[0].number,
        key=look.key if look else "",
    )


def _after_reference(lines: list[Line], place: int, number: str) -> int:
    """Place after "(Kèm theo Kế hoạch số … )", which may be broken over lines; 0 without one."""
    text = ""
    for end in range(place, min(place + _MOST_REFERENCE_LINES, len(lines))):
        if lines[end].table or lines[end].cells:
            return 0
        text = f"{text} {lines[end].text}".strip()
        if not text.startswith("(") or ")" in text:
            return end + 1 if _refers(text, number) else 0
    return 0


def _refers(text: str, number: str) -> bool:
    """Whether it only says which paper the annex belongs to."""
    if not _REFERENCE.fullmatch(text) or len(text) > _LONGEST_TITLE:
        return False
    digits = number.partition("/")[0]
    named = "".join(text.split())
    symbol = number.partition("/")[2]
    return (not symbol or symbol in named) and (not digits or digits in named)


def _may_be_title(line: Line) -> bool:
    text = line.text
    if line.table or line.cells or line.task or find_mark(text) or len(text) > _LONGEST_TITLE:
        return False
    dressed = line.bold or is_capitals(text) or (line.look is not None and line.look.centred)
    return dressed and not is_ended(text) and not text.startswith(("(", "@"))


def _goes_on(before: Line, line: Line) -> bool:
    centred = line.look is not None and line.look.centred
    return centred or not line.gap or is_capitals(before.text) == is_capitals(line.text)


def copy_start(lines: list[Line], first: int) -> int:
    """Place where the block of a copy begins ("SAO Y"); ``len(lines)`` when there is none."""
    for place in range(first, len(lines)):
        if is_copy_form(lines[place].text):
            return _letterhead_before(lines, place, first)
    return len(lines)


def is_copy_form(text: str) -> bool:
    """ "SAO Y", "SAO LỤC", "TRÍCH SAO", alone or behind the name of the body on the same line."""
    if len(text) > _LONGEST_LABEL or not is_capitals(text):
        return False
    return fold(text).endswith(_COPIES)


def _letterhead_before(lines: list[Line], place: int, first: int) -> int:
    """Where the names above begin."""
    start = place
    while start > first and place - start < _MOST_LETTERHEAD:
        text = lines[start - 1].text
        if not is_capitals(text) and without_state_title(text) == text:
            break
        if lines[start - 1].cells:
            break
        start -= 1
    return start
