"""Saving the table as Excel; reading and pasting rows with a preview."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.backups.before import backup_before_import
from app.db.database import Database
from app.domain.exports import ExportOf
from app.errors import AppError, DataFileError
from app.jobs import JobContext
from app.queries.activities import ActivityFilter, find_activities
from app.queries.activity_rows import ActivityRow
from app.queries.kinds import get_catalogues
from app.services.activities import delete_activity, record_pasted
from app.ui import feedback
from app.ui.activities.preview_panel import PreviewPanel
from app.ui.context import UiContext
from app.workflows.exports import check_may_leave, record_file

if TYPE_CHECKING:
    from app.workflows.activities import PastePreview

_EXCEL = "Bảng Excel (*.xlsx)"
_EXCEL_IN = "Bảng Excel (*.xlsx *.xls)"


class SheetActions(QObject):
    """Carries out the Excel menu of the page."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self.panel = PreviewPanel(parent)
        self.panel.write_requested.connect(self._write)

    def save(self, rows: Sequence[ActivityRow]) -> None:
        """Ask where, and save the rows shown."""
        name = f"hoat-dong-{self._context.year}.xlsx"
        path = feedback.ask_save(self._window, "Lưu thành Excel", Path.home() / name, _EXCEL)
        if path is not None:
            self.save_to(path, rows)

    def save_to(self, path: Path, rows: Sequence[ActivityRow]) -> None:
        """Save the rows shown; a file that is open in Excel can be closed and tried again."""
        ids = [row.id for row in rows]

        def work(_job: JobContext) -> int:
            from app.workflows.activities import export_activities

            check_may_leave(self._context.db)
            count = export_activities(self._context.db, path, ActivityFilter(ids=ids))
            record_file(self._context.db, path, ExportOf(f"Hoạt động năm {self._context.year}"))
            return count

        self._start(work, partial(self._saved, path), partial(self._not_saved, path, rows))

    def paste(self) -> None:
        """Preview the block on the clipboard."""
        from app.documents.sheets import parse_pasted
        from app.workflows.activities import preview_block

        text = QGuiApplication.clipboard().text()
        block = parse_pasted(text) if text.strip() else []
        if not block:
            self._context.status.say("Chưa có gì để dán. Hãy chép các dòng trong Excel trước.")
            return
        db = self._context.db
        known = db.read(find_activities, ActivityFilter())
        preview = preview_block(block, db.read(get_catalogues), self._context.today(), known)
        self.panel.show_preview(preview, "dán từ Excel")

    def read_file(self) -> None:
        """Ask which file, and preview it."""
        path = feedback.ask_open(self._window, "Đọc từ tệp Excel", Path.home(), _EXCEL_IN)
        if path is not None:
            self.preview(path)

    def preview(self, path: Path) -> None:
        """Preview a file."""

        def work(_job: JobContext) -> "PastePreview":
            from app.workflows.activities import preview_file

            # While the file is looked at, so that nobody waits for it when the rows are written.
            backup_before_import(self._context.db, self._context.paths)
            return preview_file(self._context.db, path, self._context.today())

        self._start(work, lambda found: self.panel.show_preview(found, path.name), self._failed)

    def _write(self, preview: "PastePreview") -> None:
        try:
            ids = self._context.db.write(record_pasted, preview.drafts)
        except AppError as error:
            feedback.show_error(self._window, error)
            return
        self.panel.hide()
        self._context.status.offer_undo(
            f"Đã ghi {len(ids)} hoạt động.", partial(_take_back, self._context.db, ids)
        )

    def _saved(self, path: Path, count: int) -> None:
        self._context.status.say(f"Đã lưu {count} hoạt động vào {path.name}.")

    def _not_saved(self, path: Path, rows: Sequence[ActivityRow], error: Exception) -> None:
        if not isinstance(error, DataFileError):
            self._failed(error)
            return
        other = feedback.ask_after_failure(self._window, path, error, _EXCEL)
        if other is not None:
            self.save_to(other, rows)

    def _failed(self, error: Exception) -> None:
        feedback.show_error(self._window, error)

    def _start(
        self,
        work: Callable[[JobContext], object],
        done: Callable[..., None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._context.jobs.start(self, work, on_success=done, on_failure=failed)


def _take_back(db: Database, ids: Sequence[UUID]) -> None:
    for activity_id in ids:
        db.write(delete_activity, activity_id)
