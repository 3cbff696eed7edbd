"""The measured head of a paper: lines, sizes and rule lengths, the same for PDF and DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.metrics import Face, balanced, text_width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form; never broken again."""

    text: str
    face: Face
    size: float

    @property
    def width(self) -> float:
        """In pt."""
        return text_width(self.text, self.face, self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Two cells of two rows; rule lengths in pt, 0 for none."""

    left_width: float
    right_width: float
    issuer: tuple[Line, ...]
    issuer_rule: float
    state: tuple[Line, ...]
    state_rule: float
    number: tuple[Line, ...]
    place: tuple[Line, ...]
    draft: Line | None
    title: tuple[Line, ...]
    title_rule: float


def measured_head(document: Document, layout: Layout) -> Head:
    """Break and measure everything above the body.

    The issuing body and long titles are broken evenly; the rule under the motto is as long as
    its text, those under the body's name and the title a third to a half of the last line.
    """
    whole = layout.text_width * MM
    left = whole * layout.left_share
    right = whole - left
    issuer = tuple(_issuer(document, layout.sizes["issuer"], left - 6))
    motto = Line(layout.motto, Face.BOLD, layout.sizes["motto"])
    title = _title(document, layout, whole)
    return Head(
        left_width=left,
        right_width=right,
        issuer=issuer,
        issuer_rule=layout.short_rule * issuer[-1].width if issuer else 0,
        state=(*_lines(layout.nation, Face.BOLD, layout.sizes["nation"], right), motto),
        state_rule=motto.width,
        number=_lines(
            phrases.number_line(document), Face.REGULAR, layout.sizes["number"], left, keep=True
        ),
        place=_lines(
            phrases.place_line(document), Face.ITALIC, layout.sizes["place"], right, keep=True
        ),
        draft=Line(phrases.DRAFT, Face.BOLD, layout.sizes["number"]) if document.draft else None,
        title=title,
        title_rule=layout.short_rule * title[-1].width if document.title else 0,
    )


def annex_title(title: str, layout: Layout, width: float) -> tuple[Line, ...]:
    """The annex's title in evenly broken lines; ``width`` in pt."""
    return _lines(phrases.printed(title), Face.BOLD, layout.sizes["annex_title"], width)


def annex_reference(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    """The line that names the paper the annex belongs to; ``width`` in pt."""
    text = phrases.reference_line(document)
    return _lines(text, Face.ITALIC, layout.body_size, width, keep=True)


def signature_block(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    """Authority and post in lines no wider than ``width`` pt."""
    size = layout.sizes["signature"]
    return tuple(
        line
        for text in phrases.signature_lines(document)
        for line in _lines(text, Face.BOLD, size, width)
    )


def _issuer(document: Document, size: float, width: float) -> Iterator[Line]:
    for part in document.letterhead:
        text = phrases.printed(part.text)
        face = Face.BOLD if part.bold else Face.REGULAR
        body, unit = phrases.split_issuer(text)
        if unit and text_width(text, face, size) > width:
            yield from _lines(body, face, size, width)
            text = unit
        yield from _lines(text, face, size, width)


def _title(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    name = _lines(phrases.printed(document.type_name), Face.BOLD, layout.sizes["type_name"], width)
    lines = [
        line
        for text in phrases.title_lines(document)
        for line in _lines(text, Face.BOLD, layout.sizes["title"], width * 0.92)
    ]
    return (*name, *lines)


def _lines(
    text: str, face: Face, size: float, width: float, *, keep: bool = False
) -> tuple[Line, ...]:
    """Lines no wider than ``width``; ``keep`` leaves the spaces of a line that fits."""
    if keep and text and text_width(text, face, size) <= width:
        return (Line(text, face, size),)
    return tuple(Line(part, face, size) for part in balanced(text, width, face, size))
