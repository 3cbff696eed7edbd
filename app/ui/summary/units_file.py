"""A list of units from a file: looked at row by row, then written all or not at all."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from app.backups.before import backup_before_import
from app.errors import AppError
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.table_model import Column
from app.ui.widgets.file_look import FileLook, Looked
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
        self.look: FileLook[UnitLine] = FileLook(
            COLUMNS, "Các dòng trong tệp", 5, "Thôi, không ghi", self
        )
        self.look.table.set_noun("dòng")
        self.addWidget(self.look)
        self.wait.stopped.connect(self.leave)
        self.look.write.clicked.connect(lambda _on: self._write())
        self.look.cancel.clicked.connect(lambda _on: self.leave())

    def ask(self) -> None:
        """Ask which file, and look at it."""
        path = feedback.ask_open(self, "Đọc danh sách đơn vị", Path.home(), *_FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file in the background and show what it would do."""
        db, paths = self._context.db, self._context.paths

        def work(_job: JobContext) -> UnitSheet:
            backup_before_import(db, paths)
            return read_units(db, path)

        self.take_place(self.wait)
        self.wait.run("Đang đọc tệp", work, lambda found: self._show(path, found), self.fail)

    def _show(self, path: Path, sheet: UnitSheet) -> None:
        self._sheet = sheet
        counts = [f"{sheet.count(state)} đơn vị {LINE_WORDS[state].lower()}" for state in LineState]
        writes = len(sheet.lines) - sheet.count(LineState.SAME)
        looked = Looked(
            heading=f"Xem trước khi ghi: {path.name}",
            summary=f"{', '.join(counts)}.{_WRONG if sheet.problems else ''}",
            problems=sheet.problems or sheet.warnings,
            warns=not sheet.problems,
            write=f"Ghi {writes} đơn vị",
            can_write=writes > 0 and not sheet.problems,
        )
        self.look.show_look(looked, sheet.lines)
        self.take_place(self.look)
        self.look.take_focus()

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
