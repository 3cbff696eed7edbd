"""Comparing from an open paper: with another version, paper or file; a file changed in Word."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.exports import ExportOf
from app.domain.paper_content import PaperContent
from app.domain.papers import may_edit
from app.domain.text import slug
from app.errors import AppError, DataFileError
from app.jobs import JobContext
from app.queries.papers import PaperRow, list_versions
from app.services.papers import SaveContent, save_content
from app.ui import feedback
from app.ui.compare import laying
from app.ui.compare.choose_other import ChooseOther
from app.ui.compare.menu import CompareMenu
from app.ui.compare.panel import ComparePanel
from app.ui.compare.rows import Laid
from app.workflows.comparing import comparison_paper, others_to_compare
from app.workflows.exports import check_may_leave, record_file
from app.workflows.papers import write_plain
from app.workflows.round_trip import apply_review

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage

_PAPERS: Final = "Văn bản (*.docx *.pdf *.doc *.txt)"
_WORD: Final = "Văn bản Word (*.docx *.doc)"
_SAVES: Final = {".pdf": "Văn bản PDF (*.pdf)", ".docx": "Văn bản Word (*.docx)"}


class Comparing(QObject):
    """Serves one page: the menu in its header, the panel in place of its text."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._last = Path.home()
        self._file: Path | None = None
        self.menu = CompareMenu(page.header)
        self.panel = ComparePanel(page)
        self.other = ChooseOther(page)
        page.header.compare.setMenu(self.menu)
        for view in (self.panel, self.other):
            page.stack.addWidget(view)
            view.closed.connect(page.show_text)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.version_asked.connect(self.with_version)
        self.menu.other_asked.connect(self.choose_other)
        self.menu.back_asked.connect(self.ask_word_file)
        self.other.paper_chosen.connect(self.with_paper)
        self.other.file_asked.connect(self.ask_file)
        self.panel.save_asked.connect(self._save)
        self.panel.apply_asked.connect(self._apply)

    def is_open(self) -> bool:
        """Whether differences stand where the text is."""
        return self._page.stack.currentWidget() is self.panel

    def with_version(self, number: int) -> None:
        """The version shown beside another one of the same paper."""
        row = self._kept()
        if row is not None:
            db, shown = self._context.db, row.version_number
            self.start(lambda _job: laying.two_versions(db, row.paper_id, number, shown))

    def choose_other(self) -> None:
        """Ask which other paper."""
        row = self._kept()
        if row is not None:
            self.other.offer(others_to_compare(self._context.db, row.paper_id))
            self._page.stack.setCurrentWidget(self.other)

    def with_paper(self, paper_id: UUID, title: str) -> None:
        """The version shown beside another paper of ours."""
        row = self._kept()
        if row is not None:
            db, ours = self._context.db, (row.paper_id, row.version_number)
            self.start(lambda _job: laying.two_papers(db, (paper_id, title), ours))

    def ask_file(self) -> None:
        """The version shown beside the paper of a file."""
        row = self._kept()
        path = self._ask("So sánh với tệp nào?", _PAPERS) if row is not None else None
        if row is not None and path is not None:
            db, ours = self._context.db, (row.paper_id, row.version_number)
            self.start(lambda job: laying.file_and_ours(db, path, ours, job))

    def ask_word_file(self) -> None:
        """A file that was saved here and changed in Word: read it and offer its differences."""
        path = self._ask("Bản đã sửa trong Word", _WORD)
        if path is not None:
            self.review_file(path)

    def review_file(self, path: Path) -> None:
        """Show what a changed file says differently."""
        row = self._kept()
        if row is not None:
            self._file = path
            self._read_back(row.paper_id, path)

    def _read_back(self, paper_id: UUID, path: Path) -> None:
        db = self._context.db
        self.start(lambda job: laying.from_word(db, path, paper_id, job))

    def start(self, work: Callable[[JobContext], Laid]) -> None:
        """Lay two papers beside each other in the background, and show them."""
        row = self._page.row
        self._context.jobs.start(
            self._page,
            work,
            on_success=partial(self._show, row.paper_id if row else None),
            on_failure=lambda error: feedback.show_error(self._page, error),
            name="Đang so sánh",
        )

    def _show(self, paper_id: UUID | None, laid: Laid) -> None:
        row = self._page.row
        if row is None or row.paper_id != paper_id:
            return
        self._page.stack.setCurrentWidget(self.panel)
        self.panel.show_laid(laid)

    def _apply(self, numbers: Collection[int], reason: str) -> None:
        """Put in what was accepted, then read the file again: what is left stays to be seen."""
        laid, row = self.panel.laid, self._kept()
        if laid is None or laid.review is None or row is None:
            return
        review, page = laid.review, self._page
        try:
            with page.quietly():
                count = apply_review(self._context.db, review, numbers, reason=reason)
        except AppError as error:
            if self.panel.reason.isVisible():
                self.panel.reason.show_failure(error.message)
            else:
                feedback.show_error(page, error)
            return
        page.reload()
        self._tell(count, row if may_edit(row.state) else None)
        if count < len(review.offers) and self._file is not None:
            self._read_back(row.paper_id, self._file)
        else:
            page.show_text()

    def _tell(self, count: int, before: PaperRow | None) -> None:
        """What was done; a draft can be put back as it was."""
        words = f"Đã ghi {count} chỗ từ bản Word vào văn bản."
        now = self._page.row
        if before is None or now is None:
            self._context.status.say(f"{words} Bản {now.version_number if now else ''} đã mở.")
            return
        undo = partial(self._put_back, now.version_id, before.content)
        self._context.status.offer_undo(words, undo)

    def _put_back(self, version_id: UUID, content: PaperContent) -> None:
        page = self._page
        row = page.row
        if row is None or row.version_id != version_id or not page.keep():
            return
        command = SaveContent(
            version_id=version_id, seen_revision=page.keeper.revision, content=content
        )
        try:
            with page.quietly():
                self._context.db.write(save_content, command)
        except AppError as error:
            feedback.show_error(page, error)
            return
        page.reload()
        page.show_text()

    def _save(self, suffix: str) -> None:
        laid = self.panel.laid
        if laid is None:
            return
        name = f"{slug(f'Bảng so sánh {laid.new_name}')[:60]}{suffix}"
        path = feedback.ask_save(self._page, "Lưu bảng so sánh", self._last / name, _SAVES[suffix])
        if path is not None:
            self._save_to(laid, path)

    def _save_to(self, laid: Laid, path: Path) -> None:
        db = self._context.db

        def work(_job: JobContext) -> None:
            paper = comparison_paper(laid.comparison, laid.old_name, laid.new_name)
            check_may_leave(db)
            write_plain(db, paper, path)
            record_file(db, path, ExportOf(f"Bảng so sánh {laid.new_name}"))

        def failed(error: Exception) -> None:
            if not isinstance(error, DataFileError):
                feedback.show_error(self._page, error)
                return
            filters = _SAVES[path.suffix.lower()]
            target = feedback.ask_after_failure(self._page, path, error, filters)
            if target is not None:
                self._save_to(laid, target)

        self._context.jobs.start(
            self._page,
            work,
            on_success=lambda _nothing: self._saved(path),
            on_failure=failed,
            name="Đang dựng bảng so sánh",
        )

    def _saved(self, path: Path) -> None:
        self._last = path.parent
        self._context.status.say(f"Đã lưu {path.name} vào {path.parent}.")

    def _ask(self, title: str, filters: str) -> Path | None:
        path = feedback.ask_open(self._page, title, self._last, filters)
        if path is not None:
            self._last = path.parent
        return path

    def _kept(self) -> PaperRow | None:
        """The paper with everything typed kept; None when that failed."""
        return self._page.row if self._page.keep() else None

    def _fill_menu(self) -> None:
        row = self._page.row
        versions = self._context.db.read(list_versions, row.paper_id) if row is not None else ()
        self.menu.offer(versions, row.version_number if row is not None else 0)
