"""Cứu dữ liệu: what could be read of a damaged file, and whether it shall be used."""

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.checking.findings import table_words
from app.checking.rescue import rescue, take_rescued
from app.checking.rescue_report import backup_words
from app.checking.rescued import Rescued
from app.data_folder import data_paths
from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback, icons
from app.ui.flow_layout import FlowLayout
from app.ui.job_runner import JobRunner
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox
from app.workflows.folder_keys import with_vault

TAKE: Final = "Dùng dữ liệu cứu được"
_WHY: Final = (
    "Tệp bị hỏng được chép nguyên sang một thư mục riêng; chương trình chỉ đọc từ bản chép và ghi những "
    "gì đọc được sang tệp mới. Chưa có gì được thay."
)
_SHOWN: Final = 12


class RescueWindow(QDialog):
    """Accepted when the rescued file took the place of the damaged one.

    Args:
        root: the data folder, which no program may have open.
        key: of a data folder with a password.
    """

    def __init__(self, root: Path, key: bytes | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cứu dữ liệu – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._paths = with_vault(data_paths(root), key)
        self._jobs = JobRunner(self)
        self._rescued: Rescued | None = None
        self.wait = WaitBox(self._jobs, self)
        self.told = MarkedLabel(self)
        self.tables = WrapLabel(parent=self)
        self.backup = WrapLabel(role="quiet", parent=self)
        self.take = QPushButton(TAKE, self)
        self.take.setProperty("role", "primary")
        self.report = QPushButton(icons.icon("open"), "Mở báo cáo", self)
        self.leave = QPushButton("Thôi, chưa thay gì", self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self.take.clicked.connect(lambda _on: self._on_take())
        self.report.clicked.connect(lambda _on: self._on_report())
        self.leave.clicked.connect(lambda _on: self.reject())
        self.wait.stopped.connect(self.reject)
        self.finished.connect(lambda _result: self._end())

    def start(self) -> None:
        """Read the damaged file."""

        def work(job: JobContext) -> Rescued:
            return rescue(self._paths, datetime.now().astimezone(), job)

        self.wait.run("Đang cứu dữ liệu", work, self._show, self._fail)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing in the middle stops the work; the data stay as they were."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._jobs.cancel_all()
        self._jobs.close()

    def _fail(self, error: AppError) -> None:
        feedback.show_error(self, error)
        self.reject()

    def _show(self, rescued: Rescued) -> None:
        self._rescued = rescued
        calm = not (rescued.lost or rescued.unsure or rescued.check.wrong)
        self.told.show_state(
            "done" if calm else "warn", rescued.headline, "good" if calm else "warn"
        )
        self.tables.setText("\n".join(_lost_words(rescued)))
        self.tables.setVisible(bool(self.tables.text()))
        self.backup.setText(backup_words(rescued, self._paths))
        self.stack.setCurrentIndex(1)
        self.report.setFocus()

    def _on_report(self) -> None:
        if self._rescued is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._rescued.report)))

    def _on_take(self) -> None:
        rescued = self._rescued
        question = "Dùng tệp cứu được thay cho tệp bị hỏng? Tệp bị hỏng vẫn được giữ trong thư mục dữ liệu."
        if rescued is None or not feedback.confirm(self, question, TAKE):
            return
        try:
            take_rescued(self._paths, rescued, datetime.now().astimezone())
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.accept()

    def _lay_out(self) -> None:
        result = QWidget(self)
        buttons = FlowLayout()
        for button in (self.take, self.report, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        inside = QVBoxLayout(result)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(WrapLabel("Cứu dữ liệu từ tệp bị hỏng", role="title", parent=result))
        inside.addWidget(WrapLabel(_WHY, role="quiet", parent=result))
        for label in (self.told, self.tables, self.backup):
            inside.addWidget(label)
        inside.addLayout(buttons)
        inside.addStretch(1)
        for view in (self.wait, result):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(self.stack)
        letter = self.fontMetrics()
        room = self.screen().availableSize()
        wanted = letter.horizontalAdvance("m") * 52
        self.resize(min(wanted, room.width() - 40), min(letter.height() * 24, room.height() - 60))


def _lost_words(rescued: Rescued) -> list[str]:
    """Kinds of records of which something is gone, or came back from history."""
    lines = []
    for one in rescued.tables:
        parts = [f"dựng lại từ lịch sử {one.rebuilt}"] if one.rebuilt else []
        if one.refused:
            parts.append(f"hỏng {one.refused}")
        if one.lost is None:
            parts.append("không rõ mất bao nhiêu")
        elif one.lost:
            parts.append(f"mất {one.lost}")
        if parts:
            lines.append(f"{table_words(one.table)}: {', '.join(parts)}")
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], f"… và {more} loại khác (xem báo cáo)"] if more > 0 else lines
