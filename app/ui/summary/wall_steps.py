"""Asking the units for a report, settling its totals, opening them again."""

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.errors import AppError, ValidationError
from app.queries.collections import CollectionRow, OfferedReport, offered_reports
from app.queries.units import units_below
from app.services.collections import AskReport, ask, reopen
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox
from app.workflows.reminders import Remind, late_units, make_reminders

_ASK: Final = (
    Field(name="name", label="Tên báo cáo", required=True),
    Field(name="due_on", label="Hạn gửi", kind=FieldKind.DATE, required=True),
    Field(name="letter", label="Công văn yêu cầu", hint="Số, ký hiệu, ngày; có thể để trống"),
)
_REPLY: Final = (
    Field(
        name="reply_by",
        label="Đề nghị gửi trước ngày",
        kind=FieldKind.DATE,
        hint="Để trống thì điền sau trong công văn",
    ),
)
_REASON: Final = (Field(name="reason", label="Lý do mở lại", required=True),)


class AskStep(StepBox):
    """One of the reports that the catalogue of deadlines knows, with its own day and letter."""

    asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._offers: list[OfferedReport] = []
        self.kind = ChoiceBox([], self)
        self.kind.setAccessibleName("Báo cáo nào")
        self.form = FieldForm(_ASK, self)
        self.go = QPushButton("Yêu cầu các đơn vị gửi", self)
        self.go.setProperty("role", "primary")
        self.give_up = QPushButton("Thôi", self)
        words = (
            "Báo cáo được yêu cầu hiện thành một cột trên bảng theo dõi và đi cùng gói gửi xuống các "
            "đơn vị."
        )
        _fill(self, words, (self.kind, self.form), (self.go, self.give_up))
        self.kind.edited.connect(self._on_kind)
        self.go.clicked.connect(lambda _on: self._ask())
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self) -> None:
        """Offer what is not asked yet this year."""
        read, context = self._context.db.read, self._context
        tiers = {unit.tier for unit in read(units_below, context.today())} or {"commune"}
        offers = read(offered_reports, context.year, tiers)
        self._offers = [one for one in offers if not one.asked] or offers
        self.kind.set_choices(
            [(str(at), f"{one.name}, {one.period.in_words}") for at, one in enumerate(self._offers)]
        )
        self._on_kind()
        self.show()
        self.kind.setFocus()

    def _chosen(self) -> OfferedReport | None:
        value = self.kind.value()
        return self._offers[int(str(value))] if str(value).isdigit() else None

    def _on_kind(self) -> None:
        one = self._chosen()
        if one is not None:
            self.form.show_values({"name": one.name, "due_on": one.due_on, "letter": ""})

    def _ask(self) -> None:
        one, values = self._chosen(), self.form.read()
        if one is None or values is None:
            return
        command = AskReport(
            duty=one.duty,
            period=one.period.code,
            name=values["name"],
            template=one.template,
            due_on=values["due_on"],
            letter=values["letter"],
        )
        if _tried(self, self.form, lambda: self._context.db.write(ask, command)):
            self.leave()
            day = format_date(values["due_on"])
            self._context.status.say(f"Đã yêu cầu {values['name']}, hạn {day}.")
            self.asked.emit()


class RemindStep(StepBox):
    """Letters to units whose reports are owed: drafts in the book, and all of them in one PDF."""

    made = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._unit = ""
        self.whom = ChoiceBox([], self)
        self.whom.setAccessibleName("Nhắc đơn vị nào")
        self.form = FieldForm(_REPLY, self)
        self.go = QPushButton("Soạn công văn nhắc", self)
        self.go.setProperty("role", "primary")
        self.give_up = QPushButton("Thôi", self)
        words = (
            "Mỗi đơn vị một công văn nêu các báo cáo còn thiếu; công văn nằm ở Sổ theo dõi để xem, ký, "
            "ban hành."
        )
        _fill(self, words, (self.whom, self.form), (self.go, self.give_up))
        self.go.clicked.connect(lambda _on: self._make())
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self, unit: str = "", name: str = "") -> None:
        """Ask whom; ``unit`` is the code of the one stood on."""
        self._unit = unit
        context = self._context
        late = late_units(context.db, Remind(year=context.year), context.today())
        choices = [("", f"Mọi đơn vị đang trễ ({len(late)})")]
        if unit in {one.unit.code for one in late}:
            choices.append((unit, f"Chỉ {name}"))
        self.whom.set_choices(choices)
        self.go.setEnabled(bool(late))
        self.form.show_values({"reply_by": None})
        self.show()
        self.whom.setFocus()

    def _make(self) -> None:
        values, context = self.form.read(), self._context
        if values is None:
            return
        code = str(self.whom.value() or "")
        command = Remind(
            year=context.year, codes=(code,) if code else (), reply_by=values["reply_by"]
        )
        found: list[UUID] = []
        if _tried(
            self,
            self.form,
            lambda: found.extend(make_reminders(context.db, command, context.today())),
        ):
            self.leave()
            self.made.emit(found)


class ReopenStep(StepBox):
    """Why settled totals are opened again."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._collection: CollectionRow | None = None
        self.form = FieldForm(_REASON, self)
        self.go = QPushButton("Mở lại", self)
        self.give_up = QPushButton("Thôi", self)
        words = (
            "Sau khi mở lại, gói đính chính được tiếp nhận sẽ làm thay đổi số tổng hợp; báo cáo đã "
            "lập từ số cũ được đánh dấu."
        )
        _fill(self, words, (self.form,), (self.go, self.give_up))
        self.go.clicked.connect(lambda _on: self._reopen())
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self, collection: CollectionRow) -> None:
        """Ask anew."""
        self._collection = collection
        self.form.show_values({"reason": ""})
        self.show()
        self.form.control("reason").setFocus()

    def _reopen(self) -> None:
        values, one = self.form.read(), self._collection
        if values is None or one is None:
            return
        reason = str(values["reason"])
        if _tried(self, self.form, lambda: self._context.db.write(reopen, one.id, reason)):
            self.leave()
            self._context.status.say(f"Đã mở lại {one.name}.")


def _tried(owner: QWidget, form: FieldForm, work: Any) -> bool:
    """Whether it was done; a wrong field says what is wrong."""
    try:
        work()
    except ValidationError as error:
        if not form.show_error(error):
            feedback.show_error(owner, error)
        return False
    except AppError as error:
        feedback.show_error(owner, error)
        return False
    return True


def _fill(
    box: QWidget, words: str, inputs: tuple[QWidget, ...], buttons: tuple[QPushButton, ...]
) -> None:
    row = FlowLayout()
    for button in buttons:
        row.addWidget(button)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.setSpacing(8)
    layout.addWidget(WrapLabel(words, role="quiet", parent=box))
    for widget in inputs:
        layout.addWidget(widget)
    layout.addLayout(row)
