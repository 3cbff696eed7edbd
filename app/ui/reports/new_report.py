"""Lập báo cáo: which report, of which year, against which plan."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.papers import PlanType, ReportType, type_words
from app.queries.papers import PaperListRow
from app.ui.activities.field_box import FieldBox
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.workflows.reports import BuildReport

_FITTING: Final = {
    ReportType.ACTION_MONTH: (PlanType.ACTION_MONTH,),
    ReportType.YEAR: (PlanType.YEAR, PlanType.RECEIVING_YEAR),
}
_WORDS: Final = {
    ReportType.ACTION_MONTH: "Báo cáo Tháng hành động",
    ReportType.YEAR: "Báo cáo năm",
}


class NewReport(QFrame):
    """Unfolds above the list; the usual plan of the year is chosen already."""

    build_requested = Signal(object)
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._plans: tuple[PaperListRow, ...] = ()
        self._year = 0
        self.kind = self._combo("Loại báo cáo")
        for report_type, words in _WORDS.items():
            self.kind.addItem(words, report_type)
        self.plan = self._combo("Kế hoạch làm căn cứ")
        self.plan.setMinimumContentsLength(44)
        self.charts = QCheckBox("Kèm phụ lục biểu đồ các chỉ tiêu", self)
        self.words = WrapLabel(parent=self)
        self.build = QPushButton("Lập báo cáo", self)
        self.build.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi", self)
        fields = FlowLayout(gap=16)
        fields.addWidget(FieldBox("Loại báo cáo", self.kind))
        fields.addWidget(FieldBox("Kế hoạch làm căn cứ", self.plan))
        buttons = FlowLayout()
        buttons.addWidget(self.build)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(fields)
        layout.addWidget(self.charts)
        layout.addWidget(self.words)
        layout.addLayout(buttons)
        self.kind.currentIndexChanged.connect(lambda _row: self._offer_plans())
        self.build.clicked.connect(lambda: self.build_requested.emit(self.command()))
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """The page's own button steps aside: one "Lập báo cáo" at a time."""
        super().showEvent(event)
        self.unfolded.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """The page's own button comes back."""
        super().hideEvent(event)
        self.unfolded.emit(False)

    def offer(self, plans: Sequence[PaperListRow], year: int) -> None:
        """Plans of the year."""
        self._plans, self._year = tuple(plans), year
        self._offer_plans()

    def choose_type(self, report_type: ReportType) -> None:
        """Another kind of report."""
        self.kind.setCurrentIndex(self.kind.findData(report_type))

    def command(self) -> BuildReport:
        """What is asked for."""
        plan = self.plan.currentData()
        return BuildReport(
            report_type=ReportType(self.kind.currentData()),
            year=self._year,
            plan_id=plan if isinstance(plan, UUID) else None,
            charts=not self.charts.isHidden() and self.charts.isChecked(),
        )

    def _offer_plans(self) -> None:
        report_type = ReportType(self.kind.currentData())
        fitting = [row for row in self._plans if row.paper_type in _FITTING[report_type]]
        others = [row for row in self._plans if row not in fitting]
        self.charts.setVisible(report_type is ReportType.YEAR)
        self.plan.clear()
        if not fitting:
            # Another plan's tasks would stand in the report as undone; it must be chosen on purpose.
            self.plan.addItem("Không theo kế hoạch nào", None)
        for row in (*fitting, *others):
            number = f" số {row.number}" if row.number else ""
            words = f"{type_words(row.kind, row.paper_type)}{number}: {row.title}"
            self.plan.addItem(words, row.paper_id)
        self.words.setText(
            f"Báo cáo được soạn từ hoạt động đã ghi của năm {self._year} và nhiệm vụ của kế hoạch; "
            "mọi số liệu bấm vào được để xem từ đâu ra."
        )

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        return box
