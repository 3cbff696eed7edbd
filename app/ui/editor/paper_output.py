"""From the kept paper to preview, printer and files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import Final
from weakref import finalize

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.exports import ExportOf
from app.domain.papers import may_edit
from app.domain.text import slug
from app.errors import DataFileError
from app.jobs import JobContext
from app.queries.papers import PaperRow
from app.services.papers import mark_printed
from app.ui import feedback
from app.ui.context import UiContext
from app.vault.shown import new_shown_room
from app.workflows.exports import check_may_leave, record_file, record_print
from app.workflows.papers import export_paper

FILTERS: Final = {
    ".pdf": "Văn bản PDF (*.pdf)",
    ".docx": "Văn bản Word (*.docx)",
    ".xlsx": "Bảng tính Excel (*.xlsx)",
}


class PaperOutput(QObject):
    """Writes in the background lane. ``preview_ready`` carries the version and the path of its PDF."""

    preview_ready = Signal(object, object)

    def __init__(self, context: UiContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._folder: Path | None = None
        self._count = 0
        self._last = Path.home()

    def make_preview(self, row: PaperRow) -> None:
        """Write the PDF into this run's own folder; ``preview_ready`` follows."""
        if self._folder is None:
            self._folder = new_shown_room(self._context.paths.shown)
            # Gone with this page, at the latest with the program.
            finalize(self, rmtree, self._folder, ignore_errors=True)
        self._count += 1
        path = self._folder / f"xem-truoc-{self._count}.pdf"
        self._write(row, path, partial(self.preview_ready.emit, row.version_id, path), self._fail)

    def save(self, row: PaperRow, suffix: str) -> None:
        """Ask where, and write there; a file that is open elsewhere can be tried again."""
        name = f"{slug(_name(row))}{suffix}"
        path = feedback.ask_save(self._owner, "Lưu văn bản", self._last / name, FILTERS[suffix])
        if path is not None:
            self._save_to(row, path)

    def printed(self, row: PaperRow) -> None:
        """Remember that the version went to the printer."""
        self._context.db.write(mark_printed, row.version_id)
        record_print(self._context.db, _export(row))
        self._context.status.say("Đã gửi lệnh in.")

    def _save_to(self, row: PaperRow, path: Path) -> None:
        done, failed = partial(self._saved, path), partial(self._failed_at, row, path)
        self._write(row, path, done, failed, kept=True)

    def _saved(self, path: Path) -> None:
        self._last = path.parent
        self._context.status.say(f"Đã lưu {path.name} vào {path.parent}.")

    def _failed_at(self, row: PaperRow, path: Path, error: Exception) -> None:
        if not isinstance(error, DataFileError):
            self._fail(error)
            return
        target = feedback.ask_after_failure(self._owner, path, error, FILTERS[path.suffix.lower()])
        if target is not None:
            self._save_to(row, target)

    def _fail(self, error: Exception) -> None:
        feedback.show_error(self._owner, error)

    def _write(
        self,
        row: PaperRow,
        path: Path,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
        *,
        kept: bool = False,
    ) -> None:
        draft = self._context.preferences.choices.print_draft and may_edit(row.state)

        def work(_job: JobContext) -> None:
            db, version = self._context.db, row.version_number
            if kept:
                check_may_leave(db)
            export_paper(db, row.paper_id, path, version=version, draft=draft)
            if kept:
                record_file(db, path, _export(row))

        self._context.jobs.start(
            self._owner,
            work,
            on_success=lambda _nothing: done(),
            on_failure=failed,
            name="Đang dựng văn bản",
        )


def _export(row: PaperRow) -> ExportOf:
    return ExportOf(_name(row), "paper", row.paper_id)


def _name(row: PaperRow) -> str:
    head = row.content.head
    number = f"{head.number}-{head.symbol} " if head.number else ""
    return f"{number}{head.type_name} {' '.join(head.title)}"
