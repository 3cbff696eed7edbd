"""Kiểm tra tệp: choose a file, see what is wrong in it, write it anew or take it in."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.file_check.done_band import Done
from app.ui.file_check.result import ResultView
from app.ui.file_check.start import StartView
from app.ui.file_check.writing import FileWriting
from app.ui.page import Page
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.wait_box import WaitBox

if TYPE_CHECKING:
    from app.workflows.file_checks import FileCheck

_FILES: Final = ("Văn bản (*.docx *.doc *.pdf *.txt *.md)", "Mọi tệp (*)")


class FileCheckPage(Page):
    """Nothing is kept and no file is changed unless the officer asks for a new one."""

    title = "Kiểm tra tệp"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._path: Path | None = None
        self._checked: FileCheck | None = None
        self.stack = QStackedWidget(self)
        self.start = StartView(self)
        self.wait = WaitBox(context.jobs, self)
        self.result = ResultView(self)
        self.writing = FileWriting(context, self.wait, self)
        for view in (self.start, self.wait, self.result):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def open(self, target: Mapping[str, object]) -> None:
        """Check a file (``file``: its Path), or ask which (``choose``: True)."""
        path = target.get("file")
        if isinstance(path, Path):
            self.check(path)
        elif target.get("choose"):
            self._ask_file()

    def back(self) -> bool:
        """Esc: what runs is stopped, else away from the file; False when there is none."""
        if self.stack.currentWidget() is self.start:
            return False
        if self.wait.busy:
            self.wait.stop()
        else:
            self._forget()
        return True

    def check(self, path: Path, done: Done | None = None) -> None:
        """Check a file in the background and show what was found.

        Args:
            done: the file was just written; shown above the findings.
        """
        from app.workflows.check_facts import load_facts
        from app.workflows.file_checks import check_file

        db, today = self.context.db, self.context.today()

        def work(job: JobContext) -> "FileCheck":
            return check_file(path, load_facts(db, None, today), job)

        self._show_wait()
        show = partial(self._show, path, done=done)
        fail = partial(self._fail, path)
        self.wait.run(f"Đang kiểm tra {path.name}", work, show, fail)

    def _show_wait(self) -> None:
        self.start.show_error("")
        self.result.error.hide()
        self.stack.setCurrentWidget(self.wait)
        self.wait.cancel.setFocus()

    def _show(self, path: Path, checked: "FileCheck", *, done: Done | None) -> None:
        self._path, self._checked = path, checked
        self.result.show_check(path, checked, done)
        self._show_kept()

    def _show_kept(self) -> None:
        """The result that there is, else the start."""
        if self._path is None:
            self.stack.setCurrentWidget(self.start)
            self.start.pick.setFocus()
        else:
            self.stack.setCurrentWidget(self.result)
            self.result.take_keys()

    def _fail(self, path: Path, error: AppError) -> None:
        """The file cannot be read: the one before stays, so the sentence must name which."""
        words = error.message if path.name in error.message else f"“{path.name}”: {error.message}"
        (self.result if self._path else self.start).show_error(words)
        self._show_kept()

    def _stopped(self) -> None:
        self.writing.given_up()
        self._show_kept()

    def _forget(self) -> None:
        self._path = self._checked = None
        self._show_kept()

    def _ask_file(self) -> None:
        start = self._path.parent if self._path else Path.home()
        path = feedback.ask_open(self, "Chọn tệp cần kiểm tra", start, *_FILES)
        if path is not None:
            self.check(path)

    def _ask_remake(self) -> None:
        if self._path is not None:
            self.writing.ask_remake(self._path, self.result.part, self.result.parts)

    def _ask_save(self) -> None:
        if self._path is not None and self._checked is not None:
            self.writing.ask_save(self._path, self._checked)

    def _copy(self) -> None:
        from app.workflows.finding_lists import finding_lines

        if self._checked is not None:
            QGuiApplication.clipboard().setText("\n".join(finding_lines(self._checked)))
            count = sum(len(part.findings) for part in self._checked.parts)
            self.context.status.say(f"Đã chép {count} chỗ cần xem.")

    def _take_in(self) -> None:
        if self._path is not None:
            self.context.navigate("plans", file=self._path)

    def _connect(self) -> None:
        for view in (self.start, self.result):
            view.file_asked.connect(self._ask_file)
        self.result.remake_asked.connect(self._ask_remake)
        self.result.take_in_asked.connect(self._take_in)
        self.result.save_asked.connect(self._ask_save)
        self.result.copy_asked.connect(self._copy)
        self.wait.stopped.connect(self._stopped)
        self.writing.began.connect(self._show_wait)
        self.writing.ended.connect(self._show_kept)
        self.writing.failed.connect(self.result.show_error)
        self.writing.remade.connect(lambda done: self.check(done.path, done))
        FileDrop(self).dropped.connect(self.check)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._ask_file)
