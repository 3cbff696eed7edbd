"""Issue of an open paper, its lock, and the next version."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.paper_content import PaperContent
from app.domain.papers import may_edit
from app.errors import AppError
from app.queries.office import list_signers
from app.queries.papers import list_versions
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.ui.editor.entries import Entry
from app.ui.editor.issue_panel import IssuePanel
from app.ui.editor.paper_header import issued_words
from app.ui.editor.reason_box import ReasonBox
from app.workflows.papers import issue, signed_content

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage


class Issuing(QObject):
    """Serves one page: the panel in its side, the band over its text."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        self.panel: IssuePanel | None = None
        self.reason = ReasonBox(page)
        self.reason.reason_given.connect(self._open_next)
        page.header.version_asked.connect(self._show_version)

    def is_locked(self) -> bool:
        """Whether the version shown is issued."""
        row = self._page.row
        return row is not None and not may_edit(row.state)

    def show_lock(self) -> None:
        """The band of an issued version, with the way to the next one."""
        page = self._page
        self.reason.hide()
        versions = page.context.db.read(list_versions, page.row.paper_id) if page.row else []
        page.header.show_versions(versions)
        if page.row is None or not self.is_locked():
            page.band.hide()
            return
        newest = versions[-1]
        if newest.version_id == page.row.version_id:
            verb = f"Sửa thành bản {newest.number + 1}…"
            page.band.tell("lock", issued_words(page.row), (verb, self._ask_reason))
        else:
            verb = f"Mở bản {newest.number}"
            page.band.tell("lock", issued_words(page.row), (verb, page.reload))

    def open(self) -> None:
        """Show the panel for number, day and signer."""
        page = self._page
        if page.row is None or self.is_locked() or not page.keep():
            return
        self.close()
        page.show_text()
        self.panel = IssuePanel(page)
        self.panel.issue_asked.connect(self._issue)
        self.panel.left.connect(self.close)
        self.panel.edited.connect(page.looking.live.soon)
        self.panel.findings.place_asked.connect(page.looking.going.show)
        page.view.add_side("Ban hành", self.panel)
        page.view.show_side(self.panel)
        signers = page.context.db.read(list_signers)
        self.panel.show_paper(page.row, signers, page.context.today())
        page.looking.live.now()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """What holds the issue back, and what goes along with its reason."""
        if self.panel is not None:
            self.panel.findings.show_entries(entries)

    def as_signed(self, content: PaperContent) -> PaperContent:
        """A content with what is typed in the panel, when that is open."""
        command = self.panel.typed() if self.panel is not None else None
        return signed_content(content, command) if command is not None else content

    def close(self) -> bool:
        """Put the panel away; False when there was none."""
        if self.panel is None:
            return False
        self._page.view.drop_side(self.panel)
        self.panel.deleteLater()
        self.panel = None
        self._page.view.show_side(self._page.view.node)
        self._page.looking.live.soon()
        return True

    def _issue(self, command: IssuePaper) -> None:
        page = self._page
        if page.row is None or self.panel is None or not page.keep():
            return
        try:
            with page.quietly():
                issue(page.context.db, page.row.paper_id, command)
        except AppError as error:
            self.panel.show_failure(error)
            page.looking.live.now()
            return
        self.close()
        page.reload()
        page.context.status.say("Đã ban hành và khóa văn bản.")

    def _show_version(self, number: int) -> None:
        page = self._page
        if page.row is not None and page.keep():
            page.open_paper(page.row.paper_id, number)

    def _ask_reason(self) -> None:
        if self._page.row is not None:
            self.reason.ask(self._page.row.version_number + 1)

    def _open_next(self, reason: str) -> None:
        page = self._page
        if page.row is None:
            return
        command = OpenNextVersion(paper_id=page.row.paper_id, reason=reason)
        try:
            with page.quietly():
                page.context.db.write(open_next_version, command)
        except AppError as error:
            self.reason.show_failure(error.message)
            return
        page.reload()
        page.view.editor.setFocus()
