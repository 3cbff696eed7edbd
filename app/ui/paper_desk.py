"""A page of papers: the list, making a new one, and the one that is open, one at a time."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.db.database import Database
from app.errors import AppError
from app.jobs import JobContext
from app.journal import Draft
from app.services.papers import delete_paper, restore_paper
from app.ui import feedback
from app.ui.begin_view import BeginView, Order
from app.ui.context import UiContext
from app.ui.journal_band import PAPER
from app.ui.page import Page
from app.ui.paper_list import PaperEntry, PaperList

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage


class PaperDesk(Page):
    """A paper opens in place of the list; Esc goes back to the list.

    The heir calls ``take_list`` with its list, adds its other views to ``stack`` and shows them by
    ``show_view``; ``start`` is the button that begins a new paper and is seen over the list only.
    """

    asks_itself = True

    def __init__(self, context: UiContext, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self.start = self.primary_button(verb)
        self.start.setToolTip("Ctrl+N")
        self.stack = QStackedWidget(self)
        self.paper: PaperPage | None = None
        self.body.addWidget(self.stack, 1)
        self.start.clicked.connect(lambda _on: self.begin())

    def take_list(self, papers: PaperList[Any]) -> None:
        """Show the list; its wishes are done here."""
        self._papers = papers
        papers.today = self.context.today
        self.stack.addWidget(papers)
        papers.open_asked.connect(self.open_row)
        papers.delete_asked.connect(self._delete)
        papers.restore_asked.connect(self._restore)
        for keys, work in (("Ctrl+N", self.begin), ("Ctrl+F", self._find)):
            shortcut = QShortcut(QKeySequence(keys), papers)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    def open(self, target: Mapping[str, object]) -> None:
        """A paper (``paper_id``, and ``version``), or a new one (``new``: True or what it is)."""
        paper_id, version, wanted = (target.get(key) for key in ("paper_id", "version", "new"))
        if isinstance(paper_id, UUID):
            self.open_paper(paper_id, version if isinstance(version, int) else None)
        elif wanted:
            self.begin(wanted if isinstance(wanted, str) else "")

    def begin(self, wanted: str = "") -> None:
        """Ask what the new paper is made from; ``wanted`` is what is chosen at first."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the list again when it is shown; the open paper looks after itself."""
        if self.stack.currentWidget() is self._papers:
            self._papers.refresh()

    def open_row(self, row: PaperEntry) -> None:
        """Open the paper of a row."""
        self.open_paper(row.paper_id)

    def open_paper(self, paper_id: UUID, version: int | None = None) -> None:
        """Show a paper in the editor."""
        if not self.leave():
            return
        paper = self.editor()
        try:
            paper.open_paper(paper_id, version)
        except AppError as error:
            feedback.show_error(self, error)
            self.show_list()
            return
        self.show_view(paper, "")
        paper.view.editor.setFocus()

    def show_list(self) -> None:
        """Back to the list, once what is typed is kept."""
        if not self.leave():
            return
        self.show_view(self._papers, self.title)
        self.refresh()
        if self.paper is not None and self.paper.row is not None:
            self._papers.choose(self.paper.row.paper_id)

    def take_back(self, draft: Draft) -> bool:
        """Words of the open paper, or of another form of the page."""
        if draft.kind != PAPER:
            return super().take_back(draft)
        return self.editor().draft.take_back(draft.typed)

    def leave(self) -> bool:
        """Save the open paper."""
        return self.paper is None or self.paper.leave()

    def back(self) -> bool:
        """Esc: inside the paper first, then to the list."""
        if self.stack.currentWidget() is self._papers:
            return False
        if self.stack.currentWidget() is not self.paper or not self.editor().back():
            self.show_list()
        return True

    def show_view(self, view: QWidget, title: str) -> None:
        """Bring a view to the front; without a title it has one of its own."""
        self.stack.setCurrentWidget(view)
        self.set_title(title)
        self.heading.setVisible(bool(title))
        self.start.setVisible(view is self._papers)

    def editor(self) -> "PaperPage":
        """The editor is made when the first paper is opened."""
        if self.paper is None:
            from app.ui.editor.paper_page import PaperPage

            self.paper = PaperPage(self.context, self)
            self.paper.list_asked.connect(self.show_list)
            self.stack.addWidget(self.paper)
        return self.paper

    def make(
        self,
        work: Callable[[Database], UUID],
        done: Callable[[UUID], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Make a paper in the background lane."""

        def in_lane(_job: JobContext) -> UUID:
            return work(self._db)

        self.context.jobs.start(
            self, in_lane, on_success=done, on_failure=failed, name="Đang lập văn bản"
        )

    def take_begin_view(self, view: BeginView) -> None:
        """Make what this view asks for; the new paper opens and can be taken back."""
        self.stack.addWidget(view)
        view.made_asked.connect(partial(self._make_order, view))
        view.left.connect(self.show_list)

    def offer_take_back(self, words: str, *paper_ids: UUID) -> None:
        """New papers can be taken back at once."""
        self.context.status.offer_undo(words, partial(self._take_back, paper_ids))

    def _make_order(self, view: BeginView, order: Order) -> None:
        def made(paper_id: UUID) -> None:
            view.setEnabled(True)
            self.offer_take_back(order.words, paper_id)
            self.open_paper(paper_id)

        def failed(error: Exception) -> None:
            view.setEnabled(True)
            view.show_failure(error)

        view.setEnabled(False)
        self.make(order.make, made, failed)

    def _find(self) -> None:
        self._papers.table.filter.setFocus()

    def _take_back(self, paper_ids: Sequence[UUID]) -> None:
        self.show_list()
        for paper_id in paper_ids:
            self._db.write(delete_paper, paper_id)

    def _delete(self, row: PaperEntry) -> None:
        try:
            self._db.write(delete_paper, row.paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        undo = partial(self._db.write, restore_paper, row.paper_id)
        self.context.status.offer_undo(f"Đã chuyển “{row.title}” vào thùng rác.", undo)

    def _restore(self, row: PaperEntry) -> None:
        try:
            self._db.write(restore_paper, row.paper_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.say(f"Đã lấy lại “{row.title}”.")
        self._papers.bin.setChecked(False)
        self._papers.choose(row.paper_id)
