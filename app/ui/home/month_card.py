"""Tháng hành động: the strip of days, and the way to record what was done."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import format_period
from app.queries.home import HomeRow
from app.ui.activities.month_strip import MonthStrip
from app.ui.home.card import Card


class MonthCard(Card):
    """Emits ``record_wanted``, ``open_wanted`` and ``day_wanted``."""

    record_wanted = Signal()
    open_wanted = Signal()
    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tháng hành động", parent)
        self._facts = self.add_words("quiet")
        self._strip = MonthStrip(self)
        self._strip.day_chosen.connect(self._on_day)
        self.body.addWidget(self._strip)
        self.record = self.add_button("Ghi hoạt động", self.record_wanted.emit)
        self.add_button("Xem các hoạt động", self.open_wanted.emit)

    def show_home(self, home: HomeRow, today: date) -> None:
        """The month of the year, or how to begin it."""
        campaign = home.campaign
        self._strip.setVisible(campaign is not None)
        if campaign is None:
            self.heading.setText("Tháng hành động")
            self._facts.setText("Mở trang Hoạt động để bắt đầu ghi Tháng hành động của năm này.")
            return
        self.heading.setText(
            f"Tháng hành động {format_period(campaign.starts_on, campaign.ends_on)}"
        )
        theme = f"Chủ đề: {campaign.theme}" if campaign.theme else "Chưa ghi chủ đề của năm"
        self._facts.setText(f"{theme} · {home.campaign_count} hoạt động đã ghi")
        self._strip.show_days(home.campaign_days, today, None)

    def _on_day(self, day: date | None) -> None:
        for button in self._strip.buttons():
            button.setChecked(False)
        if day is not None:
            self.day_wanted.emit(day)
