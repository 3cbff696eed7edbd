"""What is typed in a paper and not kept yet: into the journal, and back after a crash."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from app.domain import fields
from app.domain.paper_content import PaperContent
from app.domain.papers import KIND_WORDS, may_edit
from app.errors import ConflictError
from app.journal import Draft
from app.queries.papers import PaperRow
from app.ui import feedback
from app.ui.compare import laying
from app.ui.editor import rescue
from app.ui.journal_band import PAPER
from app.ui.journal_content import content_of, plain_content
from app.ui.navigation import page_of

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage

SAVE: Final = "Lưu chữ ra tệp…"


class PaperDraft(QObject):
    """Serves one page."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        page.context.journal.watch(self, self.draft)

    def draft(self) -> Draft | None:
        """What is not kept yet; None when everything is."""
        row = self._page.row
        if row is None or not self._page.keeper.dirty:
            return None
        content = self._page.view.content()
        return Draft(
            kind=PAPER,
            where=f"{KIND_WORDS[row.kind]} “{' '.join(content.head.title)}”",
            page=page_of(row.kind),
            target={"paper_id": str(row.paper_id)},
            words=_changed_words(row.content, content),
            typed={
                "version": str(row.version_id),
                "revision": self._page.keeper.revision,
                "content": plain_content(content),
            },
        )

    def take_back(self, typed: Mapping[str, Any]) -> bool:
        """Put the words into the open paper; False when they are still nowhere.

        A paper that was saved elsewhere since shows both; one that is issued takes nothing more, so
        the words go into a file.
        """
        page, content = self._page, content_of(typed["content"])
        row = page.row
        if row is None or not may_edit(row.state) or str(row.version_id) != typed["version"]:
            return self._save_apart(content)
        page.view.show_content(content, row.year, content.head.day or page.context.today())
        page.keeper.take(row.version_id, int(typed["revision"]))
        page.header.say_unsaved()
        page.keeper.touch()
        page.keeper.flush()
        return True

    def show_both(self, row: PaperRow, error: ConflictError) -> None:
        """Somebody saved the paper since: what is typed stands here, what was kept is a click away."""
        page = self._page
        page.band.tell(
            "warn",
            f"{error.message} Chữ đang gõ vẫn còn ở đây.",
            ("Xem hai bản", partial(self._lay_beside, row)),
            ("Giữ chữ đang gõ", page.overwrite),
            ("Lấy bản đã ghi", page.reload_asked),
        )

    def _lay_beside(self, row: PaperRow) -> None:
        content, db = self._page.view.content(), self._page.context.db
        self._page.comparing.start(lambda _job: laying.kept_and_typed(db, row.paper_id, content))

    def _save_apart(self, content: PaperContent) -> bool:
        question = (
            "Văn bản này đã ban hành hoặc đã sang bản khác nên không nhận thêm chữ. Chữ đang gõ dở "
            "vẫn còn; có thể lưu ra một tệp riêng."
        )
        if feedback.choose(self._page, question, (SAVE, rescue.STAY)) != SAVE:
            return False
        return rescue.save_plain(self._page, content) is not None


def _changed_words(before: PaperContent, after: PaperContent) -> str:
    """The first words that are not in what was kept."""
    known = {(node.heading, node.text) for node in before.nodes}
    new = [node for node in after.nodes if (node.heading, node.text) not in known]
    found = new or after.nodes
    return fields.plain(f"{found[0].heading} {found[0].text}") if found else ""
