"""Numbers bound to records inside the text: found, kept whole."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from app.ui.editor.node_blocks import FIELD, field_key, pieces


@dataclass(frozen=True, slots=True)
class Span:
    """A bound number in a document: first position, position after it, key."""

    start: int
    end: int
    key: str


def spans(block: QTextBlock) -> list[Span]:
    """The bound numbers of a block."""
    found: list[Span] = []
    place = block.position()
    last = ""
    for text, style in pieces(block):
        end = place + len(text.encode("utf-16-le")) // 2
        anchor = str(style.property(FIELD) or "")
        if anchor and anchor == last:
            found[-1] = Span(found[-1].start, end, found[-1].key)
        elif anchor:
            found.append(Span(place, end, field_key(style)))
        last = anchor
        place = end
    return found


def span_around(document: QTextDocument, position: int) -> Span | None:
    """The bound number that a cursor at this position would stand inside of."""
    return next(
        (s for s in spans(document.findBlock(position)) if s.start < position < s.end), None
    )


def span_over(document: QTextDocument, start: int, end: int) -> Span | None:
    """The bound number that holds one of these characters."""
    block = document.findBlock(start)
    return next((s for s in spans(block) if s.start < end and start < s.end), None)


def whole_fields(cursor: QTextCursor) -> None:
    """Widen a selection so that it holds each bound number whole or not at all."""
    if not cursor.hasSelection():
        return
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = span_around(document, start), span_around(document, end)
    if first is None and last is None:
        return
    cursor.setPosition(first.start if first else start)
    cursor.setPosition(last.end if last else end, QTextCursor.MoveMode.KeepAnchor)


def leave_field(cursor: QTextCursor) -> bool:
    """Move a cursor that stands inside a bound number behind it."""
    span = span_around(cursor.document(), cursor.position())
    if span is None or cursor.hasSelection():
        return False
    cursor.setPosition(span.end)
    return True


def select_neighbour(cursor: QTextCursor, *, back: bool) -> bool:
    """Select the bound number that Backspace or Delete would bite into; False when there is none."""
    if cursor.hasSelection():
        return False
    here = cursor.position()
    start, end = (here - 1, here) if back else (here, here + 1)
    block = cursor.block()
    if start < block.position() or end > block.position() + block.length() - 1:
        return False
    span = span_over(cursor.document(), start, end)
    if span is None:
        return False
    cursor.setPosition(span.start)
    cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
    return True


def typing_format(cursor: QTextCursor) -> QTextCharFormat | None:
    """Format for typing beside a bound number, where Qt would go on with the number's own."""
    style = cursor.charFormat()
    if not style.property(FIELD):
        return None
    plain = QTextCharFormat(style)
    plain.clearProperty(FIELD)
    plain.clearProperty(FIELD + 1)
    plain.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
    return plain
