"""What must be looked at in an open paper: shown, gone to, mended, let stand, confirmed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.paper_content import PaperContent
from app.domain.papers import may_edit
from app.errors import AppError
from app.services.papers import confirm_left_over, mark_checked
from app.services.waivers import WaiveFinding, waive_finding, withdraw_waiver
from app.ui.editor.entries import Entry, entries_of
from app.ui.editor.findings_list import FindingsList
from app.ui.editor.flaws_shown import FlawsShown
from app.ui.editor.going import Going
from app.ui.editor.live_check import LiveCheck
from app.ui.editor.look_strip import WAITING
from app.ui.editor.mends import put_mends
from app.ui.editor.places import doubts
from app.workflows.checks import Checked, Mend, Places

if TYPE_CHECKING:
    from app.ui.editor.paper_page import PaperPage

TITLE: Final = "Cần xem"
_ISSUED: Final = "Văn bản đã ban hành, không kiểm tra nữa."


class Looking(QObject):
    """Serves one page: its strip, its list beside the text, the waves in the text."""

    def __init__(self, page: "PaperPage") -> None:
        super().__init__(page)
        self._page = page
        self.checked: Checked | None = None
        self.entries: list[Entry] = []
        self.list = FindingsList(page)
        self.live = LiveCheck(page.context.db, self._content, self)
        self.going = Going(page.view)
        self._flaws = FlawsShown(page.view.editor)
        page.view.add_side(TITLE, self.list)
        self._connect()
        self._add_shortcuts()

    def open(self) -> None:
        """Another version is shown; an issued one has nothing to be mended."""
        self.checked = None
        row = self._page.row
        self._page.view.strip.setVisible(row is not None and may_edit(row.state))
        self._show()
        self.list.leave_box()
        self.learn()

    def learn(self) -> None:
        """Catalogues, waivers or left-overs are other ones now."""
        page = self._page
        writable = page.row is not None and may_edit(page.row.state)
        self.live.open(page.row if writable else None, page.context.today())

    def check(self) -> None:
        """Kiểm tra: list what must be mended; a clean version is marked as checked."""
        page = self._page
        row = page.row
        if row is None or not page.keep():
            return
        page.show_text()
        checked = self.live.now()
        if checked is not None and not checked.blocking and may_edit(row.state):
            page.run(lambda: page.context.db.write(mark_checked, row.version_id))
        self.show_list()
        if checked is not None and not checked.open:
            page.context.status.say("Đã kiểm tra: không thấy chỗ nào phải sửa.")

    def show_list(self) -> None:
        """Bring the list to the front."""
        self._page.view.show_side(self.list)
        self.list.list.setFocus()

    def step(self, step: int) -> None:
        """F8 and Shift+F8: the next place of the paper, the one before."""
        entry = self.going.next_of(self.entries, step)
        if entry is None:
            self._page.context.status.say("Không còn chỗ nào cần xem.")
            return
        self.list.stand_on(entry)
        self._page.view.strip.show_here([entry])

    def mend(self, entry: Entry) -> None:
        """Sửa giúp: one place."""
        if entry.mend is not None:
            self._put([entry.mend], entry.fix)
            self.going.show_mended(entry.mend)

    def mend_several(self, mends: Sequence[Mend]) -> None:
        """Sửa giúp tất cả: the places that were ticked, one step."""
        self._put(mends, "")

    def waive(self, entry: Entry, reason: str) -> None:
        """Let a finding stand, with its reason kept beside the paper."""
        page, finding = self._page, entry.finding
        if page.row is None or finding is None:
            return
        rule, quote = finding.identity
        command = WaiveFinding(paper_id=page.row.paper_id, rule=rule, quote=quote, reason=reason)
        self._write(lambda: page.context.db.write(waive_finding, command))

    def withdraw(self, entry: Entry) -> None:
        """Tính lại: what was let stand counts again."""
        waiver, page = entry.waiver, self._page
        if waiver is None or page.row is None:
            return
        self._write(lambda: page.context.db.write(withdraw_waiver, waiver.id))
        again = WaiveFinding(
            paper_id=page.row.paper_id, rule=waiver.rule, quote=waiver.quote, reason=waiver.reason
        )
        page.context.status.offer_undo(
            "Chỗ này được tính lại.",
            lambda: self._write(lambda: page.context.db.write(waive_finding, again)),
        )

    def confirm(self, entry: Entry) -> None:
        """A left-over was seen and stays as it is."""
        row = self._page.row
        if row is not None:
            version = row.version_id
            self._write(
                lambda: self._page.context.db.write(confirm_left_over, version, entry.index)
            )

    def _put(self, mends: Sequence[Mend], words: str) -> None:
        page = self._page
        if page.row is None or not may_edit(page.row.state):
            return
        done = put_mends(page.view, mends)
        status = page.context.status
        if not done.count:
            status.say("Chỗ này không còn như khi kiểm tra nữa, nên chưa sửa gì.")
            return

        def undo() -> None:
            if not done.undo():
                status.say("Đã gõ thêm sau khi sửa; bấm Ctrl+Z để lùi từng bước.")

        fixed = words.replace("Sửa thành", "Đã sửa") if words else f"Đã sửa {done.count} chỗ."
        status.offer_undo(fixed, undo)
        page.keeper.flush()
        self.live.now()

    def _write(self, work: Callable[[], object]) -> None:
        """One write of our own, then everything is counted anew."""
        page = self._page
        if page.run(work):
            self.learn()
            self.live.now()

    def _content(self) -> PaperContent:
        """As typed; while it is being issued, with the number and signer typed beside it."""
        return self._page.issuing.as_signed(self._page.view.typed())

    def _take(self, checked: Checked) -> None:
        self.checked = checked
        self._show()

    def _fail(self, error: AppError) -> None:
        self.list.show_entries((), error.message)
        self._page.view.strip.say_failure(error.message)

    def _show(self) -> None:
        page = self._page
        left_overs = page.row.left_overs if page.row is not None else ()
        checked = self.checked
        self.entries = (
            entries_of(checked, left_overs, Places(checked.document).words) if checked else []
        )
        view = page.view
        if checked is None:
            self.list.show_entries((), WAITING if view.strip.isVisibleTo(view) else _ISSUED)
            view.strip.say_waiting()
        else:
            self.list.show_entries(self.entries)
            view.strip.show_entries(self.entries)
        view.editor.highlighter.set_doubts(doubts(view.editor.document(), left_overs))
        self._flaws.show_entries(self.entries)
        self._show_here()
        page.issuing.show_entries(self.entries)

    def _show_here(self) -> None:
        self._page.view.strip.show_here(self._flaws.at_cursor())

    def _connect(self) -> None:
        view, listed = self._page.view, self.list
        self.live.checked.connect(self._take)
        self.live.failed.connect(self._fail)
        view.edited.connect(self.live.soon)
        view.editor.current_changed.connect(self._show_here)
        view.strip.list_asked.connect(self.show_list)
        view.strip.next_asked.connect(lambda: self.step(1))
        listed.place_asked.connect(self.going.show)
        listed.mend_asked.connect(self.mend)
        listed.mends_asked.connect(self.mend_several)
        listed.waive_asked.connect(self.waive)
        listed.withdraw_asked.connect(self.withdraw)
        listed.confirm_asked.connect(self.confirm)

    def _mend_current(self) -> None:
        entry = self.list.current()
        if entry is not None and entry.mend is not None:
            self.mend(entry)
        else:
            self._page.context.status.say("Chỗ này phải sửa tay.")

    def _waive_current(self) -> None:
        self._page.view.show_side(self.list)
        self.list.ask_reason()

    def _add_shortcuts(self) -> None:
        keys = (
            ("F8", lambda: self.step(1)),
            ("Shift+F8", lambda: self.step(-1)),
            ("Ctrl+F8", self._mend_current),
            ("Alt+F8", self._waive_current),
        )
        for key, work in keys:
            shortcut = QShortcut(QKeySequence(key), self._page.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
