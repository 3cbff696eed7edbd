"""One line of history with all its words, under the table."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.builders.log_sheets import where
from app.queries.change_log import LogRow
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll


class LineBox(QWidget):
    """The line stood on: where it was, the words before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        self.head = WrapLabel(role="strong", parent=inside)
        self.before = WrapLabel(parent=inside)
        self.after = WrapLabel(parent=inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for label in (self.head, self.before, self.after):
            column.addWidget(label)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TallScroll(inside, self))
        self.setMinimumHeight(self.fontMetrics().height() * 4)
        self.show_line(None)

    def show_line(self, row: LogRow | None) -> None:
        """Show a line; without one say what to do."""
        if row is None:
            self.head.setText("Chọn một dòng để đọc đủ lời trước và sau.")
        else:
            field = f" · {row.field}" if row.field else ""
            self.head.setText(f"{row.done}: {where(row)}{field}")
        before, after = (row.before, row.after) if row else ("", "")
        self.before.setText(f"Trước: {before}")
        self.after.setText(f"Sau: {after}")
        self.before.setVisible(bool(before))
        self.after.setVisible(bool(after))
