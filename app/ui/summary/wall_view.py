"""Theo dõi nộp: units by reports, who is late, what is in the totals."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.exports import ExportOf
from app.domain.wall import WallCell
from app.errors import AppError
from app.jobs import JobContext
from app.queries.collections import CollectionRow
from app.queries.office import list_signers
from app.queries.units import direct_units
from app.queries.wall import Wall, WallColumn, WallRow, wall
from app.services.collections import close, take_back
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.summary.hand_entry import HandEntry
from app.ui.summary.wall_columns import column_words, mark_of, wall_columns
from app.ui.summary.wall_steps import AskStep, RemindStep, ReopenStep
from app.ui.tab_desk import TabView
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.parcels.by_hand import TakenByHand, take_excel
from app.workflows.reminders import write_reminders

_EMPTY: Final = (
    "Năm {year} chưa yêu cầu báo cáo nào. Bấm “Yêu cầu báo cáo” để chọn báo cáo và hạn gửi; mỗi báo "
    "cáo thành một cột, mỗi đơn vị một dòng."
)
_NOBODY: Final = (
    "Chưa có đơn vị nào báo cáo cho cơ quan mình. Vào phần “Đơn vị” để thêm đơn vị trước, rồi yêu cầu "
    "báo cáo ở đây."
)
_FIRST_REPORT: Final = 2
_UNIT_COLUMN: Final = 1
_PDF: Final = "Văn bản PDF (*.pdf)"
_EXCEL: Final = ("Biểu Excel (*.xlsx *.xls)", "Mọi tệp (*)")


class WallView(TabView):
    """The table at the left, the cell stood on and its report at the right."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self._wall: Wall | None = None
        self._codes: tuple[object, ...] = ()
        self._folder = Path.home()
        self.ask = QPushButton("Yêu cầu báo cáo", self)
        self.ask.setProperty("role", "primary")
        self.remind = QPushButton("Công văn nhắc…", self)
        self.buttons = [self.remind, self.ask]
        self.summary = WrapLabel(parent=self)
        self.empty = WrapLabel(role="quiet", parent=self)
        self.step = AskStep(context, self)
        self.reopen = ReopenStep(context, self)
        self.reminding = RemindStep(context, self)
        self.saving = Saving(context, self, "Đang ghi công văn")
        self.unit = WrapLabel(role="heading", parent=self)
        self.report = WrapLabel(role="quiet", parent=self)
        self.state = MarkedLabel(self)
        self.open_package = QPushButton(icons.icon("open"), "Mở gói", self)
        self.by_excel = QPushButton(icons.icon("excel"), "Nhập thay từ Excel…", self)
        self.by_paper = QPushButton("Nhập từ bản giấy…", self)
        self.entry = HandEntry(context, self)
        self.settle = QPushButton("Chốt số tổng hợp", self)
        self.open_again = QPushButton("Mở lại…", self)
        self.drop = QPushButton("Bỏ yêu cầu", self)
        self.table: RowTable[WallRow] | None = None
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the wall again."""
        before = self._place()
        found = self._wall = self._db.read(wall, self.context.year, self.context.today())
        known = bool(self._db.read(direct_units, self.context.today()))
        self.empty.setText(_EMPTY.format(year=self.context.year) if known else _NOBODY)
        self.empty.setVisible(not found.columns or not known)
        self.remind.setEnabled(bool(found.columns))
        self.summary.setText("\n".join(column_words(one) for one in found.columns))
        self.summary.setVisible(bool(found.columns))
        codes = tuple((one.collection.id, one.collection.revision) for one in found.columns)
        if self.table is None or codes != self._codes:
            self._codes = codes
            self._make_table(found)
        assert self.table is not None
        self.table.setVisible(bool(found.columns))
        self.room.setVisible(not found.columns)
        self.table.show_rows(found.rows)
        if before is not None:
            self._stand_on(before[0], before[1])
        self._show_cell()

    def open(self, target: Mapping[str, object]) -> None:
        """``ask``: ask the units for a report."""
        if target.get("ask"):
            self._begin_ask()

    def take_back(self, typed: Mapping[str, Any]) -> bool:
        """Numbers that were being keyed in when the program was cut off; False without their report."""
        columns = self._wall.columns if self._wall is not None else ()
        asked = [one.collection for one in columns]
        wanted = (typed["duty"], typed["period"])
        found = next((one for one in asked if (one.duty, one.period) == wanted), None)
        if found is None or not self._show_entry(typed["unit"], typed["name"], found):
            return False
        self.entry.put(typed["cells"])
        return True

    def back(self) -> bool:
        """Out of what is keyed in, else out of a step."""
        if not self.entry.isHidden():
            self._give_up_entry()
            return True
        return any(step.leave() for step in (self.step, self.reminding, self.reopen))

    def _begin_ask(self) -> None:
        self.reminding.leave()
        self.side.show()
        self.step.begin()

    def _begin_remind(self) -> None:
        place = self._place()
        self.step.leave()
        self.side.show()
        if place is None:
            self.reminding.begin()
        else:
            self.reminding.begin(place[0].unit.code, place[0].unit.name)

    def _save_letters(self, papers: object) -> None:
        """All of them as one PDF, if the officer wants; the drafts are in the book in any case."""
        if not isinstance(papers, list):
            return
        self.context.status.say(f"Đã soạn {len(papers)} công văn nhắc, xem ở Sổ theo dõi.")
        path = self.saving.ask("Lưu các công văn thành một tệp", "cong-van-nhac.pdf", _PDF)
        if path is not None:
            db = self._db
            self.saving.write(
                path,
                lambda target: write_reminders(db, papers, target),
                lambda target, _none: self.context.status.say(
                    f"Đã lưu {len(papers)} công văn vào {target.name}."
                ),
                _PDF,
                ExportOf("Công văn nhắc báo cáo"),
            )

    def _stand_on(self, row: WallRow, column: WallColumn) -> None:
        """The cell of a unit and a report, as far as both are still there."""
        if self.table is None or self._wall is None:
            return
        reports = [one.collection.id for one in self._wall.columns]
        at = _FIRST_REPORT
        if column.collection.id in reports:
            at += reports.index(column.collection.id)
        if self.table.choose(lambda one: one.unit.id == row.unit.id):
            now = self.table.view.currentIndex()
            self.table.view.setCurrentIndex(now.siblingAtColumn(at))

    def _make_table(self, found: Wall) -> None:
        if self.table is not None:
            self.table.setParent(None)
            self.table.deleteLater()
        self.table = RowTable(
            wall_columns(found.columns), "Đơn vị và báo cáo", self, stretch=_UNIT_COLUMN
        )
        self.table.set_noun("đơn vị")
        self._rows.addWidget(self.table, 1)
        view = self.table.view
        view.setSelectionBehavior(view.SelectionBehavior.SelectItems)
        # A single cell could not be gone to by its row.
        view.setSelectionMode(view.SelectionMode.ContiguousSelection)
        view.selectionModel().currentChanged.connect(self._on_current)
        self.table.row_opened.connect(lambda _row: self._open())

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_cell()

    def _place(self) -> tuple[WallRow, WallColumn, WallCell] | None:
        """The row, the report and the cell stood on; the first report for one in the first columns."""
        if self.table is None or self._wall is None or not self._wall.columns:
            return None
        row = self.table.current()
        if row is None:
            return None
        at = max(0, self.table.view.currentIndex().column() - _FIRST_REPORT)
        return row, self._wall.columns[at], row.cells[at]

    def _show_cell(self) -> None:
        place = self._place()
        for widget in (self.unit, self.report, self.state, self.tools):
            widget.setVisible(place is not None)
        # Last: hiding it may give the keyboard to the table, which then shows its cell.
        asks = not (self.step.isHidden() and self.reminding.isHidden())
        self.side.setVisible(place is not None or asks)
        if place is None:
            return
        row, column, cell = place
        closed = column.collection.closed_at is not None
        self.unit.setText(row.unit.name)
        self.report.setText(f"{column.collection.name}. Hạn: {format_date(cell.deadline)}.")
        self.state.show_state(mark_of(cell)[0], cell.words, mark_of(cell)[1])
        self.open_package.setVisible(cell.package_id is not None)
        for hand in (self.by_excel, self.by_paper):
            hand.setVisible(not closed)
        self.settle.setVisible(not closed)
        self.open_again.setVisible(closed)
        self.drop.setVisible(not closed and not column.came)

    def _open(self) -> None:
        place = self._place()
        if place is not None and place[2].package_id is not None:
            self.context.navigate("exchange", tab="receive", package_id=place[2].package_id)

    def _settle(self) -> None:
        place = self._place()
        if place is None:
            return
        one = place[1].collection
        owed = place[1].asked - place[1].done
        more = f" Còn {owed} đơn vị chưa vào số tổng hợp." if owed else ""
        question = (
            f"Chốt số tổng hợp của {one.name}?{more} Sau khi chốt, gói đính chính chỉ được tính khi "
            "mở lại kèm lý do."
        )
        if feedback.confirm(self, question, "Chốt số"):
            signers = self._db.read(list_signers)
            by = signers[0].name if signers else ""
            self._do(
                partial(self._db.write, close, one.id, by, self.context.now()),
                f"Đã chốt số tổng hợp của {one.name}.",
            )

    def _drop(self) -> None:
        place = self._place()
        if place is not None:
            one: CollectionRow = place[1].collection
            if feedback.confirm(self, f"Không yêu cầu {one.name} nữa?", "Bỏ yêu cầu"):
                self._do(
                    partial(self._db.write, take_back, one.id), f"Không yêu cầu {one.name} nữa."
                )

    def _do(self, work: partial[None], said: str) -> None:
        try:
            work()
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.say(said)

    def _begin_reopen(self) -> None:
        place = self._place()
        if place is not None:
            self.reopen.begin(place[1].collection)

    def _take_excel(self) -> None:
        place = self._place()
        if place is None:
            return
        path = feedback.ask_open(self, "Chọn biểu Excel của đơn vị", self._folder, *_EXCEL)
        if path is None:
            return
        self._folder = path.parent
        row, column, _cell = place
        asked, now, db = column.collection, self.context.now(), self._db

        def work(_job: JobContext) -> TakenByHand:
            return take_excel(db, path, row.unit.code, asked.duty, asked.period, now)

        self.context.jobs.start(
            self,
            work,
            on_success=self._taken,
            on_failure=lambda error: feedback.show_error(self, error),
            name="Đang đọc biểu",
        )

    def _begin_entry(self) -> None:
        place = self._place()
        if place is None:
            return
        row, column, _cell = place
        self._show_entry(row.unit.code, row.unit.name, column.collection)

    def _show_entry(self, unit: str, name: str, asked: CollectionRow) -> bool:
        if not self.entry.begin(unit, name, asked):
            return False
        self.split.hide()
        self.entry.show()
        return True

    def _give_up_entry(self) -> None:
        """Numbers keyed in are not thrown away without asking."""
        question = "Bỏ các số vừa nhập từ bản giấy? Chưa ghi số nào vào sổ."
        if not self.entry.is_typed() or feedback.confirm(self, question, "Bỏ các số này"):
            self._leave_entry()

    def _leave_entry(self) -> None:
        self.entry.hide()
        self.split.show()

    def _taken(self, taken: TakenByHand) -> None:
        self._leave_entry()
        self.context.navigate("exchange", tab="receive", package_id=taken.package_id)

    def _connect(self) -> None:
        self.ask.clicked.connect(lambda _on: self._begin_ask())
        self.step.asked.connect(self.refresh)
        for step in (self.step, self.reminding):
            step.left.connect(self._show_cell)
        self.remind.clicked.connect(lambda _on: self._begin_remind())
        self.reminding.made.connect(self._save_letters)
        self.open_package.clicked.connect(lambda _on: self._open())
        self.by_excel.clicked.connect(lambda _on: self._take_excel())
        self.by_paper.clicked.connect(lambda _on: self._begin_entry())
        self.entry.taken.connect(self._taken)
        self.entry.left.connect(self._give_up_entry)
        self.settle.clicked.connect(lambda _on: self._settle())
        self.open_again.clicked.connect(lambda _on: self._begin_reopen())
        self.drop.clicked.connect(lambda _on: self._drop())

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        self._rows = QVBoxLayout(left)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self.summary, self.empty):
            self._rows.addWidget(widget)
        self.room = QWidget(left)
        self._rows.addWidget(self.room, 1)
        sheet = QVBoxLayout(right)
        sheet.setContentsMargins(12, 0, 8, 0)
        sheet.setSpacing(12)
        for step in (self.step, self.reminding):
            sheet.addWidget(step)
        for words in (self.unit, self.report, self.state):
            sheet.addWidget(words)
        self.tools = QWidget(right)
        tools = FlowLayout(self.tools)
        for button in (
            self.open_package,
            self.by_excel,
            self.by_paper,
            self.settle,
            self.open_again,
            self.drop,
        ):
            tools.addWidget(button)
        sheet.addWidget(self.tools)
        sheet.addWidget(self.reopen)
        sheet.addStretch(1)
        self.side = TallScroll(right, self)
        self.split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.side)
        split.setSizes([1000, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split, 1)
        layout.addWidget(self.entry, 1)
        self.entry.hide()
