"""A paper opened for writing, plans and reports alike: kept while typed, checked, issued."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.papers import PaperKind, PaperState, may_edit
from app.domain.topics import Topic
from app.errors import AppError, ConflictError
from app.queries.office import list_signers
from app.queries.papers import PaperRow, get_paper
from app.queries.years import find_year
from app.services.papers import SetPrintChoices, set_print_choices
from app.ui import feedback
from app.ui.compare.comparing import Comparing
from app.ui.context import UiContext
from app.ui.editor import rescue
from app.ui.editor.band import Band
from app.ui.editor.issuing import Issuing
from app.ui.editor.keeper import Keeper
from app.ui.editor.looking import Looking
from app.ui.editor.paper_draft import PaperDraft
from app.ui.editor.paper_header import PaperHeader
from app.ui.editor.paper_output import PaperOutput
from app.ui.editor.paper_view import PaperView
from app.ui.editor.progress_box import ProgressBox
from app.ui.pdf_preview.preview import PdfPreview

#: What the checker asks besides the paper itself.
_LOOKED_AT = {Topic.CATALOGUE, Topic.OFFICE, Topic.ACTIVITY, Topic.FIGURE}


class PaperPage(QWidget):
    """``field_clicked`` carries the key of a bound number, ``list_asked``: back to the list.

    Hooks for the host: ``view.add_side(title, panel)``, ``header``, ``row``.
    """

    field_clicked = Signal(str)
    list_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._db = context.db
        self.row: PaperRow | None = None
        self._own = False
        self.header = PaperHeader(self)
        self.band = Band(self)
        self.view = PaperView(context.db, self)
        self.preview = PdfPreview(self)
        self.stack = QStackedWidget(self)
        self.progress = ProgressBox(context.db, context.today, self.view.node)
        self.view.node.extra.addWidget(self.progress)
        self.keeper = Keeper(context.db, self.view.content, self)
        self.output = PaperOutput(context, self)
        self.looking = Looking(self)
        self.issuing = Issuing(self)
        self.draft = PaperDraft(self)
        self._print_when_ready = False
        self._lay_out()
        self.comparing = Comparing(self)
        self._connect()

    def open_paper(self, paper_id: UUID, version: int | None = None) -> None:
        """Show a paper; the one shown before must have been left."""
        row = self._db.read(get_paper, paper_id, version)
        self.view.read_lists()
        self.view.head.set_signers(self._db.read(list_signers))
        self.show_text()
        self.issuing.close()
        self._show(row)

    def leave(self) -> bool:
        """Save what is not saved; when that fails, the officer chooses what becomes of it."""
        if self.keep():
            return True
        question = "Chưa ghi được những chữ vừa gõ. Rời khỏi văn bản thì làm gì với chúng?"
        answer = feedback.choose(self, question, (rescue.SAVE, rescue.DROP, rescue.STAY))
        if answer == rescue.SAVE and rescue.save_plain(self, self.view.content()) is None:
            return False
        if answer not in (rescue.SAVE, rescue.DROP):
            return False
        self.keeper.take(None, 0)
        self.row = None
        return True

    def keep(self) -> bool:
        """Save what is not saved; False when that failed, with the band saying why."""
        return self.row is None or self.keeper.flush()

    def show_text(self) -> None:
        """The text, not its preview."""
        self.stack.setCurrentWidget(self.view)

    def back(self) -> bool:
        """Esc: from preview, find bar or issue panel to the text; False when there is none."""
        if self.stack.currentWidget() is not self.view:
            self.show_text()
        elif self.view.find_bar.isVisible():
            self.view.find_bar.leave()
        else:
            boxes = (self.view.note_box.leave, self.looking.list.leave_box, self.issuing.close)
            return any(leave() for leave in boxes)
        return True

    def reload(self) -> None:
        """Show the newest version as it is kept."""
        if self.row is not None:
            self._show(self._db.read(get_paper, self.row.paper_id))

    def take_row(self) -> PaperRow | None:
        """Read the row again after a change of our own; the text stays as it is."""
        if self.row is None:
            return None
        self.row = self._db.read(get_paper, self.row.paper_id, self.row.version_number)
        self.keeper.revision = self.row.revision
        self.header.show_paper(self.row)
        return self.row

    def run(self, work: Callable[[], object]) -> bool:
        """Keep the text, then do one write of our own; False when either failed."""
        if not self.keep():
            return False
        try:
            with self.quietly():
                work()
        except AppError as error:
            feedback.show_error(self, error)
            return False
        self.take_row()
        return True

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Our own commits are no news to us."""
        self._own = True
        try:
            yield
        finally:
            self._own = False

    def _show(self, row: PaperRow) -> None:
        self.row = row
        locked = self._is_locked(row)
        self.keeper.take(None, 0)
        self.view.set_locked(False)
        self.view.show_content(row.content, row.year, row.content.head.day or self.context.today())
        self.view.set_locked(locked)
        self.keeper.take(None if locked else row.version_id, row.revision)
        self.header.show_paper(row)
        self.issuing.show_lock()
        self.looking.open()
        self._show_progress()

    def _is_locked(self, row: PaperRow) -> bool:
        """Issued, of a closed year, or the book is only looked at."""
        if not may_edit(row.state) or self._db.read_only:
            return True
        return self._db.read(find_year, row.year).closed

    def _show_progress(self) -> None:
        if self.row is None or self.row.kind is not PaperKind.PLAN:
            return
        key = self.view.node.key() if self.view.editor.task() is not None else None
        self.progress.show_task(self.row.paper_id, key)

    def _on_edited(self) -> None:
        if self.row is not None and may_edit(self.row.state):
            self.header.say_unsaved()
            self.keeper.touch()

    def _on_saved(self, at: datetime) -> None:
        if self.row is not None:
            self.row = replace(
                self.row,
                revision=self.keeper.revision,
                state=PaperState.DRAFT,
                updated_at=at,
                content=self.keeper.content or self.row.content,
            )
            self.header.show_paper(self.row)
        if not self.issuing.is_locked():
            self.band.hide()

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, ConflictError) and self.row is not None:
            self.draft.show_both(self.row, error)
        else:
            self.band.tell(
                "warn",
                f"Chưa ghi được. {error.message} Chữ đang gõ vẫn còn ở đây.",
                ("Thử lại", self.keeper.flush),
            )

    def overwrite(self) -> None:
        """What is typed here replaces what was kept elsewhere; history holds both."""
        if self.row is not None:
            self.keeper.revision = self._db.read(get_paper, self.row.paper_id).revision
            self.keeper.flush()

    def reload_asked(self) -> None:
        """Take what was kept elsewhere, after asking."""
        question = "Lấy bản đã ghi sẽ bỏ những chữ gõ ở đây từ lần ghi trước. Có lấy không?"
        if feedback.confirm(self, question, "Lấy bản đã ghi"):
            self.band.hide()
            self.reload()

    def _on_committed(self, topics: frozenset[Topic]) -> None:
        if self.row is None or self._own or self.keeper.saving:
            return
        if Topic.CATALOGUE in topics or Topic.OFFICE in topics:
            self.view.read_lists()
        if self._is_locked(self.row) != self.view.editor.isReadOnly() and self.keep():
            # Its year was closed, or opened again.
            self._show(self.row)
        if topics & _LOOKED_AT:
            self.looking.learn()
        if Topic.PAPER not in topics:
            return
        try:
            row = self._db.read(get_paper, self.row.paper_id)
        except AppError:
            return
        moved = (row.version_id, row.revision) != (self.row.version_id, self.keeper.revision)
        if moved and not self.keeper.dirty:
            self._show(row)

    def _print(self) -> None:
        self._print_when_ready = True
        self._preview()

    def _preview(self) -> None:
        if self.keep() and self.row is not None:
            self.output.make_preview(self.row)

    def _save_as(self, suffix: str) -> None:
        if self.keep() and self.row is not None:
            self.output.save(self.row, suffix)

    def _on_preview(self, version: UUID, path: Path) -> None:
        if self.row is None or self.row.version_id != version:
            return
        try:
            self.preview.show_file(path)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.stack.setCurrentWidget(self.preview)
        asked, self._print_when_ready = self._print_when_ready, False
        if asked:
            self.preview.ask_and_print()

    def _show_history(self) -> None:
        if self.keep() and self.row is not None:
            from app.ui.history.window import show_record

            name = " ".join(self.row.content.head.title)
            show_record(self.context, self, "paper", self.row.paper_id, name)

    def _on_printed(self) -> None:
        if self.row is not None:
            row = self.row
            self.run(lambda: self.output.printed(row))

    def _set_choices(self, assignments: bool, annex: bool) -> None:
        if self.row is not None:
            command = SetPrintChoices(
                paper_id=self.row.paper_id, show_assignments=assignments, show_task_annex=annex
            )
            self.run(lambda: self._db.write(set_print_choices, command))

    def _set_draft(self, on: bool) -> None:
        self.context.preferences.change(print_draft=on)
        if self.stack.currentWidget() is self.preview:
            self._preview()

    def _offer_undo(self, count: int) -> None:
        self.context.status.offer_undo(f"Đã thay {count} chỗ.", self.view.editor.undo)

    def _save_now(self) -> None:
        """Ctrl+S: everything is kept anyway; say so."""
        if self.keep():
            self.context.status.say("Đã lưu.")

    def _lay_out(self) -> None:
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.header, self.band, self.issuing.reason):
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        view, header = self.view, self.header
        view.edited.connect(self._on_edited)
        view.editor.field_clicked.connect(self.field_clicked)
        view.told.connect(self.context.status.say)
        view.find_bar.replaced.connect(self._offer_undo)
        view.node.task_shown.connect(lambda _key: self._show_progress())
        self.keeper.saved.connect(self._on_saved)
        self.keeper.failed.connect(self._on_failed)
        header.back_asked.connect(self.list_asked)
        header.check_asked.connect(self.looking.check)
        header.preview_asked.connect(self._preview)
        header.print_asked.connect(self._print)
        header.save_asked.connect(self._save_as)
        header.issue_asked.connect(self.issuing.open)
        header.history_asked.connect(self._show_history)
        header.choices_changed.connect(self._set_choices)
        header.draft.setChecked(self.context.preferences.choices.print_draft)
        header.draft_changed.connect(self._set_draft)
        self.output.preview_ready.connect(self._on_preview)
        self.preview.closed.connect(self.show_text)
        self.preview.save_asked.connect(lambda: self._save_as(".pdf"))
        self.preview.printed.connect(self._on_printed)
        self.context.bus.committed.connect(self._on_committed)
        for key, work in (("Ctrl+S", self._save_now), ("Ctrl+P", self._print)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
