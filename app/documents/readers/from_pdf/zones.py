"""The two-column parts of a paper: its head above the type, and its end from "Nơi nhận"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.documents.readers.from_pdf.page import Piece
from app.documents.readers.from_pdf.rows import Row
from app.documents.readers.head_lines import type_line
from app.documents.readers.tail_lines import DRAFTER, is_signing
from app.documents.source import SourceCell, SourceParagraph, SourceRun, SourceTable
from app.domain.text import fold

_STATE = re.compile(r"cong hoa xa hoi|dang cong san viet nam")
_RECIPIENTS = re.compile(r"noi\s*nhan\s*(:|/|$)")
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|T/M|K/T|Q)\s?[./]|(CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|PHÓ )")
_DATE = re.compile(r", ngay .*thang .*nam|, ngay\s*\d{1,2}[/.-]")
_ADDRESSED = re.compile(r"kinh gui")
_HEAD_GAP: Final = 45.0
_LINE_GAP: Final = 30.0
_NARROWEST_GUTTER: Final = 6.0
_ASIDE: Final = 30.0
_SIGNING_ROOM: Final = 130.0
# A state title or a date that its column was too narrow for.
_CUT_TITLE = re.compile(r"cong hoa xa hoi( chu( nghia( viet)?)?)?")
_TITLE: Final = "cong hoa xa hoi chu nghia viet nam"
_CUT_DATE = re.compile(r".{1,50}, ngay(?!.*nam .*\d{4}).*")
_DATE_REST = re.compile(r"(ngay|thang|nam)?[\s\d.…]*((thang|nam)[\s\d.…]*)*")


@dataclass(frozen=True, slots=True)
class Zone:
    """Rows up to before ``end`` as one table of two columns, which ``gutter`` parts."""

    end: int
    table: SourceTable
    gutter: float


def head_zone(rows: Sequence[Row], start: int, width: float) -> Zone | None:
    """The head whose state title stands in the row ``start``, or in one of the next two.

    A title in the middle of a page that is ``width`` pt wide has no column on its left.
    """
    titles = [
        piece for row in rows[start : start + 3] for piece in row.pieces
        if _STATE.search(fold(piece.text))
    ]  # fmt: skip
    if not titles or (start > 0 and rows[start].top - rows[start - 1].bottom < 0):
        return None
    gutter = titles[0].left - _NARROWEST_GUTTER
    end = start
    dated = False
    while end < len(rows) and _in_head(rows, start, end, gutter, dated=dated):
        dated = dated or _DATE.search(fold(rows[end].text)) is not None
        end += 1
    gutter = _gutter(rows[start:end], gutter) or gutter
    pieces = [piece for row in rows[start:end] for piece in row.pieces]
    left = [piece for piece in pieces if piece.middle[0] < gutter]
    aside = titles[0].middle[0] > width / 2 + _ASIDE
    if len(left) == len(pieces) or not (left or aside):
        return None
    return Zone(end, _table(left, pieces), gutter)


def end_zone(rows: Sequence[Row], start: int) -> Zone | None:
    """The end that has "Nơi nhận" in the row ``start`` or in the next rows beside a signature."""
    place = _recipients_row(rows, start)
    if place is None:
        return None
    end = place + 1
    limit = _right_column(rows, place)
    while end < len(rows) and _in_end(rows, end, limit):
        end += 1
    gutter = _gutter(rows[start:end], limit)
    pieces = [piece for row in rows[start:end] for piece in row.pieces]
    left = [piece for piece in pieces if gutter is None or piece.middle[0] < gutter]
    if gutter is None or len(left) == len(pieces):
        return None
    return Zone(end, _table(left, pieces), gutter)


def signers_zone(rows: Sequence[Row], start: int) -> Zone | None:
    """Two who sign minutes side by side, up to before "Nơi nhận" (NĐ 30/2020, mẫu 1.10).

    Without receivers the drafter's sign stands beside the only signature (ô 12).
    """
    pieces = rows[start].pieces
    if len(pieces) != 2 or not is_signing(pieces[1].text):
        return None
    if not (is_signing(pieces[0].text) or DRAFTER.fullmatch(pieces[0].text)):
        return None
    gutter = (pieces[0].right + pieces[1].left) / 2
    end = start + 1
    while end < len(rows) and _keeps_to(rows[end], gutter):
        below = rows[end].top - rows[end - 1].bottom
        if below > _SIGNING_ROOM or _RECIPIENTS.match(fold(rows[end].text)):
            break
        end += 1
    inside = [piece for row in rows[start:end] for piece in row.pieces]
    left = [piece for piece in inside if piece.right <= gutter]
    return Zone(end, _table(left, inside), gutter)


def rest_of_end(rows: Sequence[Row], gutter: float) -> Zone | None:
    """What a page end cut off the end of a paper: the first rows that keep to its columns."""
    end = 0
    while end < len(rows) and _keeps_to(rows[end], gutter):
        if end and rows[end].top - rows[end - 1].bottom > _HEAD_GAP * 2:
            break
        end += 1
    pieces = [piece for row in rows[:end] for piece in row.pieces]
    left = [piece for piece in pieces if piece.right <= gutter]
    listed = left and (left[0].text.startswith(("-", "+")) or left[0].text[:1].islower())
    if not pieces or (left and not listed):
        return None
    return Zone(end, _table(left, pieces), gutter)


def joined_ends(first: SourceTable, second: SourceTable) -> SourceTable:
    """One table of an end that a page end cut."""
    cells = tuple(
        SourceCell(paragraphs=(*one.paragraphs, *other.paragraphs))
        for one, other in zip(first.rows[0], second.rows[0], strict=True)
    )
    return SourceTable(rows=(cells,), bordered=False)


def _keeps_to(row: Row, gutter: float) -> bool:
    return all(piece.right <= gutter or piece.left >= gutter for piece in row.pieces)


def _in_head(rows: Sequence[Row], start: int, at: int, gutter: float, *, dated: bool) -> bool:
    row = rows[at]
    if at > start and row.top - max(one.bottom for one in rows[start:at]) > _HEAD_GAP:
        return False
    if _ADDRESSED.match(fold(row.text)) or type_line(row.text, dressed=False):
        return False
    if dated and not _DATE.search(fold(row.text)):
        # A place and date on two lines, or more lines of the left column.
        beside = row.right < gutter + _NARROWEST_GUTTER
        rest = row.left > gutter and row.top - rows[at - 1].bottom < 8 and len(row.text) < 12
        return beside or (rest and not row.text.isupper())
    return all(
        piece.right < gutter + _NARROWEST_GUTTER or piece.left > gutter - _NARROWEST_GUTTER
        for piece in row.pieces
    )


def _recipients_row(rows: Sequence[Row], start: int) -> int | None:
    """ "Nơi nhận" here, or close below a row that only has a signature's first line."""
    for place in range(start, min(start + 4, len(rows))):
        if any(_RECIPIENTS.match(fold(piece.text)) for piece in rows[place].pieces):
            return place
        if not _AUTHORITY.match(rows[place].text) or rows[place].divided:
            return None
    return None


