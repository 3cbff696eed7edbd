"""Kế hoạch: the list, a new plan, and the plan that is open."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.papers import PaperKind
from app.domain.topics import Topic
from app.errors import AppError
from app.jobs import JobContext
from app.queries.papers import PaperListRow, get_paper, list_papers
from app.services.papers import delete_paper, restore_paper
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.ui.page import Page
from app.ui.plans.list_view import PlansList
from app.ui.plans.new_plan import NewPlanView, Order


class PlansPage(Page):
    """One thing at a time; Esc goes back to the list."""

    title = "Kế hoạch"
    topics = frozenset({Topic.PAPER})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self.start = self.primary_button("Lập kế hoạch mới")
        self.stack = QStackedWidget(self)
        self.list = PlansList(self._db, self)
        self.new_plan = NewPlanView(self)
        self.paper: PaperPage | None = None
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.new_plan)
        self.body.addWidget(self.stack, 1)
        self.start.clicked.connect(lambda _on: self.begin())
        self.list.open_asked.connect(lambda row: self.open_paper(row.paper_id))
        self.list.delete_asked.connect(self._delete)
        self.list.restore_asked.connect(self._restore)
        self.new_plan.made_asked.connect(self._make)
        self.new_plan.left.connect(self.show_list)
        self.start.setToolTip("Ctrl+N")
        for keys, work in (("Ctrl+N", self.begin), ("Ctrl+F", self._find)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again when it is shown; the open plan looks after itself."""
        if self.stack.currentWidget() is self.list:
            self.list.refresh()

    def open(self, target: Mapping[str, object]) -> None:
        """A plan (``paper_id``), or a new one (``new``: True or the code of a template)."""
        paper_id, wanted = target.get("paper_id"), target.get("new")
        if isinstance(paper_id, UUID):
            self.open_paper(paper_id)
        elif wanted:
            self.begin(wanted if isinstance(wanted, str) else "")

    def begin(self, template_code: str = "") -> None:
        """Ask what the new plan is made from."""
        if not self.leave():
            return
        plans = self._db.read(list_papers, kind=PaperKind.PLAN)
        self.new_plan.offer(plans, self.context.year)
        if template_code:
            self.new_plan.choose_template(template_code)
        self._show(self.new_plan, "Lập kế hoạch mới")
        self.new_plan.year.setFocus()

    def open_paper(self, paper_id: UUID) -> None:
        """Show a plan in the editor."""
        if not self.leave():
            return
        paper = self._paper()
        try:
            paper.open_paper(paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            self.show_list()
            return
        self._show(paper, "")
        paper.view.editor.setFocus()

    def show_list(self) -> None:
        """Back to the list, once what is typed is kept."""
        if not self.leave():
            return
        self._show(self.list, self.title)
        self.refresh()
        if self.paper is not None and self.paper.row is not None:
            self.list.choose(self.paper.row.paper_id)

    def leave(self) -> bool:
        """Save the open plan."""
        return self.paper is None or self.paper.leave()

    def back(self) -> bool:
        """Esc: inside the plan first, then to the list."""
        if self.stack.currentWidget() is self.list:
            return False
        if self.stack.currentWidget() is not self.paper or not self._paper().back():
            self.show_list()
        return True

    def _show(self, view: QWidget, title: str) -> None:
        self.stack.setCurrentWidget(view)
        self.set_title(title)
        self.heading.setVisible(bool(title))
        self.start.setVisible(view is self.list)

    def _find(self) -> None:
        self.list.table.filter.setFocus()

    def _paper(self) -> PaperPage:
        """The editor is made when the first plan is opened."""
        if self.paper is None:
            self.paper = PaperPage(self.context, self)
            self.paper.list_asked.connect(self.show_list)
            self.stack.addWidget(self.paper)
        return self.paper

    def _make(self, order: Order) -> None:
        def work(_job: JobContext) -> UUID:
            return order.make(self._db)

        self.new_plan.setEnabled(False)
        self.context.jobs.start(
            self,
            work,
            on_success=partial(self._made, order),
            on_failure=self._not_made,
            name="Đang lập kế hoạch",
        )

    def _made(self, order: Order, paper_id: UUID) -> None:
        self.new_plan.setEnabled(True)
        row = self._db.read(get_paper, paper_id)
        self.context.status.offer_undo(order.words, partial(self._take_back, paper_id))
        if row.kind is PaperKind.PLAN:
            self.open_paper(paper_id)
        else:
            # A file may hold a report.
            self.show_list()
            self.context.navigate("reports", paper_id=paper_id)

    def _not_made(self, error: Exception) -> None:
        self.new_plan.setEnabled(True)
        self.new_plan.show_failure(error)

    def _take_back(self, paper_id: UUID) -> None:
        self.show_list()
        self._db.write(delete_paper, paper_id)

    def _delete(self, row: PaperListRow) -> None:
        try:
            self._db.write(delete_paper, row.paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        undo = partial(self._db.write, restore_paper, row.paper_id)
        self.context.status.offer_undo(f"Đã chuyển “{row.title}” vào thùng rác.", undo)

    def _restore(self, row: PaperListRow) -> None:
        try:
            self._db.write(restore_paper, row.paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.say(f"Đã lấy lại “{row.title}”.")
        self.list.bin.setChecked(False)
        self.list.choose(row.paper_id)
