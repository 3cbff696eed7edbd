"""Kế hoạch năm: how far its tasks are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.dates import document_number
from app.domain.papers import STATE_WORDS
from app.queries.home import HomeRow
from app.queries.papers import PaperListRow
from app.ui.home.card import Card
from app.ui.widgets.labels import MarkedLabel


class PlanCard(Card):
    """Emits ``opened`` with the plan's row, or None when one is to be made."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kế hoạch năm", parent)
        self._plan: PaperListRow | None = None
        self._state = self.add_words()
        self._done = self.add_words()
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Nhiệm vụ đã xong")
        self.body.addWidget(self._bar)
        self._late = MarkedLabel(self)
        self.body.addWidget(self._late)
        self._unknown = self.add_words("quiet")
        self._button = self.add_button("Mở kế hoạch", lambda: self.opened.emit(self._plan))

    def show_home(self, home: HomeRow, year: int) -> None:
        """The plan of the year, or that there is none yet."""
        plan = home.year_plan
        self._plan = plan
        self.heading.setText(f"Kế hoạch năm {year}")
        self._button.setText("Mở kế hoạch" if plan else "Lập kế hoạch")
        self._state.setText(_state_words(plan) if plan else "Chưa có kế hoạch của năm này.")
        has_tasks = home.tasks_total > 0
        self._bar.setVisible(has_tasks)
        self._bar.setRange(0, max(1, home.tasks_total))
        self._bar.setValue(home.tasks_done)
        self._done.setVisible(has_tasks)
        self._done.setText(f"{home.tasks_total} nhiệm vụ · {home.tasks_done} đã xong")
        self._late.setVisible(home.tasks_late > 0)
        self._late.show_state("late", f"{home.tasks_late} nhiệm vụ quá hạn", "bad")
        self._unknown.setVisible(has_tasks and home.tasks_unknown > 0)
        self._unknown.setText(f"{home.tasks_unknown} nhiệm vụ chưa ghi tiến độ")


def _state_words(plan: PaperListRow) -> str:
    if not plan.number:
        return STATE_WORDS[plan.state]
    return f"{STATE_WORDS[plan.state]}: số {document_number(plan.number)}/{plan.symbol}"
