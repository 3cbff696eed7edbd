"""The panel of the current node: is it a task, whose, until when, how far."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain import fields
from app.domain.paper_content import TaskContent
from app.queries.catalogue import EntryRow
from app.ui.editor.node_blocks import key_of, read_node, task_of
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.editor.task_form import TaskForm
from app.ui.widgets.labels import WrapLabel

_LONGEST: Final = 90
_PAUSE_MS: Final = 400  # of typing, before the words are shown again


class NodePanel(QWidget):
    """Follows the cursor. Changes go into the text's own undo history.

    ``edited``: something was typed here; ``task_shown`` carries the key of the task now shown,
    or None.
    """

    edited = Signal()
    task_shown = Signal(object)

    def __init__(self, editor: OutlineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._anchor = QTextCursor(editor.document())
        self._shown: TaskContent | None = None
        self._key: UUID | None = None
        self.place = WrapLabel(role="strong", parent=self)
        self.words = WrapLabel(role="quiet", parent=self)
        self.is_task = QCheckBox("Nhiệm vụ (giao cơ quan thực hiện)", self)
        self.form = TaskForm(self)
        self.extra = QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self.place, self.words, self.is_task, self.form):
            layout.addWidget(widget)
        layout.addLayout(self.extra)
        layout.addStretch(1)
        editor.current_changed.connect(self.follow)
        editor.edited.connect(self._on_text)
        self.is_task.clicked.connect(self._on_task)
        self.form.edited.connect(self.edited)
        self.form.left.connect(self.apply)

    def set_offers(self, agencies: list[EntryRow], sources: list[EntryRow]) -> None:
        """Lists of the catalogues."""
        self.form.set_offers([row.name for row in agencies], [row.name for row in sources])

    def set_locked(self, locked: bool) -> None:
        """An issued paper is only read."""
        self.is_task.setEnabled(not locked)
        self.form.setEnabled(not locked)

    def key(self) -> UUID | None:
        """Key of the node shown."""
        return key_of(self._anchor.block())

    def follow(self) -> None:
        """Keep what is typed for the node shown, then show the node of the cursor."""
        self.apply()
        self._anchor = QTextCursor(self._editor.textCursor().block())
        self._show()

    def apply(self) -> None:
        """Put the typed task into the text; a field that cannot be read stays as typed."""
        if self._shown is None or self._editor.isReadOnly() or self._is_gone():
            return
        task = self.form.task()
        if task is None or task == self._shown:
            return
        self._shown = task
        self._editor.set_task(self._anchor.blockNumber(), task)

    def _is_gone(self) -> bool:
        """The node shown was deleted; its place in the text is another node's now."""
        return self.key() != self._key

    def _show(self) -> None:
        block = self._anchor.block()
        self._key = self.key()
        self._show_words()
        task = task_of(block)
        self._shown = task
        self.is_task.setChecked(task is not None)
        self.form.setVisible(task is not None)
        if task is not None:
            self.form.show_task(task)
        self.task_shown.emit(self.key() if task is not None else None)

    def _show_words(self) -> None:
        block = self._anchor.block()
        node = read_node(block)
        mark = self._editor.marks.text(block.blockNumber())
        plain = " ".join(fields.plain(f"{node.heading} {node.text}").split())
        self.place.setText(f"Đề mục {mark}" if mark not in ("", "-", "+") else "Đoạn đang chọn")
        short = plain[:_LONGEST].rsplit(" ", 1)[0] + " …" if len(plain) > _LONGEST else plain
        self.words.setText(short or "(chưa có chữ)")

    def _on_text(self) -> None:
        """Undo may have changed the task; typing changed the words."""
        if task_of(self._anchor.block()) != self._shown:
            self._show()
        else:
            self._pause.start()

    def _on_task(self, checked: bool) -> None:
        task = TaskContent(lead="") if checked else None
        self._editor.set_task(self._anchor.blockNumber(), task)
        self._show()
        if checked:
            self.form.lead.setFocus(Qt.FocusReason.OtherFocusReason)
