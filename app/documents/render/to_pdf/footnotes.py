"""Footnotes of a PDF: each at the foot of the page that calls it; a long one goes on overleaf."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Frame, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import ActionFlowable, FrameBreak
from reportlab.platypus.flowables import Flowable

from app.documents.layout import MM
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.notes import Call, has_note, pieces
from app.documents.render.to_pdf.fonts import markup
from app.documents.render.to_pdf.text import Text

#: Height and size of a call's number beside the words, as shares of their size.
_RAISED: Final = 0.36
_SMALLER: Final = 0.64
_RULE_LENGTH: Final = 50 * MM
_RULE: Final = 0.5
_ABOVE_RULE: Final = 6.0
_BELOW_RULE: Final = 3.0
# Notes may take half of a page; what is longer goes on at the foot of the next one.
_MOST: Final = 0.5
_ENDLESS: Final = 1e7
# How exactly the cut above the notes is sought, pt.
_FINE: Final = 2.0


def called(flowable: Flowable) -> tuple[int, ...]:
    """Numbers of the footnotes that a flowable calls."""
    return getattr(flowable, "notes", ())


class NotedText(Text):
    """A paragraph that calls footnotes; its parts on two pages know their own calls."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        # Only the numbers of calls are raised.
        self.notes = tuple(
            int(number)
            for raised, text in _runs(self.frags)
            if raised
            for number in text.split(",")
            if number.strip().isdigit()
        )


def _runs(frags: Sequence[Any]) -> Iterator[tuple[bool, str]]:
    """Whether raised, and the letters; a paragraph cut in two holds words: [width, (run, text)…]."""
    for frag in frags:
        runs = frag[1:] if isinstance(frag, list) else [(frag, frag.text)]
        for run, text in runs:
            yield bool(getattr(run, "rise", 0)), text


class NotedTable(Table):  # type: ignore[misc]
    """A table whose cells call footnotes."""

    @property
    def notes(self) -> tuple[int, ...]:
        """Numbers of the calls in its own rows."""
        rows = self._cellvalues[self.repeatRows :]
        cells = [cell for row in rows for cell in row]
        inside = [
            part for cell in cells for part in (cell if isinstance(cell, list | tuple) else [cell])
        ]
        return tuple(number for part in inside for number in called(part))


class Footnotes:
    """The notes of a paper by number, and those that stand on the page being filled."""

    def __init__(self, size: float) -> None:
        self._size = size
        # Asked in printed order, so that its own count is the paper's.
        self._all: dict[int, Paragraph] = {}
        self._heights: dict[tuple[int, float], float] = {}
        self._here: list[Paragraph] = []
        self._carried: list[Paragraph] = []
        self._height = 0.0

    @property
    def count(self) -> int:
        """How many notes the paper calls so far."""
        return len(self._all)

    @property
    def unfinished(self) -> bool:
        """Whether something is left for the next page."""
        return bool(self._carried)

    @property
    def standing(self) -> bool:
        """Whether a note stands on the page being filled."""
        return bool(self._here)

    def words(self, text: str, size: float) -> str:
        """Markup of a text with raised numbers; its notes are remembered in the order of asking."""
        if not has_note(text):
            return markup(text)
        parts: list[str] = []
        before: str | Call = ""
        for piece in pieces(text, len(self._all) + 1):
            if isinstance(piece, Call):
                self._all[piece.number] = self._paragraph(piece)
                comma = "," if isinstance(before, Call) else ""
                parts.append(
                    f'<super rise="{size * _RAISED:.1f}" size="{round(size * _SMALLER)}">'
                    f"{comma}{piece.number}</super>"
                )
            else:
                parts.append(markup(piece))
            before = piece
        return "".join(parts)

    def room(self, numbers: Iterable[int], width: float, height: float) -> float:
        """Height that these notes would take from a page ``height`` pt high, besides what stands."""
        due = sum(self._height_of(number, width) for number in numbers)
        if not due:
            return 0.0
        start = 0.0 if self._here else _ABOVE_RULE + _BELOW_RULE
        return min(start + due, max(height * _MOST - self._height, 0.0))

    def place(self, notes: Sequence[Paragraph], width: float, height: float) -> None:
        """Put notes at the foot; what has no room is carried to the next page."""
        for note in notes:
            start = 0.0 if self._here else _ABOVE_RULE + _BELOW_RULE
            room = height * _MOST - self._height - start
            parts = [note] if _height(note, width) <= room else note.split(width, room)
            if self._carried or not parts:
                self._carried.append(note)
                continue
            self._here.append(parts[0])
            self._height += start + _height(parts[0], width)
            self._carried += parts[1:]

    def carry(self, notes: Sequence[Paragraph]) -> None:
        """Leave notes for the next page."""
        self._carried += notes

    def of(self, numbers: Iterable[int]) -> list[Paragraph]:
        """The notes themselves."""
        return [self._all[number] for number in numbers]

    def open_page(self, width: float, height: float) -> float:
        """Begin a page with what is carried; the height it takes."""
        carried, self._carried, self._here, self._height = self._carried, [], [], 0.0
        self.place(carried, width, height)
        return self._height

    def draw(self, canvas: Any, left: float, bottom: float, width: float) -> None:
        """The notes of the page, the last one on ``bottom``, under a short rule."""
        if not self._here:
            return
        top = bottom + self._height - _ABOVE_RULE
        canvas.setLineWidth(_RULE)
        canvas.line(left, top, left + _RULE_LENGTH, top)
        top -= _BELOW_RULE
        for note in self._here:
            top -= _height(note, width)
            note.drawOn(canvas, left, top)

    def _height_of(self, number: int, width: float) -> float:
        """Asked many times for the same note while a cut is sought."""
        if (number, width) not in self._heights:
            self._heights[number, width] = _height(self._all[number], width)
        return self._heights[number, width]

    def _paragraph(self, call: Call) -> Paragraph:
        return Paragraph(f"{call.number} {markup(call.text)}", _style(self._size))


