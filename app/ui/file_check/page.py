"""Kiểm tra tệp: choose a file, see what is wrong in it, write it anew or take it in."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import AppError, DataFileError
from app.jobs import JobContext
from app.queries.office import get_office
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.file_check.result import ResultView
from app.ui.file_check.start import StartView
from app.ui.page import Page
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.wait_box import WaitBox

if TYPE_CHECKING:
    from app.workflows.file_checks import FileCheck, Remade

_FILES: Final = ("Văn bản (*.docx *.doc *.pdf *.txt *.md)", "Mọi tệp (*)")
_WRITTEN: Final = {".docx": "Văn bản Word (*.docx)", ".pdf": "Văn bản PDF (*.pdf)"}
_EXCEL: Final = "Bảng Excel (*.xlsx)"


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
        for view in (self.start, self.wait, self.result):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def open(self, target: Mapping[str, object]) -> None:
        """Check a file (``file``: its Path)."""
        path = target.get("file")
        if isinstance(path, Path):
            self.check(path)

    def back(self) -> bool:
        """Esc: away from the file; False when there is none."""
        if self.stack.currentWidget() is self.start:
            return False
        self.wait.stop(tell=False)
        self._forget()
        return True

    def check(self, path: Path, done: str = "") -> None:
        """Check a file in the background and show what was found.

        Args:
            done: what has just been done, shown above the findings.
        """
        from app.workflows.check_facts import load_facts
        from app.workflows.file_checks import check_file

        db, today = self.context.db, self.context.today()

        def work(job: JobContext) -> "FileCheck":
            return check_file(path, load_facts(db, None, today), job)

        self.result.show_done(done)
        self.stack.setCurrentWidget(self.wait)
        self.wait.run("Đang kiểm tra tệp", work, partial(self._show, path), self._fail)

    def remake_to(self, out: Path) -> None:
        """Write the papers of the file anew, then check what was written."""
        from app.documents.layout import load_layout
        from app.workflows.check_facts import load_facts
        from app.workflows.file_checks import remake_file

        path, db, today = self._path, self.context.db, self.context.today()
        if path is None:
            return

        def work(_job: JobContext) -> "list[Remade]":
            office = db.read(get_office)
            layout = load_layout(office.print_options if office else {})
            return remake_file(path, out, layout, load_facts(db, None, today))

        self._write("Đang trình bày lại", work, self._remade, out, self.remake_to)

    def save_to(self, path: Path) -> None:
        """Write the list of findings as a workbook."""
        from app.workflows.finding_lists import save_findings

        checked = self._checked
        if checked is None:
            return

        def said(count: int) -> None:
            self.stack.setCurrentWidget(self.result)
            self.context.status.say(f"Đã lưu {count} dòng vào {path.name}.")

        self._write("Đang lưu", lambda _job: save_findings(path, checked), said, path, self.save_to)

    def _show(self, path: Path, checked: "FileCheck") -> None:
        self._path, self._checked = path, checked
        self.result.show_check(path, checked)
        self.stack.setCurrentWidget(self.result)
        self.result.list.setFocus()

    def _fail(self, error: AppError) -> None:
        """The file cannot be read: the one before stays."""
        if self._path is None:
            self.stack.setCurrentWidget(self.start)
            feedback.show_error(self, error)
            return
        self.stack.setCurrentWidget(self.result)
        self.result.show_error(error.message)

    def _stopped(self) -> None:
        self.stack.setCurrentWidget(self.result if self._path else self.start)

    def _forget(self) -> None:
        self._path = self._checked = None
        self.stack.setCurrentWidget(self.start)
        self.start.pick.setFocus()

    def _ask_file(self) -> None:
        start = self._path.parent if self._path else Path.home()
        path = feedback.ask_open(self, "Chọn tệp cần kiểm tra", start, *_FILES)
        if path is not None:
            self.check(path)

    def _ask_remake(self) -> None:
        if self._path is not None:
            name = self._path.with_name(f"{self._path.stem} - trình bày lại.docx")
            out = feedback.ask_save(self, "Trình bày lại thành", name, *_WRITTEN.values())
            if out is not None:
                self.remake_to(out)

    def _ask_save(self) -> None:
        if self._path is not None:
            name = self._path.with_name(f"{self._path.stem} - chỗ cần sửa.xlsx")
            path = feedback.ask_save(self, "Lưu danh sách", name, _EXCEL)
            if path is not None:
                self.save_to(path)

    def _copy(self) -> None:
        from app.workflows.finding_lists import finding_line

        if self._checked is None:
            return
        lines = [finding_line(one) for part in self._checked.parts for one in part.findings]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.context.status.say(f"Đã chép {len(lines)} dòng.")

    def _take_in(self) -> None:
        if self._path is not None:
            self.context.navigate("plans", file=self._path)

    def _remade(self, made: "Sequence[Remade]") -> None:
        names = ", ".join(one.path.name for one in made)
        mends = sum(one.mends for one in made)
        words = f"Đã trình bày lại: {names} (máy sửa {mends} chỗ)."
        remarks = [remark for one in made for remark in one.remarks]
        if remarks:
            words = "\n".join((words, *(f"• {remark}" for remark in remarks)))
        if len(made) > 1:
            words += "\nDưới đây là kết quả kiểm tra tệp đầu."
        self.check(made[0].path, words)

    def _write(
        self,
        name: str,
        work: Callable[[JobContext], object],
        done: Callable[..., None],
        path: Path,
        again: Callable[[Path], None],
    ) -> None:
        """Write a file in the background; one that is open elsewhere can be tried again."""

        def failed(error: AppError) -> None:
            self.stack.setCurrentWidget(self.result)
            if not isinstance(error, DataFileError):
                self.result.show_error(error.message)
                return
            kind = _WRITTEN.get(path.suffix.lower(), _EXCEL)
            other = feedback.ask_after_failure(self, path, error, kind)
            if other is not None:
                again(other)

        self.result.error.hide()
        self.stack.setCurrentWidget(self.wait)
        self.wait.run(name, work, done, failed)

    def _connect(self) -> None:
        for view in (self.start, self.result):
            view.file_asked.connect(self._ask_file)
        self.result.remake_asked.connect(self._ask_remake)
        self.result.take_in_asked.connect(self._take_in)
        self.result.save_asked.connect(self._ask_save)
        self.result.copy_asked.connect(self._copy)
        self.wait.stopped.connect(self._stopped)
        FileDrop(self).dropped.connect(self.check)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._ask_file)
