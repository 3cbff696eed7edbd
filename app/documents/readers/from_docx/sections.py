"""Sections of a Word file: pages, margins and where the page's number stands."""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from app.documents.readers.from_docx.blocks import UNMEASURED
from app.documents.readers.from_docx.inline import Inline, Shared, Words
from app.documents.readers.from_docx.looks import over, paragraph_look
from app.documents.readers.from_docx.package import Package
from app.documents.readers.from_docx.tags import TWIP, Element, P, R, W, flag, twips, val
from app.documents.source import PageNumber, SourceBlock, SourceParagraph, SourceSection
from app.domain.text import clean_line

_NUMBER_WORD: Final = "PAGE"
_MOST_LINES: Final = 200


@dataclass(slots=True)
class SectionReader:
    """Makes sections; headers and footers of the section before are taken over."""

    package: Package
    shared: Shared
    _around: dict[tuple[str, str], str] = field(default_factory=dict)
    _found: dict[str, PageNumber | None] = field(default_factory=dict)
    _parts: dict[str, Element | None] = field(default_factory=dict)
    _relations: dict[str, tuple[str, str]] | None = None

    def section(self, properties: Element | None, blocks: list[SourceBlock]) -> SourceSection:
        """The section that ends with these properties."""
        if properties is None:
            return SourceSection(blocks=tuple(_measured(blocks, 0.0)))
        size, margins = properties.find(W + "pgSz"), properties.find(W + "pgMar")
        width, height = _mm(size, "w"), _mm(size, "h")
        left, right = _mm(margins, "left"), _mm(margins, "right")
        numbering = properties.find(W + "pgNumType")
        return SourceSection(
            blocks=tuple(_measured(blocks, width - left - right)),
            page_width=width,
            page_height=height,
            margin_top=abs(_mm(margins, "top")),
            margin_bottom=abs(_mm(margins, "bottom")),
            margin_left=left,
            margin_right=right,
            header_distance=_mm(margins, "header"),
            page_number=self._page_number(properties),
            restarts=numbering is not None and numbering.get(W + "start") is not None,
            new_page=val(properties, "type") != "continuous",
            foot=self._words("footer", properties),
            head=self._words("header", properties),
        )

    def _words(self, place: str, properties: Element) -> tuple[str, ...]:
        """What stands in the margin of the section's first page besides the page's number."""
        first = "first" if flag(properties, "titlePg") else "default"
        root = self._part(self._around.get((place, first), ""))
        if root is None:
            return ()
        base = self.shared.styles.of_paragraph("")[1]
        lines = [
            line
            for paragraph in islice(root.iter(P), _MOST_LINES)
            if not _has_number(paragraph)
            for line in _text(Inline(self.shared, base).read(paragraph)).split("\n")
        ]
        return tuple(clean for line in lines if (clean := clean_line(line)))

    def _page_number(self, properties: Element) -> PageNumber | None:
        for place in ("header", "footer"):
            for one in properties.findall(f"{W}{place}Reference"):
                self._around[place, one.get(W + "type", "default")] = one.get(R + "id", "")
        differs = bool(flag(properties, "titlePg"))
        for place, side in (("header", "top"), ("footer", "bottom")):
            found = self._of_part(self._around.get((place, "default"), ""), side)
            if found:
                first = self._of_part(self._around.get((place, "first"), ""), side)
                return replace(found, on_first=not differs or first is not None)
        return None

    def _of_part(self, relation: str, side: str) -> PageNumber | None:
        if not relation:
            return None
        if relation not in self._found:
            if self._relations is None:
                self._relations = self.package.relations(self.package.main)
            _, name = self._relations.get(relation, ("", ""))
            root = self.package.optional(name) if name else None
            self._found[relation] = (
                _number_in(root, side, self.shared) if root is not None else None
            )
        return self._found[relation]

    def _part(self, relation: str) -> Element | None:
        if relation and relation not in self._parts:
            if self._relations is None:
                self._relations = self.package.relations(self.package.main)
            _, name = self._relations.get(relation, ("", ""))
            self._parts[relation] = self.package.optional(name) if name else None
        return self._parts.get(relation)


def _text(words: Words) -> str:
    return "".join(text for text, _ in words.pieces)


def _number_in(root: Element, side: str, shared: Shared) -> PageNumber | None:
    for at, paragraph in enumerate(root.iter(P)):
        if at > _MOST_LINES:
            break
        if _has_number(paragraph):
            return _number_of(paragraph, side, shared)
    return None


def _has_number(paragraph: Element) -> bool:
    codes = [one.text or "" for one in paragraph.iter(W + "instrText")]
    codes += [one.get(W + "instr", "") for one in paragraph.iter(W + "fldSimple")]
    return any(_NUMBER_WORD in " ".join(codes).upper().split() for _ in codes[:1])


def _number_of(paragraph: Element, side: str, shared: Shared) -> PageNumber:
    properties = paragraph.find(W + "pPr")
    style = val(properties, "pStyle") or "" if properties is not None else ""
    styled, letters = shared.styles.of_paragraph(style)
    look = over(paragraph_look(properties), styled)
    words = Inline(shared, letters).read(paragraph)
    text = "".join(run for run, _ in words.pieces)
    shown = next((one for run, one in words.pieces if run.strip()), letters)
    return PageNumber(
        place=side,
        align=_align(properties, text, look.align or "left"),
        size=shown.size or 0.0,
        font=shown.font or "",
        italic=bool(shown.italic),
        decorated=any(not sign.isdigit() for sign in text.strip()),
    )


def _align(properties: Element | None, text: str, align: str) -> str:
    """By the paragraph's frame, by tabs before the number, or by its own alignment."""
    frame = properties.find(W + "framePr") if properties is not None else None
    if frame is not None and frame.get(W + "xAlign"):
        return {"center": "center", "right": "right", "outside": "right"}.get(
            frame.get(W + "xAlign"), "left"
        )
    tabs = len(text) - len(text.lstrip("\t"))
    if align == "left" and tabs:
        return "center" if tabs == 1 else "right"
    return align


def _measured(blocks: list[SourceBlock], width: float) -> list[SourceBlock]:
    """Border lines get their length now that the width between the margins is known."""
    return [
        replace(block, rule_below=max(width + (block.rule_below - UNMEASURED), 0.1))
        if isinstance(block, SourceParagraph) and block.rule_below <= UNMEASURED
        else block
        for block in blocks
    ]


def _mm(element: Element | None, name: str) -> float:
    return (twips(element.get(W + name)) or 0.0) * TWIP if element is not None else 0.0
