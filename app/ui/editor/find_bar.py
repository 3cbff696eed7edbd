"""Ctrl+F: find and replace in the text, without diacritics unless asked for."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from app.domain.text import nfc
from app.ui import theme
from app.ui.editor import bound
from app.ui.editor.folded_find import find_all
from app.ui.editor.node_blocks import blocks
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.editor.structure import one_step
from app.ui.flow_layout import FlowLayout

_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """Found words: document positions."""

    start: int
    end: int


class FindBar(QWidget):
    """Searches the editor it is given; ``closed`` when the officer is done, ``replaced``
    carries how many places "Thay tất cả" changed."""

    closed = Signal()
    replaced = Signal(int)

    def __init__(self, editor: OutlineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.wanted = QLineEdit(self)
        self.instead = QLineEdit(self)
        self.exact = QCheckBox("Đúng dấu", self)
        self.count = QLabel(self)
        self.next = QPushButton("Tìm tiếp", self)
        self.previous = QPushButton("Tìm lui", self)
        self.replace = QPushButton("Thay", self)
        self.replace_all = QPushButton("Thay tất cả", self)
        self.close_button = QPushButton("Đóng", self)
        self._lay_out()
        self._connect()
        self.hide()

    def open_with(self, words: str, *, may_replace: bool) -> None:
        """Show the bar; what is selected is looked for."""
        for widget in (self.instead, self.replace, self.replace_all):
            widget.setVisible(may_replace)
        self.show()
        if words and "\u2029" not in words:
            self.wanted.setText(words)
        self.wanted.setFocus()
        self.wanted.selectAll()
        self._show_hits()

    def hits(self) -> list[Hit]:
        """All places of the wanted words."""
        wanted = nfc(self.wanted.text())
        found: list[Hit] = []
        if not wanted:
            return found
        for block in blocks(self._editor.document()):
            text = block.text()
            for start, end in find_all(text, wanted, exact=self.exact.isChecked()):
                first = block.position() + _units(text[:start])
                found.append(Hit(first, first + _units(text[start:end])))
        return found

    def search(self, *, back: bool = False) -> bool:
        """Select the next place, going round at the end; False when there is none."""
        hits = self.hits()
        self._paint(hits)
        if not hits:
            return False
        cursor = self._editor.textCursor()
        if back:
            before = [hit for hit in hits if hit.end <= cursor.selectionStart()]
            self._select(before[-1] if before else hits[-1])
        else:
            after = [hit for hit in hits if hit.start >= cursor.selectionEnd()]
            self._select(after[0] if after else hits[0])
        return True

    def replace_one(self) -> None:
        """Replace the selected place and go on to the next."""
        cursor = self._editor.textCursor()
        here = Hit(cursor.selectionStart(), cursor.selectionEnd())
        if here in self.hits() and not self._is_bound(here):
            cursor.insertText(nfc(self.instead.text()))
            self._editor.setTextCursor(cursor)
        self.search()

    def replace_every(self) -> int:
        """Replace all places in one undo step; numbers bound to records stay.

        Returns:
            how many were replaced.
        """
        hits = [hit for hit in self.hits() if not self._is_bound(hit)]
        words = nfc(self.instead.text())
        cursor = QTextCursor(self._editor.document())
        with one_step(cursor):
            for hit in reversed(hits):
                cursor.setPosition(hit.start)
                cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(words)
        self._paint([])
        self.count.setText(f"Đã thay {len(hits)} chỗ")
        if hits:
            self.replaced.emit(len(hits))
        return len(hits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar, Enter searches on."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Hide the bar and go back to the text."""
        self._paint([])
        self.hide()
        self._editor.setFocus()
        self.closed.emit()

    def _is_bound(self, hit: Hit) -> bool:
        return bound.span_over(self._editor.document(), hit.start, hit.end) is not None

    def _select(self, hit: Hit) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(hit.start)
        cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.show_cursor()

    def _show_hits(self) -> None:
        self._paint(self.hits())

    def _paint(self, hits: list[Hit]) -> None:
        style = QTextCharFormat()
        style.setBackground(QColor(theme.roles().hover))
        shown: list[QTextEdit.ExtraSelection] = []
        for hit in hits[:_MOST_SHOWN]:
            part = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(hit.start)
            cursor.setPosition(hit.end, QTextCursor.MoveMode.KeepAnchor)
            part.cursor = cursor
            part.format = style
            shown.append(part)
        self._editor.setExtraSelections(shown)
        words = f"{len(hits)} chỗ" if hits else "Không thấy"
        self.count.setText(words if self.wanted.text() else "")

    def _lay_out(self) -> None:
        self.wanted.setPlaceholderText("Tìm, gõ không dấu cũng được")
        self.wanted.setAccessibleName("Tìm trong văn bản")
        self.wanted.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * 24)
        self.instead.setPlaceholderText("Thay bằng")
        self.instead.setAccessibleName("Thay bằng")
        self.instead.setMaximumWidth(self.wanted.maximumWidth())
        self.exact.setToolTip("Chỉ tìm chữ có đúng dấu như đã gõ")
        row = FlowLayout(self)
        for widget in (
            self.wanted, self.next, self.previous, self.exact, self.instead, self.replace,
            self.replace_all, self.count, self.close_button,
        ):  # fmt: skip
            row.addWidget(widget)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(lambda _text: self._show_hits())
        self.exact.toggled.connect(lambda _on: self._show_hits())
        self.next.clicked.connect(lambda _on: self.search())
        self.previous.clicked.connect(lambda _on: self.search(back=True))
        self.replace.clicked.connect(self.replace_one)
        self.replace_all.clicked.connect(self.replace_every)
        self.close_button.clicked.connect(self.leave)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
