"""Kế hoạch: the list, a new plan, a file that is read in, and the plan that is open."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.domain.papers import PaperKind
from app.domain.topics import Topic
from app.queries.papers import get_paper, list_papers
from app.ui.context import UiContext
from app.ui.navigation import page_of
from app.ui.paper_desk import PaperDesk
from app.ui.plans.import_view import ImportView
from app.ui.plans.list_view import PlansList
from app.ui.plans.new_plan import NewPlanView
from app.ui.widgets.file_drop import FileDrop


class PlansPage(PaperDesk):
    """One thing at a time; Esc goes back to the list."""

    title = "Kế hoạch"
    topics = frozenset({Topic.PAPER})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "Lập kế hoạch mới", parent)
        self.list = PlansList(self._db, self)
        self.new_plan = NewPlanView(self)
        self.take_list(self.list)
        self.import_view = ImportView(context, self)
        self.stack.addWidget(self.import_view)
        self.take_begin_view(self.new_plan)
        self.new_plan.file_asked.connect(self._ask_file)
        self.new_plan.file_dropped.connect(self.read_file)
        FileDrop(self.list).dropped.connect(self.read_file)
        self.import_view.kept.connect(self._kept)
        self.import_view.left.connect(self.begin)
        self.refresh()

    def open(self, target: Mapping[str, object]) -> None:
        """A ``file`` to read in, a plan, or a new one (``new``: True or the code of a template)."""
        path = target.get("file")
        if isinstance(path, Path):
            self.read_file(path)
        else:
            super().open(target)

    def begin(self, wanted: str = "") -> None:
        """Ask what the new plan is made from; ``wanted`` is the code of a template."""
        if not self.leave():
            return
        plans = self._db.read(list_papers, kind=PaperKind.PLAN)
        self.new_plan.offer(plans, self.context.year)
        self.new_plan.choose_template(wanted)
        self.show_view(self.new_plan, "Lập kế hoạch mới")
        self.new_plan.year.setFocus()

    def read_file(self, path: Path) -> None:
        """Show what is understood of a file; nothing is kept yet."""
        if self.leave():
            self.show_view(self.import_view, "Đọc văn bản từ tệp")
            self.import_view.read_file(path)

    def show_list(self) -> None:
        """Back to the list; a file that is still read is left."""
        self.import_view.give_up()
        super().show_list()

    def _ask_file(self) -> None:
        path = self.import_view.ask_file()
        if path is not None:
            self.read_file(path)

    def _kept(self, paper_ids: list[UUID]) -> None:
        many = len(paper_ids)
        words = "Đã đọc văn bản từ tệp." if many == 1 else f"Đã đọc {many} văn bản từ tệp."
        self.offer_take_back(words, *paper_ids)
        rows = [self._db.read(get_paper, one) for one in paper_ids]
        row = next((one for one in rows if one.kind is PaperKind.PLAN), rows[0])
        if row.kind is PaperKind.PLAN:
            self.open_paper(row.paper_id)
        else:
            # A file may hold another kind of paper.
            self.show_list()
            self.context.navigate(page_of(row.kind), paper_id=row.paper_id)
