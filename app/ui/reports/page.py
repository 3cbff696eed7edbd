"""Báo cáo: the list, drafting a new one, and the text with the records behind its numbers."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.papers import PaperKind, ReportType
from app.domain.topics import Topic
from app.errors import AppError
from app.jobs import JobContext
from app.queries.papers import PaperListRow, list_papers
from app.services.papers import delete_paper, restore_paper
from app.ui import feedback
from app.ui.activities.column_widths import ColumnWidths
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.reports.columns import COLUMNS
from app.ui.reports.new_report import NewReport
from app.ui.reports.records_panel import RecordsPanel
from app.ui.row_table import RowTable
from app.ui.widgets.labels import WrapLabel
from app.workflows.reports import BuildReport, build_report

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage

_EMPTY = "Chưa có báo cáo nào. Bấm “Lập báo cáo” để soạn từ kế hoạch và các hoạt động đã ghi."


class ReportsPage(Page):
    """A list; a report opens in its place and comes back with Esc."""

    title = "Báo cáo"
    topics = frozenset({Topic.PAPER, Topic.ACTIVITY, Topic.CAMPAIGN})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self.editor: PaperPage | None = None
        self.start = self.primary_button("Lập báo cáo")
        self.stack = QStackedWidget(self)
        self.body.addWidget(self.stack)
        self.list_view = QWidget(self)
        self.new_report = NewReport(self.list_view)
        self.empty = WrapLabel(_EMPTY, parent=self.list_view)
        self.table: RowTable[PaperListRow] = RowTable(
            COLUMNS, "Bảng báo cáo", self.list_view, stretch=2
        )
        self.table.set_noun("báo cáo")
        self.open_button = QPushButton("Mở", self)
        self.delete_button = QPushButton("Xóa", self)
        self.text_view = QWidget(self)
        self.records = RecordsPanel(self._db, self.text_view)
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, and the records beside the text."""
        rows = self._db.read(list_papers, kind=PaperKind.REPORT)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.open_button.setVisible(bool(rows))
        self.delete_button.setVisible(bool(rows))
        year = self.context.year
        self.new_report.offer(self._db.read(list_papers, kind=PaperKind.PLAN, year=year), year)
        self.records.refresh()

    def open(self, target: Mapping[str, object]) -> None:
        """Open a report (``paper_id``), or begin one (``new`` holds its type)."""
        paper_id, wanted = target.get("paper_id"), target.get("new")
        if isinstance(paper_id, UUID):
            self.open_paper(paper_id)
        elif wanted:
            self.begin()
            if wanted in list(ReportType):
                self.new_report.choose_type(ReportType(str(wanted)))

    def begin(self) -> None:
        """Ask which report."""
        if not self.leave():
            return
        self._show_title_row(in_list=True)
        self.stack.setCurrentWidget(self.list_view)
        self.new_report.show()
        self.new_report.kind.setFocus()

    def open_paper(self, paper_id: UUID) -> None:
        """Show a report in the editor."""
        if not self.leave():
            return
        editor = self._editor()
        editor.open_paper(paper_id)
        self.records.show_key("")
        self.stack.setCurrentWidget(self.text_view)
        self._show_title_row(in_list=False)

    def leave(self) -> bool:
        """Save the text that is open."""
        return self.editor is None or self.editor.leave()

    def back(self) -> bool:
        """Esc: a step back in the text, then to the list."""
        if self.stack.currentWidget() is self.list_view:
            return False
        if self.editor is None or not self.editor.back():
            self.show_list()
        return True

    def show_list(self) -> None:
        """From the text to the list, once the text is kept."""
        if self.leave():
            self.stack.setCurrentWidget(self.list_view)
            self._show_title_row(in_list=True)
            self.refresh()

    def _editor(self) -> "PaperPage":
        if self.editor is None:
            from app.ui.editor.paper_page import PaperPage

            self.editor = PaperPage(self.context, self.text_view)
            self.editor.view.add_side("Số liệu", self.records)
            self.text_layout.addWidget(self.editor)
            self.editor.field_clicked.connect(self._show_records)
            self.editor.list_asked.connect(self.show_list)
        return self.editor

    def _show_records(self, key: str) -> None:
        self.records.show_key(key)
        if self.editor is not None:
            self.editor.view.show_side(self.records)

    def _build(self, command: BuildReport) -> None:
        today = self.context.today()

        def work(_job: JobContext) -> UUID:
            return build_report(self._db, command, today)

        self.new_report.setEnabled(False)
        self.context.jobs.start(self, work, on_success=self._built, on_failure=self._not_built)

    def _built(self, paper_id: UUID) -> None:
        self.new_report.setEnabled(True)
        self.new_report.hide()
        self.refresh()
        self.open_paper(paper_id)
        self.context.status.offer_undo("Đã lập báo cáo.", partial(self._take_back, paper_id))

    def _not_built(self, error: Exception) -> None:
        self.new_report.setEnabled(True)
        feedback.show_error(self, error)

    def _take_back(self, paper_id: UUID) -> None:
        self.show_list()
        self._db.write(delete_paper, paper_id)

    def _delete(self) -> None:
        row = self.table.current()
        if row is None:
            return
        try:
            self._db.write(delete_paper, row.paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.offer_undo(
            f"Đã xóa “{row.title}”.", partial(self._db.write, restore_paper, row.paper_id)
        )

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_paper(row.paper_id)

    def _show_title_row(self, *, in_list: bool) -> None:
        self.start.setVisible(in_list)
        self.heading.setVisible(in_list)

    def _connect(self) -> None:
        self.start.clicked.connect(self.begin)
        self.new_report.build_requested.connect(self._build)
        self.new_report.unfolded.connect(lambda shown: self.start.setVisible(not shown))
        self.table.row_opened.connect(lambda row: self.open_paper(row.paper_id))
        self.open_button.clicked.connect(self._open_current)
        self.delete_button.clicked.connect(self._delete)
        self.records.activity_requested.connect(
            lambda found: self.context.navigate("activities", activity_id=found)
        )
        self.records.task_requested.connect(
            lambda found: self.context.navigate("tasks", task_key=found)
        )

    def _arrange(self) -> None:
        layout = QVBoxLayout(self.list_view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.new_report)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addStretch()
        self.table.tools.addWidget(self.open_button)
        self.table.tools.addWidget(self.delete_button)
        self.text_layout = QVBoxLayout(self.text_view)
        self.text_layout.setContentsMargins(0, 0, 0, 0)
        ColumnWidths(self.table, 2)
        self.stack.addWidget(self.list_view)
        self.stack.addWidget(self.text_view)
