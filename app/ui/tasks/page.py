"""Nhiệm vụ: every task of the year's plans, with how far it is."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from app.domain.topics import Topic
from app.domain.upper_tasks import coverage
from app.queries.tasks import TaskListRow, list_tasks
from app.queries.upper_tasks import list_upper_tasks
from app.services.papers import SetTaskProgress, set_task_progress
from app.ui.activities.column_widths import ColumnWidths
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.row_table import RowTable
from app.ui.tasks.columns import COLUMNS, count_words
from app.ui.tasks.progress_card import ProgressCard
from app.ui.tasks.upper_view import UpperView
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_EMPTY = (
    "Kế hoạch của năm chưa có nhiệm vụ nào. Mở kế hoạch, chọn một việc rồi đánh dấu “Nhiệm vụ”."
)


class TasksPage(Page):
    """A table and, beside it, the task stood on."""

    title = "Nhiệm vụ"
    topics = frozenset({Topic.PAPER, Topic.ACTIVITY, Topic.PARCEL})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self.table: RowTable[TaskListRow] = RowTable(COLUMNS, "Bảng nhiệm vụ", self, stretch=1)
        self.empty = WrapLabel(_EMPTY, parent=self)
        self.to_plans = QPushButton("Mở kế hoạch", self)
        self.card = ProgressCard(context.year, self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(TallScroll(self.card, self))
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([1000, 340])
        self.upper_button = QPushButton(self)
        self.add_button(self.upper_button)
        self.upper: UpperView | None = None
        self.body.addWidget(self.empty)
        self.body.addWidget(self.to_plans, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.split, 1)
        self.body.addStretch()
        self.table.set_noun("nhiệm vụ")
        ColumnWidths(self.table, 1)
        self.table.row_chosen.connect(self.card.show_task)
        self.card.changed.connect(self._on_changed)
        self.card.activities_requested.connect(
            lambda row: context.navigate("activities", task_key=row.task_key)
        )
        self.to_plans.clicked.connect(lambda: context.navigate("plans"))
        self.upper_button.clicked.connect(lambda _on: self.show_upper())
        self.refresh()

    def refresh(self) -> None:
        """Read the tasks again; the one stood on stays."""
        if self.upper is not None and not self.upper.isHidden():
            self.upper.refresh()
            return
        rows = self._db.read(list_tasks, today=self.context.today(), year=self.context.year)
        kept = self.card.row.task_key if self.card.row else None
        self.set_title(f"Nhiệm vụ năm {self.context.year}")
        self.set_state(count_words(rows) if rows else "")
        self.table.show_rows(rows)
        self._show_own(bool(rows))
        if not self.go_to(kept) and rows:
            self.table.view.selectRow(0)
        if not rows:
            self.card.show_task(None)

    def show_upper(self) -> None:
        """The tasks from above stand in place of our own."""
        if self.upper is None:
            self.upper = UpperView(self.context, self)
            self.upper.left.connect(self._leave_upper)
            self.body.insertWidget(0, self.upper, 1)
        self.upper.refresh()
        for widget in (self.split, self.empty, self.to_plans, self.upper_button):
            widget.hide()
        self.upper.show()
        self.upper.table.view.setFocus()

    def back(self) -> bool:
        """Esc: from the tasks from above to our own."""
        if self.upper is None or self.upper.isHidden():
            return False
        self._leave_upper()
        return True

    def _leave_upper(self) -> None:
        if self.upper is not None:
            self.upper.hide()
        self.refresh()

    def _show_own(self, known: bool) -> None:
        self.split.setVisible(known)
        self.empty.setVisible(not known)
        self.to_plans.setVisible(not known)
        rows = self._db.read(list_upper_tasks, self.context.year, self.context.today())
        found = coverage(row.cover for row in rows)
        self.upper_button.setVisible(bool(found.tasks))
        left = f" (còn {found.missing})" if found.missing else ""
        self.upper_button.setText(f"Cấp trên giao{left}")

    def open(self, target: Mapping[str, object]) -> None:
        """Go to one task (``task_key``), or to those from above (``upper``)."""
        if target.get("upper"):
            self.show_upper()
            return
        task_key = target.get("task_key")
        if isinstance(task_key, UUID):
            self.go_to(task_key)

    def leave(self) -> bool:
        """Keep a note that is still being typed."""
        self.table.view.setFocus()
        return True

    def go_to(self, task_key: UUID | None) -> bool:
        """Stand on a task."""
        found = self.table.choose(lambda row: row.task_key == task_key)
        if found:
            self.card.show_task(self.table.current())
        return found

    def _on_changed(self, command: SetTaskProgress) -> None:
        row = self.card.row
        self._db.write(set_task_progress, command)
        if row is None:
            return
        before = SetTaskProgress(
            task_key=row.task_key, state=row.state, done_on=row.done_on, note=row.note
        )
        self.context.status.offer_undo(
            f"Đã ghi nhiệm vụ “{row.title[:60]}”.",
            partial(self._db.write, set_task_progress, before),
        )
        self.context.status.saved()
