"""Lập văn bản: which template, for which year, under which plan."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.documents.readers.templates import TemplateInfo, list_templates
from app.domain.dates import format_period
from app.domain.papers import KIND_WORDS, PaperKind
from app.queries.activity_rows import ActivityRow
from app.queries.papers import PaperListRow
from app.ui.begin_view import BeginView, Order
from app.ui.widgets.choice_cards import put_in
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.workflows.other_papers import NewPaper, new_paper_from_template

_ELSEWHERE: Final = (PaperKind.PLAN, PaperKind.REPORT)
_NO_PLAN: Final = ("", "Không thuộc kế hoạch nào")
_NO_ACTIVITY: Final = ("", "Chưa chọn hoạt động, điền tay")
_PLAN_LETTERS: Final = 34


def other_templates() -> list[TemplateInfo]:
    """Templates of the papers that are begun here."""
    return [found for found in list_templates() if found.kind not in _ELSEWHERE]


class NewPaperView(BeginView):
    """Cards of the templates grouped by kind."""

    def __init__(
        self,
        plans_of: Callable[[int], Sequence[PaperListRow]],
        activities_of: Callable[[int, str], Sequence[ActivityRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Lập văn bản", "Năm", parent)
        self._plans_of, self._activities_of = plans_of, activities_of
        #: By template: the recorded activities that it can be filled in from.
        self.activities: dict[str, ChoiceBox] = {}
        self.plan = ChoiceBox((_NO_PLAN,), self)
        self.plan.setMinimumContentsLength(_PLAN_LETTERS)
        self._add_cards()
        self.lay_out(("Thuộc kế hoạch", self.plan))
        self.year.left.connect(self._offer)

    def begin(self, year: int) -> None:
        """Begin again, with the plans and activities of the year to choose from."""
        super().begin(year)
        self._offer()
        for box in (self.plan, *self.activities.values()):
            box.show_value("")

    def order(self, year: int) -> Order:
        """A paper from the chosen template."""
        activities = self.activities.get(self.cards.code)
        command = NewPaper(
            template_code=self.cards.code,
            year=year,
            plan_id=_chosen(self.plan),
            activity_id=_chosen(activities) if activities else None,
        )
        return Order("Đã lập văn bản từ mẫu.", lambda db: new_paper_from_template(db, command))

    def _offer(self) -> None:
        typed = str(self.year.value())
        year = int(typed) if typed.isascii() and typed.isdigit() else 0
        plans = self._plans_of(year) if year else ()
        self.plan.set_choices([_NO_PLAN, *((str(row.paper_id), row.title) for row in plans)])
        for template in other_templates():
            box = self.activities.get(template.code)
            if box is not None:
                rows = self._activities_of(year, template.activity) if year else ()
                box.set_choices([_NO_ACTIVITY, *((str(row.id), _words(row)) for row in rows)])

    def _add_cards(self) -> None:
        groups: dict[PaperKind, list[TemplateInfo]] = {}
        for template in other_templates():
            groups.setdefault(template.kind, []).append(template)
        # The taller half on the left: a heading is about as high as half a card.
        rest = sum(1 + 2 * len(group) for group in groups.values())
        left = 0
        for kind, group in groups.items():
            column = self.left_column if left < rest else self.right_column
            if column is self.left_column:
                left, rest = left + 1 + 2 * len(group), rest - 1 - 2 * len(group)
            column.addWidget(WrapLabel(KIND_WORDS[kind], role="heading"))
            for template in group:
                card = self.cards.add(column, template.code, template.name, template.description)
                if template.activity:
                    put_in(card, self._activity_box(template))
        self.left_column.addStretch(1)
        self.right_column.addStretch(1)

    def _activity_box(self, template: TemplateInfo) -> ChoiceBox:
        """Choosing an activity chooses its template too."""
        box = ChoiceBox((_NO_ACTIVITY,), self)
        box.setAccessibleName("Hoạt động để điền sẵn")
        box.setMinimumContentsLength(_PLAN_LETTERS)
        box.activated.connect(lambda _row: self.cards.choose(template.code))
        self.activities[template.code] = box
        return box


def _chosen(box: ChoiceBox) -> UUID | None:
    code = str(box.value())
    return UUID(code) if code else None


def _words(row: ActivityRow) -> str:
    return f"{format_period(row.starts_on, row.ends_on)} {row.title}"
