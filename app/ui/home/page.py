"""Trang chủ: the next step, what is due, the year's plan, the Action Month, the last backup."""

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.topics import Topic
from app.errors import AppError
from app.queries.duties import DutyRow
from app.queries.home import HomeRow, get_home
from app.queries.papers import PaperListRow
from app.services.duties import tick_duty, untick_duty
from app.ui import feedback
from app.ui.backups import backup_now, last_backup_words
from app.ui.context import UiContext
from app.ui.home.card import Card
from app.ui.home.duties_card import DutiesCard
from app.ui.home.month_card import MonthCard
from app.ui.home.plan_card import PlanCard
from app.ui.home.step_card import StepCard
from app.ui.home.steps import Way, way_of_duty, way_of_step
from app.ui.page import Page
from app.ui.widgets.tall_scroll import TallScroll

_TWO_COLUMNS: Final = 76  # letters "m"; narrower puts the cards below each other


class HomePage(Page):
    """Everything of one read; each card only shows and tells."""

    title = "Trang chủ"
    topics = frozenset(Topic) - {Topic.HISTORY}

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._way = Way("", "home")
        self.step = StepCard(self)
        self.step.button.clicked.connect(self._on_step)
        self.duties = DutiesCard(self)
        self.plan = PlanCard(self)
        self.month = MonthCard(self)
        self.backup = Card("Sao lưu", self)
        self._backup_words = self.backup.add_words()
        self.backup.add_button("Sao lưu ngay", self._on_backup)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the year and show it."""
        today, year = self.context.today(), self.context.year
        home = self.context.db.read(get_home, today=today, year=year)
        self._show_step(home)
        self.duties.show_duties(home.duties)
        self.plan.show_home(home, year)
        self.month.show_home(home, today)
        self._show_backup()
        self.set_state(f"Năm {year} · {home.activity_count} hoạt động đã ghi")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns when there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_middle"):
            self._fit()

    def _show_step(self, home: HomeRow) -> None:
        self._way = way_of_step(home)
        self.step.show_step(home.next_step.sentence, self._way.words)

    def _show_backup(self) -> None:
        self._backup_words.setText(last_backup_words(self.context))

    def _go(self, way: Way) -> None:
        self.context.navigate(way.page, **way.target)

    def _on_step(self) -> None:
        self._go(self._way)

    def _on_duty(self, duty: DutyRow) -> None:
        self._go(way_of_duty(duty))

    def _on_tick(self, duty: DutyRow) -> None:
        done_on = self.context.today()
        try:
            self.context.db.write(tick_duty, year=duty.year, code=duty.code, done_on=done_on)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.context.status.offer_undo(
            f"Đã đánh dấu xong: {duty.name}.",
            lambda: self.context.db.write(untick_duty, year=duty.year, code=duty.code),
        )

    def _on_plan(self, plan: PaperListRow | None) -> None:
        if plan is None:
            self.context.navigate("plans", new=True)
        else:
            self.context.navigate("plans", paper_id=plan.paper_id)

    def _on_day(self, day: date) -> None:
        self.context.navigate("activities", day=day)

    def _on_backup(self) -> None:
        backup_now(self.context, self, self.refresh)

    def _connect(self) -> None:
        self.context.bus.look_changed.connect(self._refresh_or_wait)
        self.duties.opened.connect(self._on_duty)
        self.duties.ticked.connect(self._on_tick)
        self.plan.opened.connect(self._on_plan)
        self.month.record_wanted.connect(lambda: self.context.navigate("activities", new=True))
        self.month.open_wanted.connect(lambda: self.context.navigate("activities"))
        self.month.day_wanted.connect(self._on_day)
        self.context.jobs.ended.connect(self._show_backup)

    def _arrange(self) -> None:
        inside = QWidget(self)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(self.plan)
        side.addWidget(self.backup)
        side.addStretch(1)
        left = QVBoxLayout()
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
        self.body.addWidget(TallScroll(inside, self), 1)

    def _fit(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().horizontalAdvance("m"))
        way = QBoxLayout.Direction
        self._middle.setDirection(way.LeftToRight if letters >= _TWO_COLUMNS else way.TopToBottom)
