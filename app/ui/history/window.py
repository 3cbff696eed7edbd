"""Lịch sử of one record: a window beside the page, to be read, searched, printed and saved."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.exports import ExportOf
from app.domain.figure_rows import Column
from app.domain.periods import Period
from app.domain.text import slug
from app.queries.change_log import LogRow
from app.queries.record_family import cell_log, office_log, record_log
from app.ui import icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.history.columns import RECORD_COLUMNS
from app.ui.history.line_box import LineBox
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.widgets.labels import WrapLabel
from app.workflows.log_files import save_log

_FILTERS: Final = {".pdf": "Văn bản PDF (*.pdf)", ".xlsx": "Bảng Excel (*.xlsx)"}
_NOTHING: Final = "Chưa có thay đổi nào được ghi."

#: Reads the lines; True: also what the program alone writes.
Read = Callable[[bool], Sequence[LogRow]]


class HistoryWindow(QDialog):
    """Stays open beside the page until it is closed."""

    def __init__(
        self, context: UiContext, title: str, of: ExportOf, read: Read, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._title, self._of, self._read = context, title, of, read
        # Titles of windows are seen in the task bar: the record is named inside.
        self.setWindowTitle("Lịch sử thay đổi – Sổ Bình Đẳng")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = WrapLabel(title, role="heading", parent=self)
        self.table: RowTable[LogRow] = RowTable(
            RECORD_COLUMNS, "Các thay đổi", self, stretch=len(RECORD_COLUMNS) - 1
        )
        self.table.set_noun("thay đổi")
        self.none = WrapLabel(_NOTHING, role="quiet", parent=self)
        self.line = LineBox(self)
        self.quiet = QCheckBox("Cả những gì chương trình tự ghi", self)
        self.pdf = QPushButton(icons.icon("print"), "Lưu thành PDF để in…", self)
        self.excel = QPushButton(icons.icon("excel"), "Lưu thành Excel…", self)
        self.away = QPushButton("Đóng", self)
        self.saving = Saving(context, self, "Đang ghi lịch sử")
        self._lay_out()
        self.table.row_chosen.connect(self.line.show_line)
        self.quiet.toggled.connect(lambda _on: self.refresh())
        self.pdf.clicked.connect(lambda _on: self._save(".pdf"))
        self.excel.clicked.connect(lambda _on: self._save(".xlsx"))
        self.away.clicked.connect(lambda _on: self.close())
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again."""
        rows = self._read(self.quiet.isChecked())
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.line.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.line.show_line(self.table.current())

    def _save(self, suffix: str) -> None:
        name = f"{slug(self._title)}{suffix}"
        path = self.saving.ask("Lưu lịch sử", name, _FILTERS[suffix])
        if path is None:
            return
        db, title, now = self._context.db, self._title, self._context.now()
        rows = list(self.table.model.rows)
        self.saving.write(
            path,
            lambda target: save_log(db, title, rows, target, now),
            lambda target, count: self._context.status.say(
                f"Đã lưu {count} dòng lịch sử vào {target.name}."
            ),
            _FILTERS[suffix],
            self._of,
        )

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.line)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        buttons = FlowLayout()
        for widget in (self.pdf, self.excel, self.quiet, self.away):
            buttons.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.none)
        layout.addWidget(split, 1)
        layout.addLayout(buttons)
        room = self.screen().availableGeometry()
        letter = self.fontMetrics().horizontalAdvance("m")
        self.resize(
            min(letter * 80, room.width() - 40),
            min(self.fontMetrics().height() * 34, room.height() - 60),
        )


def show_record(
    context: UiContext, owner: QWidget, table: str, record_id: UUID, name: str
) -> HistoryWindow:
    """History of a record (its table's name) in a window beside ``owner``."""
    of = ExportOf(f"Lịch sử: {name}", table, record_id)
    db = context.db
    return _shown(
        context, owner, of, lambda quiet: db.read(record_log, table, record_id, quiet=quiet)
    )


def show_cell(
    context: UiContext, owner: QWidget, cell: tuple[str, Period, Column], name: str
) -> HistoryWindow:
    """History of one cell of the figures: indicator (code), period, column."""
    db, of = context.db, ExportOf(f"Lịch sử: {name}")
    return _shown(context, owner, of, lambda quiet: db.read(cell_log, *cell, quiet=quiet))


def show_office(context: UiContext, owner: QWidget) -> HistoryWindow:
    """History of the office's settings and signers."""
    db, of = context.db, ExportOf("Lịch sử: cài đặt của cơ quan")
    return _shown(context, owner, of, lambda quiet: db.read(office_log, quiet=quiet))


def _shown(context: UiContext, owner: QWidget, of: ExportOf, read: Read) -> HistoryWindow:
    window = HistoryWindow(context, of.title, of, read, owner)
    window.show()
    return window
