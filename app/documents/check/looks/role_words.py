"""Roles, and what single lines and tables of the form are known by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.documents.check.looks.pieces import Piece, Spot, is_head_line, pieces_of
from app.documents.readers.annexes import is_copy_form
from app.documents.readers.head_lines import (
    BODY_NAME,
    is_draft_word,
    number_line,
    place_date_line,
)
from app.documents.readers.marks import Found, find_mark
from app.documents.readers.shapes import is_capitals, is_ended
from app.documents.readers.tail_lines import is_recipients, is_signing
from app.domain.papers import Circulation, Urgency
from app.domain.text import fold


class Role(StrEnum):
    """What a piece is; the value is the cell's key in looks_numbers.toml where it has one."""

    NATION = "nation"
    MOTTO = "motto"
    PARENT = "parent"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE = "place"
    URGENCY = "urgency"
    CIRCULATION = "circulation"
    DRAFT = "draft"
    TYPE = "type"
    TITLE = "title"
    SUBJECT = "subject"
    ADDRESSED = "addressed"
    AUTHORITY = "authority"
    RESOLUTION = "resolution"
    BASE = "base"
    PART = "part"
    SECTION = "section"
    CLAUSE = "clause"
    BODY = "body"
    CELL = "cell"
    RECIPIENTS_WORD = "recipients_word"
    RECIPIENTS = "recipients"
    DRAFTER = "drafter"
    POST = "post"
    SIGNER = "signer"
    ANNEX_LABEL = "annex_label"
    ANNEX_TITLE = "annex_title"
    ANNEX_REFERENCE = "annex_reference"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece with its role; ``found`` is the mark of a numbered paragraph."""

    piece: Piece
    role: Role
    found: Found | None = None


_MARKS: Final = {
    **{fold(mark): Role.URGENCY for mark in Urgency if mark},
    **{fold(mark): Role.CIRCULATION for mark in Circulation if mark},
}
_BASE: Final = ("căn cứ ", "thực hiện ", "theo ", "xét ", "trên cơ sở ", "thi hành ")
_GIVES: Final = re.compile(
    r"như sau|sau đây|nội dung sau|ban hành kế hoạch (?!số)|xây dựng kế hoạch (?!số)"
    r"|\bbáo cáo kết quả|quyết định\s*:|trân trọng",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"số\s*:?\s*[\d.…_]*\s*[/-]", re.IGNORECASE)
_ANNEX: Final = re.compile(
    r"phụ lục(?:\s+(?:số\s*)?(?:[IVX]{1,5}|\d{1,2}|[A-H]))?(?:\s*[.:–-]\s*|\s+|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_MOST_LETTERHEAD_ROWS: Final = 8
_DATA_COLUMNS: Final = 3


def state_role(text: str) -> Role | None:
    """The two lines of the state's title, however they are spelt."""
    letters = "".join(sign for sign in fold(text) if sign.isalpha())
    if letters.startswith("conghoaxahoi") and len(letters) < 45:
        return Role.NATION
    if letters.startswith("doclap") and letters.endswith("hanhphuc") and len(letters) < 30:
        return Role.MOTTO
    return None


def line_role(text: str) -> Role | None:
    """A number, a place with its date, a mark in a frame."""
    if number_line(text) or _NUMBER.match(text):
        return Role.NUMBER
    if place_date_line(text) or (_DAY.search(text) and len(text) < 80 and not is_ended(text)):
        return Role.PLACE
    if is_draft_word(text):
        return Role.DRAFT
    words = fold(text.strip(" ()[]."))
    return _MARKS.get(words) if len(text) < 40 else None


def names_body(text: str) -> bool:
    """Capitals, or the first word of a body's name."""
    return is_capitals(text) or BODY_NAME.match(text) is not None


def is_base(piece: Piece, *, has_base: bool) -> bool:
    """A basis above the body; ``has_base``: one stands there already."""
    text = piece.text
    if not text.lower().startswith(_BASE) or find_mark(piece.marked) or _GIVES.search(text):
        return False
    if text.endswith((";", ",")):
        return True
    if text.endswith(":") or (piece.bold and not is_ended(text)):
        return False
    lone = has_base or text.lower().startswith("căn cứ")
    return lone and (not text.endswith(".") or ". " not in text[40:])


def is_annex(piece: Piece) -> bool:
    """ "Phụ lục I", alone on its line or before its title."""
    found = _ANNEX.fullmatch(piece.text)
    if found is None or is_ended(piece.text) or piece.spot.table:
        return False
    return not found["rest"] or piece.centred or piece.bold or is_capitals(piece.text)


def table_roles(spots: Sequence[Spot]) -> dict[int, str]:
    """What each table is for: "head", "copy", "closing", "layout" or "data"."""
    texts: dict[int, list[str]] = {}
    grids: dict[int, Spot] = {}
    for spot in spots:
        if spot.table:
            parts = [piece.text for piece in pieces_of(spot)]
            texts.setdefault(spot.table, []).extend(parts)
            grids[spot.table] = spot
    return {table: _table_role(grids[table], words) for table, words in texts.items()}


def _table_role(spot: Spot, texts: list[str]) -> str:
    rows = spot.grid.rows if spot.grid else ()
    columns = max((sum(cell.span for cell in row) for row in rows), default=1)
    small = len(rows) <= _MOST_LETTERHEAD_ROWS
    if small and any(map(is_copy_form, texts)):
        return "copy"
    if small and any(is_head_line(text) or state_role(text) for text in texts):
        return "head"
    framed = spot.grid is not None and spot.grid.bordered and columns > 2
    signs = any(is_recipients(text) or is_signing(text) for text in texts)
    if small and columns > 1 and not framed and signs:
        return "closing"
    lined = spot.grid is not None and spot.grid.bordered
    if columns == 1 or (not lined and (columns < _DATA_COLUMNS or len(rows) == 1)):
        return "layout"
    return "data"