def _right_column(rows: Sequence[Row], place: int) -> float:
    """Where the signature's column may begin: right of "Nơi nhận:"."""
    first = next(piece for piece in rows[place].pieces if _RECIPIENTS.match(fold(piece.text)))
    return first.right


def _in_end(rows: Sequence[Row], at: int, limit: float) -> bool:
    row = rows[at]
    left = [piece for piece in row.pieces if piece.left <= limit]
    if not left:
        return True
    earlier = [piece.bottom for one in rows[:at] for piece in one.pieces if piece.left <= limit]
    return row.top - max(earlier) < _LINE_GAP


def _gutter(rows: Sequence[Row], least: float) -> float | None:
    """The middle of the widest upright strip that no piece touches, right of ``least``."""
    pieces = sorted((piece for row in rows for piece in row.pieces), key=lambda one: one.left)
    reach = pieces[0].right if pieces else 0.0
    best: tuple[float, float] | None = None
    for before, after in pairwise(pieces):
        reach = max(reach, before.right)
        width = after.left - reach
        if width > (best[0] if best else 1.0) and after.left > least:
            best = (width, (after.left + reach) / 2)
    return best[1] if best else None


def _table(left: Sequence[Piece], pieces: Sequence[Piece]) -> SourceTable:
    kept = set(map(id, left))
    right = [piece for piece in pieces if id(piece) not in kept]
    return SourceTable(rows=((_cell(left), _cell(right)),), bordered=False)


def _cell(pieces: Sequence[Piece]) -> SourceCell:
    """A paragraph for every printed line; a wide gap is an empty one."""
    made: list[SourceParagraph] = []
    last: Piece | None = None
    held: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: one.middle[1]):
        if last is not None and piece.top < last.bottom - 3 and held:
            held.append(piece)
        else:
            made += _line(held)
            if last is not None and piece.top - last.bottom > _LINE_GAP:
                made.append(SourceParagraph())
            held = [piece]
        last = piece
    made += _line(held)
    return SourceCell(paragraphs=_mended(made))


def _goes_on(before: SourceParagraph, after: SourceParagraph) -> bool:
    """Whether the second line is the rest of a state title or a date."""
    first, second = fold(before.text), fold(after.text)
    if _CUT_TITLE.fullmatch(first):
        return bool(second) and f"{_TITLE} ".startswith(f"{first} {second} ")
    return bool(second and _CUT_DATE.fullmatch(first) and _DATE_REST.fullmatch(second))


def _mended(lines: list[SourceParagraph]) -> tuple[SourceParagraph, ...]:
    """The lines, with a title or date that was cut made whole."""
    made: list[SourceParagraph] = []
    for line in lines:
        if made and _goes_on(made[-1], line):
            text = f"{made[-1].text} {line.text}"
            made[-1] = replace(made[-1], runs=(replace(made[-1].runs[0], text=text),))
        else:
            made.append(line)
    return tuple(made)


def _line(pieces: list[Piece]) -> list[SourceParagraph]:
    if not pieces:
        return []
    text = " ".join(piece.text for piece in sorted(pieces, key=lambda one: one.left))
    bold = all(piece.bold for piece in pieces)
    return [SourceParagraph(runs=(SourceRun(text=text, bold=bold),))]
