"""Reading a file in: waiting, what was understood, and keeping what is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.backups.before import backup_before_import
from app.db.database import Database
from app.documents.readers.from_file import FileReading
from app.errors import AppError, ValidationError
from app.jobs import JobContext
from app.paths import DataPaths
from app.services.papers import check_year, delete_paper
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.plans.understood import Understood
from app.ui.widgets.file_drop import FileDrop
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox
from app.workflows.importing import (
    KeepPaper,
    images_of,
    keep_found,
    read_file_papers,
    usual_part,
)
from app.workflows.understanding import Understanding, understand

READABLE: Final = "Văn bản (*.docx *.doc *.pdf *.txt *.md)"
ANY_FILE: Final = "Mọi tệp (*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file that was read and how each of its papers is understood."""

    path: Path
    reading: FileReading
    shown: tuple[Understanding, ...]


class ImportView(QWidget):
    """``kept`` carries the ids of the papers that were kept, ``left`` goes back."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = Path.home()
        self._read: _Read | None = None
        self.file_name = WrapLabel(role="quiet", parent=self)
        self.stack = QStackedWidget(self)
        self.wait = WaitBox(context.jobs, self)
        self.understood = Understood(self)
        self.nothing = QWidget(self)
        self.error = MarkedLabel(self)
        self.keep = QPushButton(self)
        self.keep.setProperty("role", "primary")
        self.other = QPushButton("Chọn tệp khác…", self)
        self.cancel = QPushButton("Thôi", self)
        self._lay_out()
        self.wait.stopped.connect(self._stopped)
        self.understood.ticked.connect(self._show_buttons)
        self.keep.clicked.connect(lambda _on: self._keep())
        self.other.clicked.connect(lambda _on: self._take_other())
        FileDrop(self).dropped.connect(self.read_file)
        self.cancel.clicked.connect(lambda _on: self.left.emit())

    def ask_file(self) -> Path | None:
        """Ask which file."""
        return feedback.ask_open(self, "Chọn tệp văn bản", self._folder, READABLE, ANY_FILE)

    def read_file(self, path: Path) -> None:
        """Read a file in the background and show what is understood; nothing is kept."""
        self._folder = path.parent
        self._read = None
        self.file_name.setText(f"Tệp: {path.name}")
        self.error.hide()
        self._show(self.wait)
        self.wait.run("Đang đọc tệp", partial(_read_all, path), self._show_read, self._fail)

    def give_up(self) -> None:
        """Leave the file; what still runs is stopped."""
        self.wait.stop(tell=False)
        self._read = None

    def _take_other(self) -> None:
        path = self.ask_file()
        if path is not None:
            self.read_file(path)

    def _show_read(self, read: _Read) -> None:
        self._read = read
        self.understood.show_papers(read.shown, read.reading.remarks, usual_part(read.reading))
        self._show(self.understood)
        self.keep.setFocus()

    def _fail(self, error: AppError) -> None:
        self.error.show_state("warn", error.message, "bad")
        self.error.show()
        self._show(self.understood if self._read else self.nothing)
        self.other.setFocus()

    def _stopped(self) -> None:
        if self._read is None:
            self.left.emit()
        else:
            self._show(self.understood)

    def _keep(self) -> None:
        read = self._read
        if read is None:
            return
        try:
            chosen = self.understood.chosen()
            for _number, year in chosen:
                check_year(year)
        except ValidationError as error:
            self._fail(error)
            self.understood.year.setFocus()
            return
        self.error.hide()
        db, paths = self._context.db, self._context.paths
        commands = _commands(read, chosen)
        self._show(self.wait)
        self.wait.run(
            "Đang giữ lại văn bản",
            lambda job: _keep_all(db, commands, paths, job),
            self.kept.emit,
            self._fail,
        )

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        self._show_buttons()

    def _show_buttons(self) -> None:
        waiting = self.stack.currentWidget() is self.wait
        count = self.understood.ticked_count()
        self.keep.setVisible(self._read is not None and not waiting)
        self.keep.setEnabled(count > 0)
        self.keep.setText(f"Giữ lại {count} văn bản này" if count > 1 else "Giữ lại văn bản này")
        self.other.setVisible(not waiting)
        self.cancel.setVisible(not waiting)

    def _lay_out(self) -> None:
        for view in (self.nothing, self.wait, self.understood):
            self.stack.addWidget(view)
        buttons = FlowLayout()
        for button in (self.keep, self.other, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.file_name)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)
        self.error.hide()


def _read_all(path: Path, job: JobContext) -> _Read:
    reading = read_file_papers(path, job)
    shown = []
    for number, found in enumerate(reading.papers):
        job.step(number, len(reading.papers), "Đang xếp đề mục")
        shown.append(understand(found))
    return _Read(path=path, reading=reading, shown=tuple(shown))


def _commands(read: _Read, chosen: Sequence[tuple[int, int]]) -> list[KeepPaper]:
    """One for each chosen paper; the first takes the pictures of the file."""
    made: list[KeepPaper] = []
    for number, year in chosen:
        images = () if made else images_of(read.reading)
        made.append(
            KeepPaper(
                found=replace(read.reading.papers[number - 1], images=images),
                file_name=read.path.name,
                year=year,
                remarks=read.reading.remarks,
            )
        )
    return made


def _keep_all(
    db: Database, commands: Sequence[KeepPaper], paths: DataPaths, job: JobContext
) -> list[UUID]:
    """All of them or, when one fails, none."""
    backup_before_import(db, paths)
    kept: list[UUID] = []
    try:
        for number, command in enumerate(commands):
            job.step(number, len(commands))
            kept.append(keep_found(db, command, paths))
    except AppError:
        for paper_id in kept:
            db.write(delete_paper, paper_id)
        raise
    return kept
