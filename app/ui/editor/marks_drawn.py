"""The computed marks, kept ready and drawn in the margin beside their blocks."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlock, QTextDocument
from PySide6.QtWidgets import QTextEdit

from app.domain.numbering import CENTRED, Mark, outline_marks
from app.domain.outline import Item, normalised
from app.ui import icons, theme
from app.ui.editor.headings import heading_length
from app.ui.editor.node_blocks import TABLE, TASK, blocks, item_of, mark_steps

#: Width of one step of indentation, in widths of "m" of the paper's face.
STEP_EMS: Final = 2.4
_GAP: Final = 6
_BOLD: Final = CENTRED | {Mark.ROMAN}
#: The sign of a finding by its colour role.
FLAW_ICONS: Final = {"bad": "warn", "warn": "info"}


class Marks:
    """The printed mark of every block; worked out again only when the outline changed."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._items: list[Item] = []
        self._texts: list[str] = []
        self._stale = True
        self.version = 0
        document.contentsChange.connect(self._look)

    def text(self, number: int) -> str:
        """The mark of a block by its number; empty for a plain paragraph."""
        texts = self.texts()
        return texts[number] if number < len(texts) else ""

    def texts(self) -> list[str]:
        """The marks of all blocks."""
        if self._stale:
            self._items = [item_of(block) for block in blocks(self._document)]
            self._texts = list(outline_marks(normalised(self._items)))
            self._stale = False
        return self._texts

    def items(self) -> list[Item]:
        """Depth and mark of all blocks, as stored."""
        self.texts()
        return self._items

    def _look(self, position: int, _removed: int, added: int) -> None:
        """Typing inside a block changes no mark; anything else makes the marks stale."""
        if self._stale:
            return
        if self._document.blockCount() == len(self._items):
            block = self._document.findBlock(position)
            while block.isValid() and block.position() <= position + added:
                if item_of(block) != self._items[block.blockNumber()]:
                    break
                block = block.next()
            else:
                return
        self._stale = True
        self.version += 1


def visible_blocks(editor: QTextEdit) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Blocks on the screen with their place in the viewport."""
    layout = editor.document().documentLayout()
    left = -editor.horizontalScrollBar().value()
    top = -editor.verticalScrollBar().value()
    block = editor.cursorForPosition(editor.viewport().rect().topLeft()).block()
    while block.isValid():
        place = layout.blockBoundingRect(block).translated(left, top)
        if place.top() > editor.viewport().height():
            return
        yield block, place
        block = block.next()


def draw_marks(
    editor: QTextEdit, marks: Marks, painter: QPainter, role_of: Callable[[QTextBlock], str]
) -> None:
    """Draw mark, task flag, table note and sign of a finding of every visible block.

    Args:
        role_of: colour role of the sign of a block; empty for none.
    """
    roles = theme.roles()
    for block, place in visible_blocks(editor):
        line = block.layout().lineAt(0)
        if not line.isValid():
            continue
        text_left = place.left() + line.x()
        baseline = place.top() + line.y() + line.ascent()
        text = marks.text(block.blockNumber())
        if text:
            painter.setPen(QColor(roles.text))
            _draw_mark(painter, block, text, QPointF(text_left, baseline))
        row = QRectF(text_left, place.top() + line.y(), place.width(), line.height())
        _draw_notes(painter, editor, block, row)
        _draw_sign(painter, editor, role_of(block), row)


def _draw_mark(painter: QPainter, block: QTextBlock, text: str, at: QPointF) -> None:
    document = block.document()
    mark = item_of(block)[1]
    font = QFont(document.defaultFont())
    font.setBold(mark in _BOLD or heading_length(block) > 0)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text)
    room = document.indentWidth() * mark_steps(mark) - _GAP
    painter.drawText(QPointF(at.x() - max(room, width + _GAP), at.y()), text)


def _draw_sign(painter: QPainter, editor: QTextEdit, role: str, line: QRectF) -> None:
    """The sign of a finding in the left margin."""
    if not role:
        return
    size = min(int(line.height()), 20)
    margin = int(editor.document().documentMargin())
    left = -editor.horizontalScrollBar().value() + max(0, (margin - size) // 2)
    picture = icons.pixmap(FLAW_ICONS[role], role, size, editor.devicePixelRatioF())
    painter.drawPixmap(left, int(line.top() + (line.height() - size) / 2), picture)


def _draw_notes(painter: QPainter, editor: QTextEdit, block: QTextBlock, line: QRectF) -> None:
    """A flag beside a task in the right margin; a note where a table stands."""
    style = block.blockFormat()
    roles = theme.roles()
    size = min(int(line.height()), 20)
    if style.property(TASK):
        margin = editor.document().documentMargin()
        right = editor.viewport().width() - int(margin)
        picture = icons.pixmap("flag", "accent", size, editor.devicePixelRatioF())
        painter.drawPixmap(right + max(4, int(margin - size) // 2), int(line.top()), picture)
    if style.property(TABLE) and block.length() == 1:
        painter.setFont(editor.document().defaultFont())
        painter.setPen(QColor(roles.quiet))
        box = QRectF(line.left(), line.top(), line.width(), line.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, "▦ Bảng số liệu (xem khi in)")
