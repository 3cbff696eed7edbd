"""What the program understood of a file, before anything is kept."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from app.documents.blocks import Document, walk
from app.documents.readers.from_text import read_text_file
from app.documents.readers.outline import outline_lines
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_YEAR: Final = re.compile(r"năm\s+(\d{4})", re.IGNORECASE)


class Understood(QFrame):
    """Head in a few facts, body as an outline, and what had no place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.facts = WrapLabel(parent=self)
        self.doubts = MarkedLabel(self)
        self.outline = QListWidget(self)
        self.outline.setAccessibleName("Dàn ý đọc được")
        self.outline.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(
            WrapLabel("Chương trình hiểu tệp này như sau", role="heading", parent=self)
        )
        layout.addWidget(self.facts)
        layout.addWidget(self.doubts)
        layout.addWidget(self.outline, 1)
        self.outline.setMinimumHeight(self.fontMetrics().lineSpacing() * 12)

    def clear(self) -> None:
        """Show nothing."""
        self.outline.clear()
        self.facts.setText("")
        self.doubts.hide()

    def read(self, path: Path) -> int:
        """Show what a file says.

        Returns:
            the year of its title, 0 when it names none.

        Raises:
            AppError: it cannot be read or is no such text.
        """
        document = read_text_file(path)
        self.facts.setText("\n".join(_facts(document)))
        self.outline.clear()
        self.outline.addItems(outline_lines(document))
        self.doubts.setVisible(bool(document.left_over))
        if document.left_over:
            words = "\n".join(document.left_over)
            self.doubts.show_state("warn", f"Chưa rõ chỗ, cần xem lại:\n{words}", "warn")
        named = _YEAR.findall(" ".join(document.title))
        return int(named[-1]) if named else (document.year or 0)


def _facts(document: Document) -> list[str]:
    placed = list(walk(document.nodes))
    tasks = sum(found.node.task is not None for found in placed)
    signature = document.signature
    number = f"{document.number}/{document.symbol}" if document.symbol else document.number
    counts = (
        f"Căn cứ: {len(document.bases)} · Đoạn: {len(placed)} · Nhiệm vụ: {tasks} · "
        f"Nơi nhận: {len(document.recipients)}"
    )
    return [
        f"Tên: {' '.join([document.type_name, *document.title]) or 'chưa thấy'}",
        f"Cơ quan: {' / '.join(line.text for line in document.letterhead) or 'chưa thấy'}",
        f"Số: {number or 'chưa có'}",
        counts,
        f"Người ký: {signature.name or 'chưa thấy'}",
    ]
