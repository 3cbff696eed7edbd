"""Lập báo cáo: which report, of which year, against which plan."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.papers import REPORT_TYPE_WORDS, ReportType, type_words
from app.domain.periods import Period
from app.domain.report_kinds import REPORT_KINDS, asked_by
from app.errors import ValidationError
from app.queries.papers import PaperListRow
from app.ui import feedback
from app.ui.activities.field_box import FieldBox
from app.ui.flow_layout import FlowLayout
from app.ui.reports.period_box import PeriodBox
from app.ui.widgets.labels import WrapLabel
from app.workflows.reports import BuildReport

#: What is known of a report about a period before it is built.
Outlook = Callable[[ReportType, Period], str]


class NewReport(QFrame):
    """Unfolds above the list; the usual plan of the year is chosen already."""

    build_requested = Signal(object)
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._plans: tuple[PaperListRow, ...] = ()
        self._year = 0
        self._outlook: Outlook = lambda _type, _period: ""
        self.kind = self._combo("Loại báo cáo")
        for report_type in REPORT_KINDS:
            self.kind.addItem(REPORT_TYPE_WORDS[report_type], report_type)
        # The list is as wide as its longest name, the closed box is not.
        listed = self.kind.view()
        listed.setMinimumWidth(listed.sizeHintForColumn(0) + 24)
        self.period = PeriodBox(self)
        self.plan = self._combo("Kế hoạch làm căn cứ")
        self.plan.setMinimumContentsLength(44)
        self.charts = QCheckBox("Kèm phụ lục biểu đồ các chỉ tiêu", self)
        self.words = WrapLabel(parent=self)
        self.build = QPushButton("Lập báo cáo", self)
        self.build.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi", self)
        fields = FlowLayout(gap=16)
        fields.addWidget(FieldBox("Loại báo cáo", self.kind))
        fields.addWidget(self.period)
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
        self.kind.currentIndexChanged.connect(lambda _row: self._offer())
        self.period.changed.connect(self._tell)
        self.build.clicked.connect(self._ask)
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

    def offer(self, plans: Sequence[PaperListRow], year: int, outlook: Outlook) -> None:
        """Plans of the year, and what tells the days and the deadline of a report."""
        self._plans, self._year, self._outlook = tuple(plans), year, outlook
        self._offer()

    def choose_type(self, report_type: ReportType) -> None:
        """Another kind of report."""
        self.kind.setCurrentIndex(self.kind.findData(report_type))

    def choose_asked(self, wanted: str) -> None:
        """The report that a duty of the calendar asks for, or a kind by its name."""
        asked = asked_by(wanted)
        if asked is not None:
            self.choose_type(asked[0])
            self.period.choose(asked[1])
        elif wanted in list(REPORT_KINDS):
            self.choose_type(ReportType(wanted))

    def command(self) -> BuildReport:
        """What is asked for.

        Raises:
            ValidationError: free days that cannot be read.
        """
        plan = self.plan.currentData()
        return BuildReport(
            report_type=ReportType(self.kind.currentData()),
            year=self._year,
            period=self.period.value(),
            plan_id=plan if isinstance(plan, UUID) else None,
            charts=not self.charts.isHidden() and self.charts.isChecked(),
        )

    def _offer(self) -> None:
        report_type = ReportType(self.kind.currentData())
        if self._year:
            self.period.offer(report_type, self._year)
        self._offer_plans(report_type)

    def _offer_plans(self, report_type: ReportType) -> None:
        types = REPORT_KINDS[report_type].plans
        fitting = [row for row in self._plans if row.paper_type in types]
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

    def _tell(self) -> None:
        """The days and the deadline of what is chosen; what is wrong with typed days."""
        report_type = ReportType(self.kind.currentData())
        try:
            words = self._outlook(report_type, self.period.value())
        except ValidationError as error:
            words = error.message
        self.words.setText(words)

    def _ask(self) -> None:
        try:
            command = self.command()
        except ValidationError as error:
            feedback.show_error(self, error)
            return
        self.build_requested.emit(command)

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        return box
