"""A filled form before it is written: cell by cell what it would do, and every fault at once."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.table_model import Column
from app.ui.widgets.file_look import FileLook, Looked
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


class FilePreview(FileLook[ReadingRow]):
    """``given``: write it; ``marked_asked``: hand the file back marked; ``left``: neither."""

    given = Signal()
    marked_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, "Các ô trong tệp", 4, "Thôi, không ghi", parent)
        self.table.set_noun("ô")
        self.marked = QPushButton("Lưu bản đánh dấu lỗi…", self)
        self.add_button(self.marked)
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
        count = len(reading.block.writes)
        looked = Looked(
            heading=f"Xem trước khi ghi: {source}",
            summary=" · ".join(filter(None, (form, period, _counts(reading, rows)))),
            problems=_problems(reading),
            write=f"Ghi {count} ô",
            can_write=count > 0 and not reading.faults,
        )
        self.show_look(looked, rows)
        self.marked.setVisible(reading.faults > 0)
        self.take_focus()


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


def _problems(reading: FormReading) -> list[str]:
    said = list(reading.problems)
    if reading.faults:
        # First, so that a long list does not hide it.
        said.insert(
            0,
            f"Có {reading.faults} chỗ chưa đúng nên chưa ghi số nào. Sửa trong tệp rồi đọc lại, hoặc "
            "lưu bản đánh dấu lỗi gửi lại nơi lập biểu.",
        )
    return said
