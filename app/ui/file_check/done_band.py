"""What has just been written, what could not go into it, and the way to the new file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A file that was written, in one sentence; ``remarks`` are what a person must look after."""

    path: Path
    words: str
    remarks: tuple[str, ...] = ()


class DoneBand(QFrame):
    """Hidden until something was written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._path: Path | None = None
        self.words = MarkedLabel(self)
        self.remarks = WrapLabel()
        self._scroll = TallScroll(_held(self.remarks), self)
        self._scroll.setAccessibleName("Không đưa vào tệp mới")
        self.open_file = QPushButton("Mở tệp", self)
        self.open_file.setIcon(icons.icon("word"))
        self.open_folder = QPushButton("Mở thư mục", self)
        self.open_folder.setIcon(icons.icon("open"))
        self.error = MarkedLabel(self)
        self._lay_out()
        self.open_file.clicked.connect(lambda _on: self._open(folder=False))
        self.open_folder.clicked.connect(lambda _on: self._open(folder=True))
        self.show_done(None)

    def show_done(self, done: Done | None) -> None:
        """Show what was written; None takes it back."""
        self.error.hide()
        self.setVisible(done is not None)
        if done is None:
            return
        self._path = done.path
        self.words.show_state("check", done.words, "good")
        self._show_remarks(done.remarks)

    def _show_remarks(self, remarks: Sequence[str]) -> None:
        """Many remarks scroll: the findings below keep their room."""
        self.remarks.setText("\n".join(f"• {remark}" for remark in remarks))
        self._scroll.setVisible(bool(remarks))
        # What scrolls must be reached by keys too.
        many = len(remarks) > _MOST_LINES
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus if many else Qt.FocusPolicy.NoFocus)
        line = self.fontMetrics().lineSpacing()
        self._scroll.setFixedHeight(line * (min(len(remarks), _MOST_LINES) + 1))

    def _open(self, *, folder: bool) -> None:
        if self._path is None:
            return
        path = self._path.parent if folder else self._path
        if not path.exists():
            why = f"Không còn thấy “{path.name}” ở chỗ đã lưu. Hãy trình bày lại lần nữa."
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return
        else:
            why = f"Máy chưa có chương trình mở “{path.name}”."
        self.error.show_state("warn", why, "bad")
        self.error.show()

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self.open_file, self.open_folder):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for widget in (self.words, self._scroll, self.error):
            layout.addWidget(widget)
        layout.addLayout(buttons)


def _held(label: WrapLabel) -> QWidget:
    """A label alone would keep the height it once needed in a narrower window."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    layout.addStretch(1)
    return holder
