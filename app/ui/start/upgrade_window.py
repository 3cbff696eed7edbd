"""How far an upgrade of the data is; seen only when there is something to upgrade."""

from collections.abc import Callable
from typing import Final

from app.data_folder import DataFolder
from app.db.migrate import telling
from app.errors import AppError, DataFileError
from app.jobs import JobContext
from app.ui.widgets.job_window import JobWindow

_NAME: Final = "Đang nâng cấp dữ liệu cho bản chương trình mới"


class UpgradeWindow(JobWindow):
    """Opens a folder in the background; it cannot be stopped, that would only be begun again."""

    def __init__(self, work: Callable[[], DataFolder]) -> None:
        super().__init__()
        self.folder: DataFolder | None = None
        self.error: AppError | None = None
        self.box.cancel.hide()
        self.box.stopped.connect(self.accept)

        def in_lane(job: JobContext) -> DataFolder:
            def report(done: int, total: int, _words: str) -> None:
                job.step(done, total, _words_of(done, total))

            with telling(report):
                return work()

        self.box.run(_NAME, in_lane, self._opened, self._failed)

    def reject(self) -> None:
        """Esc and the cross of the window wait too."""

    def _opened(self, folder: DataFolder) -> None:
        self.folder = folder
        self.accept()

    def _failed(self, error: AppError) -> None:
        self.error = error
        self.accept()


def open_with_progress(work: Callable[[], DataFolder]) -> DataFolder:
    """The folder that ``work`` opens, while the steps of its upgrade are seen.

    Raises:
        AppError: what ``work`` raises.
    """
    window = UpgradeWindow(work)
    window.exec()
    folder, error = window.folder, window.error
    window.deleteLater()
    if folder is None:
        raise error or DataFileError(
            "Chưa nâng cấp được dữ liệu; dữ liệu giữ nguyên như trước. Hãy mở lại chương trình."
        )
    return folder


def _words_of(done: int, total: int) -> str:
    return f"Bước {min(done + 1, total)} trong {total}. Đã sao lưu trước; xin đừng tắt máy."
