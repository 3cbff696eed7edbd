"""Moving the closed data folder to this machine, with progress and a way out."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.jobs import JobContext
from app.moving import move_data_folder
from app.ui import feedback
from app.ui.widgets.job_window import JobWindow


class MovingWindow(JobWindow):
    """``aside`` is what the old folder is called once it was accepted; cancelled, all stays."""

    def __init__(self, root: Path, target: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aside: Path | None = None
        self.box.stopped.connect(self.reject)

        def work(job: JobContext) -> Path:
            return move_data_folder(root, target, datetime.now().astimezone(), job)

        self.box.run("Đang chuyển dữ liệu về máy này", work, self._moved, self.fail)

    def _moved(self, aside: Path) -> None:
        self.aside = aside
        self.accept()


def move_here(root: Path, target: Path) -> Path:
    """Move a closed folder while the officer watches; the folder to work with from now on."""
    question = (
        f"Chép mọi dữ liệu từ “{root}” về “{target}”, so lại từng tệp rồi làm việc ở đó? Thư mục cũ được "
        "giữ nguyên dưới tên khác; khi thấy ổn thì tự xóa."
    )
    if not feedback.confirm(None, question, "Chuyển"):
        return root
    window = MovingWindow(root, target)
    window.exec()
    aside = window.aside
    window.deleteLater()
    if aside is None:
        return root
    feedback.tell(
        None, f"Đã chuyển dữ liệu về “{target}”. Bản cũ vẫn còn ở “{aside}”, không dùng nữa."
    )
    return target
