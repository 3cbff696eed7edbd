"""A new plan: from a template, from an earlier plan, or, through another view, from a file."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.documents.readers.templates import list_templates
from app.domain.papers import PaperKind
from app.queries.papers import PaperListRow
from app.ui import icons
from app.ui.begin_view import BeginView, Order
from app.ui.widgets.choice_cards import new_card, put_in
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.workflows.plans import (
    NewPlan,
    new_plan_from_last_year,
    new_plan_from_template,
)

_OLD: Final = "old"


class NewPlanView(BeginView):
    """``file_asked`` wants a file read in, ``file_dropped`` carries the Path of one."""

    file_asked = Signal()
    file_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Lập kế hoạch", "Năm kế hoạch", parent)
        self.old = ChoiceBox((), self)
        self.pick = QPushButton("Chọn tệp…", self)
        self._add_cards()
        self.lay_out()
        self.pick.clicked.connect(lambda _on: self.file_asked.emit())
        FileDrop(self).dropped.connect(self.file_dropped)
        self.old.activated.connect(lambda _row: self.cards.choose(_OLD))

    def offer(self, plans: Sequence[PaperListRow], year: int) -> None:
        """Begin again: plans that can be taken over, the year proposed."""
        self.old.set_choices([(str(row.paper_id), f"{row.year} · {row.title}") for row in plans])
        self.cards.button(_OLD).setEnabled(bool(plans))
        self.old.setEnabled(bool(plans))
        self.begin(year)

    def order(self, year: int) -> Order:
        """From the chosen template, or from the old plan chosen in the list."""
        code = self.cards.code
        if code == _OLD:
            paper_id = UUID(str(self.old.value()))
            return Order(
                "Đã lập kế hoạch từ kế hoạch cũ.",
                lambda db: new_plan_from_last_year(db, paper_id, year),
            )
        command = NewPlan(template_code=code, year=year)
        return Order("Đã lập kế hoạch từ mẫu.", lambda db: new_plan_from_template(db, command))

    def _add_cards(self) -> None:
        left, right = self.left_column, self.right_column
        left.addWidget(WrapLabel("Từ mẫu có sẵn", role="heading"))
        for template in list_templates():
            if template.kind is PaperKind.PLAN:
                self.cards.add(left, template.code, template.name, template.description)
        left.addStretch(1)
        right.addWidget(WrapLabel("Từ văn bản đã có", role="heading"))
        about = "Năm, ngày được chuyển sang năm mới; chỗ nào chưa chắc thì liệt kê để xác nhận."
        card = self.cards.add(right, _OLD, "Từ kế hoạch năm trước", about)
        self.old.setAccessibleName("Kế hoạch năm trước")
        put_in(card, self.old)
        self._add_file()
        right.addStretch()

    def _add_file(self) -> None:
        about = (
            "Kế hoạch đang có trong Word, PDF hoặc tệp chữ. Chương trình đọc, cho xem đã hiểu thế "
            "nào rồi mới giữ; tệp gốc không bị sửa. Có thể kéo tệp thả vào đây."
        )
        card = new_card(self)
        self.pick.setIcon(icons.icon("open"))
        put_in(card, WrapLabel("Từ một tệp", role="strong", parent=card))
        put_in(card, WrapLabel(about, role="quiet", parent=card), self.pick)
        self.right_column.addWidget(card)