class NotedFrame(Frame):  # type: ignore[misc]
    """A frame whose text ends above the notes that it calls."""

    _y1p: float

    def __init__(self, notes: Footnotes, *box: float, **paddings: float) -> None:
        self.notes = notes
        super().__init__(*box, **paddings)

    def _reset(self) -> None:
        super()._reset()
        self._geom()
        self._y1p += self.notes.open_page(self._aW, self._aH)

    def add(self, flowable: Flowable, canv: Any, trySplit: int = 0) -> Any:  # noqa: N803
        """As any frame, if its notes fit too."""
        numbers = called(flowable)
        if not numbers:
            return self._add(flowable, canv, trySplit)
        floor, notes = self._y1p, self.notes.of(numbers)
        self._y1p = floor + self.notes.room(numbers, self._aW, self._aH)
        if added := self._add(flowable, canv, trySplit):
            self.notes.place(notes, self._aW, self._aH)
            return added
        self._y1p = floor
        if trySplit or not self._atTop:
            return added
        # Nothing above it and no way to cut it: its notes stand on the next page.
        self.notes.carry(notes)
        return self._add(flowable, canv, trySplit)

    def split(self, flowable: Flowable, canv: Any) -> list[Flowable]:
        """The part that fits here together with the notes it calls, and the rest."""
        noted = bool(called(flowable))
        found = self._split_noted(flowable, canv) if noted else list(super().split(flowable, canv))
        if found or not self._atTop:
            return found
        if self.notes.standing:
            # Notes from the page before leave too little room: it waits for a page of its own.
            return [Spacer(0, 0), FrameBreak, flowable]
        return list(super().split(flowable, canv)) or ([flowable] if noted else [])

    def _split_noted(self, flowable: Flowable, canv: Any) -> list[Flowable]:
        """As much as fits above its own notes; the lower the cut, the more notes it calls."""
        parts, due = self._cut(flowable, canv, 0.0)
        if not due:
            return parts
        too_little, enough = 0.0, due
        best, _due = self._cut(flowable, canv, enough)
        while enough - too_little > _FINE:
            kept = (too_little + enough) / 2
            parts, due = self._cut(flowable, canv, kept)
            if due <= kept:
                best, enough = parts, kept
            else:
                too_little = kept
        # What is left must not try this page again: the room under the cut is for the notes.
        return [best[0], FrameBreak, *best[1:]] if len(best) > 1 else best

    def _cut(self, flowable: Flowable, canv: Any, kept: float) -> tuple[list[Flowable], float]:
        """The parts when ``kept`` pt stay free for notes, and what the first part's notes take."""
        floor = self._y1p
        self._y1p = floor + kept
        parts = list(super().split(flowable, canv))
        self._y1p = floor
        return parts, self.notes.room(called(parts[0]), self._aW, self._aH) if parts else 0.0


class LastNotes(ActionFlowable):  # type: ignore[misc]
    """The end of a part: pages go on until no note is left over."""

    def __init__(self, notes: Footnotes) -> None:
        super().__init__()
        self._notes = notes

    def apply(self, doc: Any) -> None:
        """Pages that hold nothing but notes."""
        while self._notes.unfinished:
            doc.handle_frameEnd()
            doc.clean_hanging()
            doc._curPageFlowableCount += 1  # noqa: SLF001


def _height(note: Paragraph, width: float) -> float:
    return float(note.wrap(width, _ENDLESS)[1])


@cache
def _style(size: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"note-{size}",
        fontName=Face.REGULAR.value,
        fontSize=size,
        leading=size * LINE_HEIGHT,
        alignment=TA_JUSTIFY,
        splitLongWords=1,
        allowWidows=1,
        allowOrphans=1,
        bulletFontName=Face.REGULAR.value,
    )
