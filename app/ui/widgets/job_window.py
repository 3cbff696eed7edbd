"""A window of its own for work on a closed data folder: how far it is, and Hủy."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import AppError
from app.ui import feedback, icons
from app.ui.job_runner import JobRunner
from app.ui.widgets.wait_box import WaitBox


class JobWindow(QDialog):
    """``box`` runs the work; its end is told by accepting or rejecting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._jobs = JobRunner(self)
        self.box = WaitBox(self._jobs, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addWidget(self.box)
        letter = self.fontMetrics().horizontalAdvance("m")
        self.resize(QSize(letter * 34, self.fontMetrics().height() * 9))

    def done(self, result: int) -> None:
        """Whoever leaves waits until the folder is whole again."""
        self.box.stop(tell=False)
        self._jobs.close()
        super().done(result)

    def fail(self, error: AppError) -> None:
        """Tell why it could not be done, and leave."""
        feedback.show_error(self, error)
        self.reject()
