"""The strip under the text: how much is to be mended or seen, and what stands at the cursor."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui import icons
from app.ui.editor.entries import Entry, Kind, counted
from app.ui.editor.entry_rows import SIGNS
from app.ui.widgets.labels import WrapLabel

NOTHING: Final = "Không thấy chỗ nào phải sửa"
WAITING: Final = "Đang kiểm tra…"


class LookStrip(QFrame):
    """``list_asked``: show the findings; ``next_asked``: go to the next one."""

    list_asked = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.summary = QPushButton(self)
        self.summary.setProperty("role", "link")
        self.summary.setToolTip("Xem từng chỗ ở bảng bên")
        self.hint = WrapLabel(role="quiet", parent=self)
        self.next = QPushButton("Chỗ tiếp theo", self)
        self.next.setToolTip("Đến chỗ tiếp theo (F8), về chỗ trước (Shift+F8)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(12)
        layout.addWidget(self.summary)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.next)
        self.summary.clicked.connect(lambda _on: self.list_asked.emit())
        self.next.clicked.connect(lambda _on: self.next_asked.emit())
        self.show_entries(())

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Count them by group."""
        worst = next(iter(entries), None)
        still = worst is None or worst.kind is Kind.WAIVED
        icon, role = ("check", "good") if still or worst is None else SIGNS[worst.kind]
        parts = [NOTHING if still else "", counted(entries)]
        self.summary.setIcon(icons.icon(icon, role))
        self.summary.setText(" · ".join(part for part in parts if part))
        self.next.setVisible(not still)

    def show_here(self, entries: Sequence[Entry]) -> None:
        """Say what is found where the cursor stands; one sentence, the rest by number."""
        more = f" (và {len(entries) - 1} chỗ nữa ở đoạn này)" if len(entries) > 1 else ""
        self.hint.setText(f"{entries[0].kind}: {entries[0].message}{more}" if entries else "")

    def say_waiting(self) -> None:
        """The first check is still to come."""
        self.summary.setIcon(icons.icon("refresh", "quiet"))
        self.summary.setText(WAITING)
        self.hint.setText("")
        self.next.hide()

    def say_failure(self, sentence: str) -> None:
        """The check itself could not be made."""
        self.summary.setIcon(icons.icon("warn", "bad"))
        self.summary.setText("Chưa kiểm tra được")
        self.hint.setText(sentence)
        self.next.hide()
