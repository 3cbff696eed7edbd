"""Báo cáo: the list, drafting a new one, and the text with the records behind its numbers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.papers import PaperKind, ReportType
from app.domain.periods import Period
from app.domain.report_kinds import serves_year
from app.domain.topics import Topic
from app.queries.papers import list_papers
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.paper_desk import PaperDesk
from app.ui.reports.annex_rows import annex_rows
from app.ui.reports.list_view import ReportsList
from app.ui.reports.records_panel import RecordsPanel
from app.workflows.report_outlook import report_outlook
from app.workflows.reports import BuildReport, build_report

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage


class ReportsPage(PaperDesk):
    """A list; a report opens in its place and comes back with Esc."""

    title = "Báo cáo"
    topics = frozenset({Topic.PAPER, Topic.ACTIVITY, Topic.CAMPAIGN, Topic.FIGURE})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "Lập báo cáo", parent)
        self.list = ReportsList(self._db, self)
        self.new_report = self.list.new_report
        self.records = RecordsPanel(self._db, self)
        self.records.hide()
        self.take_list(self.list)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, and the records beside the text."""
        super().refresh()
        year = self.context.year
        plans = [
            row
            for row in self._db.read(list_papers, kind=PaperKind.PLAN)
            if serves_year(row.paper_type, row.year, year)
        ]
        self.new_report.offer(plans, year, self._outlook)
        self.records.refresh()

    def begin(self, wanted: str = "") -> None:
        """Ask which report; ``wanted`` is its type."""
        if not self.leave():
            return
        self.show_view(self.list, self.title)
        self.new_report.show()
        self.new_report.choose_asked(wanted)
        self.new_report.kind.setFocus()

    def open(self, target: Mapping[str, object]) -> None:
        """A report, or a new one; ``paper_type`` is the kind that is asked for."""
        wanted = target.get("paper_type")
        if target.get("new") and isinstance(wanted, str):
            self.begin(wanted)
        else:
            super().open(target)

    def open_paper(self, paper_id: UUID, version: int | None = None) -> None:
        """Show a report; no number of it is looked into yet."""
        self.records.show_key("")
        super().open_paper(paper_id, version)

    def show_view(self, view: QWidget, title: str) -> None:
        """One "Lập báo cáo" at a time."""
        super().show_view(view, title)
        self.start.setVisible(view is self.list and self.new_report.isHidden())

    def editor(self) -> "PaperPage":
        """The editor with the records at its side."""
        new = self.paper is None
        paper = super().editor()
        if new:
            paper.view.add_side("Số liệu", self.records)
            paper.field_clicked.connect(self._show_records)
        return paper

    def _show_records(self, key: str) -> None:
        """Of a number, or of the annex whose line was clicked."""
        if key.startswith("@"):
            nodes = self.editor().view.editor.nodes()
            self.records.show_annex(list(annex_rows(nodes, key)))
        else:
            self.records.show_key(key)
        self.editor().view.show_side(self.records)

    def _outlook(self, report_type: ReportType, period: Period) -> str:
        today = self.context.today()
        return report_outlook(self._db, report_type, period, today).words

    def _build(self, command: BuildReport) -> None:
        today = self.context.today()
        self.new_report.setEnabled(False)
        self.make(lambda db: build_report(db, command, today), self._built, self._not_built)

    def _built(self, paper_id: UUID) -> None:
        self.new_report.setEnabled(True)
        self.new_report.hide()
        self.offer_take_back("Đã lập báo cáo.", paper_id)
        self.open_paper(paper_id)

    def _not_built(self, error: Exception) -> None:
        self.new_report.setEnabled(True)
        feedback.show_error(self, error)

    def _connect(self) -> None:
        self.new_report.build_requested.connect(self._build)
        self.new_report.unfolded.connect(self._on_unfolded)
        self.records.figures_requested.connect(
            lambda form, period, code: self.context.navigate(
                "indicators", form=form, period=period, indicator=code
            )
        )
        self.records.activity_requested.connect(
            lambda found: self.context.navigate("activities", activity_id=found)
        )
        self.records.task_requested.connect(
            lambda found: self.context.navigate("tasks", task_key=found)
        )

    def _on_unfolded(self, shown: bool) -> None:
        self.start.setVisible(not shown and self.stack.currentWidget() is self.list)
