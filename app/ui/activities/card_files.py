"""Files of the card: kept in the data folder by a job, opened, taken off with a way back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.errors import AppError
from app.jobs import JobContext
from app.queries.activity_rows import AttachmentRow
from app.services.activities import AttachFile, attach_file, remove_attachment
from app.ui import feedback
from app.ui.activities.card import ActivityCard
from app.ui.context import UiContext
from app.workflows.attachments import StoredFile, keep_file, shown_path


@dataclass(slots=True)
class _Kept:
    """What came of keeping some files: one that fails does not hold up the others."""

    count: int = 0
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class CardFiles(QObject):
    """Carries out what the list of files on the card asks for."""

    def __init__(
        self, context: UiContext, card: ActivityCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        box = card.files
        box.add_requested.connect(self._choose)
        box.files_dropped.connect(self.add)
        box.open_requested.connect(self._open)
        box.folder_requested.connect(self._open_folder)
        box.remove_requested.connect(self._remove)

    def add(self, paths: Sequence[Path]) -> None:
        """Keep files of a recorded activity; those of a new one wait for it."""
        if not paths:
            return
        if self._card.row is None:
            self._card.add_waiting(paths)
        else:
            self.keep(self._card.row.id, paths)

    def keep(self, activity_id: UUID, paths: Sequence[Path]) -> None:
        """Copy files into the data folder and hang them on the activity."""

        def work(job: JobContext) -> _Kept:
            kept = _Kept()
            for number, path in enumerate(paths):
                job.step(number, len(paths), f"Đang giữ tệp {path.name}")
                self._keep_one(activity_id, path, kept)
            return kept

        self._context.jobs.start(self, work, on_success=self._kept, on_failure=self._failed)

    def _keep_one(self, activity_id: UUID, path: Path, kept: _Kept) -> None:
        try:
            stored = keep_file(self._context.paths, path)
            self._hang(activity_id, stored)
        except AppError as error:
            kept.errors.append(error.message)
            return
        kept.count += 1
        kept.notes += [stored.note] if stored.note else []

    def _hang(self, activity_id: UUID, stored: StoredFile) -> None:
        command = AttachFile(
            activity_id=activity_id,
            name=stored.name,
            sha256=stored.sha256,
            media_type=stored.media_type,
            size=stored.size,
        )
        self._context.db.write(attach_file, command)

    def _kept(self, kept: _Kept) -> None:
        if kept.count:
            self._context.status.say(
                " ".join([f"Đã giữ {kept.count} tệp minh chứng.", *kept.notes])
            )
        self._card.file_box.show_error(" ".join(kept.errors))

    def _failed(self, error: Exception) -> None:
        raise error

    def _choose(self) -> None:
        self._card.file_box.show_error("")
        path = feedback.ask_open(self._card, "Chọn tệp minh chứng", Path.home())
        if path is not None:
            self.add([path])

    def _path(self, file: AttachmentRow | Path) -> Path | None:
        if isinstance(file, Path):
            return file
        try:
            return shown_path(self._context.paths, file.sha256, file.name)
        except AppError as error:
            self._card.file_box.show_error(error.message)
            return None

    def _open(self, file: AttachmentRow | Path) -> None:
        path = self._path(file)
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            feedback.show_error(self._card, AppError(f"Máy chưa có chương trình mở “{path.name}”."))

    def _open_folder(self, file: AttachmentRow | Path) -> None:
        path = self._path(file)
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _remove(self, file: AttachmentRow | Path) -> None:
        row = self._card.row
        if isinstance(file, Path):
            self._card.drop_waiting(file)
        elif row is not None:
            self._context.db.write(remove_attachment, file.id)
            stored = StoredFile(file.name, file.sha256, file.media_type, file.size)
            self._context.status.offer_undo(
                f"Đã bỏ “{file.name}”.", partial(self._hang, row.id, stored)
            )
