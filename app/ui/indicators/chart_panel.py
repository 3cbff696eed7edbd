"""Charts of one indicator: years with the line to the target, men and women."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.documents.builders.report_charts import parts_chart, row_name, sexes_chart, years_chart
from app.queries.progress import ProgressRow
from app.ui.indicators.columns import PROGRESS_SIGNS
from app.ui.indicators.progress_words import line_words, state_words
from app.ui.widgets.chart_view import ChartView
from app.ui.widgets.labels import MarkedLabel, WrapLabel


class ChartPanel(QWidget):
    """``chosen`` when a chart is clicked: it is wanted bigger.

    A ``large`` one shows the parts of men and women too.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._large = large
        self.name = WrapLabel(role="heading", parent=self)
        self.state = MarkedLabel(self)
        self.line = WrapLabel(parent=self)
        self.years = ChartView(self)
        self.sexes = ChartView(self)
        self.parts = ChartView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.name, self.state, self.line, self.years, self.sexes, self.parts):
            layout.addWidget(widget)
        for view in (self.years, self.sexes, self.parts):
            view.chosen.connect(self.chosen)
            view.hide()

    def show_row(self, row: ProgressRow | None) -> None:
        """Show one indicator; None says that none is chosen."""
        for widget in (self.state, self.line):
            widget.setVisible(row is not None)
        if row is None:
            self.name.setText("Chọn một chỉ tiêu để xem biểu đồ, mục tiêu.")
            for view in (self.years, self.sexes, self.parts):
                view.show_chart(None)
            return
        self.name.setText(row_name(row))
        icon, role = PROGRESS_SIGNS[row.progress]
        self.state.show_state(icon, state_words(row), role)
        self.line.setText(line_words(row))
        self.years.show_chart(years_chart(row))
        self.sexes.show_chart(sexes_chart(row))
        self.parts.show_chart(parts_chart(row) if self._large else None)
