"""Which cell of the form each piece of words is: motto, title, a heading, a receiver."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from app.documents.check.looks.pieces import Piece, Spot, pieces_of
from app.documents.check.looks.role_words import (
    Item,
    Role,
    is_annex,
    is_base,
    line_role,
    names_body,
    state_role,
    table_roles,
)
from app.documents.readers.annexes import is_copy_form
from app.documents.readers.head_lines import BODY_NAME, type_line
from app.documents.readers.marks import Found, find_mark
from app.documents.readers.shapes import is_capitals, is_ended, word_count
from app.documents.readers.tail_lines import (
    DRAFTER,
    is_authority,
    is_name,
    is_post,
    is_recipients,
    is_signing,
)
from app.domain.numbering import CENTRED, Mark
from app.domain.text import fold


class _Phase(StrEnum):
    HEAD = "head"
    TITLE = "title"
    OPENING = "opening"
    BODY = "body"
    TAIL = "tail"
    ANNEX = "annex"
    FORM = "form"


_SUBJECT: Final = ("v/v", "về việc")
_RESOLUTIONS: Final = frozenset({"quyet dinh", "quyet nghi", "nghi quyet", "quyet dinh nhu sau"})
_DECIDING: Final = frozenset({"QUYẾT ĐỊNH", "NGHỊ QUYẾT", "CHỈ THỊ"})
_REFERENCE: Final = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\(?\s*(đã ký|ký tên|ký,|ký và|chữ ký)", re.IGNORECASE)
#: Notes around tables and words in brackets: the decree says nothing of their looks.
_ASIDE: Final = re.compile(
    r"\(|ghi chú\b|nguồn\s*:|đơn vị tính\b|đvt\s*:|(?:bảng|biểu)\s+(?:số\s+)?\d", re.IGNORECASE
)
_LONGEST_NAME: Final = 100
#: mm; what begins further in stands in the right half.
_HALF: Final = 60.0
_LONGEST_HEADING: Final = 25


def items_of(spots: Sequence[Spot]) -> list[Item]:
    """The pieces of one paper with their roles."""
    items = _Walk(spots).items()
    return _issuers(list(_clauses(items)))


class _Walk:
    """Goes through a paper once, from the head to the annexes."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = spots
        self._tables = table_roles(spots)
        self._phase = _Phase.HEAD
        self._items: list[Item] = []
        self._lanes: dict[tuple[int, int], Role] = {}
        self._type = ""
        self._has_base = False
        self._new_page = False

    def items(self) -> list[Item]:
        gap, section = False, self._spots[0].section if self._spots else 0
        for spot in self._spots:
            paragraph = spot.paragraph
            self._new_page = paragraph.page_break_before or spot.section != section
            section = spot.section
            gap = gap or paragraph.space_before >= 24
            made = list(pieces_of(spot, gap=gap))
            for piece in made:
                role, found = self._role(piece)
                self._items.append(Item(piece, role, found))
            gap = not made
        return self._items

    def _role(self, piece: Piece) -> tuple[Role, Found | None]:
        if piece.spot.table:
            if self._tables[piece.spot.table] == "data":
                return Role.CELL, None
            if self._encloses(self._tables[piece.spot.table]):
                self._phase = _Phase.FORM
        handler = {
            _Phase.HEAD: self._head,
            _Phase.TITLE: self._title,
            _Phase.OPENING: self._opening,
            _Phase.BODY: self._body,
            _Phase.TAIL: self._tail,
            _Phase.ANNEX: self._annex,
            _Phase.FORM: self._form,
        }[self._phase]
        role = handler(piece)
        found = find_mark(piece.marked) if role in _NUMBERED else None
        return role, found

    def _encloses(self, table: str) -> bool:
        """Whether a copy's block begins there, or a form inside an annex."""
        return table == "copy" or (table == "head" and self._phase in {_Phase.TAIL, _Phase.ANNEX})

    # The head ------------------------------------------------------------------------------

    def _head(self, piece: Piece) -> Role:
        text = piece.text
        if role := state_role(text) or line_role(text):
            return role
        if named := type_line(text, dressed=piece.bold):
            self._phase, self._type = _Phase.TITLE, named[0]
            return Role.TYPE
        if text.lower().startswith(_SUBJECT) or self._goes_on_subject(piece):
            return Role.SUBJECT
        if len(text) <= _LONGEST_NAME and not is_ended(text) and names_body(text):
            known = any(item.role is Role.NUMBER for item in self._items)
            return Role.OTHER if known else Role.ISSUER
        if piece.spot.table and self._tables[piece.spot.table] == "head":
            return Role.OTHER
        if self._ends_head(piece):
            self._phase = _Phase.OPENING
            return self._opening(piece)
        return Role.OTHER

    def _ends_head(self, piece: Piece) -> bool:
        """A sentence, a numbered line or "Kính gửi": the head is over."""
        text = piece.marked
        if fold(text[:20]).startswith("kinh gui") or find_mark(text):
            return True
        return is_ended(text) or len(text) > _LONGEST_NAME

    def _goes_on_subject(self, piece: Piece) -> bool:
        last = self._items[-1] if self._items else None
        if last is None or last.role is not Role.SUBJECT or is_capitals(piece.text):
            return False
        same_cell = piece.spot.table and last.piece.lane == piece.lane
        same_paragraph = last.piece.spot.number == piece.spot.number
        follows = not piece.gap and last.piece.centred and piece.centred
        return bool(same_cell or same_paragraph or follows)

    # The title and what stands under it ------------------------------------------------------

    def _title(self, piece: Piece) -> Role:
        if self._is_title(piece):
            return Role.TITLE
        self._phase = _Phase.OPENING
        return self._opening(piece)

    def _is_title(self, piece: Piece) -> bool:
        text, last = piece.text, self._items[-1]
        if piece.spot.table != last.piece.spot.table or find_mark(piece.marked):
            return False
        if text.startswith("(") or fold(text[:20]).startswith(("kinh gui", "can cu ")):
            return False
        if last.role is Role.TYPE:
            ended = is_ended(text) and not (piece.centred or piece.bold)
            return not ended and not self._is_authority(piece)
        if last.piece.spot.number == piece.spot.number:
            return True
        ended = is_ended(text) and not piece.centred
        if self._is_authority(piece) or piece.gap or ended:
            return False
        return piece.centred == last.piece.centred and piece.bold == last.piece.bold

    def _is_authority(self, piece: Piece) -> bool:
        return self._type in _DECIDING and is_capitals(piece.text) and not self._has_base

    def _opening(self, piece: Piece) -> Role:
        text = piece.text
        last = self._items[-1].role if self._items else Role.OTHER
        if fold(text[:20]).startswith("kinh gui"):
            return Role.ADDRESSED
        if last is Role.ADDRESSED and (text.startswith("-") or self._lists_addressees(piece)):
            return Role.ADDRESSED
        if self._is_authority(piece) and find_mark(piece.marked) is None:
            return Role.AUTHORITY
        if is_base(piece, has_base=self._has_base):
            self._has_base = True
            return Role.BASE
        if text.startswith("(") and text.endswith(")"):
            return Role.OTHER
        self._phase = _Phase.BODY
        return self._body(piece)

    def _lists_addressees(self, piece: Piece) -> bool:
        """A receiver under "Kính gửi:" whose dash the file makes."""
        address = self._items[-1].piece
        listed = piece.spot.paragraph.mark or address.text.endswith((":", ";"))
        same = address.spot.paragraph.left_indent <= piece.spot.paragraph.left_indent
        return bool(listed) and same and len(piece.text) < 200 and not piece.gap

    # The body --------------------------------------------------------------------------------

    def _body(self, piece: Piece) -> Role:
        text = piece.marked
        if self._type in _DECIDING and fold(text[:40]).rstrip(" :.") in _RESOLUTIONS:
            return Role.RESOLUTION
        if self._begins_tail(piece):
            self._phase = _Phase.TAIL
            return self._tail(piece)
        if self._new_page and is_annex(piece):
            return self._annex_label()
        return _numbered(piece, self._items)

    def _begins_tail(self, piece: Piece) -> bool:
        text = piece.text
        if is_recipients(text):
            return True
        closing = piece.spot.table and self._tables[piece.spot.table] == "closing"
        if is_authority(text) or (closing and is_signing(text)):
            return True
        return is_post(text) and is_capitals(text) and find_mark(piece.marked) is None

    # The end ---------------------------------------------------------------------------------

    def _tail(self, piece: Piece) -> Role:
        if is_annex(piece):
            return self._annex_label()
        if is_copy_form(piece.text) or state_role(piece.text):
            self._phase = _Phase.FORM
            return Role.OTHER
        lane = self._lane(piece)
        role = self._tail_role(piece, self._lanes.get(lane, Role.OTHER))
        self._lanes[lane] = role
        return role

    def _lane(self, piece: Piece) -> tuple[int, int]:
        """The column; a line alone among those set by tabs stands in the one its tabs lead to."""
        if piece.lane != (0, 0) or not any(table < 0 for table, _column in self._lanes):
            return piece.lane
        moved = (
            piece.spot.paragraph.text.startswith("\t") or piece.spot.paragraph.left_indent > _HALF
        )
        return (-1, 1) if moved else (-1, 0)

    def _tail_role(self, piece: Piece, last: Role) -> Role:
        text = piece.text
        if is_recipients(text):
            return Role.RECIPIENTS_WORD
        listing = last in {Role.RECIPIENTS_WORD, Role.RECIPIENTS}
        if listing and DRAFTER.fullmatch(text):
            return Role.DRAFTER
        if is_signing(text) and is_capitals(text) and not text.endswith((";", ",")):
            return Role.POST
        if listing and (text[:1] in "-–+•*" or piece.spot.paragraph.mark or not _is_lone(piece)):
            return Role.RECIPIENTS
        if last in {Role.POST, Role.OTHER} and not _SIGNED.match(text):
            return self._signer_role(piece)
        return Role.OTHER

    def _signer_role(self, piece: Piece) -> Role:
        """The signer's name, or one more line of the post above it."""
        text = piece.text
        posts = any(item.role is Role.POST for item in self._items)
        signed = any(
            item.role is Role.SIGNER and self._lane(item.piece) == self._lane(piece)
            for item in self._items
        )
        if not posts or signed:
            return Role.OTHER
        bare = re.sub(r"^(?:\w{1,4}\.\s*)+", "", text)
        if is_name(bare) and (not is_capitals(text) or word_count(text) <= 5):
            return Role.SIGNER
        return Role.POST if is_capitals(text) and len(text) < _LONGEST_NAME else Role.OTHER

    # Annexes ---------------------------------------------------------------------------------

    def _annex_label(self) -> Role:
        self._phase = _Phase.ANNEX
        return Role.ANNEX_LABEL

    def _annex(self, piece: Piece) -> Role:
        last = self._items[-1].role if self._items else Role.OTHER
        if is_annex(piece):
            return Role.ANNEX_LABEL
        if last in {Role.ANNEX_LABEL, Role.ANNEX_TITLE}:
            if _REFERENCE.match(piece.text):
                return Role.ANNEX_REFERENCE
            if self._is_annex_title(piece, last):
                return Role.ANNEX_TITLE
        if last is Role.ANNEX_REFERENCE and piece.centred and piece.text.endswith(")"):
            return Role.ANNEX_REFERENCE
        return _numbered(piece, self._items)

    def _is_annex_title(self, piece: Piece, last: Role) -> bool:
        text = piece.text
        if find_mark(piece.marked) or is_ended(text) or len(text) > 250:
            return False
        if last is Role.ANNEX_LABEL:
            return piece.centred or piece.bold or is_capitals(text)
        return piece.centred and piece.bold == self._items[-1].piece.bold

    def _form(self, piece: Piece) -> Role:
        """A paper inside an annex, or a copy's block: only a further annex is known again."""
        return self._annex_label() if self._new_page and is_annex(piece) else Role.OTHER


