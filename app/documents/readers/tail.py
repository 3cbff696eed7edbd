"""The end of a paper: "Nơi nhận", authority and post, signer."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.lines import Line, columns
from app.documents.readers.opening import without_end
from app.documents.readers.shapes import is_capitals
from app.domain.text import fold

_RECIPIENTS = re.compile(r"nơi\s+nhận\s*(?::|/|$)\s*(.*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[./]?\s+\S|(TM|KT|TL|TUQ)\.\S")
_POSTS: Final = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "truong phong", "pho truong phong",
    "chanh van phong", "truong ban", "pho truong ban", "bi thu", "pho bi thu", "cuc truong",
    "hieu truong", "bo truong", "thu truong", "nguoi lap", "cong chuc", "vien truong", "chi huy",
)  # fmt: skip
_SIGNED = re.compile(r"\(?\s*(đã ký|ký tên|ký,|ký và|chữ ký)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ.'’-]*,?")
_RIGHT_HALF: Final = 20
_SEARCHED_LINES: Final = 40


@dataclass(slots=True, kw_only=True)
class Tail:
    """What was found under the body; ``rest`` are the lines after it."""

    recipients: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    name: str = ""
    rest: list[Line] = field(default_factory=list)


def find_tail(lines: list[Line], start: int) -> int:
    """Place of the first line of the end; ``len(lines)`` when there is none."""
    for place in range(start, len(lines)):
        line = lines[place]
        if line.text[:1] in "NnTt|" and any(_is_recipients(part) for part in columns(line)):
            return _signature_before(lines, place, start)
    first = max(start, len(lines) - _SEARCHED_LINES)
    for place in range(first, len(lines)):
        if _is_authority(lines[place].text):
            return place
    for place in range(max(first, len(lines) - 4), len(lines)):
        if lines[place].gap and _is_post(lines[place].text):
            return place
    return len(lines)


def read_tail(lines: list[Line]) -> Tail:
    """Recipients and signature, also when they stand side by side."""
    left, right = _halves(lines)
    reader = _TailReader(left)
    reader.read()
    if right:
        beside = _TailReader(right)
        beside.read(signing=True)
        reader.tail.lines += beside.tail.lines
        reader.tail.name = reader.tail.name or beside.tail.name
        reader.tail.rest = beside.tail.rest + reader.tail.rest
    return reader.tail


def _signature_before(lines: list[Line], place: int, start: int) -> int:
    """The signature may have been written above "Nơi nhận"."""
    for earlier in range(max(start, place - 8), place):
        if _is_authority(lines[earlier].text):
            return earlier
    return place


def _halves(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Left and right column; everything is left when nothing stands side by side."""
    if not any(_stands_side_by_side(line) for line in lines[:_SEARCHED_LINES]):
        return lines, []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.cells:
            for cell, half in zip(line.cells, (left, right), strict=False):
                half.extend(_cell_lines(line, cell))
            continue
        parts = columns(line)
        if len(parts) >= 2:
            left.append(_part(line, parts[0]))
            right.append(_part(line, " ".join(parts[1:])))
        else:
            (right if line.indent >= _RIGHT_HALF else left).append(line)
    return left, right


def _cell_lines(line: Line, cell: str) -> list[Line]:
    """The lines of a cell; an empty one is a gap."""
    made: list[Line] = []
    gap = True
    for text in cell.split("\n"):
        if text:
            made.append(_part(line, text, gap=gap))
        gap = not text
    return made


def _stands_side_by_side(line: Line) -> bool:
    return len(line.cells or columns(line)) == 2


def _part(line: Line, text: str, *, gap: bool | None = None) -> Line:
    there = line.gap if gap is None else gap
    return Line(number=line.number, text=text, raw=text, gap=there, bold=line.bold)


class _TailReader:
    """Goes through the lines once: first recipients, then signature, then the rest."""

    def __init__(self, lines: list[Line]) -> None:
        self.tail = Tail()
        self._lines = lines
        self._items: list[str] = []
        self._dashed = False

    def read(self, *, signing: bool = False) -> None:
        in_list = False
        for place, line in enumerate(self._lines):
            if found := _RECIPIENTS.fullmatch(line.text):
                in_list = True
                self._add_inline(found[1])
            elif self._signs(line, in_list=in_list, signing=signing):
                self.tail.lines.append(line.text)
                in_list, signing = False, True
            elif in_list and self._lists(line):
                self._add_item(line.text)
            elif signing and not self.tail.name and _is_name(line.text):
                self.tail.name = line.text
                in_list = False
            else:
                self.tail.rest = self._lines[place:]
                break
        self.tail.recipients = [without_end(item) for item in self._items]

    def _signs(self, line: Line, *, in_list: bool, signing: bool) -> bool:
        """Whether it is a line of authority or post, or says "(Đã ký)"."""
        if self.tail.name:
            return False
        text = line.text
        if _is_authority(text) or _is_post(text):
            return not text.endswith((";", ","))
        if signing and _SIGNED.match(text):
            return True
        if not signing or in_list or self._is_capital_name(line):
            return False
        return is_capitals(text) and len(text) < 100 and not text.lower().startswith("phụ lục")

    def _is_capital_name(self, line: Line) -> bool:
        words = line.text.split()
        return (
            line.gap and 2 <= len(words) <= 5 and bool(self.tail.lines) and not _is_post(line.text)
        )

    def _lists(self, line: Line) -> bool:
        """Whether the line is an item of the list or goes on with one."""
        if line.text[:1] in "-–+•*" or not self._items:
            return True
        closed = self._items[-1].endswith((";", "."))
        if not closed:
            return not (line.gap and _is_name(line.text) and self._items[-1][:4].lower() == "lưu:")
        if line.gap and self._items[-1].endswith("."):
            return False
        return len(line.text) < 120 and not (line.gap and _is_name(line.text))

    def _add_item(self, text: str) -> None:
        dashed = text[:1] in "-–+•*" and len(text) > 1
        self._dashed = self._dashed or dashed
        bare = text.lstrip("-–+•* ")
        opens = dashed or not self._items
        if not opens and not self._dashed:
            opens = self._items[-1].endswith((";", "."))
        if opens:
            self._items.append(bare)
        else:
            self._items[-1] = f"{self._items[-1]} {text}"

    def _add_inline(self, text: str) -> None:
        for item in text.split(";"):
            if bare := item.strip(" -–"):
                self._items.append(bare + ";")


def _is_recipients(text: str) -> bool:
    return len(text) < 80 and _RECIPIENTS.fullmatch(text) is not None


def _is_authority(text: str) -> bool:
    return len(text) < 120 and is_capitals(text) and _AUTHORITY.match(text) is not None


def _is_post(text: str) -> bool:
    if len(text) > 80 or text.endswith((";", ".", ":", ",")) or text[:1] in "-+•":
        return False
    folded = fold(text)
    return folded in _POSTS or (is_capitals(text) and folded.startswith(_POSTS))


def _is_name(text: str) -> bool:
    """Two to seven words with capitals, or a place kept for the name."""
    if text.startswith("[điền"):
        return True
    parts = text.split()
    return 2 <= len(parts) <= 7 and len(text) < 60 and all(map(_NAME_WORD.fullmatch, parts))
