"""A footnote: its words asked for in a line over the text, put where the cursor stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.notes import Note, note, spans, split
from app.domain.text import clean_line
from app.ui.editor import bound
from app.ui.editor.node_blocks import plain_format
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.editor.structure import one_step
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox


class NoteBox(StepBox):
    """Serves the editor it is given; ``edited`` after the text changed."""

    edited = Signal()

    def __init__(self, editor: OutlineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.title = WrapLabel(role="strong", parent=self)
        self.words = QLineEdit(self)
        self.words.setAccessibleName("Lời chú thích cuối trang")
        self.words.setPlaceholderText("Ví dụ: Số liệu đến ngày 14/12/2026")
        self.write = QPushButton(self)
        self.write.setProperty("role", "primary")
        self.remove = QPushButton("Bỏ chú thích", self)
        self.close_button = QPushButton("Thôi", self)
        buttons = FlowLayout()
        for button in (self.write, self.remove, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addLayout(buttons)
        self.words.returnPressed.connect(self._write)
        self.write.clicked.connect(lambda _on: self._write())
        self.remove.clicked.connect(lambda _on: self._remove())
        self.close_button.clicked.connect(lambda _on: self.leave())
        self.left.connect(self._editor.setFocus)

    def ask(self) -> None:
        """Ask for the words of a note at the cursor, or for other words of the one it stands in."""
        if self._editor.isReadOnly():
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        found = _note_at(cursor)
        if found is not None:
            start, end, words = found
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.words.setText(words)
        else:
            self.words.clear()
        self._editor.setTextCursor(cursor)
        self.title.setText("Sửa chú thích cuối trang" if found else "Chú thích cuối trang")
        self.write.setText("Ghi chú thích" if found else "Thêm chú thích")
        self.remove.setVisible(found is not None)
        self.show()
        self.words.setFocus()

    def _write(self) -> None:
        words = clean_line(self.words.text())
        if not words:
            self.words.setFocus()
            return
        typed = note(words)
        if split(typed) != [Note(words)]:
            # Brackets that do not match would end the note too early.
            typed = note(words.replace("[", "(").replace("]", ")"))
        self._put(typed)

    def _remove(self) -> None:
        self._put("")

    def _put(self, typed: str) -> None:
        cursor = self._editor.textCursor()
        with one_step(cursor):
            if not cursor.hasSelection():
                bound.leave_field(cursor)
            cursor.insertText(typed, bound.typing_format(cursor) or plain_format())
        self._editor.setTextCursor(cursor)
        self.edited.emit()
        self.leave()


def _note_at(cursor: QTextCursor) -> tuple[int, int, str] | None:
    """Positions in the document and words of the note that the cursor stands in or right behind."""
    block = cursor.block()
    for start, end, words in spans(block.text()):
        if start < cursor.positionInBlock() <= end:
            return block.position() + start, block.position() + end, words
    return None
