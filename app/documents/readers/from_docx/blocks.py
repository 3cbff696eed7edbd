"""Paragraphs and tables of a Word file, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.documents.readers.from_docx.inline import Inline, Shared, Words, bookmark, deleted_text
from app.documents.readers.from_docx.looks import (
    ParagraphLook,
    RunLook,
    over,
    paragraph_look,
)
from app.documents.readers.from_docx.numbering import Numbering
from app.documents.readers.from_docx.shapes import chosen_children
from app.documents.readers.from_docx.tags import TBL, TWIP, Element, P, W, local, val
from app.documents.source import SourceBlock, SourceParagraph
from app.domain.text import nfc
from app.errors import ValidationError

#: A paper of 500 pages has some ten thousand.
MOST_PARAGRAPHS: Final = 60_000
_NO_HOLDERS: Final = frozenset(
    {"", "sectPr", "sdtPr", "sdtEndPr", "tcPr", "pPr", "del", "moveFrom", "altChunk"}
)
#: Stands in ``rule_below`` until the width of the page is known.
UNMEASURED: Final = -1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks are read; mm from margin to margin, 0 when not known yet."""

    width: float = 0.0


class BlockReader:
    """Reads blocks in the order of the text; numbers are counted on."""

    def __init__(self, shared: Shared, numbering: Numbering) -> None:
        self.shared = shared
        self.count = 0
        self._numbering = numbering
        self._break_next = False
        self._joined: Words | None = None

    def blocks(self, holder: Element, place: Place) -> Iterator[SourceBlock]:
        """Everything inside a body, a cell, a box or a note."""
        for child in chosen_children(holder):
            yield from self.block(child, place)

    def block(self, child: Element, place: Place) -> Iterator[SourceBlock]:
        """What one element holds: a paragraph with its boxes, a table, or a group of them."""
        if child.tag == P:
            yield from self.paragraph(child, place)
        elif child.tag == TBL:
            from app.documents.readers.from_docx.tables import read_table

            table = read_table(self, child)
            if table.rows:
                yield table
        elif child.tag == W + "bookmarkStart":
            self.shared.pending = self.shared.pending or _own(child.get(W + "name", ""))
        elif local(child) not in _NO_HOLDERS:
            yield from self.blocks(child, place)

    def paragraph(self, element: Element, place: Place) -> Iterator[SourceBlock]:
        """The paragraph, then the paragraphs of its boxes."""
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            raise ValidationError(
                f"Tệp có hơn {MOST_PARAGRAPHS // 1000}.000 đoạn, không phải là một văn bản. "
                "Hãy chọn đúng tệp, hoặc tách lấy phần cần đọc."
            )
        properties = element.find(W + "pPr")
        style = val(properties, "pStyle") or "" if properties is not None else ""
        look, letters = self._looks(properties, style)
        words = self._words(element, letters)
        if properties is not None and _mark_deleted(properties):
            self._joined = words
        else:
            yield self._made(words, look, style, place)
        for box, framed in words.boxes:
            yield from self._box(box, framed)
        words.boxes = []

    def _words(self, element: Element, letters: RunLook) -> Words:
        words = Inline(self.shared, letters).read(element)
        if self._joined is not None:
            words.pieces[:0] = self._joined.pieces
            words.key = self._joined.key or words.key
            self._joined = None
        return words

    def rest(self) -> Iterator[SourceBlock]:
        """A last paragraph whose end was deleted but which nothing follows."""
        if self._joined is not None and self._joined.pieces:
            yield SourceParagraph(runs=self._joined.runs())
        self._joined = None

    def _made(self, words: Words, look: ParagraphLook, style: str, place: Place) -> SourceParagraph:
        name = bookmark(words.key)
        breaks = self._break_next or words.break_before or bool(look.break_before)
        self._break_next = words.break_after
        runs = words.runs()
        mark = self._mark(look, bool(runs))
        rules = sorted(words.rules, reverse=True)
        left, right, first = look.left or 0.0, look.right or 0.0, look.first or 0.0
        return SourceParagraph(
            runs=runs,
            mark=mark,
            level=self._heading(look, style),
            align=look.align or "left",
            first_indent=first * TWIP,
            left_indent=left * TWIP,
            right_indent=right * TWIP,
            space_before=look.before or 0.0,
            space_after=look.after or 0.0,
            line_spacing=1.0 if look.lines is None else look.lines,
            line_exact=look.exact or 0.0,
            rule_below=rules[0] if rules else _rule(look, place),
            more_rules=tuple(rules[1:]),
            boxed=bool(look.box),
            page_break_before=breaks,
            keep_next=bool(look.keep),
            name=self.shared.styles.name(style) if style else "",
            key=name.key,
            made=name.made,
            depth=name.depth,
        )

    def _box(self, box: Element, framed: bool) -> Iterator[SourceBlock]:
        for block in self.blocks(box, Place()):
            if framed and isinstance(block, SourceParagraph) and block.runs:
                yield replace(block, boxed=True)
            else:
                yield block

    def _looks(self, properties: Element | None, style: str) -> tuple[ParagraphLook, RunLook]:
        """The whole look: defaults, styles, the list's level, the paragraph itself."""
        styled, letters = self.shared.styles.of_paragraph(style)
        direct = paragraph_look(properties)
        if direct.numbering is not None:
            listed = self._numbering.look(direct.numbering, direct.level or 0)
            return over(direct, over(_indents(listed), styled)), letters
        if styled.numbering is not None:
            level = styled.level
            if level is None:
                level = self._numbering.level_of_style(styled.numbering, style)
            listed = self._numbering.look(styled.numbering, direct.level or level)
            whole = over(direct, over(styled, _indents(listed)))
            return replace(whole, level=level if direct.level is None else direct.level), letters
        return over(direct, styled), letters

    def _mark(self, look: ParagraphLook, has_words: bool) -> str:
        """Paragraphs without words show their number too, but hold nothing: they are not counted
        by the officer, yet Word counts them."""
        if not look.numbering or look.numbering == "0":
            return ""
        mark = self._numbering.mark(look.numbering, look.level or 0)
        return mark if has_words else ""

    def _heading(self, look: ParagraphLook, style: str) -> int:
        if look.outline is not None:
            return look.outline + 1 if look.outline < 9 else 0
        return self.shared.styles.heading_level(style)


def plain_text(element: Element, shared: Shared) -> str:
    """The words of one paragraph, for notes."""
    styles = shared.styles
    words = Inline(shared, styles.of_paragraph("")[1]).read(element)
    return "".join(run.text for run in words.runs())


def deleted_row(row: Element, shared: Shared) -> bool:
    """Whether a row was deleted with tracking; its words are noted."""
    if row.find(f"{W}trPr/{W}del") is None:
        return False
    shared.changes += 1
    if text := nfc(deleted_text(row)).strip():
        shared.deleted.append(text)
    return True


def _own(name: str) -> str:
    return name if name.startswith("_bdg") else ""


def _indents(listed: ParagraphLook) -> ParagraphLook:
    """Of a list's level only the indents count."""
    return ParagraphLook(left=listed.left, right=listed.right, first=listed.first)


def _mark_deleted(properties: Element) -> bool:
    """Whether the paragraph's end was deleted or moved away: it goes on in the next one."""
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _rule(look: ParagraphLook, place: Place) -> float:
    """Length of a border line, mm; what is not known yet is left to the section."""
    if not look.rule:
        return 0.0
    if not place.width:
        return UNMEASURED - ((look.left or 0.0) + (look.right or 0.0)) * TWIP
    return max(place.width - ((look.left or 0.0) + (look.right or 0.0)) * TWIP, 0.1)
