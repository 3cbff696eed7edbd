"""The fields of a task: who leads, with whom, when, for how much, what comes out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.paper_content import TaskContent
from app.errors import ValidationError
from app.ui.editor.budget_rows import BudgetRows
from app.ui.editor.partners_input import PartnersInput
from app.ui.widgets.inputs import BoolInput, ComboText, DateInput, TextInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel


class TaskForm(QWidget):
    """Reads and shows a TaskContent. ``left``: a field is finished and may be kept."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = ComboText((), self)
        self.asked = BoolInput("Ghi “Đề nghị” trước tên cơ quan", self)
        self.partners = PartnersInput(self)
        self.all_year = BoolInput("Cả năm", self)
        self.starts_on = DateInput(self)
        self.ends_on = DateInput(self)
        self.budget = BudgetRows(self)
        self.output = TextInput(self)
        self.error = MarkedLabel(self)
        self.error.hide()
        self._quiet = False
        self._lay_out()
        self._connect()

    def set_offers(self, agencies: Sequence[str], sources: Sequence[str]) -> None:
        """Lists to choose from; free text stays allowed."""
        self.lead.set_offers(agencies)
        self.partners.set_offers(agencies)
        self.budget.set_offers(sources)

    def show_task(self, task: TaskContent) -> None:
        """Fill every field; nobody is told."""
        self._quiet = True
        self.lead.show_value(task.lead)
        self.asked.show_value(task.asked)
        self.partners.show_value(task.partners)
        self.all_year.show_value(task.all_year)
        self.starts_on.show_value(task.starts_on)
        self.ends_on.show_value(task.ends_on)
        self.budget.show_value(task.budget)
        self.output.show_value(task.output)
        self._quiet = False
        line = self.lead.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
        self._show_period()
        self.error.hide()

    def task(self) -> TaskContent | None:
        """The task as typed; None while a field cannot be read, which is said then."""
        try:
            task = self._read()
        except ValidationError as error:
            self.error.show_state("warn", error.message, "bad")
            self.error.show()
            return None
        self.error.hide()
        return task

    def _read(self) -> TaskContent:
        all_year = self.all_year.isChecked()
        first = None if all_year else self.starts_on.value()
        last = None if all_year else self.ends_on.value()
        if isinstance(first, date) and isinstance(last, date) and last < first:
            raise ValidationError("Ngày kết thúc đứng trước ngày bắt đầu.", field="ends_on")
        return TaskContent(
            lead=str(self.lead.value()),
            partners=self.partners.value(),
            asked=self.asked.isChecked(),
            starts_on=first if isinstance(first, date) else None,
            ends_on=last if isinstance(last, date) else None,
            all_year=all_year,
            budget=self.budget.value(),
            output=str(self.output.value()),
        )

    def _show_period(self) -> None:
        for control in (self.starts_on, self.ends_on):
            control.setEnabled(not self.all_year.isChecked())

    def _on_edited(self) -> None:
        self._show_period()
        if not self._quiet:
            self.edited.emit()

    def _on_left(self) -> None:
        if not self._quiet:
            self.left.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        dates = QGridLayout()
        dates.setSpacing(4)
        dates.addWidget(self._label("Từ ngày", self.starts_on), 0, 0)
        dates.addWidget(self._label("Đến ngày", self.ends_on), 0, 1)
        dates.addWidget(self.starts_on, 1, 0)
        dates.addWidget(self.ends_on, 1, 1)
        for words, control in (
            ("Chủ trì", self.lead),
            ("", self.asked),
            ("Phối hợp (mỗi dòng một cơ quan)", self.partners),
        ):
            if words:
                layout.addWidget(self._label(words, control))
            layout.addWidget(control)
        layout.addWidget(self._label("Thời gian", self.all_year))
        layout.addWidget(self.all_year)
        layout.addLayout(dates)
        layout.addWidget(self.error)
        layout.addWidget(self._label("Kinh phí", self.budget))
        layout.addWidget(self.budget)
        layout.addWidget(self._label("Sản phẩm, kết quả cần đạt", self.output))
        layout.addWidget(self.output)

    def _label(self, words: str, control: QWidget) -> QLabel:
        label = WrapLabel(words, role="strong", parent=self)
        label.setBuddy(control)
        control.setAccessibleName(words)
        return label

    def _connect(self) -> None:
        for control in (
            self.lead, self.asked, self.partners, self.all_year, self.starts_on, self.ends_on,
            self.budget, self.output,
        ):  # fmt: skip
            control.edited.connect(self._on_edited)
            control.left.connect(self._on_left)
