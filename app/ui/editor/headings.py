"""The bold lead of a node: found, set, taken away."""

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from app.ui.editor.node_blocks import HEADING, heading_format, pieces, plain_format


def heading_length(block: QTextBlock) -> int:
    """How many characters at the start of the block are its heading."""
    length = 0
    for text, style in pieces(block):
        if not style.property(HEADING):
            break
        length += len(text.encode("utf-16-le")) // 2
    return length


def is_all_heading(block: QTextBlock) -> bool:
    """Whether the node is a heading and nothing else."""
    length = block.length() - 1
    if not length:
        return bool(block.charFormat().property(HEADING))
    return heading_length(block) >= length


def toggle_heading(cursor: QTextCursor) -> None:
    """Ctrl+B: the lead up to the selection's end or the first colon becomes heading, or plain."""
    cursor.beginEditBlock()
    if cursor.hasSelection():
        _toggle_selected(cursor)
    else:
        _toggle_block(cursor.block(), end=0)
    cursor.endEditBlock()


def _toggle_selected(cursor: QTextCursor) -> None:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    inside = cursor.selectionEnd() - last.position()
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        if block.length() > 1:
            _toggle_block(block, end=inside if block == last else block.length() - 1)
        block = block.next()


def _toggle_block(block: QTextBlock, *, end: int) -> None:
    """Heading up to ``end`` (0: the first colon or all); a heading that reaches it goes."""
    length = heading_length(block)
    wanted = end or _lead_end(block.text())
    if not block.text():
        bold = bool(block.charFormat().property(HEADING))
        QTextCursor(block).setBlockCharFormat(plain_format() if bold else heading_format())
        return
    remove = bool(length) and (not end or end <= length)
    keep_until = 0 if remove else wanted
    _set_heading(block, 0, keep_until, on=True)
    _set_heading(block, keep_until, max(length, keep_until), on=False)


def _set_heading(block: QTextBlock, start: int, end: int, *, on: bool) -> None:
    if end <= start:
        return
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    if on:
        cursor.mergeCharFormat(heading_format())
        return
    change = QTextCharFormat()
    change.setProperty(HEADING, False)
    change.setFontWeight(400)
    cursor.mergeCharFormat(change)


def _lead_end(text: str) -> int:
    colon = text.find(":")
    return colon + 1 if colon >= 0 else len(text)
