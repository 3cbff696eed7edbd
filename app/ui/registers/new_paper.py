"""Lập văn bản: which template, for which year, under which plan."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.documents.readers.templates import TemplateInfo, list_templates
from app.domain.papers import KIND_WORDS, PaperKind
from app.queries.papers import PaperListRow
from app.ui.begin_view import BeginView, Order
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.workflows.other_papers import NewPaper, new_paper_from_template

_ELSEWHERE: Final = (PaperKind.PLAN, PaperKind.REPORT)
_NO_PLAN: Final = ("", "Không thuộc kế hoạch nào")
_PLAN_LETTERS: Final = 34


def other_templates() -> list[TemplateInfo]:
    """Templates of the papers that are begun here."""
    return [found for found in list_templates() if found.kind not in _ELSEWHERE]


class NewPaperView(BeginView):
    """Cards of the templates grouped by kind."""

    def __init__(
        self, plans_of: Callable[[int], Sequence[PaperListRow]], parent: QWidget | None = None
    ) -> None:
        super().__init__("Lập văn bản", "Năm", parent)
        self._plans_of = plans_of
        self.plan = ChoiceBox((_NO_PLAN,), self)
        self.plan.setMinimumContentsLength(_PLAN_LETTERS)
        self._add_cards()
        self.lay_out(("Thuộc kế hoạch", self.plan))
        self.year.left.connect(self._offer_plans)

    def begin(self, year: int) -> None:
        """Begin again, with the plans of the year to choose from."""
        super().begin(year)
        self._offer_plans()
        self.plan.show_value("")

    def order(self, year: int) -> Order:
        """A paper from the chosen template."""
        plan = str(self.plan.value())
        command = NewPaper(
            template_code=self.cards.code, year=year, plan_id=UUID(plan) if plan else None
        )
        return Order("Đã lập văn bản từ mẫu.", lambda db: new_paper_from_template(db, command))

    def _offer_plans(self) -> None:
        typed = str(self.year.value())
        plans = self._plans_of(int(typed)) if typed.isascii() and typed.isdigit() else ()
        self.plan.set_choices([_NO_PLAN, *((str(row.paper_id), row.title) for row in plans)])

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
                self.cards.add(column, template.code, template.name, template.description)
        self.left_column.addStretch(1)
        self.right_column.addStretch(1)
