"""The outline as one continuous text: typed like a letter, marked by the program."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor

from app.domain.numbering import Mark
from app.domain.paper_content import TaskContent
from app.errors import AppError
from app.ui.editor import bound, structure
from app.ui.editor.clipboard import mime_of_selection, paste
from app.ui.editor.headings import is_all_heading, toggle_heading
from app.ui.editor.menu import build_menu
from app.ui.editor.node_blocks import TASK, plain_format, task_json, task_of
from app.ui.editor.outline_view import OutlineView

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutlineEdit(OutlineView):
    """Edits nodes; every change is one undo step.

    ``refused`` says why nothing was pasted, ``note_asked`` wants a footnote at the cursor.
    """

    refused = Signal(str)
    note_asked = Signal()

    def demote(self) -> None:
        """One step in."""
        self._change(structure.demote_selected)

    def promote(self) -> None:
        """One step out."""
        self._change(structure.promote_selected)

    def move(self, *, up: bool) -> None:  # type: ignore[override]
        """The node with everything below it goes up or down."""
        self._change(lambda cursor: structure.move_node(cursor, up=up))

    def set_mark(self, mark: Mark) -> None:
        """Give the selected nodes a mark."""
        self._change(lambda cursor: structure.mark_selected(cursor, mark))

    def toggle_heading(self) -> None:
        """Make the lead of the node bold, or plain again."""
        cursor = self.textCursor()
        end_of_heading = (
            not cursor.hasSelection()
            and cursor.atBlockEnd()
            and not cursor.atBlockStart()
            and is_all_heading(cursor.block())
        )
        if end_of_heading:
            self.setCurrentCharFormat(plain_format())
        else:
            self._change(toggle_heading)

    def task(self) -> TaskContent | None:
        """What makes the current node a task."""
        return task_of(self.textCursor().block())

    def set_task(self, number: int, task: TaskContent | None) -> None:
        """Make a node a task, or an ordinary node again."""
        block = self.document().findBlockByNumber(number)
        if self.isReadOnly() or not block.isValid() or task_of(block) == task:
            return
        style = block.blockFormat()
        if task is None:
            style.clearProperty(TASK)
        else:
            style.setProperty(TASK, task_json(task))
        QTextCursor(block).setBlockFormat(style)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the outline first; everything else is typing."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif self._outline_key(event):
            event.accept()
            self.ensureCursorVisible()
        else:
            self._type(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words of an input method never land inside a bound number."""
        if not self.isReadOnly() and (event.commitString() or event.preeditString()):
            self._before_typing()
        super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu in our words."""
        build_menu(self).exec(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Whole nodes keep their structure."""
        return mime_of_selection(self.textCursor(), self._marks.texts())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only, no pictures."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as clean nodes, one undo step."""
        if not self.isReadOnly():
            try:
                self._change(lambda cursor: paste(cursor, source, self.year))
            except AppError as error:
                self.refused.emit(error.message)
            self.ensureCursorVisible()

    def cut(self) -> None:
        """Cut whole bound numbers, keeping a true tree."""
        self.copy()
        self.remove_selected()

    def remove_selected(self) -> None:
        """Delete what is selected."""
        if self.textCursor().hasSelection() and not self.isReadOnly():
            self._change(structure.remove_selection)

    def _outline_key(self, event: QKeyEvent) -> bool:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in _ENTER:
            self._change(structure.new_node)
        elif key == Qt.Key.Key_Tab and not event.modifiers():
            self.demote()
        elif key == Qt.Key.Key_Backtab:
            self.promote()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move(up=key == Qt.Key.Key_Up)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        else:
            return self._delete_key(event)
        return True

    def _delete_key(self, event: QKeyEvent) -> bool:
        """Backspace and Delete where they would break a bound number or the tree."""
        back = event.key() == Qt.Key.Key_Backspace
        if not back and event.key() != Qt.Key.Key_Delete:
            return False
        cursor = self.textCursor()
        if cursor.hasSelection() or bound.select_neighbour(cursor, back=back):
            self._act(cursor, structure.remove_selection)
            return True
        join = structure.join_at_start if back else structure.join_at_end
        done = join(cursor)
        if done:
            self.setTextCursor(cursor)
        return done

    def _type(self, event: QKeyEvent) -> None:
        """A letter; over several nodes it replaces them in one step."""
        letters = event.text()[:1] >= " "
        cursor = self.textCursor()
        if letters and structure.is_wide(cursor):
            with structure.one_step(cursor):
                structure.remove_selection(cursor)
                cursor.insertText(event.text())
            self.setTextCursor(cursor)
            return
        if letters:
            self._before_typing()
        super().keyPressEvent(event)

    def _before_typing(self) -> None:
        """Typing never breaks the tree and goes on behind a bound number."""
        cursor = self.textCursor()
        if structure.is_wide(cursor):
            structure.remove_selection(cursor)
        bound.leave_field(cursor)
        if cursor != self.textCursor():
            self.setTextCursor(cursor)
        plain = bound.typing_format(cursor)
        if plain is not None:
            self.setCurrentCharFormat(plain)

    def _change(self, change: structure.Change) -> None:
        if not self.isReadOnly():
            self._act(self.textCursor(), change)

    def _act(self, cursor: QTextCursor, change: structure.Change) -> None:
        change(cursor)
        self.setTextCursor(cursor)
        self.viewport().update()
