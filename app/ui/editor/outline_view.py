"""Nodes shown as one continuous text on a page, with their marks in the margin."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.paper_content import NodeContent
from app.ui import theme
from app.ui.editor import bound
from app.ui.editor.block_reader import BlockReader
from app.ui.editor.highlighter import PLACEHOLDER, Highlighter
from app.ui.editor.markers import opens
from app.ui.editor.marks_drawn import STEP_EMS, Marks, draw_marks
from app.ui.editor.node_blocks import write_nodes

#: Text column of A4 by the decree (210 - 30 - 20 mm) in ems of 13 pt; the page keeps its lines.
COLUMN_EMS: Final = 35.0
MARGIN_EMS: Final = 1.9
_FACE_CHANGES: Final = (
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
    QEvent.Type.StyleChange,
)


class OutlineView(QTextEdit):
    """Shows nodes, finds places, tells clicks.

    ``edited`` comes after each change by hand, ``current_changed`` when the cursor reaches another
    node, ``field_clicked`` with the key of a bound number.
    """

    edited = Signal()
    current_changed = Signal()
    field_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Nội dung văn bản")
        self.setAcceptRichText(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.year = 0
        self._loading = False
        self._here = -1
        self._new_document()
        self.cursorPositionChanged.connect(self._on_cursor)

    def set_nodes(self, nodes: Sequence[NodeContent]) -> None:
        """Show other nodes; there is nothing to undo afterwards."""
        self._loading = True
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        write_nodes(cursor, nodes)
        cursor.endEditBlock()
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self._loading = False
        self.go_to(0)

    def nodes(self) -> tuple[NodeContent, ...]:
        """What is to be kept."""
        return self._reader.nodes()

    def numbers(self) -> dict[str, int]:
        """Numbers of the blocks of all nodes, by their keys as text."""
        return self._reader.numbers()

    def number_of(self, key: str) -> int | None:
        """Number of the block of a node, by its key as text."""
        return self._reader.numbers().get(key)

    def set_text_size(self, points: float) -> None:
        """Points of the paper's face on the screen; the lines break where they did before."""
        font = QFont(theme.paper_family())
        font.setPointSizeF(points)
        self._paper_font = font
        document = self.document()
        before, self._loading = self._loading, True  # another size is no edit
        document.setDefaultFont(font)
        em = QFontMetricsF(font).horizontalAdvance("m") * 1.28
        document.setIndentWidth(em * STEP_EMS)
        document.setDocumentMargin(em * MARGIN_EMS)
        self._loading = before
        self.setMaximumWidth(int(em * (COLUMN_EMS + 2 * MARGIN_EMS)) + 20)

    @property
    def marks(self) -> Marks:
        """The computed marks."""
        return self._marks

    @property
    def highlighter(self) -> Highlighter:
        """Colours of doubtful places."""
        return self._highlighter

    def current(self) -> int:
        """Number of the block the cursor is in."""
        return self.textCursor().blockNumber()

    def go_to(self, number: int, start: int = 0, end: int = 0) -> None:
        """Put the cursor into a block, selecting [start, end) of it."""
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            return
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(start, block.length() - 1))
        stop = block.position() + min(max(start, end), block.length() - 1)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Bring the cursor into the upper half when it stands outside or at the edge."""
        height = self.viewport().height()
        top = self.cursorRect().top()
        if not 0 <= top <= height * 2 // 3:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 4)

    def next_blank(self) -> bool:
        """F7: select the next "[điền: …]", starting again at the top; False when none is left."""
        cursor = self.textCursor()
        here = cursor.block()
        after = cursor.selectionEnd() - here.position()
        count = self.document().blockCount()
        for step in range(count + 1):
            number = (here.blockNumber() + step) % count
            text = self.document().findBlockByNumber(number).text()
            for found in PLACEHOLDER.finditer(text):
                if step or found.start() >= after:
                    self.go_to(number, found.start(), found.end())
                    return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Qt gives the text the window's face whenever that changes; the paper keeps its own."""
        before, self._loading = getattr(self, "_loading", True), True
        super().changeEvent(event)
        if event.type() in _FACE_CHANGES and hasattr(self, "_paper_font"):
            self.document().setDefaultFont(self._paper_font)
        self._loading = before

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the marks beside it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        draw_marks(self, self._marks, painter, self._highlighter.role_of)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a bound number or an annex of numbers asks for its records."""
        super().mouseReleaseEvent(event)
        key = self._key_at(event)
        if (
            key
            and event.button() == Qt.MouseButton.LeftButton
            and not self.textCursor().hasSelection()
        ):
            self.field_clicked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over bound numbers."""
        super().mouseMoveEvent(event)
        shape = (
            Qt.CursorShape.PointingHandCursor if self._key_at(event) else Qt.CursorShape.IBeamCursor
        )
        self.viewport().setCursor(shape)

    def _new_document(self) -> None:
        document = QTextDocument(self)
        option = QTextOption(Qt.AlignmentFlag.AlignJustify)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self.setDocument(document)
        self._marks = Marks(document)
        self._reader = BlockReader(document)
        self._highlighter = Highlighter(document)
        document.contentsChanged.connect(self._on_change)
        self.set_text_size(13.0)

    def _key_at(self, event: QMouseEvent) -> str:
        cursor = self.cursorForPosition(event.position().toPoint())
        block = cursor.block()
        for span in bound.spans(block):
            if span.start <= cursor.position() <= span.end and opens(span.key):
                return self._key_over(event, span)
        return ""

    def _key_over(self, event: QMouseEvent, span: bound.Span) -> str:
        """The key when the mouse is really over the number, not beside the line's end."""
        first, last = QTextCursor(self.document()), QTextCursor(self.document())
        first.setPosition(span.start)
        last.setPosition(span.end)
        begin, end = self.cursorRect(first), self.cursorRect(last)
        at = event.position().toPoint()
        inside = begin.top() != end.top() or begin.left() <= at.x() <= end.left()
        return span.key if inside and begin.top() <= at.y() <= end.bottom() else ""

    def _on_change(self) -> None:
        if not self._loading and not self._highlighter.colouring:
            self.edited.emit()
            self.viewport().update()

    def _on_cursor(self) -> None:
        number = self.current()
        if number != self._here:
            self._here = number
            self.current_changed.emit()
