"""The first run: five questions, one a page, with the paper they make beside them."""

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError, ValidationError
from app.services.office import set_up_office
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.first_run.answers import form_lines, read_facts, suggestions, to_command
from app.ui.first_run.paper_preview import PaperPreview
from app.ui.first_run.questions import QUESTIONS
from app.ui.first_run.sketch import sketch_of
from app.ui.forms import FieldForm
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_COMFORTABLE: Final = QSize(1160, 720)


class FirstRunWindow(QWidget):
    """``finished``: the office is kept. ``sample_wanted``: open the sample office instead."""

    finished = Signal()
    sample_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Năm câu hỏi ban đầu – Sổ Bình Đẳng")
        self._done = False
        self._context = context
        self._today = context.today()
        self._facts = read_facts(context.db, self._today)
        self._values: dict[str, Any] = dict(context.preferences.choices.first_answers)
        self._suggested: dict[str, Any] = {}
        self._step = 0
        self.forms: list[FieldForm] = []
        self._shown: list[QWidget] = []
        self.count = WrapLabel(role="quiet", parent=self)
        self.heading = WrapLabel(role="title", parent=self)
        self.why = WrapLabel(role="quiet", parent=self)
        self.pages = QStackedWidget(self)
        self.preview = PaperPreview(self)
        self.back = QPushButton("Quay lại", self)
        self.forward = QPushButton("Tiếp tục", self)
        self.sample = QPushButton("Xem thử với dữ liệu mẫu", self)
        self.restore = QPushButton("Tôi có bản sao lưu từ máy cũ", self)
        self._lay_out()
        self._connect()
        self.resize(_COMFORTABLE.boundedTo(self.screen().availableSize()))
        self._show_step(0)

    @property
    def answers(self) -> dict[str, Any]:
        """What is answered so far."""
        return dict(self._values)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_forward()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing in the middle is asked about: what was typed would be gone."""
        typed = bool(self._values.get("name")) and not self._done
        if typed and not feedback.confirm(
            self,
            "Năm câu hỏi chưa trả lời xong. Nếu đóng bây giờ, lần mở sau phải trả lời lại từ đầu.",
            "Đóng",
        ):
            event.ignore()
            return
        super().closeEvent(event)

    def _show_step(self, step: int) -> None:
        self._step = step
        question = QUESTIONS[step]
        self._suggest()
        while len(self.forms) > step:
            self.forms.pop()
            page = self._shown.pop()
            self.pages.removeWidget(page)
            page.deleteLater()
        self._add_page(step)
        self.pages.setCurrentIndex(step)
        self.count.setText(f"Câu {step + 1} trong {len(QUESTIONS)}")
        self.heading.setText(question.title)
        self.why.setText(question.why)
        self.back.setVisible(step > 0)
        self.sample.setVisible(step == 0)
        self.restore.setVisible(step == 0)
        self.forward.setText("Hoàn thành" if step == len(QUESTIONS) - 1 else "Tiếp tục")
        self._draw()

    def _add_page(self, step: int) -> None:
        form = FieldForm(QUESTIONS[step].fields(self._values, self._facts), self)
        form.show_values(self._values)
        form.edited.connect(self._on_edited)
        holder = QWidget(self)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.addWidget(form)
        layout.addStretch(1)
        self.forms.append(form)
        page = TallScroll(holder, self.pages)
        self._shown.append(page)
        self.pages.addWidget(page)
        first = next((box for box in form.boxes.values() if box.field.required), None)
        if first is not None:
            first.control.setFocus()

    def _suggest(self) -> None:
        """Fill what is empty, and what was only suggested before."""
        fresh = suggestions(self._values, self._facts)
        for name, value in fresh.items():
            if self._values.get(name) in ("", (), None, self._suggested.get(name)):
                self._values[name] = value
        self._suggested = fresh

    def _on_edited(self) -> None:
        form = self.forms[-1]
        typed = form.typed()
        chosen = {
            name: typed[name]
            for name in ("signer_form", "deputy_form")
            if name in typed and typed[name] != self._values.get(name)
        }
        self._values.update(typed)
        for name in chosen:
            lines_name = name.replace("_form", "_lines")
            lines = form_lines(str(typed[name]), self._values, self._facts)
            self._values[lines_name] = self._suggested[lines_name] = lines
            form.show_values({lines_name: lines})
        self._follow_office(form, typed)
        self._draw()

    def _follow_office(self, form: FieldForm, typed: dict[str, Any]) -> None:
        """The abbreviation and the receiver follow what they are made of."""
        for source, follower in (
            ("drafting_office", "drafting_symbol"),
            ("upper_unit", "receiving_office"),
        ):
            if source not in typed or self._values.get(follower) != self._suggested.get(follower):
                continue
            fresh = suggestions(self._values, self._facts)[follower]
            self._values[follower] = self._suggested[follower] = fresh
            form.show_values({follower: fresh})

    def _draw(self) -> None:
        shown = dict(self._values)
        for step, names in enumerate(_FROM_STEP):
            for name in names if step > self._step else ():
                shown.pop(name, None)
        year = self._today.year + (self._today.month > 10)
        sketch = sketch_of(shown, self._facts, year)
        self.preview.show_sketch(sketch, QUESTIONS[self._step].part)

    def _on_forward(self) -> None:
        values = self.forms[-1].read()
        if values is None:
            return
        self._values.update(values)
        if self._step < len(QUESTIONS) - 1:
            self._show_step(self._step + 1)
        else:
            self._keep()

    def _on_back(self) -> None:
        self._values.update(
            {name: value for name, value in self.forms[-1].typed().items() if value is not None}
        )
        self._show_step(max(0, self._step - 1))

    def _keep(self) -> None:
        try:
            self._context.db.write(set_up_office, to_command(self._values, self._facts))
        except ValidationError as error:
            if not self.forms[-1].show_error(error):
                feedback.show_error(self, error)
        except AppError as error:
            feedback.show_error(self, error)
        else:
            self._done = True
            self._context.preferences.change(first_answers={})
            self.finished.emit()

    def _on_sample(self) -> None:
        # Whoever comes back from the sample finds the first page as it was left.
        typed = self.forms[-1].typed().items()
        answers = {name: value for name, value in typed if isinstance(value, str)}
        self._context.preferences.change(first_answers=answers)
        self._done = True
        self.sample_wanted.emit()

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.forward.clicked.connect(self._on_forward)
        self.sample.clicked.connect(self._on_sample)
        self.restore.clicked.connect(lambda _on: self._context.restore())

    def _lay_out(self) -> None:
        self.forward.setProperty("role", "primary")
        self.sample.setIcon(icons.icon("open"))
        self.restore.setIcon(icons.icon("backup"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.sample)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        left = QVBoxLayout()
        left.setSpacing(8)
        for label in (self.count, self.heading, self.why):
            left.addWidget(label)
        left.addWidget(self.pages, 1)
        left.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(24)
        layout.addLayout(left, 3)
        layout.addWidget(self.preview, 2)


#: Answers that the paper shows from a step on, so that it grows.
_FROM_STEP: Final = (
    (),
    (),
    ("plan_recipients",),
    ("place_name", "signer_lines", "signer_name"),
    (),
)
