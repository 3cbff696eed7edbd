"""How far an upgrade of the data is; seen only when there is something to upgrade."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QVBoxLayout

from app.db.migrate import telling
from app.ui import icons
from app.ui.widgets.labels import WrapLabel


class UpgradeWindow(QDialog):
    """Shown with the first step; it cannot be stopped, since that would only be begun again."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self.words = WrapLabel("Đang nâng cấp dữ liệu cho bản chương trình mới…", role="heading")
        self.step = WrapLabel(role="quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã nâng cấp được")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.setSpacing(12)
        for widget in (self.words, self.bar, self.step):
            layout.addWidget(widget)
        layout.addStretch(1)
        letter = self.fontMetrics().horizontalAdvance("m")
        self.resize(QSize(letter * 34, self.fontMetrics().height() * 9))

    def report(self, done: int, total: int, _words: str) -> None:
        """So many steps of so many."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(
            f"Bước {min(done + 1, total)} trong {total}. Đã sao lưu trước; xin đừng tắt máy."
        )
        self.show()
        # The data are opened on the window's own thread; between two steps it may paint.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


@contextmanager
def upgrade_shown() -> Iterator[UpgradeWindow]:
    """Data that are opened in here show how far their upgrade is."""
    window = UpgradeWindow()
    try:
        with telling(window.report):
            yield window
    finally:
        window.close()
        window.deleteLater()
