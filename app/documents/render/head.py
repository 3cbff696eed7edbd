"""The measured head of a paper: lines, sizes and rule lengths, the same for PDF and DOCX."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.metrics import LINE_HEIGHT, Face, balanced, text_width

#: The subject of a công văn stands this far under its number, pt (mục II khoản 5).
SUBJECT_GAP: Final = 6.0
_STATE_ROOM: Final = 2.0
_FRAME_ROOM: Final = 12.0


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


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in a frame; ``width`` and ``height`` of the frame in pt, ``red`` its ink and theirs."""

    line: Line
    width: float
    height: float
    red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Two cells of two rows; rule lengths in pt, 0 for none.

    From the top down: ``circulation`` over both cells (ô 11); ``issuer`` | ``state``; ``number`` |
    ``place``; ``subject`` of a công văn ``subject_gap`` pt under the number (ô 5b); ``marks`` under
    it, one below the other; ``title`` in the middle of the page.
    """

    left_width: float
    right_width: float
    issuer: tuple[Line, ...]
    issuer_rule: float
    state: tuple[Line, ...]
    state_rule: float
    number: tuple[Line, ...]
    place: tuple[Line, ...]
    subject: tuple[Line, ...] = ()
    subject_gap: float = SUBJECT_GAP
    circulation: Mark | None = None
    marks: tuple[Mark, ...] = ()
    title: tuple[Line, ...] = ()
    title_rule: float = 0.0


def measured_head(document: Document, layout: Layout) -> Head:
    """Break and measure everything above the body.

    The issuing body and long titles are broken evenly; the rule under the motto is as long as
    its text, those under the body's name and the title a third to a half of the last line.
    """
    whole = layout.text_width * MM
    state = _state(layout)
    left, right = _sides(state, layout, whole)
    title = () if phrases.under_number(document) else _title(document, layout, whole)
    return replace(
        _upper(document, layout, (left, right)),
        state=state,
        state_rule=state[-1].width,
        subject=_subject(document, layout, left),
        circulation=_circulation(document, layout),
        marks=tuple(_marks(document, layout)),
        title=title,
        title_rule=layout.short_rule * title[-1].width if title and document.title else 0,
    )


def measured_copy_head(paper: Document, layout: Layout, width: float) -> Head:
    """The head of a copy's block: the form of the copy stands where the state title would.

    Args:
        paper: the block as a paper (``phrases.copy_paper``).
        layout: the numbers of the form.
        width: of the text area, pt.
    """
    left = width * layout.left_share
    form = phrases.printed(paper.type_name)
    state = _lines(form, Face.BOLD, layout.sizes["type_name"], width - left)
    return replace(_upper(paper, layout, (left, width - left)), state=state)


def measured_contact(document: Document, layout: Layout) -> tuple[Line, ...]:
    """Address lines for the foot of page 1, under a rule over the whole width (ô 13)."""
    size, width = layout.sizes["contact"], layout.text_width * MM
    return tuple(
        line
        for text in phrases.contact_lines(document)
        for line in _lines(text, Face.REGULAR, size, width)
    )


def centred_lines(
    text: str, size: float, width: float, *, face: Face = Face.BOLD
) -> tuple[Line, ...]:
    """Evenly broken lines for the middle of the page; ``width`` in pt."""
    return _lines(text, face, size, width)


def _upper(document: Document, layout: Layout, widths: tuple[float, float]) -> Head:
    """Issuing body, number, place; the right cell is still empty."""
    left, right = widths
    issuer = tuple(_issuer(document, layout.sizes["issuer"], left - 6))
    return Head(
        left_width=left,
        right_width=right,
        issuer=issuer,
        issuer_rule=layout.short_rule * issuer[-1].width if issuer else 0,
        state=(),
        state_rule=0,
        number=_lines(
            phrases.number_line(document), Face.REGULAR, layout.sizes["number"], left, keep=True
        ),
        place=_lines(
            phrases.place_line(document), Face.ITALIC, layout.sizes["place"], right, keep=True
        ),
    )


def _state(layout: Layout) -> tuple[Line, Line]:
    return (
        Line(layout.nation, Face.BOLD, layout.sizes["nation"]),
        Line(layout.motto, Face.BOLD, layout.sizes["motto"]),
    )


def _sides(state: tuple[Line, ...], layout: Layout, whole: float) -> tuple[float, float]:
    """Widths of the cells: the state title is never broken."""
    least = max(line.width for line in state) + _STATE_ROOM
    right = max(whole * (1 - layout.left_share), least)
    return whole - right, right


def _subject(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    if not phrases.under_number(document):
        return ()
    size = layout.sizes["subject"]
    return tuple(
        line
        for text in phrases.title_lines(document)
        for line in _lines(text, Face.REGULAR, size, width - 6)
    )


def _circulation(document: Document, layout: Layout) -> Mark | None:
    words = phrases.printed(document.form.circulation)
    return _framed(Line(words, Face.BOLD, layout.sizes["circulation"])) if words else None


def _marks(document: Document, layout: Layout) -> Iterator[Mark]:
    """Urgency in red (ô 10b), then the mark of a draft, which the decree does not know."""
    if words := phrases.printed(document.form.urgency):
        line = Line(words, Face.BOLD, layout.sizes["urgency"])
        plain = _framed(line)
        width, height = layout.frames.get(words, (plain.width / MM, plain.height / MM))
        yield Mark(line, width * MM, height * MM, red=True)
    if document.draft:
        yield _framed(Line(phrases.DRAFT, Face.BOLD, layout.sizes["draft"]))


def _framed(line: Line) -> Mark:
    return Mark(line, line.width + _FRAME_ROOM, line.size * LINE_HEIGHT + 2)


def annex_title(title: str, layout: Layout, width: float) -> tuple[Line, ...]:
    """The annex's title in evenly broken lines; ``width`` in pt."""
    return _lines(phrases.printed(title), Face.BOLD, layout.sizes["annex_title"], width)


def annex_reference(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    """The line that names the paper the annex belongs to; ``width`` in pt."""
    text, size = phrases.reference_line(document), layout.body_size
    before, of, issuer = text.rpartition(" của ")
    if of and text_width(text, Face.ITALIC, size) > width:
        # Before the body's name, so that number and day stay in one line.
        parts = (before, f"của {issuer}")
        return tuple(line for part in parts for line in _lines(part, Face.ITALIC, size, width))
    return _lines(text, Face.ITALIC, size, width, keep=True)


def signature_block(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    """Authority and post in lines no wider than ``width`` pt."""
    return signer_lines(phrases.signature_lines(document), layout, width)


def signer_lines(texts: Sequence[str], layout: Layout, width: float) -> tuple[Line, ...]:
    """Posts in lines no wider than ``width`` pt, each broken evenly."""
    size = layout.sizes["signature"]
    return tuple(line for text in texts for line in _lines(text, Face.BOLD, size, width))


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
