"""The measured end of a paper: "Nơi nhận" beside the signature, the same for PDF and DOCX."""

from dataclasses import dataclass, replace
from typing import Final

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.head import Line, signature_block
from app.documents.render.metrics import LINE_HEIGHT, Face, balanced, text_width, wrap

_LEFT_SHARE: Final = 0.46
#: Height left free for the signature and the seal, pt.
SIGNING_ROOM: Final = 75.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """``items`` are lines with their indent; widths and heights in pt."""

    left_width: float
    right_width: float
    word: Line | None
    items: tuple[tuple[float, Line], ...]
    signature: tuple[Line, ...]
    name: tuple[Line, ...]
    room: float
    level_size: float
    gap_above: float

    @property
    def height(self) -> float:
        """Of the higher side."""
        left = [line for _indent, line in self.items] + ([self.word] if self.word else [])
        drop = self.level_size - self.word.size if self.word else 0
        right = [*self.signature, *self.name]
        return max(drop + _height(left), _height(right) + (self.room if right else 0))

    def cut(self, height: float) -> tuple["Closing", "Closing | None"]:
        """The part of the list that fits into ``height``, with the signature, and the rest."""
        line = self.items[0][1].size * LINE_HEIGHT if self.items else 1.0
        count = max(int((height - self.gap_above - self.level_size * 2) / line), 1)
        first = replace(self, items=self.items[:count])
        if count >= len(self.items):
            return first, None
        rest = replace(self, items=self.items[count:], word=None, signature=(), name=(), room=0)
        return first, rest


def measured_closing(document: Document, layout: Layout) -> Closing | None:
    """Everything below the body; None when there is neither receiver nor signer."""
    recipients = phrases.recipients(document)
    whole = layout.text_width * MM
    left = whole * _LEFT_SHARE
    right = whole - left
    signature = signature_block(document, layout, right)
    size = layout.sizes["signature"]
    name = phrases.printed(document.signature.name)
    if not recipients and not signature and not name:
        return None
    return Closing(
        left_width=left,
        right_width=right,
        word=_word(layout) if recipients else None,
        items=tuple(_items(recipients, left - 10, layout.sizes["recipients"])),
        signature=signature,
        name=tuple(Line(text, Face.BOLD, size) for text in balanced(name, right, Face.BOLD, size)),
        room=SIGNING_ROOM,
        level_size=size,
        gap_above=layout.space_before * 2,
    )


def _word(layout: Layout) -> Line:
    return Line(phrases.RECIPIENTS, Face.BOLD_ITALIC, layout.sizes["recipients_word"])


def _items(recipients: list[str], width: float, size: float) -> list[tuple[float, Line]]:
    hang = text_width("- ", Face.REGULAR, size)
    return [
        (hang if at else 0.0, Line(text, Face.REGULAR, size))
        for item in recipients
        for at, text in enumerate(wrap(item, width - hang, Face.REGULAR, size))
    ]


def _height(lines: list[Line]) -> float:
    return sum(line.size * LINE_HEIGHT for line in lines)
