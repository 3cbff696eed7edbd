"""Trang chủ: the next step, what is due, the year's plan, the Action Month, the last backup."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.topics import Topic
from app.queries.duties import DutyRow
from app.queries.home import HomeRow, get_home
from app.queries.papers import PaperListRow
from app.queries.parcel_news import count_late_units, parcel_news
from app.ui.backups import backup_now, last_backup_words, stick_is_late
from app.ui.context import UiContext
from app.ui.duties.ticking import tick
from app.ui.home.card import Card
from app.ui.home.duties_card import DutiesCard
from app.ui.home.month_card import MonthCard
from app.ui.home.parcels_card import ParcelsCard
from app.ui.home.plan_card import PlanCard
from app.ui.home.progress_card import ProgressCard
from app.ui.home.step_card import StepCard
from app.ui.home.steps import Way, way_of_duty, way_of_step
from app.ui.page import Page
from app.ui.widgets.labels import MarkedLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.ui.years.card import YearCard

if TYPE_CHECKING:
    from app.ui.duties.year_view import YearView

_STICK_LATE: Final = "Đã lâu chưa sao lưu ra USB. Máy hỏng hoặc mất thì chỉ còn bản trên USB."
_TWO_COLUMNS: Final = 76  # letters "m"; narrower puts the cards below each other


class HomePage(Page):
    """Everything of one read; each card only shows and tells. The year's calendar opens here."""

    title = "Trang chủ"
    topics = frozenset(Topic) - {Topic.HISTORY}

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._way = Way("", "home")
        self.step = StepCard(self)
        self.step.button.clicked.connect(self._on_step)
        self.duties = DutiesCard(self)
        self.parcels = ParcelsCard(self)
        self.plan = PlanCard(self)
        self.progress = ProgressCard(self)
        self.month = MonthCard(self)
        self.closing = YearCard(context, self)
        self.stack = QStackedWidget(self)
        self.year_view: YearView | None = None
        self.backup = Card("Sao lưu", self)
        self._backup_words = self.backup.add_words()
        self._stick_late = MarkedLabel(self.backup)
        self.backup.body.addWidget(self._stick_late)
        if not context.db.server:
            self.backup.add_button("Sao lưu ngay", self._on_backup)
            self.backup.add_button("Sao lưu ra USB", self._on_stick)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the year and show it."""
        if self.year_view is not None and self.stack.currentWidget() is self.year_view:
            self.set_title(f"Lịch việc năm {self.context.year}")
            self.year_view.refresh()
            return
        today, year = self.context.today(), self.context.year
        home = self.context.db.read(get_home, today=today, year=year)
        self._show_step(home)
        self.duties.show_duties(home.duties)
        self.plan.show_home(home, year)
        self.progress.show_counts(home.progress, year)
        read = self.context.db.read
        self.parcels.show_news(read(parcel_news, today), read(count_late_units, today))
        self.month.show_home(home, today)
        self.closing.refresh()
        self._show_backup()
        self.set_state(f"Năm {year} · {home.activity_count} hoạt động đã ghi")

    def open(self, target: Mapping[str, object]) -> None:
        """``calendar``: every duty of the year."""
        if target.get("calendar"):
            self.show_year()

    def show_year(self) -> None:
        """Every duty of the year in place of the cards."""
        if self.year_view is None:
            from app.ui.duties.year_view import YearView

            self.year_view = YearView(self.context, self)
            self.year_view.left.connect(self.show_cards)
            self.year_view.counted.connect(self.set_state)
            self.stack.addWidget(self.year_view)
            for button in self.year_view.buttons:
                self.add_button(button)
            self.year_view.currentChanged.connect(lambda _place: self._show_buttons())
        self.stack.setCurrentWidget(self.year_view)
        self._show_buttons()
        self.refresh()
        self.year_view.table.view.setFocus()

    def show_cards(self) -> None:
        """Back to the home screen."""
        self.stack.setCurrentIndex(0)
        self.set_title(self.title)
        self._show_buttons()
        self.refresh()

    def back(self) -> bool:
        """Esc: from the sheets to the calendar, from there to the home screen."""
        if self.year_view is None or self.stack.currentWidget() is not self.year_view:
            return False
        if not self.year_view.back():
            self.show_cards()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns when there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_middle"):
            self._fit()

    def _show_buttons(self) -> None:
        view = self.year_view
        if view is not None:
            in_table = self.stack.currentWidget() is view and view.currentWidget() is view.list
            for button in view.buttons:
                button.setVisible(in_table)

    def _show_step(self, home: HomeRow) -> None:
        self._way = way_of_step(home)
        self.step.show_step(home.next_step.sentence, self._way.words)

    def _show_backup(self) -> None:
        self._backup_words.setText(last_backup_words(self.context))
        self._stick_late.setVisible(stick_is_late(self.context))
        self._stick_late.show_state("warn", _STICK_LATE, "warn")

    def _go(self, way: Way) -> None:
        self.context.navigate(way.page, **way.target)

    def _on_step(self) -> None:
        self._go(self._way)

    def _on_duty(self, duty: DutyRow) -> None:
        self._go(way_of_duty(duty))

    def _on_tick(self, duty: DutyRow) -> None:
        tick(self.context, self, duty)

    def _on_plan(self, plan: PaperListRow | None) -> None:
        if plan is None:
            self.context.navigate("plans", new=True)
        else:
            self.context.navigate("plans", paper_id=plan.paper_id)

    def _on_day(self, day: date) -> None:
        self.context.navigate("activities", day=day)

    def _on_stick(self) -> None:
        self.context.navigate("settings", section="backup")

    def _on_backup(self) -> None:
        backup_now(self.context, self, self.refresh)

    def _connect(self) -> None:
        self.context.bus.look_changed.connect(self._refresh_or_wait)
        self.duties.opened.connect(self._on_duty)
        self.duties.ticked.connect(self._on_tick)
        self.duties.year_wanted.connect(self.show_year)
        self.plan.opened.connect(self._on_plan)
        self.parcels.opened.connect(self._go)
        self.progress.opened.connect(lambda: self.context.navigate("indicators", progress=True))
        self.month.record_wanted.connect(lambda: self.context.navigate("activities", new=True))
        self.month.open_wanted.connect(lambda: self.context.navigate("activities"))
        self.month.day_wanted.connect(self._on_day)
        self.context.jobs.ended.connect(self._show_backup)

    def _arrange(self) -> None:
        inside = QWidget(self)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self.plan)
        side.addWidget(self.progress)
        side.addWidget(self.closing)
        side.addWidget(self.backup)
        side.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.parcels)
        left.addWidget(self.duties)
        left.addStretch(1)
        self._middle.setSpacing(16)
        self._middle.addLayout(left, 3)
        self._middle.addLayout(side, 2)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 8, 8)
        whole.setSpacing(16)
        whole.addWidget(self.step)
        whole.addWidget(self.month)
        whole.addLayout(self._middle)
        whole.addStretch(1)
        self.stack.addWidget(TallScroll(inside, self))
        self.body.addWidget(self.stack, 1)

    def _fit(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().horizontalAdvance("m"))
        way = QBoxLayout.Direction
        self._middle.setDirection(way.LeftToRight if letters >= _TWO_COLUMNS else way.TopToBottom)
