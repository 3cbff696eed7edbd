"""The head of a paper: letterhead, number, place and date, type, title."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.documents.blocks import LetterheadLine
from app.documents.readers.head_lines import (
    BODY_NAME,
    is_draft_word,
    number_line,
    place_date_line,
    type_line,
    without_state_title,
)
from app.documents.readers.lines import Line, columns
from app.documents.readers.marks import find_mark
from app.documents.readers.shapes import hangs, is_capitals, is_ended, starts_small
from app.domain.papers import Circulation, Urgency
from app.domain.text import fold

_HEAD_LINES: Final = 60
_LETTERHEAD_LINES: Final = 20
_SUBJECT: Final = ("v/v", "về việc")
_LONGEST_LETTERHEAD: Final = 100
_LONGEST_TITLE_LINE: Final = 250
_MOST_TITLE_LINES: Final = 8
_NEW_SENTENCE = re.compile(
    r"(căn cứ|thực hiện|theo|nhằm|để|hưởng ứng|kính gửi|trên cơ sở|xét|kèm theo)\b", re.IGNORECASE
)
_MOST_AUTHORITY_LINES: Final = 4
_MARKS: Final[dict[str, Urgency | Circulation]] = {
    fold(mark): mark for mark in (*Urgency, *Circulation) if mark
}
_YEAR_WORD = re.compile(r"năm \d{4}\b", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Head:
    """What was found above the body; ``loose`` are lines of the head that have no place in it."""

    type_name: str = ""
    title: list[str] = field(default_factory=list)
    letterhead: list[tuple[str, bool]] = field(default_factory=list)
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    year: int | None = None
    draft: bool = False
    urgency: str = ""
    circulation: str = ""
    authority: str = ""
    loose: list[Line] = field(default_factory=list)

    def letterhead_lines(self) -> tuple[LetterheadLine, ...]:
        """The parent body upright, the issuing body bold (ô 2)."""
        texts = [text for text, _ in self.letterhead]
        bold = [dressed for _, dressed in self.letterhead]
        if all(bold) or not any(bold):
            names = [place for place, text in enumerate(texts) if BODY_NAME.match(text)]
            first_bold = names[-1] if names else 0
            bold = [place >= first_bold for place in range(len(texts))]
        return tuple(LetterheadLine(text, heavy) for text, heavy in zip(texts, bold, strict=True))


def read_head(lines: list[Line]) -> tuple[Head, int]:
    """The head, and the place of the first line after it."""
    head = Head()
    type_place = _find_type(lines)
    if type_place is None:
        end = _letterhead_end(lines)
        _read_lines(head, lines[:end])
        if end < len(lines) and _is_title_alone(lines[end]):
            head.title.append(lines[end].text)
            end += 1
    else:
        _read_lines(head, lines[:type_place])
        line = lines[type_place]
        name, after = type_line(_undrafted(line.text), dressed=line.bold) or ("", "")
        head.type_name = name
        head.draft = head.draft or _undrafted(line.text) != line.text
        head.title = [after] if after else []
        end = _read_title(head, lines, type_place + 1)
        end = _read_authority(head, lines, end)
    head.year = head.year or _year_of(head.title)
    return head, end


def holds_type(lines: list[Line]) -> bool:
    """Whether a paper of its own begins there."""
    return _find_type(lines) is not None


def _find_type(lines: list[Line]) -> int | None:
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if type_line(_undrafted(line.text), dressed=line.bold):
            return place
        found = find_mark(line.text)
        if (found and not line.cells) or len(line.text) > _LONGEST_TITLE_LINE:
            return None
    return None


def _undrafted(text: str) -> str:
    """Without "DỰ THẢO" in front of the type."""
    if text[:8].lower().startswith(("dự thảo", "(dự thảo")):
        return text.lstrip("( ")[7:].lstrip(" ):")
    return text


def _letterhead_end(lines: list[Line]) -> int:
    """Without a type: the head reaches to the last number, date or state title near the start."""
    end = 0
    subject = False
    for place, line in enumerate(lines[:_LETTERHEAD_LINES]):
        if len(line.text) > _LONGEST_LETTERHEAD * 2 or (find_mark(line.text) and not line.cells):
            break
        known = any(
            number_line(part)
            or place_date_line(part)
            or without_state_title(part) != part
            or _mark_of(part)
            or is_draft_word(part)
            or part.lower().startswith(_SUBJECT)
            for part in columns(line)
        )
        subject = line.text.lower().startswith(_SUBJECT) or (
            subject and not known and not line.gap and _goes_on_subject(line)
        )
        if known or subject:
            end = place + 1
    return end


def _read_lines(head: Head, lines: list[Line]) -> None:
    """Every line above the type; the subject of a công văn may go on in the next line."""
    subject = False
    for line in lines:
        if subject and not line.gap and _goes_on_subject(line):
            head.title[-1] = f"{head.title[-1]} {line.text}"
            continue
        before = len(head.title)
        _read_line(head, line)
        subject = len(head.title) > before and len(columns(line)) == 1


def _goes_on_subject(line: Line) -> bool:
    text = line.text
    if number_line(text) or place_date_line(text) or without_state_title(text) != text:
        return False
    if line.cells or _mark_of(text) or is_draft_word(text) or text.lower().startswith("kính gửi"):
        return False
    return not (BODY_NAME.match(text) and is_capitals(text))


def _read_line(head: Head, line: Line) -> None:
    """Put every column of a line of the head where it belongs."""
    for column in _head_columns(line):
        part = without_state_title(column)
        if part and not _read_part(head, part, bold=line.bold) and not _is_state_rest(part):
            head.loose.append(
                Line(number=line.number, text=part, raw=part, gap=True, bold=line.bold)
            )


def _head_columns(line: Line) -> list[str]:
    """The columns; blanks left for a number or a date do not cut them."""
    whole = without_state_title(line.text)
    found = number_line(whole)
    if place_date_line(found.after if found and found.after else whole) and not line.cells:
        return [whole]
    if found and not found.after:
        return [whole]
    parts = columns(line)
    for place, part in enumerate(parts):
        if part.lower().endswith(", ngày"):
            return [*parts[:place], " ".join(parts[place:])]
    return parts


def _read_part(head: Head, part: str, *, bold: bool) -> bool:
    if found := number_line(part):
        head.number, head.symbol = found.number, found.symbol
        return not found.after or _read_part(head, found.after, bold=bold)
    if dated := place_date_line(part):
        head.place, head.day, head.year = dated.place, dated.day, dated.year
        return True
    if is_draft_word(part):
        head.draft = True
        return True
    if mark := _mark_of(part):
        if isinstance(mark, Urgency):
            head.urgency = mark
        else:
            head.circulation = mark
        return True
    if part.lower().startswith(_SUBJECT):
        head.title.append(part)
        return True
    if len(part) > _LONGEST_LETTERHEAD or is_ended(part) or head.symbol or _is_state_rest(part):
        return False
    head.letterhead.append((part, bold))
    return True


def _mark_of(part: str) -> Urgency | Circulation | None:
    """The framed words of urgency or circulation (ô 10b, 11)."""
    words = fold(part.strip(" ()[]."))
    return _MARKS.get(words) if len(part) < 40 and is_capitals(part) else None


def _read_authority(head: Head, lines: list[Line], place: int) -> int:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …" above the bases of a decision; the place after it."""
    end = place
    while (
        end < len(lines) and end - place < _MOST_AUTHORITY_LINES and _is_authority_line(lines, end)
    ):
        end += 1
    if end == place or not _may_decide(head.type_name):
        return place
    head.authority = " ".join(line.text for line in lines[place:end])
    return end


