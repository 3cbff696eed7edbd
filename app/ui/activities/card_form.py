"""The fields of the activity card: shown, kept raw, filled from a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.domain.activities import ActivityDraft
from app.domain.figures import People
from app.queries.activity_rows import ActivityRow, MoneyRow, QuantityRow
from app.queries.campaigns import CampaignRow
from app.ui.activities.amount_rows import AmountRows, AmountWords, Typed
from app.ui.activities.card_choices import CardChoices
from app.ui.activities.choice_input import ChoiceInput, SuggestLine
from app.ui.activities.day_input import DayInput
from app.ui.activities.field_box import FieldBox
from app.ui.activities.people_input import PeopleInput, PeopleTexts
from app.ui.activities.text_field import TextField

QUANTITY_WORDS: Final = AmountWords(
    what="Mục số lượng",
    amount="Số lượng",
    add="Thêm mục số lượng",
    empty_what="Hãy chọn mục cho số lượng đã ghi.",
)
MONEY_WORDS: Final = AmountWords(
    what="Nguồn kinh phí",
    amount="Số tiền",
    add="Thêm nguồn kinh phí",
    empty_what="Hãy chọn nguồn cho số tiền đã ghi.",
    unit="đồng",
)
SEPARATOR: Final = ";"


@dataclass(frozen=True, slots=True)
class CardTexts:
    """Everything as typed, right or wrong: a card put aside is taken up again as it was."""

    lines: Mapping[str, str]
    people: PeopleTexts
    quantities: Typed
    money: Typed
    in_month: bool
    month_by_hand: bool = field(compare=False)


class CardForm(QWidget):
    """All inputs of the card in reading order."""

    edited = Signal()
    left = Signal()

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = CardChoices()
        self.campaign: CampaignRow | None = None
        self._month_by_hand = False
        self.kind = ChoiceInput("Loại hoạt động", self)
        self.title = SuggestLine("Tên hoạt động", parent=self)
        self.starts_on = DayInput("Từ ngày", year, self)
        self.ends_on = DayInput("Đến ngày", year, self)
        self.in_month = QCheckBox("Thuộc Tháng hành động", self)
        self.place = SuggestLine("Nơi tổ chức", parent=self)
        self.target_group = SuggestLine("Đối tượng", SEPARATOR, self)
        self.people = PeopleInput(self)
        self.quantities = AmountRows(QUANTITY_WORDS, self)
        self.money = AmountRows(MONEY_WORDS, self)
        self.task = ChoiceInput("Nhiệm vụ của kế hoạch", self)
        self.lead = SuggestLine("Cơ quan chủ trì", parent=self)
        self.partners = SuggestLine("Cơ quan phối hợp", SEPARATOR, self)
        self.result = TextField("Kết quả", parent=self)
        self.boxes = self._boxes()
        self._lay_out()
        self._connect()

    def lines(self) -> dict[str, QLineEdit]:
        """Every single-line input by the name of its field."""
        return {
            "kind_code": self.kind.line(),
            "title": self.title,
            "starts_on": self.starts_on.line,
            "ends_on": self.ends_on.line,
            "place": self.place,
            "target_group": self.target_group,
            "task_key": self.task.line(),
            "lead": self.lead,
            "partners": self.partners,
        }

    def offer(self, choices: CardChoices, campaign: CampaignRow | None, year: int) -> None:
        """Fill the lists; what is typed stays."""
        typed = self.typed()
        self.choices, self.campaign = choices, campaign
        self.starts_on.line.year = self.ends_on.line.year = year
        self.kind.set_choices(choices.kinds)
        self.task.set_choices(choices.tasks)
        self.quantities.set_choices(choices.items, choices.units)
        self.money.set_choices(choices.sources, {})
        self.lead.set_suggestions(choices.agencies)
        self.partners.set_suggestions(choices.agencies)
        self.target_group.set_suggestions(choices.groups)
        self.place.set_suggestions(choices.places)
        self.in_month.setVisible(campaign is not None)
        self.set_typed(typed)

    def show_draft(self, draft: ActivityDraft, row: ActivityRow | None = None) -> None:
        """Fill every field; ``row`` gives the names of entries that left their lists."""
        self.kind.set_code(draft.kind_code, row.kind_name if row else "")
        task = str(draft.task_key) if draft.task_key else ""
        self.task.set_code(task, row.task_title if row else "")
        self.title.setText(draft.title)
        self.starts_on.line.set_day(draft.starts_on)
        last = draft.ends_on if draft.ends_on != draft.starts_on else None
        self.ends_on.line.set_day(last)
        self.place.setText(draft.place)
        self.target_group.setText(draft.target_group)
        self.lead.setText(draft.lead)
        self.partners.setText(f"{SEPARATOR} ".join(draft.partners))
        self.result.setPlainText(draft.result)
        self.people.set_people(People(draft.men, draft.women, draft.total))
        self._show_amounts(draft, row)
        self._month_by_hand = row is not None
        with QSignalBlocker(self.in_month):
            self.in_month.setChecked(draft.campaign_id is not None)
        if row is None:
            self._follow_day()
        for line in self.lines().values():
            line.setCursorPosition(0)

    def typed(self) -> CardTexts:
        """Everything as it stands."""
        lines = {name: line.text() for name, line in self.lines().items()}
        lines["result"] = self.result.toPlainText()
        return CardTexts(
            lines,
            self.people.typed(),
            self.quantities.typed(),
            self.money.typed(),
            self.in_month.isChecked(),
            self._month_by_hand,
        )

    def set_typed(self, texts: CardTexts) -> None:
        """Take up a card that was put aside."""
        for name, line in self.lines().items():
            line.setText(texts.lines[name])
        self.kind.set_typed(texts.lines["kind_code"])
        self.task.set_typed(texts.lines["task_key"])
        if self.result.toPlainText() != texts.lines["result"]:
            self.result.setPlainText(texts.lines["result"])
        self.people.set_typed(texts.people)
        self.quantities.set_typed(texts.quantities)
        self.money.set_typed(texts.money)
        self._month_by_hand = texts.month_by_hand
        with QSignalBlocker(self.in_month):
            self.in_month.setChecked(texts.in_month)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what is wrong, and nothing beside the others."""
        for name, box in self.boxes.items():
            box.show_error(problems.get(name, ""))

    def show_problem(self, name: str, sentence: str) -> None:
        """Say beside one field what is wrong, or take it away."""
        if name in self.boxes:
            self.boxes[name].show_error(sentence)

    def add_last(self, box: QWidget) -> None:
        """One more field below all others."""
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.addWidget(box, len(self.boxes), 0, 1, 2)

    def _boxes(self) -> dict[str, FieldBox]:
        return {
            "kind_code": FieldBox("Loại hoạt động", self.kind, required=True),
            "title": FieldBox("Tên hoạt động", self.title, required=True),
            "starts_on": FieldBox("Từ ngày", self.starts_on, required=True),
            "ends_on": FieldBox("Đến ngày (nếu có)", self.ends_on),
            "campaign_id": FieldBox("", self.in_month),
            "place": FieldBox("Nơi tổ chức", self.place),
            "target_group": FieldBox("Đối tượng", self.target_group),
            "people": FieldBox("Số người tham gia: ghi hai số, số thứ ba tự tính", self.people),
            "quantities": FieldBox("Số lượng", self.quantities),
            "money": FieldBox("Kinh phí theo nguồn", self.money),
            "task_key": FieldBox("Nhiệm vụ của kế hoạch", self.task),
            "lead": FieldBox("Cơ quan chủ trì", self.lead),
            "partners": FieldBox("Cơ quan phối hợp (cách nhau bằng dấu ;)", self.partners),
            "result": FieldBox("Kết quả", self.result),
        }

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(12)
        row = 0
        for name, box in self.boxes.items():
            if name == "ends_on":
                layout.addWidget(box, row - 1, 1, Qt.AlignmentFlag.AlignTop)
                continue
            wide = 1 if name == "starts_on" else 2
            layout.addWidget(box, row, 0, 1, wide, Qt.AlignmentFlag.AlignTop)
            row += 1
        self.boxes["campaign_id"].label.hide()
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(len(self.boxes) + 1, 1)

    def _connect(self) -> None:
        for line in (*self.lines().values(), *map(self.people.line, ("men", "women", "total"))):
            line.editingFinished.connect(self.left)
        for text in (self.title, self.place, self.target_group, self.lead, self.partners):
            text.textChanged.connect(lambda _text: self.edited.emit())
        for part in (self.kind, self.task, self.people, self.quantities, self.money):
            part.edited.connect(self.edited)
        self.result.textChanged.connect(self.edited)
        self.result.left.connect(self.left)
        self.kind.edited.connect(self._follow_kind)
        self.ends_on.edited.connect(self.edited)
        self.starts_on.edited.connect(self._follow_day)
        self.starts_on.edited.connect(self.edited)
        self.in_month.clicked.connect(self._on_month_clicked)

    def _on_month_clicked(self) -> None:
        self._month_by_hand = True
        self.edited.emit()
        self.left.emit()

    def _follow_kind(self) -> None:
        self.quantities.offer(self.choices.items_of(self.kind.code()))

    def _follow_day(self) -> None:
        """Until ticked by hand, a day within the month belongs to it."""
        day: date | None = self.starts_on.line.day_or_none()
        if self.campaign is None or self._month_by_hand:
            return
        inside = day is not None and self.campaign.starts_on <= day <= self.campaign.ends_on
        with QSignalBlocker(self.in_month):
            self.in_month.setChecked(inside)

    def _show_amounts(self, draft: ActivityDraft, row: ActivityRow | None) -> None:
        quantities = (
            row.quantities
            if row
            else tuple(QuantityRow(code, "", "", amount) for code, amount in draft.quantities)
        )
        money = (
            row.money if row else tuple(MoneyRow(code, "", amount) for code, amount in draft.money)
        )
        self.quantities.set_values(quantities, self.choices.items_of(draft.kind_code))
        first = self.choices.sources[:1]
        self.money.set_values(money, [] if money else [choice.code for choice in first])
