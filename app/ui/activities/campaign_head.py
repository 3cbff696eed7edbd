"""The Action Month of the year: its theme typed by the officer, its days, its messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.dates import format_period
from app.domain.text import clean_line
from app.errors import ValidationError
from app.queries.campaigns import CampaignRow, ThemeRow
from app.ui.activities.choice_input import SuggestLine
from app.ui.activities.day_input import DayInput
from app.ui.activities.field_box import FieldBox
from app.ui.activities.text_field import TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """What stands in the head."""

    theme: str
    starts_on: date
    ends_on: date
    messages: tuple[str, ...]


class CampaignHead(QWidget):
    """Theme on one line; days and messages unfold below. Emits ``changed`` on leaving a field."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: CampaignRow | None = None
        self.name = QLabel(self)
        self.name.setProperty("role", "heading")
        self.theme = SuggestLine("Chủ đề Tháng hành động", parent=self)
        self.theme.setPlaceholderText("Ghi chủ đề của năm theo hướng dẫn")
        self.past = QToolButton(self)
        self.past.setText("Chủ đề các năm")
        self.past.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.past.setMenu(QMenu(self.past))
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setText("Thông điệp, thời gian")
        self.details = QWidget(self)
        self.starts_on = DayInput("Tháng hành động từ ngày", 2026, self.details)
        self.ends_on = DayInput("Tháng hành động đến ngày", 2026, self.details)
        self.messages = TextField("Thông điệp, mỗi dòng một câu", 4, self.details)
        self._start_box = FieldBox("Từ ngày", self.starts_on)
        self._end_box = FieldBox("Đến ngày", self.ends_on)
        self._lay_out()
        self._connect()

    def show_campaign(self, row: CampaignRow, themes: Sequence[ThemeRow]) -> None:
        """Show a campaign; what is being typed is not disturbed."""
        self._row = row
        period = format_period(row.starts_on, row.ends_on)
        self.name.setText(f"Tháng hành động {row.year}: {period}")
        self.name.setToolTip(row.name)
        if not self.theme.hasFocus():
            self.theme.setText(row.theme)
            self.theme.setCursorPosition(0)
        self.starts_on.line.year = self.ends_on.line.year = row.year
        if not self.starts_on.line.hasFocus():
            self.starts_on.line.set_day(row.starts_on)
        if not self.ends_on.line.hasFocus():
            self.ends_on.line.set_day(row.ends_on)
        if not self.messages.hasFocus():
            with QSignalBlocker(self.messages):
                self.messages.setPlainText("\n".join(row.messages))
        self._offer([theme for theme in themes if theme.theme])

    def show_error(self, error: ValidationError) -> None:
        """Say beside the field what is wrong."""
        box = self._start_box if error.field == "starts_on" else self._end_box
        self.more.setChecked(True)
        box.show_error(error.message)

    def _offer(self, themes: Sequence[ThemeRow]) -> None:
        self.theme.set_suggestions([theme.theme for theme in themes])
        menu = self.past.menu()
        menu.clear()
        for theme in themes:
            action = menu.addAction(f"{theme.year}: {theme.theme}")
            action.triggered.connect(partial(self._take_theme, theme.theme))
        self.past.setEnabled(bool(themes))

    def _take_theme(self, theme: str) -> None:
        self.theme.setText(theme)
        self._tell()

    def _tell(self) -> None:
        if self._row is None:
            return
        days: list[date] = []
        for field, box in ((self.starts_on, self._start_box), (self.ends_on, self._end_box)):
            try:
                day = field.line.day()
            except ValidationError as error:
                box.show_error(error.message)
                return
            box.show_error("" if day else "Hãy ghi ngày.")
            if day is None:
                return
            days.append(day)
        lines = map(clean_line, self.messages.toPlainText().split("\n"))
        draft = CampaignDraft(
            theme=clean_line(self.theme.text()),
            starts_on=days[0],
            ends_on=days[1],
            messages=tuple(line for line in lines if line),
        )
        if draft != self._shown(self._row):
            self.changed.emit(draft)

    @staticmethod
    def _shown(row: CampaignRow) -> CampaignDraft:
        return CampaignDraft(
            theme=row.theme, starts_on=row.starts_on, ends_on=row.ends_on, messages=row.messages
        )

    def _connect(self) -> None:
        fields: tuple[QLineEdit, ...] = (self.theme, self.starts_on.line, self.ends_on.line)
        for line in fields:
            line.editingFinished.connect(self._tell)
        self.starts_on.edited.connect(lambda: self._start_box.show_error(""))
        self.ends_on.edited.connect(lambda: self._end_box.show_error(""))
        self.messages.left.connect(self._tell)
        self.more.toggled.connect(self.details.setVisible)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        label = QLabel("Chủ đề", self)
        label.setBuddy(self.theme)
        line.addWidget(label)
        line.addWidget(self.theme, 1)
        line.addWidget(self.past)
        line.addWidget(self.more)
        grid = QGridLayout(self.details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._start_box, 0, 0)
        grid.addWidget(self._end_box, 1, 0)
        grid.addWidget(FieldBox("Thông điệp, mỗi dòng một câu", self.messages), 0, 1, 2, 1)
        grid.setColumnStretch(1, 1)
        self.details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.name)
        layout.addLayout(line)
        layout.addWidget(self.details)
