"""Serves one paper's page: what it is compared with, and what comes back from Word."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.documents.compare import Comparison, compare
from app.domain.papers import may_edit
from app.domain.text import slug
from app.errors import AppError
from app.jobs import JobContext
from app.queries.papers import list_versions
from app.ui import feedback
from app.ui.compare.entries import entries_of, entries_of_review, summary
from app.ui.compare.panel import ComparePanel
from app.workflows.comparing import (
    compare_versions,
    comparison_paper,
    file_document,
    others_to_compare,
    version_document,
)
from app.workflows.papers import write_comparison
from app.workflows.round_trip import Review, apply_review, take_back

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage

_READABLE: Final = "Văn bản (*.docx *.doc *.pdf *.txt *.md)"
_WORD: Final = "Văn bản Word (*.docx)"
_SAVED: Final = {".pdf": "Văn bản PDF (*.pdf)", ".docx": _WORD}
_MOST_OTHERS: Final = 15


class Comparing(QObject):
    """Fills the menu under "So sánh" and shows the panel in place of the text."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        self._review: Review | None = None
        self._shown: tuple[Comparison, str, str] | None = None
        self.panel = ComparePanel(page)
        page.stack.addWidget(self.panel)
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self._fill_menu)
        page.header.compare.setMenu(self.menu)
        self.panel.closed.connect(page.show_text)
        self.panel.apply_asked.connect(self._apply)
        self.panel.save_asked.connect(self._save)

    def is_open(self) -> bool:
        """Whether the panel stands where the text is."""
        return self._page.stack.currentWidget() is self.panel

    def with_version(self, number: int) -> None:
        """An older version beside the one shown."""
        row = self._page.row
        if row is None or not self._page.keep():
            return
        newest = row.version_number
        self._run(
            lambda _job: compare_versions(self._page.context.db, row.paper_id, number, newest),
            partial(self._show, names=(f"Bản {number}", f"Bản {newest}")),
        )

    def with_paper(self, paper_id: UUID, title: str) -> None:
        """Another paper beside this one."""
        row = self._page.row
        if row is None or not self._page.keep():
            return
        db = self._page.context.db

        def work(_job: JobContext) -> Comparison:
            return compare(version_document(db, paper_id), version_document(db, row.paper_id))

        self._run(work, partial(self._show, names=(title, "Văn bản này")))

    def with_file(self) -> None:
        """A file beside this paper, for instance the upper unit's plan."""
        path = self._ask("So sánh với tệp", _READABLE)
        row = self._page.row
        if path is None or row is None or not self._page.keep():
            return
        db = self._page.context.db

        def work(job: JobContext) -> Comparison:
            return compare(file_document(path, job=job), version_document(db, row.paper_id))

        self._run(work, partial(self._show, names=(path.name, "Văn bản này")))

    def take_back(self) -> None:
        """A file that was changed in Word."""
        path = self._ask("Đọc lại bản đã sửa trong Word", _WORD)
        if path is not None:
            self.review_file(path)

    def review_file(self, path: Path) -> None:
        """Show what a changed file says differently."""
        row = self._page.row
        if row is None or not self._page.keep():
            return
        db = self._page.context.db
        self._run(
            lambda job: take_back(db, path, row.paper_id, job),
            partial(self._show_review, name=path.name),
        )

    def _ask(self, title: str, kinds: str) -> Path | None:
        return feedback.ask_open(self._page, title, Path.home(), kinds)

    def _fill_menu(self) -> None:
        self.menu.clear()
        row = self._page.row
        if row is None:
            return
        db = self._page.context.db
        for version in db.read(list_versions, row.paper_id):
            if version.number != row.version_number:
                words = f"Với bản {version.number}"
                self.menu.addAction(words, partial(self.with_version, version.number))
        for paper_id, title in others_to_compare(db, row.paper_id)[:_MOST_OTHERS]:
            self.menu.addAction(f"Với {title}", partial(self.with_paper, paper_id, title))
        self.menu.addSeparator()
        self.menu.addAction("Với một tệp…", self.with_file)
        self.menu.addAction("Đọc lại bản đã sửa trong Word…", self.take_back)

    def _run(self, work: Callable[[JobContext], object], done: Callable[[object], None]) -> None:
        self._page.context.jobs.start(
            self._page,
            work,
            on_success=done,
            on_failure=self._fail,
            name="Đang so sánh",
        )

    def _fail(self, error: Exception) -> None:
        feedback.show_error(self._page, error)

    def _show(self, found: object, *, names: tuple[str, str]) -> None:
        if not isinstance(found, Comparison):
            return
        self._review = None
        self._shown = (found, *names)
        title = f"So sánh: {names[0]} và {names[1]}"
        self.panel.show_entries(entries_of(found), (title, *names), summary(found))
        self._page.stack.setCurrentWidget(self.panel)
        self.panel.list.setFocus()

    def _show_review(self, found: object, *, name: str) -> None:
        if not isinstance(found, Review):
            return
        self._review = found
        names = (f"Bản {found.base_version} trong chương trình", name)
        self._shown = (found.comparison, *names)
        facts = "\n".join((summary(found.comparison), *found.remarks))
        self.panel.show_review(
            entries_of_review(found),
            (f"Bản đã sửa trong Word: {name}", *names),
            facts,
            needs_reason=not may_edit(found.row.state),
        )
        self._page.stack.setCurrentWidget(self.panel)
        self.panel.list.setFocus()

    def _apply(self, numbers: object, reason: str) -> None:
        review, page = self._review, self._page
        if review is None or not isinstance(numbers, set):
            return
        try:
            done = apply_review(page.context.db, review, numbers, reason=reason)
        except AppError as error:
            feedback.show_error(page, error)
            return
        self._review = None
        page.show_text()
        page.reload()
        left = len(review.offers) - done
        rest = f"; {left} chỗ không nhận" if left else ""
        page.context.status.say(f"Đã đưa {done} chỗ sửa vào văn bản{rest}.")

    def _save(self, suffix: str) -> None:
        row = self._page.row
        if self._shown is None or row is None:
            return
        found, old, new = self._shown
        name = f"{slug(f'Bảng so sánh {old} {new}')}{suffix}"
        path = feedback.ask_save(self._page, "Lưu bảng so sánh", Path.home() / name, _SAVED[suffix])
        if path is None:
            return
        document = comparison_paper(found, old, new)
        db = self._page.context.db
        self._page.context.jobs.start(
            self._page,
            lambda _job: write_comparison(db, document, path),
            on_success=lambda _none: self._page.context.status.say(f"Đã lưu {path.name}."),
            on_failure=self._fail,
            name="Đang lưu bảng so sánh",
        )
