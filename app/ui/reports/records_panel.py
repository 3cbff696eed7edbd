"""Số liệu này từ đâu: the records behind the number that was clicked."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.db.database import Database
from app.domain.dates import format_period
from app.domain.figure_rows import rounded
from app.domain.figures import format_number
from app.domain.papers import TASK_STATE_WORDS
from app.errors import AppError
from app.queries.activity_rows import ActivityRow, activity_totals
from app.queries.figure_behind import figure_behind
from app.queries.figures import figure, parse_key, records_behind, tasks_behind
from app.queries.sums_behind import sums_behind
from app.queries.tasks import TaskListRow
from app.ui.activities.column_widths import ColumnWidths
from app.ui.reports.annex_rows import AnnexRow
from app.ui.reports.figure_words import lines_behind
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel

ACTIVITY_COLUMNS: Final[tuple[Column[ActivityRow], ...]] = (
    Column(
        "Ngày",
        lambda row: format_period(row.starts_on, row.ends_on),
        lambda row: row.starts_on,
        sample="88/88/8888",
    ),
    Column("Hoạt động", lambda row: row.title, sample="Lễ phát động Tháng"),
    Column("Nam", lambda row: format_number(row.men), lambda row: row.men or 0, number=True),
    Column("Nữ", lambda row: format_number(row.women), lambda row: row.women or 0, number=True),
    Column("Tổng", lambda row: format_number(row.total), lambda row: row.total or 0, number=True),
    Column(
        "Kinh phí",
        lambda row: format_number(row.money_total),
        lambda row: row.money_total or 0,
        number=True,
    ),
)
_TITLE_AT: Final = 1
#: Which column of the activities a number is added up from.
_MADE_FROM: Final = {"people.total": 4, "people.men": 2, "people.women": 3}
_MONEY_AT: Final = 5
TASK_COLUMNS: Final[tuple[Column[TaskListRow], ...]] = (
    Column("Mục", lambda row: row.mark),
    Column("Nhiệm vụ", lambda row: row.title),
    Column("Trạng thái", lambda row: TASK_STATE_WORDS[row.state]),
)

ANNEX_COLUMNS: Final[tuple[Column[AnnexRow], ...]] = (
    Column("Dòng của phụ lục", lambda row: row.name, sample="Người được quy hoạch"),
    Column("Số", lambda row: row.numbers, sample="1.234 · 567 · 667"),
)
_CHOOSE: Final = "Chọn một dòng của phụ lục để xem các số của dòng ấy từ đâu."

_HINT: Final = (
    "Bấm vào một số gạch chân trong báo cáo để xem các hoạt động, nhiệm vụ hoặc số liệu đã làm "
    "thành số ấy."
)


def _shown(now: int | Decimal | None) -> str:
    if now is None:
        return "chưa có số"
    whole = not now % 1
    return format_number(now if whole else rounded(Decimal(now)), 0 if whole else 2)


def _sums(rows: list[ActivityRow]) -> tuple[str, ...]:
    totals = activity_totals(rows)
    people = (totals.people.men, totals.people.women, totals.people.total, totals.money_total)
    return ("Cộng", f"{totals.count} hoạt động", *map(format_number, people))


class RecordsPanel(QWidget):
    """Beside the text. A double click on an activity asks to open it.

    ``figures_requested`` carries the codes of form, period and indicator; the form may be empty.
    """

    activity_requested = Signal(object)
    task_requested = Signal(object)
    figures_requested = Signal(str, str, str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._key = ""
        self.heading = WrapLabel("Số liệu này từ đâu", role="heading", parent=self)
        self.words = WrapLabel(parent=self)
        self.activities: RowTable[ActivityRow] = RowTable(
            ACTIVITY_COLUMNS, "Các hoạt động đã cộng", self, stretch=1
        )
        ColumnWidths(self.activities, 1)
        self.activities.set_totals(lambda rows: _sums(list(rows)), "hoạt động")
        self.tasks: RowTable[TaskListRow] = RowTable(
            TASK_COLUMNS, "Các nhiệm vụ đã đếm", self, stretch=1
        )
        self.tasks.set_noun("nhiệm vụ")
        self.annex: RowTable[AnnexRow] = RowTable(
            ANNEX_COLUMNS, "Các dòng của phụ lục", self, stretch=0
        )
        self.annex.set_noun("dòng có số")
        self.lines = WrapLabel(parent=self)
        self.figures = QPushButton("Mở biểu", self)
        for widget in (self.lines, self.figures):
            widget.hide()
        self._place = ("", "", "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.annex, 1)
        layout.addWidget(self.words)
        layout.addWidget(self.lines)
        layout.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.activities, 1)
        layout.addWidget(self.tasks, 1)
        layout.addStretch()
        self.annex.row_chosen.connect(lambda row: self._look(row.key) if row else None)
        self.activities.row_opened.connect(lambda row: self.activity_requested.emit(row.id))
        self.tasks.row_opened.connect(lambda row: self.task_requested.emit(row.task_key))
        self.figures.clicked.connect(lambda _on: self.figures_requested.emit(*self._place))
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Show what a bound number is counted from; an empty key waits for a click."""
        self.annex.hide()
        self._look(key)

    def show_annex(self, rows: Sequence[AnnexRow]) -> None:
        """Offer the rows of an annex; a chosen one shows what its numbers are counted from."""
        self._look("")
        self.words.setText(_CHOOSE)
        self.annex.show_rows(rows)
        self.annex.show()

    def _look(self, key: str) -> None:
        self._key = key
        self.activities.setVisible(bool(key))
        self.tasks.hide()
        self.lines.hide()
        self.figures.hide()
        self.words.setText("" if key else _HINT)
        self.refresh()

    def refresh(self) -> None:
        """The records may have changed meanwhile."""
        if not self._key:
            return
        try:
            self._fill()
        except AppError as error:
            self.words.setText(error.message)
            self.activities.show_rows([])
            for widget in (self.tasks, self.lines, self.figures):
                widget.hide()

    def _fill(self) -> None:
        asked = parse_key(self._key)
        if asked.is_of_units:
            self._show_units()
        elif asked.is_of_indicator:
            self._show_figures()
        elif asked.is_of_tasks:
            self._show_tasks()
        else:
            self._show_activities()

    def _show_figures(self) -> None:
        behind = self._db.read(figure_behind, self._key)
        now = _shown(self._db.read(figure, self._key))
        self._place = (behind.form, behind.period.code, behind.row)
        self.words.setText(
            f"Hiện nay là {now}, số liệu kỳ {behind.period.days}: {behind.indicator.name}."
        )
        self.lines.setText("\n".join(lines_behind(behind)))
        for widget in (self.lines, self.figures):
            widget.show()
        self.tasks.hide()
        self._show_rows(list(behind.activities))
        self.activities.setVisible(bool(behind.activities))

    def _show_units(self) -> None:
        now = self._db.read(figure, self._key)
        self.words.setText(f"Hiện nay là {_shown(now)}, từ số liệu của các đơn vị.")
        self.lines.setText("\n".join(self._db.read(sums_behind, self._key)))
        self.lines.show()
        for widget in (self.activities, self.tasks, self.figures):
            widget.hide()

    def _show_tasks(self) -> None:
        now = self._db.read(figure, self._key)
        self.activities.hide()
        self.tasks.show()
        self.tasks.show_rows(self._db.read(tasks_behind, self._key))
        self.words.setText(f"Hiện nay là {format_number(now)}, đếm từ các nhiệm vụ sau.")

    def _show_activities(self) -> None:
        now = self._db.read(figure, self._key)
        self.tasks.hide()
        self.activities.show()
        self._bring_forward(parse_key(self._key).measure)
        self._show_rows(self._db.read(records_behind, self._key))
        known = f"Hiện nay là {format_number(now)}" if now is not None else "Chưa ai ghi số này"
        self.words.setText(f"{known}; nhấp đúp một dòng để mở hoạt động.")

    def _bring_forward(self, measure: str) -> None:
        """The side is narrow: the column that makes the number stands next to the day."""
        money = measure.partition(".")[0] == "money"
        asked = _MONEY_AT if money else _MADE_FROM.get(measure, _TITLE_AT)
        for table in (self.activities.view, self.activities.totals):
            header = table.horizontalHeader()
            for number in range(len(ACTIVITY_COLUMNS)):
                header.moveSection(header.visualIndex(number), number)
            header.moveSection(header.visualIndex(asked), 1)

    def _show_rows(self, rows: list[ActivityRow]) -> None:
        self.activities.show_rows(rows)
        self._hide_empty_columns(rows)

    def _hide_empty_columns(self, rows: list[ActivityRow]) -> None:
        """The side is narrow: a column in which nothing stands gives its place away."""
        for number, column in enumerate(ACTIVITY_COLUMNS):
            empty = column.number and not any(column.text(row) for row in rows)
            self.activities.view.setColumnHidden(number, empty)
            self.activities.totals.setColumnHidden(number, empty)

    def shown_ids(self) -> list[UUID]:
        """Activities listed now."""
        return [row.id for row in self.activities.model.rows]
