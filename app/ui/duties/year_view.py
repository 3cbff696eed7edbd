"""Lịch việc: the duties of a year in a table, on paper, and as a file for phone and computer."""

from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final
from weakref import finalize

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.duties import DutyState
from app.domain.exports import ExportOf
from app.queries.calendar import YearCalendar, get_calendar
from app.queries.duties import DutyRow
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.duties.columns import COLUMNS, NAME_COLUMN, count_words
from app.ui.duties.duty_card import DutyCard
from app.ui.duties.ticking import tick, untick
from app.ui.home.steps import way_of_duty
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel
from app.vault.shown import new_shown_room
from app.workflows.calendar import (
    MONTHS,
    calendar_remarks,
    save_calendar_file,
    save_month_sheets,
)
from app.workflows.exports import record_print

if TYPE_CHECKING:
    from app.ui.pdf_preview.preview import PdfPreview

_PDF: Final = "Văn bản PDF (*.pdf)"
_ICS: Final = "Tệp lịch (*.ics)"
_OPEN: Final = (DutyState.LATE, DutyState.WEEK, DutyState.MONTH, DutyState.LATER)


class YearView(QStackedWidget):
    """The table and, under it, the duty stood on; the sheets to be printed in their place.

    ``left`` goes back to the home screen; ``counted`` carries the words for the line under the
    title.
    """

    left = Signal()
    counted = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._found: YearCalendar | None = None
        self._room: Path | None = None
        self.list = QWidget(self)
        self.preview: PdfPreview | None = None
        self.table: RowTable[DutyRow] = RowTable(
            COLUMNS, "Lịch việc của năm", self, stretch=NAME_COLUMN
        )
        self.month = ChoiceBox(
            [("", "Cả năm"), *((str(number), f"Tháng {number}") for number in MONTHS)], self
        )
        self.home = QPushButton(icons.icon("back"), "Về Trang chủ", self)
        self.sheets = QPushButton(icons.icon("print"), "Xem, in lịch tháng…", self)
        self.file = QPushButton(icons.icon("calendar"), "Lưu thành tệp lịch…", self)
        #: For the title row of the page, while the table is shown.
        self.buttons = (self.home, self.file, self.sheets)
        self.remark = MarkedLabel(self)
        self.card = DutyCard(self)
        self.saving = Saving(context, self, "Đang ghi lịch")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the year again; the duty stood on stays."""
        year = self.context.year
        other = self._found is None or self._found.year != year
        self._found = found = self.context.db.read(
            get_calendar, today=self.context.today(), year=year
        )
        self.remark.setVisible(bool(calendar_remarks(found)))
        self.remark.show_state("info", "\n".join(calendar_remarks(found)), "quiet")
        self._show_month(None if other or self.card.row is None else self.card.row.code)

    def back(self) -> bool:
        """From the sheets to the table; False when there is no step back inside."""
        if self.currentWidget() is self.list:
            return False
        self.setCurrentWidget(self.list)
        self.sheets.setFocus()
        return True

    def _chosen_month(self) -> int | None:
        chosen = str(self.month.value())
        return int(chosen) if chosen else None

    def _show_month(self, code: str | None) -> None:
        """The rows of the chosen month; stands on a duty, else on the first one that is open."""
        if self._found is None:
            return
        rows = self._found.of_month(self._chosen_month())
        self.table.show_rows(rows)
        self.counted.emit(count_words(rows))
        found = self.table.choose(lambda row: row.code == code)
        found = found or self.table.choose(lambda row: row.state in _OPEN)
        if not found and rows:
            self.table.view.selectRow(0)
        self.card.show_duty(self.table.current())

    def _show_sheets(self) -> None:
        found, months = self._found, self._months()
        if found is None:
            return
        if self._room is None:
            self._room = new_shown_room(self.context.paths.shown)
            finalize(self, rmtree, self._room, ignore_errors=True)
        path = self._room / "lich.pdf"
        self.sheets.setEnabled(False)
        self.context.jobs.start(
            self,
            lambda _job: save_month_sheets(found, path, months),
            on_success=lambda _count: self._sheets_made(path),
            on_failure=self._sheets_failed,
            name="Đang dựng lịch",
        )

    def _sheets_made(self, path: Path) -> None:
        self.sheets.setEnabled(True)
        preview = self._preview()
        preview.show_file(path)
        preview.fit_width.click()
        self.setCurrentWidget(preview)

    def _sheets_failed(self, error: Exception) -> None:
        self.sheets.setEnabled(True)
        feedback.show_error(self, error)

    def _preview(self) -> "PdfPreview":
        """Made when first asked for: its library is large."""
        if self.preview is None:
            from app.ui.pdf_preview.preview import PdfPreview

            self.preview = PdfPreview(self)
            self.preview.back.setText("Về lịch")
            self.preview.closed.connect(self.back)
            self.preview.save_asked.connect(self._save_sheets)
            self.preview.printed.connect(self._printed)
            self.addWidget(self.preview)
        return self.preview

    def _save_sheets(self) -> None:
        found = self._found
        path = self.saving.ask("Lưu lịch thành PDF", f"{self._name()}.pdf", _PDF)
        if found is not None and path is not None:
            work = partial(save_month_sheets, found, months=self._months())
            self.saving.write(path, work, self._saved, _PDF, self._export())

    def _save_file(self) -> None:
        found = self._found
        path = self.saving.ask("Lưu thành tệp lịch", f"{self._name()}.ics", _ICS)
        if found is not None and path is not None:
            work = partial(save_calendar_file, found, month=self._chosen_month())
            self.saving.write(path, work, self._saved, _ICS, self._export())

    def _printed(self) -> None:
        record_print(self.context.db, self._export())
        self.context.status.say("Đã gửi lệnh in.")

    def _export(self) -> ExportOf:
        return ExportOf(f"Lịch việc năm {self.context.year}")

    def _saved(self, path: Path, count: int) -> None:
        self.context.status.say(f"Đã lưu {count} việc vào {path.name} ở {path.parent}.")

    def _months(self) -> tuple[int, ...]:
        month = self._chosen_month()
        return (month,) if month else tuple(MONTHS)

    def _name(self) -> str:
        month = self._chosen_month()
        return f"lich-viec-{self.context.year}" + (f"-thang-{month:02d}" if month else "")

    def _on_opened(self, row: DutyRow) -> None:
        way = way_of_duty(row)
        self.context.navigate(way.page, **way.target)

    def _on_change(self, _row: DutyRow) -> None:
        self.context.navigate("settings", section="catalogues", catalogue="deadline")

    def _connect(self) -> None:
        self.home.clicked.connect(lambda _on: self.left.emit())
        self.sheets.clicked.connect(lambda _on: self._show_sheets())
        self.file.clicked.connect(lambda _on: self._save_file())
        self.month.edited.connect(lambda: self._show_month(None))
        self.table.row_chosen.connect(self.card.show_duty)
        self.table.row_opened.connect(self._on_opened)
        self.card.opened.connect(self._on_opened)
        self.card.ticked.connect(partial(tick, self.context, self))
        self.card.unticked.connect(partial(untick, self.context))
        self.card.change_asked.connect(self._on_change)

    def _lay_out(self) -> None:
        self.month.setAccessibleName("Tháng")
        self.table.tools.insertWidget(1, self.month)
        self.table.set_noun("việc")
        self.table.remember(self.context.preferences, "duties")
        layout = QVBoxLayout(self.list)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.remark)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.card, 1)
        self.addWidget(self.list)
