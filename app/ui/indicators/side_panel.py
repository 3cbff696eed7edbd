"""Beside the grid: what the indicator means, what is odd about it, what activities give for it."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.documents.builders.report_charts import sexes_chart, years_chart
from app.domain.figure_rows import Column
from app.domain.figures import format_number
from app.domain.indicators import Direction, Indicator, IndicatorKind, TargetSource
from app.domain.periods import PeriodKind, before_words
from app.queries.figure_sheets import SheetRow
from app.queries.progress import ProgressRow
from app.queries.receipts import RemarkRow
from app.ui.indicators.asked import said
from app.ui.indicators.columns import COLUMN_WORDS, value_words
from app.ui.widgets.chart_view import ChartView
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences

_DIRECTIONS: Final = {
    Direction.UP: "Càng cao càng tốt",
    Direction.DOWN: "Càng thấp càng tốt",
    Direction.NONE: "",
}
_SET_BY: Final = {
    TargetSource.OWN: "của đơn vị",
    TargetSource.UPPER: "cấp trên giao",
    TargetSource.NATIONAL: "của Trung ương",
}
#: Why names are refused beside some figures.
SENSITIVE: Final = (
    "Số liệu nhạy cảm: ở một xã, vài chi tiết là đủ để nhận ra người. Vì thế lý do, ghi chú không "
    "nhận họ tên, số điện thoại, số định danh, địa chỉ; bản gửi chung che số từ 1 đến 4."
)


class SidePanel(QWidget):
    """``take_asked`` wants the offered figures, ``pass_asked`` lets what is odd stand.

    ``progress_asked`` wants the view of progress: all its charts and targets.
    """

    take_asked = Signal()
    pass_asked = Signal()
    progress_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = WrapLabel(role="heading", parent=self)
        self.fault = MarkedLabel(self)
        self.asked = Sentences("Nơi nhận yêu cầu sửa", "flag", "bad", self)
        self.odd = MarkedLabel(self)
        self.let_pass = QPushButton("Vẫn giữ, ghi lý do…", self)
        self.offered = WrapLabel(parent=self)
        self.take = QPushButton("Lấy số từ hoạt động", self)
        self.about = WrapLabel(parent=self)
        self.source = WrapLabel(role="quiet", parent=self)
        self.chart = ChartView(self)
        self.sexes = ChartView(self)
        self.progress = QPushButton("Tiến độ, mục tiêu…", self)
        self.history = QPushButton("Lịch sử ô này…", self)
        self._shown = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (
            self.name, self.fault, self.asked, self.odd, self.let_pass, self.offered, self.take, self.about,
            self.progress, self.history, self.chart, self.sexes, self.source,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addStretch(1)
        # Room for a chart from the start: the grid beside does not jump when one is drawn.
        layout.addStrut(self.chart.minimumWidth())
        self.take.clicked.connect(lambda _on: self.take_asked.emit())
        self.let_pass.clicked.connect(lambda _on: self.pass_asked.emit())
        self.progress.clicked.connect(lambda _on: self.progress_asked.emit())
        self.history.clicked.connect(lambda _on: self.history_asked.emit())
        for view in (self.chart, self.sexes):
            view.chosen.connect(self.progress_asked)
        self.show_progress(None)

    def show_row(
        self,
        row: SheetRow | None,
        fault: str,
        period: str = "",
        kind: PeriodKind = PeriodKind.YEAR,
    ) -> None:
        """Show one line; ``fault`` is why its words could not be written.

        ``period`` is named where several stand side by side, ``kind`` is that of the form shown.
        """
        indicator = row.indicator if row else None
        if (code := indicator.code if indicator else "") != self._shown:
            self._shown = code
            self.show_progress(None)
        for widget in (self.fault, self.odd, self.let_pass, self.offered, self.take):
            widget.hide()
        self.history.setVisible(indicator is not None)
        if row is None or indicator is None:
            self.name.setText(row.heading if row else "Chọn một chỉ tiêu để xem ý nghĩa, nguồn.")
            self.about.setText("")
            self.source.setText("")
            return
        self.name.setText(f"{indicator.name} - {period}" if period else indicator.name)
        self.about.setText("\n".join(_about(row, indicator, kind)))
        checked = "đã kiểm chứng" if indicator.checked else "chưa kiểm chứng"
        self.source.setText(f"Nguồn: {indicator.source or 'chưa ghi'} ({checked})")
        if fault:
            self.fault.show_state("warn", fault, "bad")
            self.fault.show()
        self._show_odd(row)
        self._show_offered(row, indicator)

    def show_asked(self, points: Sequence[RemarkRow]) -> None:
        """What the office above asks to be mended in this line."""
        self.asked.show_lines([_point(one) for one in points])

    def show_progress(self, row: ProgressRow | None) -> None:
        """The charts of the indicator; None while they are not known, or when there are none."""
        known = row is not None and any(one.value is not None for one in row.years)
        self.progress.setVisible(row is not None)
        self.chart.show_chart(years_chart(row) if row is not None and known else None)
        self.sexes.show_chart(sexes_chart(row) if row is not None else None)

    def _show_odd(self, row: SheetRow) -> None:
        if not row.oddities:
            return
        notes = [figure.note for figure in row.kept.values() if figure.note]
        by_sex = row.indicator is not None and row.indicator.by_sex
        words = "\n".join(
            f"{COLUMN_WORDS[one.column]}: {one.message}" if by_sex else one.message
            for one in row.oddities
        )
        if notes:
            words += f"\nĐã giữ, lý do: {'; '.join(notes)}"
        self.odd.show_state("info", words, "quiet" if notes else "warn")
        self.odd.show()
        self.let_pass.setVisible(not notes)

    def _show_offered(self, row: SheetRow, indicator: Indicator) -> None:
        differs = {
            column: value
            for column, value in row.offered.items()
            if row.row.cell(column).value != value
        }
        if not row.offered:
            return
        shown = ", ".join(
            f"{COLUMN_WORDS[column].lower()} {value_words(indicator, value)}"
            for column, value in row.offered.items()
        )
        self.offered.setText(f"Theo hoạt động đã ghi trong kỳ: {shown}.")
        self.offered.show()
        self.take.setVisible(bool(differs))


def _point(one: RemarkRow) -> str:
    column = COLUMN_WORDS.get(Column(one.sex)) if one.sex in set(Column) else None
    return f"{column}: {said(one)}" if column else said(one)


def _about(row: SheetRow, indicator: Indicator, kind: PeriodKind) -> Iterator[str]:
    unit = indicator.unit
    share = indicator.kind is IndicatorKind.SHARE
    facts = (
        ("", indicator.meaning),
        ("Tính từ số liệu thô, nhân ", format_number(indicator.scale) if share else ""),
        ("", _DIRECTIONS[indicator.direction]),
        ("Mục tiêu ", _target_words(row, indicator)),
        (f"{before_words(kind)}: ", _with_unit(value_words(indicator, row.before), unit)),
        ("Chưa đánh giá được: ", row.why),
        ("Người cung cấp: ", indicator.collector),
        ("Kỳ: ", indicator.frequency),
        ("Không có số liệu: ", row.row.cell(Column.TOTAL).reason),
        ("", SENSITIVE if indicator.sensitive else ""),
    )
    for name, words in facts:
        if words:
            yield f"{name}{words}"


def _target_words(row: SheetRow, indicator: Indicator) -> str:
    if row.target is not None:
        value = _with_unit(value_words(indicator, row.target.value), indicator.unit)
        return f"{row.target.year} {_SET_BY[row.target.source]}: {value}"
    value = _with_unit(value_words(indicator, row.line), indicator.unit)
    return f"theo đường thẳng tới năm đích: {value}" if value else ""


def _with_unit(value: str, unit: str) -> str:
    return f"{value} {unit}".strip() if value else ""
