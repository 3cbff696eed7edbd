"""Cấp trên giao: tasks of the plan from above, and what in our plan answers each."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.upper_tasks import COVER_WORDS, Cover
from app.errors import AppError
from app.queries.upper_tasks import UpperTaskRow
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.parcels.upper_matching import (
    UpperPage,
    confirm_offer,
    draft_task,
    set_not_ours,
    take_answer_back,
    upper_page,
)

_MARKS: Final = {
    Cover.COVERED: ("done", "good"),
    Cover.NOT_OURS: ("minus", "quiet"),
    Cover.MISSING: ("warn", "warn"),
}
COLUMNS: Final[tuple[Column[UpperTaskRow], ...]] = (
    Column("Mục", lambda row: row.mark, lambda row: row.mark, sample="III.2"),
    Column("Nhiệm vụ của cấp trên", lambda row: row.title),
    Column("Hạn", lambda row: format_date(row.ends_on) if row.ends_on else "", sample="30/09/2026"),
    Column(
        "Trong kế hoạch của mình",
        lambda row: COVER_WORDS[row.cover] if row.cover else "",
        mark=lambda row: _MARKS[row.cover] if row.cover else None,
        sample="Chưa có trong kế hoạch",
    ),
)


class UpperView(QWidget):
    """``left``: back to our own tasks."""

    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._db = context, context.db
        self.page: UpperPage | None = None
        self.summary = WrapLabel(parent=self)
        self.table: RowTable[UpperTaskRow] = RowTable(
            COLUMNS, "Nhiệm vụ cấp trên giao", self, stretch=1
        )
        self.table.set_noun("mục")
        self.heading = WrapLabel(role="heading", parent=self)
        self.facts = WrapLabel(role="quiet", parent=self)
        self.state = MarkedLabel(self)
        self.offers = ChoiceBox([], self)
        self.offers.setAccessibleName("Nhiệm vụ của mình giống nhất")
        self.same = QPushButton("Đúng là nhiệm vụ này", self)
        self.draft = QPushButton("Thêm vào kế hoạch đang soạn", self)
        self.not_ours = QPushButton("Không thuộc đơn vị", self)
        self.again = QPushButton("Xem lại", self)
        self.back = QPushButton("Về nhiệm vụ của mình", self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the plan from above and ours again."""
        context = self._context
        page = self.page = upper_page(self._db, context.year, context.today())
        plan = page.plan
        whose = f"Kế hoạch năm {plan.year} của {plan.unit_name}. " if plan else ""
        self.summary.setText(f"{whose}{page.coverage.words}")
        row = self.table.current()
        self.table.show_rows(page.rows)
        if row is None or not self.table.choose(lambda one: one.id == row.id):
            self.table.choose(lambda one: one.cover is not None)
        self._show()

    def _show(self) -> None:
        row, page = self.table.current(), self.page
        known = row is not None and row.cover is not None and page is not None
        for widget in (self.heading, self.facts, self.state, self.tools):
            widget.setVisible(known)
        if row is None or row.cover is None or page is None:
            return
        self.heading.setText(row.words)
        self.facts.setText("\n".join(_facts(row)))
        answer = f": {row.answer}" if row.answer else ""
        lost = " Nhiệm vụ đã ghép không còn trong kế hoạch." if row.lost else ""
        icon, role = _MARKS[row.cover]
        self.state.show_state(icon, f"{COVER_WORDS[row.cover]}{answer}.{lost}", role)
        missing = row.cover is Cover.MISSING
        offers = page.offers.get(row.id, ())
        self.offers.set_choices([(str(one.task_key), f"{one.mark} {one.title}") for one in offers])
        for widget in (self.offers, self.same):
            widget.setVisible(missing and bool(offers))
        for widget in (self.draft, self.not_ours):
            widget.setVisible(missing)
        self.again.setVisible(not missing)

    def _confirm(self) -> None:
        row, page = self.table.current(), self.page
        if row is None or page is None:
            return
        chosen = str(self.offers.value())
        keys = [one.task_key for one in page.offers.get(row.id, ()) if str(one.task_key) == chosen]
        if keys:
            today = self._context.today()
            self._do(lambda: confirm_offer(self._db, row.id, keys[0], today))

    def _draft(self) -> None:
        row = self.table.current()
        if row is not None:
            self._do(lambda: draft_task(self._db, row.id, self._context.today()))

    def _set_not_ours(self) -> None:
        row = self.table.current()
        if row is not None:
            self._do(lambda: set_not_ours(self._db, row.id))

    def _take_back(self) -> None:
        row = self.table.current()
        if row is not None:
            self._do(lambda: take_answer_back(self._db, row.id))

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.refresh()
        self.table.view.setFocus()
        self._context.status.saved()

    def _connect(self) -> None:
        self.table.row_chosen.connect(lambda _row: self._show())
        self.same.clicked.connect(lambda _on: self._confirm())
        self.draft.clicked.connect(lambda _on: self._draft())
        self.not_ours.clicked.connect(lambda _on: self._set_not_ours())
        self.again.clicked.connect(lambda _on: self._take_back())
        self.back.clicked.connect(lambda _on: self.left.emit())

    def _lay_out(self) -> None:
        right = QWidget(self)
        self.tools = QWidget(right)
        tools = QVBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.offers)
        row = FlowLayout()
        for button in (self.same, self.draft, self.not_ours, self.again):
            row.addWidget(button)
        tools.addLayout(row)
        sheet = QVBoxLayout(right)
        sheet.setContentsMargins(12, 0, 8, 0)
        sheet.setSpacing(12)
        for widget in (self.heading, self.facts, self.state, self.tools):
            sheet.addWidget(widget)
        sheet.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(TallScroll(right, self))
        split.setSizes([900, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)


def _facts(row: UpperTaskRow) -> list[str]:
    lines = [f"Chủ trì: {row.lead}"] if row.lead else []
    if row.partners:
        lines.append(f"Phối hợp: {', '.join(row.partners)}")
    if row.starts_on or row.ends_on:
        days = [format_date(day) for day in (row.starts_on, row.ends_on) if day]
        lines.append(f"Thời gian: {' - '.join(days)}")
    if row.output:
        lines.append(f"Sản phẩm: {row.output}")
    return lines
