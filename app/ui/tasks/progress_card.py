"""How far one task is: state, day, note; kept at once."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.domain.dates import format_period
from app.domain.figures import format_money
from app.domain.papers import TASK_STATE_WORDS, TaskState
from app.domain.text import clean_text
from app.errors import ValidationError
from app.queries.tasks import TaskListRow
from app.services.papers import SetTaskProgress
from app.ui.activities.day_input import DayInput
from app.ui.activities.field_box import FieldBox
from app.ui.activities.text_field import TextField
from app.ui.widgets.labels import WrapLabel


def facts_words(row: TaskListRow) -> str:
    """Lead, partners, period, money and product of a task, a line each."""
    period = "cả năm" if row.all_year else format_period(row.starts_on, row.ends_on)
    facts = (
        ("Chủ trì", row.lead),
        ("Phối hợp", "; ".join(row.partners)),
        ("Thời gian", period),
        ("Kinh phí", format_money(row.budget_total or None)),
        ("Sản phẩm", row.output),
    )
    return "\n".join(f"{name}: {words}" for name, words in facts if words)


class ProgressCard(QFrame):
    """Emits ``changed`` with a SetTaskProgress as soon as something differs."""

    changed = Signal(object)
    activities_requested = Signal(object)

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.row: TaskListRow | None = None
        self.title = WrapLabel(role="heading", parent=self)
        self.facts = WrapLabel(role="quiet", parent=self)
        self.states = QButtonGroup(self)
        self.buttons = {
            state: QRadioButton(words, self) for state, words in TASK_STATE_WORDS.items()
        }
        self.day = DayInput("Ngày xong", year, self)
        self.day_box = FieldBox("Ngày xong (nếu biết)", self.day)
        self.note = TextField("Ghi chú", 4, self)
        self.activities = QPushButton("Xem hoạt động của nhiệm vụ", self)
        self._lay_out()
        self.states.buttonClicked.connect(lambda _button: self._tell())
        self.day.line.editingFinished.connect(self._tell)
        self.day.edited.connect(lambda: self.day_box.show_error(""))
        self.note.left.connect(self._tell)
        self.activities.clicked.connect(lambda: self.activities_requested.emit(self.row))

    def show_task(self, row: TaskListRow | None) -> None:
        """Show a task; a note being typed on the same one is left alone."""
        same = row is not None and self.row is not None and row.task_key == self.row.task_key
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.title.setText(f"{row.mark} {row.title}".strip())
        self.facts.setText(facts_words(row))
        with QSignalBlocker(self.states):
            self.buttons[row.state].setChecked(True)
        self.activities.setVisible(row.activity_count > 0)
        self.activities.setText(f"Xem {row.activity_count} hoạt động của nhiệm vụ")
        if not (same and self.day.line.hasFocus()):
            self.day.line.set_day(row.done_on)
        if not (same and self.note.hasFocus()):
            self.note.setPlainText(row.note)
        self.day_box.setVisible(row.state is TaskState.DONE)

    def _tell(self) -> None:
        row = self.row
        if row is None:
            return
        state = next(state for state, button in self.buttons.items() if button.isChecked())
        try:
            day = self.day.line.day() if state is TaskState.DONE else None
        except ValidationError as error:
            self.day_box.show_error(error.message)
            return
        note = clean_text(self.note.toPlainText())
        if (state, day, note) != (row.state, row.done_on, row.note):
            self.changed.emit(
                SetTaskProgress(task_key=row.task_key, state=state, done_on=day, note=note)
            )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.facts)
        for button in self.buttons.values():
            self.states.addButton(button)
            layout.addWidget(button)
        layout.addWidget(self.day_box)
        layout.addWidget(FieldBox("Ghi chú: kết quả, lý do chưa làm", self.note))
        layout.addWidget(self.activities)
        layout.addStretch(1)
