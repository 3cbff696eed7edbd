"""A list of units from a file: looked at row by row, then written all or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.stand_in import StandIn
from app.workflows.unit_files import (
    LINE_WORDS,
    LineState,
    UnitLine,
    UnitSheet,
    read_units,
    take_units,
)

_FILES: Final = ("Danh sách đơn vị (*.xlsx *.xls *.csv)", "Mọi tệp (*)")
_MARKS: Final = {
    LineState.NEW: ("check", "good"),
    LineState.CHANGED: ("info", "primary"),
    LineState.SAME: ("info", "quiet"),
}
_SHOWN: Final = 8
_WRONG: Final = " Chưa ghi được: hãy sửa trong tệp các chỗ dưới đây rồi đọc lại."


def _changes(line: UnitLine) -> str:
    return "; ".join(
        f"{name}: {before or 'trống'} → {after or 'trống'}" for name, before, after in line.changes
    )


COLUMNS: Final[tuple[Column[UnitLine], ...]] = (
    Column("Dòng", lambda line: str(line.row), lambda line: line.row, number=True, sample="888"),
    Column(
        "Kết quả", lambda line: LINE_WORDS[line.state], mark=lambda line: _MARKS[line.state],
        sample="Như cũ",
    ),
    Column("Mã", lambda line: line.draft.code, sample="26734"),
    Column("Tên đơn vị", lambda line: line.draft.name, sample="Mẫu Thượng Đông"),
    Column("Cấp trên", lambda line: line.draft.parent_code or "Trực tiếp", sample="Trực tiếp"),
    Column("Thay đổi", _changes),
)  # fmt: skip


class UnitsFile(StandIn):
    """Stands in place of the list while a file is looked at."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sheet: UnitSheet | None = None
        self.preview = QWidget(self)
        self.heading = WrapLabel(role="heading", parent=self.preview)
        self.summary = WrapLabel(parent=self.preview)
        self.problems = MarkedLabel(self.preview)
        self.table: RowTable[UnitLine] = RowTable(
            COLUMNS, "Các dòng trong tệp", self.preview, stretch=5
        )
        self.table.set_noun("dòng")
        self.write = QPushButton("Ghi", self.preview)
        self.write.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi, không ghi", self.preview)
        self._lay_out()
        self.wait.stopped.connect(self.leave)
        self.write.clicked.connect(lambda _on: self._write())
        self.cancel.clicked.connect(lambda _on: self.leave())

    def ask(self) -> None:
        """Ask which file, and look at it."""
        path = feedback.ask_open(self, "Đọc danh sách đơn vị", Path.home(), *_FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file in the background and show what it would do."""
        db = self._context.db

        def work(_job: JobContext) -> UnitSheet:
            return read_units(db, path)

        self.take_place(self.wait)
        self.wait.run("Đang đọc tệp", work, lambda found: self._show(path, found), self.fail)

    def _show(self, path: Path, sheet: UnitSheet) -> None:
        self._sheet = sheet
        self.heading.setText(f"Xem trước khi ghi: {path.name}")
        counts = [f"{sheet.count(state)} đơn vị {LINE_WORDS[state].lower()}" for state in LineState]
        self.summary.setText(f"{', '.join(counts)}.{_WRONG if sheet.problems else ''}")
        said = _said(sheet.problems or sheet.warnings)
        self.problems.setVisible(bool(said))
        self.problems.show_state("warn", said, "bad" if sheet.problems else "warn")
        self.table.show_rows(sheet.lines)
        writes = len(sheet.lines) - sheet.count(LineState.SAME)
        self.write.setText(f"Ghi {writes} đơn vị")
        self.write.setEnabled(writes > 0 and not sheet.problems)
        self.take_place(self.preview)
        (self.write if self.write.isEnabled() else self.cancel).setFocus()

    def _write(self) -> None:
        if self._sheet is None:
            return
        try:
            count = take_units(self._context.db, self._sheet)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.leave()
        self._context.status.say(f"Đã ghi {count} đơn vị vào danh sách.")

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self.write, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self.preview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.summary, self.problems):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.addWidget(self.preview)


def _said(sentences: Sequence[str]) -> str:
    shown = list(sentences[:_SHOWN])
    if len(sentences) > _SHOWN:
        shown.append(f"Còn {len(sentences) - _SHOWN} chỗ khác.")
    return "\n".join(shown)