_NUMBERED: Final = frozenset({Role.PART, Role.SECTION, Role.CLAUSE, Role.BODY})


def _numbered(piece: Piece, items: Sequence[Item]) -> Role:
    """A paragraph of the body by the mark in front of it."""
    text = piece.marked
    found = find_mark(text)
    last = items[-1] if items else None
    if _ASIDE.match(text) and (text[0] != "(" or text.rstrip(" .;").endswith(")")):
        return Role.OTHER
    if found is None:
        under = last is not None and last.role is Role.PART and not _has_words(last)
        return Role.PART if under and _is_short(text) else Role.BODY
    if found.mark in CENTRED:
        return Role.PART if _is_short(text) else Role.BODY
    if found.mark is Mark.ROMAN and _is_short(found.rest):
        return Role.SECTION
    return Role.BODY


def _has_words(item: Item) -> bool:
    """Whether the word "Chương I" has its heading on the same line already."""
    found = find_mark(item.piece.marked)
    return found is None or bool(found.rest)


def _clauses(items: Sequence[Item]) -> Iterator[Item]:
    """Numbered lines that are headings: short, without an end mark, with something under them."""
    for at, item in enumerate(items):
        found = item.found
        following = items[at + 1] if at + 1 < len(items) else None
        if (
            item.role is Role.BODY
            and found is not None
            and found.mark in {Mark.ARABIC, Mark.DECIMAL, Mark.ARTICLE}
            and following is not None
            and _is_heading(found, following)
        ):
            yield replace(item, role=Role.CLAUSE)
        else:
            yield item


