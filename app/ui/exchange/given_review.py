"""A package from the office above: what each part would do, and which parts are taken over."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED
from app.errors import AppError
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.wrapped_rows import wrap_rows
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.attachments import shown_folder
from app.workflows.parcels.given_items import GONE, PART_WORDS, GivenItem, GivenPart, Part
from app.workflows.parcels.taking import (
    GivenPreview,
    letters_of,
    look_at_down,
    save_letter,
    take_over,
)

_MARKS: Final = {
    NEW: ("check", "good"),
    CHANGED: ("info", "primary"),
    KEPT: ("info", "quiet"),
    REFUSED: ("warn", "bad"),
    GONE: ("warn", "warn"),
}
COLUMNS: Final[tuple[Column[GivenItem], ...]] = (
    Column(
        "Kết quả", lambda one: one.kind_words, mark=lambda one: _MARKS[one.kind],
        sample="Không nhận",
    ),
    Column("Nội dung", lambda one: one.name or one.code),
    Column("Đang có", lambda one: one.old, sample="Hạn 15/12/2026"),
    Column("Cấp trên gửi", lambda one: one.new, sample="Hạn 10/12/2026"),
    Column("Nhận xét", lambda one: one.why, sample="giữ vì đơn vị tự thêm"),
)  # fmt: skip


class GivenReview(QWidget):
    """``left``: back to the list."""

    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._db = context, context.db
        self._preview: GivenPreview | None = None
        self.heading = WrapLabel(role="heading", parent=self)
        self.state = MarkedLabel(self)
        self.parts = FlowLayout()
        self.boxes: dict[Part, QCheckBox] = {}
        self.shown = ChoiceBox([], self)
        self.shown.setAccessibleName("Phần nào")
        self.table: RowTable[GivenItem] = RowTable(COLUMNS, "Nội dung của gói", self, stretch=1)
        self.table.set_noun("dòng")
        self.table.tools.addWidget(self.shown)
        self.take = QPushButton("Lấy vào sổ", self)
        self.take.setProperty("role", "primary")
        self.letters = QPushButton(icons.icon("open"), "Mở công văn kèm theo", self)
        self.back = QPushButton("Về danh sách", self)
        self._lay_out()
        self.shown.edited.connect(self._show_items)
        self.take.clicked.connect(lambda _on: self._take())
        self.letters.clicked.connect(lambda _on: self._open_letters())
        self.back.clicked.connect(lambda _on: self.left.emit())

    def show_package(self, package_id: UUID) -> None:
        """Look at a package.

        Raises:
            AppError: it is gone, damaged, or no package from above.
        """
        preview = self._preview = look_at_down(self._db, package_id, self._context.now())
        row = preview.row
        day = format_date(row.made_at.astimezone().date())
        self.heading.setText(f"{row.unit_name} gửi xuống, lần {row.sequence}, lập ngày {day}")
        reason = f" Lý do gửi lại: {preview.reason}." if preview.reason else ""
        writes = sum(part.writes for part in preview.parts)
        if writes:
            words = f"{writes} dòng mới hoặc đổi. Chọn các phần rồi bấm “Lấy vào sổ”.{reason}"
            self.state.show_state("info", words, "warn")
        else:
            self.state.show_state("done", f"Không có gì mới để lấy.{reason}", "good")
        self._show_parts(preview)
        self.take.setEnabled(bool(writes))
        self.letters.setVisible(preview.part(Part.LETTERS) is not None)

    def _show_parts(self, preview: GivenPreview) -> None:
        for box in self.boxes.values():
            self.parts.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for part in preview.parts:
            box = QCheckBox(f"{PART_WORDS[part.part]}: {part.words or 'không có gì'}", self)
            box.setChecked(part.writes > 0)
            box.setEnabled(part.writes > 0)
            box.setToolTip(part.older)
            self.parts.addWidget(box)
            self.boxes[part.part] = box
        kept = self.shown.value()
        self.shown.set_choices([(one.part.value, PART_WORDS[one.part]) for one in preview.parts])
        if kept in {one.part.value for one in preview.parts}:
            self.shown.show_value(kept)
        self._show_items()

    def _show_items(self) -> None:
        chosen: GivenPart | None = None
        if self._preview is not None and self.shown.value():
            chosen = self._preview.part(Part(str(self.shown.value())))
        self.table.show_rows(chosen.items if chosen else ())

    def _take(self) -> None:
        preview = self._preview
        if preview is None:
            return
        parts = {part for part, box in self.boxes.items() if box.isChecked()}
        if not parts:
            self._context.status.say("Hãy chọn ít nhất một phần để lấy vào sổ.")
            return
        try:
            take_over(self._db, preview.row.id, parts, self._context.now())
            self.show_package(preview.row.id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        names = ", ".join(PART_WORDS[part].lower() for part in Part if part in parts)
        self._context.status.say(f"Đã lấy vào sổ: {names}.")

    def _open_letters(self) -> None:
        if self._preview is None:
            return
        try:
            folder = shown_folder(self._context.paths)
            found = letters_of(self._db, self._preview.row.id, self._context.now())
            paths = [save_letter(one, folder).path for one in found]
        except AppError as error:
            feedback.show_error(self, error)
            return
        for path in paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _lay_out(self) -> None:
        wrap_rows(self.table)
        buttons = FlowLayout()
        for button in (self.take, self.letters, self.back):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.state):
            layout.addWidget(widget)
        layout.addLayout(self.parts)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
