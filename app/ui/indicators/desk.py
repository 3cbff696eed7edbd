"""Chỉ tiêu with its two views: figures are typed in one, progress is seen in the other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.figure_rows import Column as FigureColumn
from app.domain.forms import FormRow
from app.domain.periods import parse_period
from app.queries.progress import ProgressRow, list_progress, yearly
from app.ui.indicators.columns import COLUMN_WORDS
from app.ui.indicators.page import IndicatorsPage
from app.ui.indicators.progress_view import ProgressView

_ENTRY, _PROGRESS = 0, 1
#: Standing on a row this long shows its chart; whoever types on is not held up.
_PAUSE_MS: Final = 250


class IndicatorsDesk(IndicatorsPage):
    """The page of entry in a stack, the view of progress made when it is first wanted."""

    def refresh(self) -> None:
        """Read both views again."""
        super().refresh()
        if self.progress is not None:
            self.progress.learn(self._keeper.forms, self._keeper.indicators)
            self.progress.refresh()

    def open(self, target: Mapping[str, object]) -> None:
        """Beside form and period: ``progress`` (True, or the code of an indicator)."""
        progress = target.get("progress")
        if progress:
            self.show_progress(progress if isinstance(progress, str) else "")
            return
        if target:
            self.switch.setCurrentIndex(_ENTRY)
        super().open(target)

    def back(self) -> bool:
        """Esc: out of a large chart, then from progress to entry."""
        if self.progress is None or self.switch.currentIndex() == _ENTRY:
            return super().back()
        if not self.progress.back():
            self.switch.setCurrentIndex(_ENTRY)
            self.grid.setFocus()
        return True

    def explain(self) -> bool:
        """F1 in the grid; the view of progress has the help of the page."""
        return self.switch.currentIndex() == _ENTRY and super().explain()

    def show_progress(self, code: str = "") -> None:
        """The view of progress; ``code`` is the indicator to stand on, of the form shown."""
        self.switch.setCurrentIndex(_PROGRESS)
        if code and self.progress is not None:
            form = self._keeper.form(str(self.form.value()))
            self.progress.choose(code, form.code if form and yearly(form) else "")

    def add_button(self, button: QWidget) -> None:
        """Buttons of the title row belong to entry."""
        super().add_button(button)
        self._entry_buttons.append(button)

    def _lay_out(self) -> None:
        super()._lay_out()
        self.progress: ProgressView | None = None
        self._entry_buttons: list[QWidget] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_chart)
        self.switch = QTabBar(self)
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        self.switch.setAccessibleName("Nhập số hay xem tiến độ")
        for words in ("Nhập số", "Tiến độ"):
            self.switch.addTab(words)
        self.stack = QStackedWidget(self)
        entry = QWidget(self)
        self.stack.addWidget(entry)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.stack, 1)
        # What the page of entry shows goes into its own half.
        self.body = QVBoxLayout(entry)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self.switch.currentChanged.connect(self._change_view)

    def _connect(self) -> None:
        super()._connect()
        self.side.progress_asked.connect(self._show_progress_of)
        self.side.history_asked.connect(self._show_history)
        self.grid.selectionModel().currentChanged.connect(lambda *_news: self._pause.start())
        self.model.dataChanged.connect(lambda *_news: self._pause.start())

    def _change_view(self, view: int) -> None:
        for button in self._entry_buttons:
            button.setVisible(view == _ENTRY)
        if view == _ENTRY:
            self.stack.setCurrentIndex(_ENTRY)
            # A target may have been set meanwhile.
            self.refresh()
            return
        if self.progress is None:
            self.progress = ProgressView(self.context, self)
            self.stack.addWidget(self.progress)
        self.progress.learn(self._keeper.forms, self._keeper.indicators)
        self.progress.refresh()
        self.stack.setCurrentIndex(_PROGRESS)

    def _show_progress_of(self) -> None:
        line = self._line()
        if line is not None and line.indicator is not None:
            self.show_progress(line.indicator.code)

    def _show_history(self) -> None:
        """Of the cell stood on; of the total where the line's name is stood on."""
        index, line = self.grid.currentIndex(), self._line()
        if line is None or line.indicator is None:
            return
        from app.ui.history.window import show_cell

        place = self.model.place(index)
        column = place.column if place else FigureColumn.TOTAL
        period = parse_period(self.model.period_at(index))
        words = f"{line.indicator.name}, {COLUMN_WORDS[column].lower()}, {period.in_words}"
        show_cell(self.context, self, (line.indicator.code, period, column), words)

    def _show_chart(self) -> None:
        """The chart of the row stood on; forms of half years and terms have none."""
        self.side.show_progress(self._progress_of_line())

    def _progress_of_line(self) -> ProgressRow | None:
        line, form = self._line(), self._keeper.form(str(self.form.value()))
        if line is None or line.indicator is None or form is None or not yearly(form):
            return None
        alone = replace(form, rows=(FormRow(indicator=line.indicator.code),))
        read, year = self.context.db.read, self.context.year
        known = self._keeper.indicators
        return next(iter(read(list_progress, alone, year, known, with_bare=True)), None)
