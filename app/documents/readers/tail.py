"""The end of a paper: "Nơi nhận", authority and post, signer."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.annexes import is_annex_label
from app.documents.readers.lines import Line, columns
from app.documents.readers.opening import without_end
from app.documents.readers.shapes import is_capitals
from app.documents.readers.tail_lines import (
    DRAFTER,
    RECIPIENTS,
    is_authority,
    is_minutes_post,
    is_name,
    is_post,
    is_recipients,
    is_signing,
)

_SIGNED = re.compile(r"\(?\s*(đã ký|ký tên|ký,|ký và|chữ ký)", re.IGNORECASE)
_RIGHT_HALF: Final = 20
# Columns of a Word file set by hand.
_TYPED_GAP: Final = re.compile(r"\t| {4,}")
_BLANKS: Final = " " * _RIGHT_HALF
_SIDES: Final = 2
_SEARCHED_LINES: Final = 40


@dataclass(slots=True, kw_only=True)
class Tail:
    """What was found under the body; ``rest`` are the lines after it.

    ``second_lines`` and ``second_name`` are the left signer of minutes, ``drafter`` the sign of who
    wrote it and the number of copies (ô 12).
    """

    recipients: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    name: str = ""
    rest: list[Line] = field(default_factory=list)
    second_lines: list[str] = field(default_factory=list)
    second_name: str = ""
    drafter: str = ""


def find_tail(lines: list[Line], start: int) -> int:
    """Place of the first line of the end; ``len(lines)`` when there is none."""
    for place in range(start, len(lines)):
        line = lines[place]
        if line.text[:1] in "NnTt|" and any(is_recipients(part) for part in columns(line)):
            return _signature_before(lines, place, start)
    first = max(start, len(lines) - _SEARCHED_LINES)
    for place in range(first, len(lines)):
        if is_authority(lines[place].text) or _signs_in_cells(lines[place]):
            return place
    for place in range(max(first, len(lines) - 4), len(lines)):
        if lines[place].gap and is_post(lines[place].text):
            return place
    return len(lines)


def read_tail(lines: list[Line]) -> Tail:
    """Recipients and signature, also when they stand side by side."""
    if not lines or lines[0].look is None:
        end = next((at for at, line in enumerate(lines) if _is_behind(line)), len(lines))
        typed = _read_columns(lines[:end])
        typed.rest += lines[end:]
        return typed
    tail = Tail()
    place = 0
    while place < len(lines) and _opens_piece(lines[place], tail):
        end = place + 1
        while end < len(lines) and _same_piece(lines[place], lines[end]):
            end += 1
        _merge(tail, _read_columns(lines[place:end]))
        place = end
        if tail.rest:
            break
    tail.rest += lines[place:]
    return tail


def _is_behind(line: Line) -> bool:
    """An annex, or a table too wide for two who sign side by side."""
    return is_annex_label(line) or len(line.cells or ()) > _SIDES


def _opens_piece(line: Line, tail: Tail) -> bool:
    """Whether receivers or a signature begin there that the end does not have yet."""
    parts = columns(line)
    if not tail.recipients and any(map(is_recipients, parts)):
        return True
    return any(map(is_signing, parts)) and not tail.name


def _same_piece(first: Line, line: Line) -> bool:
    if line.look is None or line.look.new_page or line.table:
        return False
    if first.cells:
        return bool(line.cells) and not line.gap
    return not line.cells


def _merge(tail: Tail, more: Tail) -> None:
    tail.recipients = tail.recipients or more.recipients
    tail.lines = tail.lines or more.lines
    tail.name = tail.name or more.name
    tail.second_lines = tail.second_lines or more.second_lines
    tail.second_name = tail.second_name or more.second_name
    tail.drafter = tail.drafter or more.drafter
    tail.rest += more.rest


def _read_columns(lines: list[Line]) -> Tail:
    left, right = _halves(lines)
    if right and left and _signs_minutes(left, right):
        return _read_two_signers(left, right)
    reader = _TailReader(left)
    reader.read()
    if right:
        beside = _TailReader(right)
        beside.read(signing=True)
        reader.tail.lines += beside.tail.lines
        reader.tail.name = reader.tail.name or beside.tail.name
        reader.tail.rest = beside.tail.rest + reader.tail.rest
    return reader.tail


def _signs_minutes(left: list[Line], right: list[Line]) -> bool:
    """Whether both columns begin with who signs."""
    return is_signing(left[0].text) and is_signing(right[0].text)


def _read_two_signers(left: list[Line], right: list[Line]) -> Tail:
    """The one on the right signs last (NĐ 30/2020, mẫu 1.10)."""
    first, last = _TailReader(left), _TailReader(right)
    first.read(signing=True)
    last.read(signing=True)
    tail = last.tail
    tail.second_lines, tail.second_name = first.tail.lines, first.tail.name
    tail.recipients = tail.recipients or first.tail.recipients
    tail.drafter = tail.drafter or first.tail.drafter
    tail.rest = [*first.tail.rest, *tail.rest]
    return tail


def _signs_in_cells(line: Line) -> bool:
    """A row of a closing table without receivers, or two signers of minutes side by side."""
    parts = columns(line)
    if line.look and line.cells:
        return any(map(is_signing, parts))
    return len(parts) == 2 and all(map(is_minutes_post, parts))


def _signature_before(lines: list[Line], place: int, start: int) -> int:
    """The signature may have been written above "Nơi nhận"."""
    for earlier in range(max(start, place - 8), place):
        if is_authority(lines[earlier].text) or _signs_in_cells(lines[earlier]):
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
        if len(parts) >= 2 and (line.look is None or _TYPED_GAP.search(line.raw)):
            left.append(_part(line, parts[0]))
            right.append(_part(line, " ".join(parts[1:])))
        else:
            led = line.look is not None and line.raw.startswith(("\t", _BLANKS))
            (right if led or line.indent >= _RIGHT_HALF else left).append(line)
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
            if found := RECIPIENTS.fullmatch(line.text):
                in_list = True
                self._add_inline(found[1])
            elif self._tells_drafter(line) if in_list else self._is_drafter_alone(place, signing):
                self.tail.drafter = line.text
            elif self._signs(line, in_list=in_list, signing=signing):
                self.tail.lines.append(line.text)
                in_list, signing = False, True
            elif in_list and self._lists(line):
                self._add_item(line.text)
            elif signing and not self.tail.name and is_name(line.text):
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
        if is_authority(text) or is_post(text) or (signing and is_minutes_post(text)):
            return not text.endswith((";", ","))
        if signing and _SIGNED.match(text):
            return True
        if not signing or in_list or self._is_capital_name(line):
            return False
        return is_capitals(text) and len(text) < 100 and not text.lower().startswith("phụ lục")

    def _is_capital_name(self, line: Line) -> bool:
        words = line.text.split()
        return (
            line.gap and 2 <= len(words) <= 5 and bool(self.tail.lines) and not is_post(line.text)
        )

    def _tells_drafter(self, line: Line) -> bool:
        """ "TM.(30)" under the last receiver (ô 12)."""
        last = self._items[-1] if self._items else ""
        kept = last[:4].lower() == "lưu:" and last.endswith(".")
        return kept and DRAFTER.fullmatch(line.text) is not None

    def _is_drafter_alone(self, place: int, signing: bool) -> bool:
        """The sign of the drafter beside a signature, without receivers above it."""
        return place == 0 and not signing and DRAFTER.fullmatch(self._lines[0].text) is not None

    def _lists(self, line: Line) -> bool:
        """Whether the line is an item of the list or goes on with one."""
        if line.text[:1] in "-–+•*" or not self._items:
            return True
        closed = self._items[-1].endswith((";", "."))
        if not closed:
            return not (line.gap and is_name(line.text) and self._items[-1][:4].lower() == "lưu:")
        if line.gap and self._items[-1].endswith("."):
            return False
        return len(line.text) < 120 and not (line.gap and is_name(line.text))

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