def _is_heading(found: Found, following: Item) -> bool:
    if not found.rest or not _is_short(found.rest):
        return False
    if following.role not in {Role.BODY, Role.CELL}:
        return False
    below = following.found
    return below is None or below.style != found.style


def _is_short(text: str) -> bool:
    return not is_ended(text) and word_count(text) <= _LONGEST_HEADING


def _is_lone(piece: Piece) -> bool:
    """A name that stands apart under a list of receivers."""
    return is_name(piece.text) and (piece.gap or piece.centred or piece.bold)


def _issuers(items: list[Item]) -> list[Item]:
    """Of the names above the number the last body is the issuer, those before it its parents."""
    places = [at for at, item in enumerate(items) if item.role is Role.ISSUER]
    bold = [items[at].piece.bold for at in places]
    if True in bold and False in bold and bold == sorted(bold):
        first = bold.index(True)
    else:
        names = [at for at, place in enumerate(places) if _opens_body(items[place].piece.text)]
        first = names[-1] if names else 0
    for at in places[:first]:
        items[at] = replace(items[at], role=Role.PARENT)
    return items


def _opens_body(text: str) -> bool:
    """ "PHÒNG, CHỐNG BẠO LỰC" goes on with the name above it."""
    return BODY_NAME.match(text) is not None and not text.upper().startswith("PHÒNG,")
