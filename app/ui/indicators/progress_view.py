"""Tiến độ: every indicator with a target, how it stands, its charts and its targets."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.documents.builders.report_charts import aims_charts
from app.domain.exports import ExportOf
from app.domain.forms import Form
from app.domain.indicators import Indicator
from app.queries.progress import STRATEGY_FORM, ProgressRow, counted, list_progress, yearly
from app.ui import icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.indicators.chart_panel import ChartPanel
from app.ui.indicators.progress_columns import BAR_COLUMN, COLUMNS, NAME_COLUMN, BarDelegate
from app.ui.indicators.progress_words import counts_words
from app.ui.indicators.target_box import TargetBox
from app.ui.indicators.target_steps import TargetKeeper
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.widgets.chart_view import ChartView
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.progress_print import save_progress

_PDF: Final = "Văn bản PDF (*.pdf)"
_NONE: Final = (
    "Biểu này chưa có chỉ tiêu nào có mục tiêu. Đánh dấu ô “Cả chỉ tiêu chưa có mục tiêu” rồi chọn "
    "một chỉ tiêu để đặt mục tiêu."
)


class ProgressView(QStackedWidget):
    """The table with a panel beside it; a chart that is clicked fills the view. ``left``: Esc."""

    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._indicators: Mapping[str, Indicator] = {}
        self._forms: Sequence[Form] = ()
        self._rows: list[ProgressRow] = []
        self.form = ChoiceBox((), self)
        self.form.setAccessibleName("Biểu")
        self.form.setMinimumContentsLength(36)
        self.bare = QCheckBox("Cả chỉ tiêu chưa có mục tiêu", self)
        self.all = QPushButton("Biểu đồ chung", self)
        self.print = QPushButton(icons.icon("print"), "In tiến độ…", self)
        self._saving = Saving(context, self, "Đang dựng tiến độ")
        self.counts = WrapLabel(parent=self)
        self.none = WrapLabel(_NONE, role="quiet", parent=self)
        self.table: RowTable[ProgressRow] = RowTable(
            COLUMNS, "Tiến độ các chỉ tiêu", self, stretch=NAME_COLUMN
        )
        self.panel = ChartPanel(self)
        self.targets = TargetBox(TargetKeeper(context.db), self)
        self.back_button = QPushButton("Về bảng tiến độ", self)
        self.big = ChartPanel(self, large=True)
        self.overview = QVBoxLayout()
        self.addWidget(self._table_page())
        self.addWidget(self._big_page())
        self._connect()

    def learn(self, forms: Sequence[Form], indicators: Mapping[str, Indicator]) -> None:
        """The forms and indicators in force; the strategy's form is shown first."""
        first = not self._forms
        self._forms, self._indicators = [form for form in forms if yearly(form)], indicators
        self.form.set_choices([(form.code, form.name) for form in self._forms])
        if first and any(form.code == STRATEGY_FORM for form in self._forms):
            self.form.show_value(STRATEGY_FORM)

    def refresh(self) -> None:
        """Read the rows again."""
        code, year = str(self.form.value()), self._context.year
        form = next((one for one in self._forms if one.code == code), None)
        self._rows = []
        if form is not None:
            read = self._context.db.read
            bare = self.bare.isChecked()
            self._rows = read(list_progress, form, year, self._indicators, with_bare=bare)
        self.table.show_rows(self._rows)
        judged = [row for row in self._rows if row.targets]
        self.counts.setText(f"Năm {year}: {counts_words(counted(judged))}.")
        self.none.setVisible(not self._rows)
        self.counts.setVisible(bool(judged))
        if self.table.current() is None and self._rows:
            self.table.view.selectRow(0)
        self._show_row(self.table.current())

    def choose(self, code: str, form: str = "") -> None:
        """Stand on an indicator, shown even when it has no target yet."""
        if form:
            self.form.show_value(form)
        self.bare.setChecked(self.bare.isChecked() or not self._find(code))
        self.refresh()
        self.setCurrentIndex(0)
        self.table.choose(lambda row: row.indicator.code == code)

    def back(self) -> bool:
        """Esc: from the large chart to the table."""
        if self.currentIndex() == 0:
            return False
        self.setCurrentIndex(0)
        self.table.view.setFocus()
        return True

    def _find(self, code: str) -> bool:
        self.refresh()
        return any(row.indicator.code == code for row in self._rows)

    def _show_row(self, row: ProgressRow | None) -> None:
        self.panel.show_row(row)
        self.targets.show_row(row)

    def _show_told(self) -> None:
        """Title, targets and what is said of them in sight, the fields as far as there is room."""
        for widget in (self.targets.write, self.targets.title, self.targets.error):
            self.side.ensureWidgetVisible(widget)

    def _show_big(self) -> None:
        row = self.table.current()
        if row is not None:
            self._clear_overview()
            self.big.show()
            self.big.show_row(row)
            self._open_big()

    def _show_all(self) -> None:
        """Target and result of every percentage beside each other."""
        self._clear_overview()
        charts = list(aims_charts(self._rows, self._context.year))
        if not charts:
            self.overview.addWidget(
                WrapLabel(
                    "Chưa có chỉ tiêu nào tính bằng % có cả số liệu và mục tiêu.", parent=self
                )
            )
        for chart in charts:
            title = WrapLabel(chart.title, role="heading", parent=self)
            view = ChartView(self)
            view.show_chart(chart)
            self.overview.addWidget(title)
            self.overview.addWidget(view)
        self.big.hide()
        self._open_big()

    def _save(self) -> None:
        """Table and charts as a PDF to be printed."""
        form, year, db = str(self.form.value()), self._context.year, self._context.db
        path = self._saving.ask("Lưu tiến độ thành PDF", f"tien-do-{year}.pdf", _PDF)
        if path is not None:
            self._saving.write(
                path,
                lambda target: save_progress(db, form, year, target),
                self._saved,
                _PDF,
                ExportOf(f"Tiến độ các chỉ tiêu năm {year}"),
            )

    def _saved(self, path: Path, count: int) -> None:
        self._context.status.say(
            f"Đã lưu tiến độ {count} chỉ tiêu vào {path.name} ở {path.parent}."
        )

    def _clear_overview(self) -> None:
        while item := self.overview.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _open_big(self) -> None:
        self.setCurrentIndex(1)
        self.back_button.setFocus()

    def _table_page(self) -> QWidget:
        page, side = QWidget(self), QWidget(self)
        within = QVBoxLayout(side)
        within.setContentsMargins(12, 12, 12, 12)
        within.setSpacing(16)
        within.addWidget(self.panel)
        self.panel.put_above_charts(self.targets)
        within.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal, page)
        splitter.addWidget(self.table)
        self.side = TallScroll(side, page)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 9)
        splitter.setStretchFactor(1, 4)
        splitter.setChildrenCollapsible(False)
        choices = FlowLayout()
        for widget in (self.form, self.bare, self.all, self.print):
            choices.addWidget(widget)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(choices)
        layout.addWidget(self.counts)
        layout.addWidget(self.none)
        layout.addWidget(splitter, 1)
        return page

    def _big_page(self) -> QWidget:
        page, inside = QWidget(self), QWidget(self)
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 8, 8)
        within.addWidget(self.big)
        within.addLayout(self.overview)
        within.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(TallScroll(inside, page), 1)
        return page

    def _connect(self) -> None:
        self.back_button.setIcon(icons.icon("back"))
        self.table.view.setItemDelegateForColumn(BAR_COLUMN, BarDelegate(self))
        self.table.set_noun("chỉ tiêu")
        # Many names begin alike: they are shown whole.
        self.table.view.setWordWrap(True)
        self.table.view.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.table.remember(self._context.preferences, "progress")
        self.form.activated.connect(lambda _row: self.refresh())
        self.bare.clicked.connect(lambda _on: self.refresh())
        self.print.clicked.connect(lambda _on: self._save())
        self.all.clicked.connect(lambda _on: self._show_all())
        self.table.row_chosen.connect(self._show_row)
        self.table.row_opened.connect(lambda _row: self._show_big())
        self.panel.chosen.connect(self._show_big)
        self.big.chosen.connect(self.back)
        self.targets.changed.connect(self.refresh)
        # Once the new line has its height.
        self.targets.told.connect(lambda: QTimer.singleShot(0, self, self._show_told))
        self.back_button.clicked.connect(lambda _on: self.back())
