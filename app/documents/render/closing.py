"""The measured end of a paper: "Nơi nhận" beside the signature, the same for PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.documents import phrases
from app.documents.blocks import Document
from app.documents.layout import MM, Layout
from app.documents.render.head import Line, signature_block, signer_lines
from app.documents.render.metrics import LINE_HEIGHT, Face, balanced, text_width, wrap

_LEFT_SHARE: Final = 0.46
_TWO_SIGNERS: Final = 0.5
# Kept free between the list and the signature.
_GUTTER: Final = 10.0
#: Room between "Nơi nhận" and the drafter's sign, pt.
DRAFTER_GAP: Final = 4.0
#: Height left free for the signature and the seal, pt.
SIGNING_ROOM: Final = 75.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """``items`` are lines with their indent; widths and heights in pt.

    ``signature`` and ``name`` stand on the right. Minutes have a second signer on the left, level
    with the first (``second``, ``second_name``); "Nơi nhận" then stands under both.
    """

    left_width: float
    right_width: float
    word: Line | None
    items: tuple[tuple[float, Line], ...]
    drafter: tuple[Line, ...] = ()
    signature: tuple[Line, ...]
    name: tuple[Line, ...]
    second: tuple[Line, ...] = ()
    second_name: tuple[Line, ...] = ()
    room: float
    level_size: float
    gap_above: float

    @property
    def two_signers(self) -> bool:
        """Whether "Nơi nhận" stands under the signers, not beside them."""
        return bool(self.second or self.second_name)

    @property
    def signing_height(self) -> float:
        """Of the posts, the room for the hand, and the names."""
        posts = max(_height(self.signature), _height(self.second))
        names = max(_height(self.name), _height(self.second_name))
        return posts + names + self.room if posts + names else 0.0

    @property
    def list_height(self) -> float:
        """Of "Nơi nhận", its lines, and the drafter's sign."""
        lines = [line for _indent, line in self.items]
        word = _height((self.word,)) + self.drop if self.word else 0.0
        return word + _height(lines) + (_height(self.drafter) + DRAFTER_GAP if self.drafter else 0)

    @property
    def drop(self) -> float:
        """How much lower the smaller word begins, so that both stand on one line of letters."""
        if self.word is None or self.two_signers:
            return 0.0
        return self.level_size - self.word.size

    @property
    def height(self) -> float:
        """Of the higher side, or of both one below the other."""
        if self.two_signers:
            gap = self.gap_above if self.word or self.drafter else 0.0
            return self.signing_height + gap + self.list_height
        return max(self.list_height, self.signing_height)

    def cut(self, height: float) -> tuple["Closing", "Closing | None"]:
        """The part of the list that fits into ``height``, with the signature, and the rest."""
        line = self.items[0][1].size * LINE_HEIGHT if self.items else 1.0
        above = self.signing_height + self.gap_above if self.two_signers else 0.0
        room = height - above - self.gap_above - self.level_size * 2
        count = max(int(room / line), 1)
        first = replace(self, items=self.items[:count])
        if count >= len(self.items):
            return first, None
        rest = replace(
            self,
            items=self.items[count:],
            word=None,
            signature=(),
            name=(),
            second=(),
            second_name=(),
            room=0,
        )
        return replace(first, drafter=()), rest


def measured_closing(
    document: Document, layout: Layout, width: float | None = None
) -> Closing | None:
    """Everything below the body; None when there is neither receiver nor signer.

    Args:
        document: the paper, or a copy's block as a paper.
        layout: the numbers of the form.
        width: of the text area, pt; that of an upright page where none is given.
    """
    recipients = phrases.recipients(document)
    second = phrases.second_lines(document)
    second_name = phrases.printed(document.form.second_name)
    whole = layout.text_width * MM if width is None else width
    left = whole * (_TWO_SIGNERS if second or second_name else _LEFT_SHARE)
    right = whole - left
    drafter = _drafter(document, layout, left - _GUTTER)
    signature = signature_block(document, layout, right)
    name = _signer(phrases.printed(document.signature.name), layout, right)
    if not (recipients or drafter or signature or name or second or second_name):
        return None
    return Closing(
        left_width=left,
        right_width=right,
        word=_word(layout) if recipients else None,
        items=tuple(_items(recipients, left - _GUTTER, layout.sizes["recipients"])),
        drafter=drafter,
        signature=signature,
        name=name,
        second=signer_lines(second, layout, left - _GUTTER),
        second_name=_signer(second_name, layout, left - _GUTTER),
        room=SIGNING_ROOM,
        level_size=layout.sizes["signature"],
        gap_above=layout.space_before * 2,
    )


def _drafter(document: Document, layout: Layout, width: float) -> tuple[Line, ...]:
    size = layout.sizes["drafter"]
    words = phrases.printed(document.form.drafter)
    return tuple(Line(text, Face.REGULAR, size) for text in wrap(words, width, Face.REGULAR, size))


def _signer(name: str, layout: Layout, width: float) -> tuple[Line, ...]:
    size = layout.sizes["signature"]
    return tuple(Line(text, Face.BOLD, size) for text in balanced(name, width, Face.BOLD, size))


def _word(layout: Layout) -> Line:
    return Line(phrases.RECIPIENTS, Face.BOLD_ITALIC, layout.sizes["recipients_word"])


def _items(recipients: list[str], width: float, size: float) -> list[tuple[float, Line]]:
    hang = text_width("- ", Face.REGULAR, size)
    return [
        (hang if at else 0.0, Line(text, Face.REGULAR, size))
        for item in recipients
        for at, text in enumerate(wrap(item, width - hang, Face.REGULAR, size))
    ]


def _height(lines: Sequence[Line]) -> float:
    return sum(line.size * LINE_HEIGHT for line in lines)
