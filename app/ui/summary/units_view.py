"""Đơn vị: who reports to us, whose card is known, what became of whom."""

from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.exports import ExportOf
from app.domain.text import fold
from app.errors import AppError
from app.queries.units import UnitRow, list_units
from app.services.unit_changes import remove_unit
from app.services.units import UnitDraft, save_unit
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.card_reading import CardReading
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.summary.unit_columns import COLUMNS, NAME_COLUMN, TIME_COLUMN, ended
from app.ui.summary.unit_form import UnitForm
from app.ui.summary.unit_steps import MergeStep, RenameStep, SplitStep
from app.ui.summary.units_file import UnitsFile
from app.ui.tab_desk import TabView
from app.ui.widgets.inputs import BoolInput
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.parcels.enrolment import keep_card
from app.workflows.unit_files import export_units

_EMPTY: Final = (
    "Chưa có đơn vị nào. Bấm “Lưu thành Excel…” để lấy bảng mẫu, điền mã và tên các đơn vị rồi bấm "
    "“Đọc từ Excel…”; hoặc bấm “Thêm đơn vị” để ghi từng đơn vị."
)
_EXCEL: Final = "Bảng Excel (*.xlsx)"


class UnitsView(TabView):
    """The list at the left, the sheet of the unit stood on at the right."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.add = QPushButton("Thêm đơn vị", self)
        self.add.setProperty("role", "primary")
        self.read = QPushButton(icons.icon("excel"), "Đọc từ Excel…", self)
        self.save = QPushButton("Lưu thành Excel…", self)
        self.buttons = [self.read, self.save, self.add]
        self.empty = WrapLabel(_EMPTY, role="quiet", parent=self)
        self.table: RowTable[UnitRow] = RowTable(COLUMNS, "Đơn vị", self, stretch=NAME_COLUMN)
        self.table.set_noun("đơn vị")
        self.table.remember(context.preferences, "units")
        self.former = BoolInput("Cả đơn vị cũ", self)
        self.table.tools.addWidget(self.former)
        self.form = UnitForm(context, self)
        self.card = CardReading(
            context, "Thẻ cơ quan", partial(keep_card, context.db), self._chosen, self
        )
        self.steps = tuple(kind(context, self) for kind in (MergeStep, RenameStep, SplitStep))
        self.changes = [QPushButton(f"{step.verb}…", self) for step in self.steps]
        self.remove = QPushButton(icons.icon("trash"), "Bỏ khỏi danh sách", self)
        self.history = QPushButton(icons.icon("history"), "Lịch sử…", self)
        self.file = UnitsFile(context, self)
        self.saving = Saving(context, self, "Đang ghi danh sách")
        self._row: UnitRow | None = None
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again; who was stood on stays."""
        today = self.context.today()
        rows = [row for row in self.context.db.read(list_units) if not row.above]
        if not self.former.value():
            rows = [row for row in rows if not ended(row, today)]
        self.empty.setVisible(not rows)
        self.table.view.setColumnHidden(TIME_COLUMN, not self.former.value())
        self.table.show_rows(rows)
        if self._row is not None:
            self._choose(self._row.id)
        self.card.refresh()

    def leave(self) -> bool:
        """The sheet is kept first."""
        return self.form.leave()

    def back(self) -> bool:
        """Out of the file, then out of a step."""
        return self.file.leave() or any(step.leave() for step in self.steps)

    def _chosen(self) -> UnitRow | None:
        return self._row

    def _choose(self, unit_id: UUID) -> None:
        if not self.table.choose(lambda row: row.id == unit_id):
            self._show(None)

    def _on_row(self, row: object) -> None:
        if not isinstance(row, UnitRow):
            return
        same = self._row is not None and self._row.id == row.id
        if not same and not self.form.leave():
            return
        self._show(row)

    def _show(self, row: UnitRow | None) -> None:
        self._row = row
        level = next((one.level_code for one in self.table.model.rows), "xa")
        self.form.show_unit(row, level)
        for step in self.steps:
            step.leave()
        for widget in (self.card, self.remove, self.history, *self.changes):
            widget.setVisible(row is not None)
        self.card.refresh()

    def _begin(self) -> None:
        if self.form.leave():
            self.table.view.clearSelection()
            self._show(None)
            self.form.form.control("code").setFocus()

    def _on_kept(self, unit_id: object) -> None:
        if isinstance(unit_id, UUID):
            self.refresh()
            self._choose(unit_id)

    def _begin_step(self, number: int) -> None:
        if self._row is None or not self.form.leave():
            return
        today, own = self.context.today(), self._row.id
        others = [row for row in self.table.model.rows if row.stands(today) and row.id != own]
        for step in self.steps:
            step.leave()
        self.steps[number].begin(self._row, sorted(others, key=lambda row: fold(row.name)))

    def _show_history(self) -> None:
        if self._row is not None:
            from app.ui.history.window import show_record

            show_record(self.context, self, "unit", self._row.id, self._row.full_name)

    def _remove(self) -> None:
        row = self._row
        if row is None or not feedback.confirm(
            self, f"Bỏ {row.full_name} (mã {row.code}) khỏi danh sách?", "Bỏ"
        ):
            return
        try:
            self.context.db.write(remove_unit, row.id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._show(None)
        self.refresh()
        words = f"Đã bỏ {row.full_name} khỏi danh sách."
        if row.predecessors:
            # Merging or splitting was undone by this; it is done anew, not by one click.
            self.context.status.say(words)
        else:
            self.context.status.offer_undo(words, partial(self._put_back, row))

    def _put_back(self, row: UnitRow) -> None:
        draft = UnitDraft(
            code=row.code,
            name=row.name,
            level_code=row.level_code,
            parent_code=row.parent_code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            email=row.email,
            phone=row.phone,
            contact=row.contact,
            source=row.source,
            note=row.note,
        )
        try:
            kept = self.context.db.write(save_unit, draft)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._on_kept(kept)
        self.context.status.say(f"Đã ghi lại {row.full_name}.")

    def _on_file(self, shown: bool) -> None:
        """The list makes place for a file that is looked at, and has the keyboard again after it."""
        self.split.setVisible(not shown)
        for button in self.buttons:
            button.setEnabled(not shown)
        if not shown:
            self.table.view.setFocus()

    def _save(self) -> None:
        db = self.context.db
        path = self.saving.ask("Lưu danh sách đơn vị", "danh-sach-don-vi.xlsx", _EXCEL)
        if path is not None:
            of = ExportOf("Danh sách đơn vị")
            self.saving.write(path, partial(export_units, db), self._saved, _EXCEL, of)

    def _saved(self, path: Path, count: int) -> None:
        self.context.status.say(f"Đã lưu {count} đơn vị vào {path.name}.")

    def _connect(self) -> None:
        self.add.clicked.connect(lambda _on: self._begin())
        self.read.clicked.connect(lambda _on: self.file.ask())
        self.save.clicked.connect(lambda _on: self._save())
        self.remove.clicked.connect(lambda _on: self._remove())
        self.history.clicked.connect(lambda _on: self._show_history())
        self.former.edited.connect(self.refresh)
        self.table.row_chosen.connect(self._on_row)
        self.form.kept.connect(self._on_kept)
        self.card.confirmed.connect(lambda _code: self.refresh())
        self.file.shown_changed.connect(self._on_file)
        for number, button in enumerate(self.changes):
            button.clicked.connect(lambda _on, number=number: self._begin_step(number))

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.empty)
        rows.addWidget(self.table, 1)
        sheet = QVBoxLayout(right)
        sheet.setContentsMargins(12, 0, 8, 0)
        sheet.setSpacing(16)
        tools = FlowLayout()
        for button in (*self.changes, self.history, self.remove):
            tools.addWidget(button)
        sheet.addWidget(self.form.heading)
        sheet.addLayout(tools)
        for widget in (*self.steps, self.card, self.form):
            sheet.addWidget(widget)
        sheet.addStretch(1)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(TallScroll(right, self))
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([1000, 800])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.file, 1)
        self._show(None)