def _is_authority_line(lines: list[Line], place: int) -> bool:
    """Capitals, and the bases come behind them."""
    line = lines[place]
    if line.table or not is_capitals(line.text) or find_mark(line.text) or line.cells:
        return False
    for later in lines[place + 1 : place + _MOST_AUTHORITY_LINES + 1]:
        if later.text.lower().startswith(("căn cứ", "theo ", "xét ")):
            return True
        if not is_capitals(later.text):
            return False
    return False


def _may_decide(type_name: str) -> bool:
    return type_name in {"QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ"}


def _is_state_rest(part: str) -> bool:
    """The second half of a state title that was broken in two."""
    return part.upper() == "VIỆT NAM"


def _is_title_alone(line: Line) -> bool:
    return line.level == 1 and not find_mark(line.text) and not is_ended(line.text)


def _read_title(head: Head, lines: list[Line], start: int) -> int:
    """Add the lines of the title; the place after it."""
    block_ended = True
    place = start
    while place < len(lines) and len(head.title) < _MOST_TITLE_LINES:
        line = lines[place]
        first_of_block = place == start or line.gap
        if first_of_block:
            block_ended = _block_is_ended(lines, place)
        if head.title and _may_decide(head.type_name) and _is_authority_line(lines, place):
            break
        if lines[start - 1].look and not _stands_like_title(lines[start - 1], line):
            break
        if not _may_be_title(line) or (head.title and not _title_goes_on(head, line, block_ended)):
            break
        if not head.title and line.gap and block_ended:
            break
        head.title.append(line.text)
        place += 1
    return place


def _may_be_title(line: Line) -> bool:
    text = line.text
    if (
        line.cells
        or line.table
        or line.task
        or len(text) > _LONGEST_TITLE_LINE
        or text.startswith(("(", "@"))
    ):
        return False
    if text.endswith((";", ":")) or text.lower().startswith(("căn cứ", "kính gửi")):
        return False
    return find_mark(text) is None and not place_date_line(text)


def _stands_like_title(type_name: Line, line: Line) -> bool:
    """In a file with looks a title stands in the middle as the type above it, or is at least bold."""
    if not (type_name.look and line.look):
        return True
    return line.look.centred or line.bold or not type_name.look.centred


def _title_goes_on(head: Head, line: Line, block_ended: bool) -> bool:
    """Whether a later line still belongs to the title."""
    if is_ended(head.title[-1]):
        return False
    small = starts_small(line.text) or bool(_YEAR_WORD.fullmatch(line.text))
    dressed = line.bold or is_capitals(line.text)
    if line.gap:
        return (small or hangs(head.title[-1])) and not is_ended(line.text) and not block_ended
    if not block_ended:
        return not _NEW_SENTENCE.match(line.text) or dressed or starts_small(line.text)
    return small or dressed


def _block_is_ended(lines: list[Line], start: int) -> bool:
    """Whether the lines up to the next gap close with an end mark, as sentences do."""
    place = start
    while place + 1 < len(lines) and not lines[place + 1].gap and place - start < _HEAD_LINES:
        place += 1
        if find_mark(lines[place].text):
            return True
    return is_ended(lines[place].text)


def _year_of(title: list[str]) -> int | None:
    found = re.findall(r"năm\s+(20\d\d)", " ".join(title).lower())
    return int(found[-1]) if found else None
