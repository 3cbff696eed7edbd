"""A new plan: from a template, from an earlier plan, or, through another view, from a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.db.database import Database
from app.documents.readers.templates import list_templates
from app.domain.papers import PaperKind
from app.errors import AppError, ValidationError
from app.queries.papers import PaperListRow
from app.ui import icons
from app.ui.widgets.choice_cards import ChoiceCards, new_card, new_column, put_in
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.inputs import ChoiceBox, TextInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.plans import (
    NewPlan,
    new_plan_from_last_year,
    new_plan_from_template,
)

_OLD: Final = "old"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made; ``make`` runs in the background lane."""

    words: str
    make: Callable[[Database], UUID]


class NewPlanView(QWidget):
    """``made_asked`` carries an Order, ``left`` goes back to the list.

    ``file_asked`` wants a file read in, ``file_dropped`` carries the Path of one.
    """

    made_asked = Signal(object)
    file_asked = Signal()
    file_dropped = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = ChoiceCards(self)
        self.year = TextInput(self)
        self.old = ChoiceBox((), self)
        self.pick = QPushButton("Chọn tệp…", self)
        self.error = MarkedLabel(self)
        self.error.hide()
        self.make = QPushButton("Lập kế hoạch", self)
        self.make.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi", self)
        self._lay_out()
        self.pick.clicked.connect(lambda _on: self.file_asked.emit())
        FileDrop(self).dropped.connect(self.file_dropped)
        self.old.activated.connect(lambda _row: self.cards.choose(_OLD))
        self.make.clicked.connect(lambda _on: self._ask())
        self.cancel.clicked.connect(lambda _on: self.left.emit())

    def offer(self, plans: Sequence[PaperListRow], year: int) -> None:
        """Begin again: plans that can be taken over, the year proposed."""
        self.error.hide()
        self.year.show_value(year)
        self.old.set_choices([(str(row.paper_id), f"{row.year} · {row.title}") for row in plans])
        self.cards.button(_OLD).setEnabled(bool(plans))
        self.old.setEnabled(bool(plans))
        self.cards.choose_first()

    def choose_template(self, code: str) -> None:
        """Stand on a template."""
        self.cards.choose(code)

    def show_failure(self, error: Exception) -> None:
        """It could not be made."""
        if isinstance(error, AppError):
            self._say(error)
        else:
            raise error

    def _ask(self) -> None:
        try:
            order = self._order()
        except ValidationError as error:
            self._say(error)
            return
        self.error.hide()
        self.made_asked.emit(order)

    def _order(self) -> Order:
        typed = str(self.year.value())
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError("Hãy ghi năm của kế hoạch, ví dụ 2027.", field="year")
        year = int(typed)
        code = self.cards.code
        if code == _OLD:
            paper_id = UUID(str(self.old.value()))
            return Order(
                "Đã lập kế hoạch từ kế hoạch cũ.",
                lambda db: new_plan_from_last_year(db, paper_id, year),
            )
        command = NewPlan(template_code=code, year=year)
        return Order("Đã lập kế hoạch từ mẫu.", lambda db: new_plan_from_template(db, command))

    def _say(self, error: AppError) -> None:
        self.error.show_state("warn", error.message, "bad")
        self.error.show()

    def _lay_out(self) -> None:
        shipped, own = QWidget(self), QWidget(self)
        left, right = new_column(shipped), new_column(own)
        left.addWidget(WrapLabel("Từ mẫu có sẵn", role="heading", parent=shipped))
        for template in list_templates():
            if template.kind is PaperKind.PLAN:
                self.cards.add(left, template.code, template.name, template.description)
        left.addStretch(1)
        right.addWidget(WrapLabel("Từ văn bản đã có", role="heading", parent=own))
        self._add_old(right)
        self._add_file(right)
        right.addStretch()
        columns = QWidget(self)
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        row.addWidget(shipped, 1)
        row.addWidget(own, 1)
        self._lay_out_whole(columns)

    def _add_old(self, column: QVBoxLayout) -> None:
        about = "Năm, ngày được chuyển sang năm mới; chỗ nào chưa chắc thì liệt kê để xác nhận."
        card = self.cards.add(column, _OLD, "Từ kế hoạch năm trước", about)
        self.old.setAccessibleName("Kế hoạch năm trước")
        put_in(card, self.old)

    def _add_file(self, column: QVBoxLayout) -> None:
        about = (
            "Kế hoạch đang có trong Word, PDF hoặc tệp chữ. Chương trình đọc, cho xem đã hiểu thế "
            "nào rồi mới giữ; tệp gốc không bị sửa. Có thể kéo tệp thả vào đây."
        )
        card = new_card(self)
        self.pick.setIcon(icons.icon("open"))
        put_in(card, WrapLabel("Từ một tệp", role="strong", parent=card))
        put_in(card, WrapLabel(about, role="quiet", parent=card), self.pick)
        column.addWidget(card)

    def _lay_out_whole(self, columns: QWidget) -> None:
        top = QHBoxLayout()
        label = WrapLabel("Năm kế hoạch", role="strong", parent=self)
        label.setWordWrap(False)
        label.setBuddy(self.year)
        self.year.setAccessibleName("Năm kế hoạch")
        self.year.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * 8)
        for widget in (label, self.year):
            top.addWidget(widget)
        top.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.make)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(TallScroll(columns, self), 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)
