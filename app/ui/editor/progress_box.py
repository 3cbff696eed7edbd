"""How far a task is; kept apart from the text, also after the plan is issued."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.db.database import Database
from app.domain.papers import TASK_STATE_WORDS, TaskState
from app.errors import AppError, ValidationError
from app.queries.tasks import TaskListRow, list_tasks
from app.services.papers import SetTaskProgress, set_task_progress
from app.ui import feedback
from app.ui.widgets.inputs import ChoiceBox, DateInput, LinesInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_CHOICES = tuple((state.value, words) for state, words in TASK_STATE_WORDS.items())


class ProgressBox(QFrame):
    """Shows and keeps the progress of one task. ``kept`` after each change."""

    kept = Signal()

    def __init__(
        self, db: Database, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._db, self._today = db, today
        self._row: TaskListRow | None = None
        self.state = ChoiceBox(_CHOICES, self)
        self.done_on = DateInput(self)
        self.note = LinesInput(self, rows=2)
        self.late = MarkedLabel(self)
        self.error = MarkedLabel(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel("Tiến độ thực hiện", role="heading", parent=self))
        layout.addWidget(self.late)
        for words, control in (
            ("Tình trạng", self.state),
            ("Ngày xong", self.done_on),
            ("Ghi chú", self.note),
        ):
            label = WrapLabel(words, role="strong", parent=self)
            label.setBuddy(control)
            control.setAccessibleName(words)
            layout.addWidget(label)
            layout.addWidget(control)
            control.left.connect(self.keep)
        layout.addWidget(self.error)
        self.hide()

    def show_task(self, paper_id: UUID, key: UUID | None) -> None:
        """Show the progress of a task that is kept already; nothing for another node."""
        rows = self._db.read(list_tasks, today=self._today(), paper_id=paper_id) if key else []
        self._row = next((row for row in rows if row.task_key == key), None)
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        self.state.show_value(self._row.state.value)
        self.done_on.show_value(self._row.done_on)
        self.note.show_value(self._row.note)
        self.error.hide()
        self.late.setVisible(self._row.late)
        if self._row.late:
            self.late.show_state("late", "Trễ hạn", "bad")

    def keep(self) -> None:
        """Keep what is shown when it differs."""
        row = self._row
        if row is None:
            return
        try:
            typed = self.done_on.value()
        except ValidationError as error:
            self.error.show_state("warn", error.message, "bad")
            self.error.show()
            return
        self.error.hide()
        state = TaskState(str(self.state.value()))
        done_on = typed if isinstance(typed, date) else None
        if state is TaskState.DONE and done_on is None and row.state is not TaskState.DONE:
            done_on = self._today()
        command = SetTaskProgress(
            task_key=row.task_key, state=state, done_on=done_on, note=str(self.note.value())
        )
        if (command.state, command.done_on, command.note) == (row.state, row.done_on, row.note):
            return
        try:
            self._db.write(set_task_progress, command)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.show_task(row.paper_id, row.task_key)
        self.kept.emit()
