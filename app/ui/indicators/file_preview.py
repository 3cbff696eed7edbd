"""A filled form before it is written: cell by cell what it would do, and every fault at once."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.figure_blocks import CHANGED, NEW, REFUSED, SAME
from app.workflows.figure_forms import FormReading
from app.workflows.form_reading_rows import ReadingRow

OUTCOME_WORDS: Final = {
    REFUSED: "Không ghi được",
    NEW: "Mới",
    CHANGED: "Thay số cũ",
    SAME: "Như cũ",
}
_MARKS: Final = {
    REFUSED: ("warn", "bad"),
    NEW: ("check", "good"),
    CHANGED: ("check", "primary"),
    SAME: ("info", "quiet"),
}
_ORDER: Final = list(OUTCOME_WORDS)
_SHOWN: Final = 6


def _place_key(row: ReadingRow) -> tuple[int, str]:
    return int(row.place[1:]), row.place


COLUMNS: Final[tuple[Column[ReadingRow], ...]] = (
    Column("Ô", lambda row: row.place, _place_key, sample="D888"),
    Column(
        "Kết quả",
        lambda row: OUTCOME_WORDS[row.outcome],
        lambda row: _ORDER.index(row.outcome),
        mark=lambda row: _MARKS[row.outcome],
        sample="Không ghi được",
    ),
    Column("Chỉ tiêu", lambda row: row.name, sample="Dân số là người dân tộc"),
    Column("Cột", lambda row: row.column, sample="Tổng"),
    Column("Nhận xét", lambda row: row.why),
    Column("Số đang có", lambda row: row.before, number=True, sample="không có"),
    Column("Số trong tệp", lambda row: row.after, number=True, sample="không có"),
)


class FilePreview(QWidget):
    """``given``: write it; ``marked_asked``: hand the file back marked; ``left``: neither."""

    given = Signal()
    marked_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = WrapLabel(role="heading", parent=self)
        self.summary = WrapLabel(parent=self)
        self.problems = MarkedLabel(self)
        self.table: RowTable[ReadingRow] = RowTable(COLUMNS, "Các ô trong tệp", self, stretch=4)
        self.table.set_noun("ô")
        self.write = QPushButton("Ghi", self)
        self.write.setProperty("role", "primary")
        self.marked = QPushButton("Lưu bản đánh dấu lỗi…", self)
        self.cancel = QPushButton("Thôi, không ghi", self)
        self._lay_out()
        self.write.clicked.connect(lambda _on: self.given.emit())
        self.marked.clicked.connect(lambda _on: self.marked_asked.emit())
        self.cancel.clicked.connect(lambda _on: self.left.emit())

    def show_reading(
        self, source: str, form: str, reading: FormReading, rows: Sequence[ReadingRow]
    ) -> None:
        """Show what was read.

        Args:
            source: the file's name.
            form: the form's name; empty when it was not found.
        """
        period = reading.period.words if reading.period else ""
        self.heading.setText(f"Xem trước khi ghi: {source}")
        self.summary.setText(" · ".join(filter(None, (form, period, _counts(reading, rows)))))
        said = _problem_words(reading)
        self.problems.setVisible(bool(said))
        self.problems.show_state("warn", said, "bad")
        self.table.show_rows(rows)
        count = len(reading.block.writes)
        self.write.setText(f"Ghi {count} ô")
        self.write.setEnabled(count > 0 and not reading.faults)
        self.marked.setVisible(reading.faults > 0)
        (self.write if self.write.isEnabled() else self.cancel).setFocus()

    def _lay_out(self) -> None:
        self.table.view.setWordWrap(True)
        # Also when the window, and so the column, changes its width.
        self.table.view.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        buttons = FlowLayout()
        for button in (self.write, self.marked, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.summary, self.problems):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)


def _counts(reading: FormReading, rows: Sequence[ReadingRow]) -> str:
    outcomes = [row.outcome for row in rows]
    parts = [
        f"{outcomes.count(outcome)} ô {words.lower()}"
        for outcome, words in OUTCOME_WORDS.items()
        if outcome in outcomes
    ]
    if reading.hidden:
        parts.append(f"{reading.hidden} ô ghi dấu * giữ nguyên")
    return ", ".join(parts) or "tệp chưa ghi ô nào"


def _problem_words(reading: FormReading) -> str:
    said = list(reading.problems[:_SHOWN])
    if reading.faults:
        said.append(
            f"Có {reading.faults} chỗ chưa đúng nên chưa ghi số nào. Sửa trong tệp rồi đọc lại, hoặc "
            "lưu bản đánh dấu lỗi gửi lại nơi lập biểu."
        )
    return "\n".join(said)
