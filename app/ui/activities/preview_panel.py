"""What would be written down from Excel: each row fine, or what is wrong with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_period
from app.domain.figures import format_number
from app.ui.activities.column_widths import ColumnWidths
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel

if TYPE_CHECKING:
    from app.workflows.activities import PastePreview, PasteRow

NumberedRow = tuple[int, "PasteRow"]


def verdict(row: "PasteRow") -> str:
    """ "Ghi được", or everything that is wrong, cell by cell."""
    if row.errors:
        return "; ".join(f"{title}: {words}" if title else words for title, words in row.errors)
    return "Đã có hoạt động cùng ngày, cùng tên: không ghi" if row.repeats else "Ghi được"


def _mark(row: NumberedRow) -> tuple[str, str] | None:
    if row[1].errors:
        return "warn", "bad"
    return ("info", "quiet") if row[1].repeats else ("check", "good")


def _title(row: NumberedRow) -> str:
    return row[1].draft.title if row[1].draft else " | ".join(filter(None, row[1].cells))


def _days(row: NumberedRow) -> str:
    draft = row[1].draft
    return format_period(draft.starts_on, draft.ends_on) if draft else ""


def _people(row: NumberedRow) -> str:
    return format_number(row[1].draft.total) if row[1].draft else ""


COLUMNS: Final[tuple[Column[NumberedRow], ...]] = (
    Column("Dòng", lambda row: str(row[0]), lambda row: row[0], number=True),
    Column(
        "Nhận xét",
        lambda row: verdict(row[1]),
        mark=_mark,
        sample="Ngày: “32/11” không phải là ngày",
    ),
    Column("Ngày", _days, sample="88/88/8888"),
    Column("Hoạt động", _title, sample="Tuyên truyền Luật Bình đẳng giới"),
    Column("Tổng", _people, number=True),
)


class PreviewPanel(QFrame):
    """Stands in place of the table until the officer writes the rows down or puts them away."""

    write_requested = Signal(object)
    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._preview: PastePreview | None = None
        self.heading = WrapLabel("Xem trước khi ghi", role="heading", parent=self)
        self.summary = WrapLabel(parent=self)
        self.table: RowTable[NumberedRow] = RowTable(COLUMNS, "Các dòng đọc được", self, stretch=1)
        self.table.set_noun("dòng")
        self.write = QPushButton("Ghi", self)
        self.write.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi, không ghi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.write)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        ColumnWidths(self.table, 1)
        self.table.view.setWordWrap(True)
        self.write.clicked.connect(lambda: self.write_requested.emit(self._preview))
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the place of the table."""
        super().showEvent(event)
        self.shown_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives the place back, unless only the page as a whole went away."""
        super().hideEvent(event)
        if self.isHidden():
            self.shown_changed.emit(False)

    def show_preview(self, preview: "PastePreview", source: str) -> None:
        """Show what was read; ``source`` says from where."""
        self._preview = preview
        count = len(preview.drafts)
        self.heading.setText(f"Xem trước khi ghi: {source}")
        self.summary.setText(summary_words(preview))
        self.table.show_rows(list(enumerate(preview.rows, start=1)))
        self.table.view.resizeRowsToContents()
        self.write.setText(f"Ghi {count} hoạt động")
        self.write.setEnabled(count > 0)
        self.show()
        (self.write if count else self.cancel).setFocus()


def summary_words(preview: "PastePreview") -> str:
    """How many rows can be written, and everything that is left out."""
    wrong = sum(bool(row.errors) for row in preview.rows)
    again = sum(row.repeats and not row.errors for row in preview.rows)
    parts = [f"{len(preview.drafts)} dòng ghi được"]
    if wrong:
        parts.append(f"{wrong} dòng có chỗ sai, chưa ghi")
    if again:
        parts.append(f"{again} dòng đã có trong sổ")
    if preview.unknown_columns:
        parts.append(f"không đọc cột: {_quoted(preview.unknown_columns)}")
    if preview.skipped:
        parts.append(f"bỏ qua dòng tiêu đề, dòng cộng: {_quoted(preview.skipped)}")
    return " · ".join(parts)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
