"""What must be looked at in an open paper: asked for, shown, gone to, confirmed, mended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from app.domain.paper_content import LeftOver
from app.domain.papers import may_edit
from app.services.papers import confirm_left_over, mark_checked
from app.ui.editor.look_strip import Numbered
from app.ui.editor.places import block_of_key, block_of_left_over, doubts
from app.workflows.checks import Finding, Severity, check_paper

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage


class Looking(QObject):
    """Serves the strip of one page."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        self._findings: list[Finding] = []
        self._asked = False
        strip = page.view.strip
        strip.place_asked.connect(self.go_to)
        strip.confirm_asked.connect(self.confirm)
        strip.mend_asked.connect(self.mend)

    def check(self) -> None:
        """Kiểm tra: list what must be mended; a clean version is marked as checked."""
        page = self._page
        row = page.row
        if row is None or not page.keep():
            return
        page.show_text()
        self._asked = True
        self._read()
        blocking = [found for found in self._findings if found.severity is Severity.BLOCK]
        if not blocking and may_edit(row.state):
            page.run(lambda: page.context.db.write(mark_checked, row.version_id))
        page.view.strip.unfold(True)
        if not self._findings:
            page.context.status.say("Đã kiểm tra: không thấy chỗ nào phải sửa.")

    def show_left_overs(self) -> None:
        """A paper was opened: only the left-overs are known."""
        self._findings, self._asked = [], False
        self._show()

    def refresh_soon(self) -> None:
        """After saving: what was asked for is asked again, so that mended places go."""
        if self._asked:
            self._read()

    def go_to(self, entry: object) -> None:
        """Jump to the place of a finding or a left-over."""
        if isinstance(entry, Numbered):
            self._go_to_left_over(entry.left_over)
        elif isinstance(entry, Finding):
            self._go_to_finding(entry)

    def confirm(self, index: int) -> None:
        """A left-over was seen and stays as it is."""
        page = self._page
        if page.row is None:
            return
        version = page.row.version_id
        if page.run(lambda: page.context.db.write(confirm_left_over, version, index)):
            self._read() if self._asked else self._show()

    def mend(self, finding: object) -> None:
        """Sửa giúp: the words of a place in the text, as one undo step."""
        if not isinstance(finding, Finding) or finding.mend is None:
            return
        editor, mend = self._page.view.editor, finding.mend
        number = block_of_key(editor.document(), mend.where)
        if number is None:
            return
        block = editor.document().findBlockByNumber(number)
        start = block.text().find(mend.old)
        if start < 0:
            return
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        end = block.position() + start + len(mend.old)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(mend.new)
        self._page.keeper.flush()

    def _read(self) -> None:
        page = self._page
        if page.row is not None:
            self._findings = check_paper(page.context.db, page.row.paper_id, page.context.today())
        self._show()

    def _show(self) -> None:
        row = self._page.row
        left_overs = row.left_overs if row is not None else ()
        view = self._page.view
        view.strip.show_entries(self._findings, left_overs)
        view.editor.highlighter.set_doubts(doubts(view.editor.document(), left_overs))

    def _go_to_left_over(self, left_over: LeftOver) -> None:
        view = self._page.view
        number = block_of_left_over(view.editor.document(), left_over)
        if number is None:
            if view.head.find_line(left_over.found):
                view.show_side(view.head)
            return
        self._select(number, left_over.found)

    def _go_to_finding(self, finding: Finding) -> None:
        view = self._page.view
        number = block_of_key(view.editor.document(), finding.where)
        words = finding.quote
        if number is not None:
            self._select(number, words)
            return
        view.show_side(view.head)
        if not (words and view.head.find_line(words)):
            view.head.show_place(finding.where.partition(":")[0])

    def _select(self, number: int, words: str) -> None:
        editor = self._page.view.editor
        start = editor.document().findBlockByNumber(number).text().find(words)
        end = start + len(words) if words and start >= 0 else 0
        editor.go_to(number, max(start, 0) if end else 0, end)
        editor.setFocus()
