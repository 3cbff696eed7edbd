"""Việc cần làm: late, this week, this month; each a line with its button."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.duties import DUTY_WORDS, DutyState
from app.queries.duties import DutyRow
from app.ui import icons
from app.ui.home.card import Card
from app.ui.home.steps import can_tick, way_of_duty
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_SHOWN: Final = (DutyState.LATE, DutyState.WEEK, DutyState.MONTH)
_MARKS: Final = {
    DutyState.LATE: ("late", "bad"),
    DutyState.WEEK: ("warn", "warn"),
    DutyState.MONTH: ("calendar", "primary"),
    DutyState.LATER: ("calendar", "quiet"),
}
_MOST_IN_A_GROUP: Final = 4


class _Line(QWidget):
    """One duty."""


class DutiesCard(Card):
    """Emits ``opened`` and ``ticked`` with a DutyRow, ``year_wanted`` for the whole year."""

    opened = Signal(object)
    ticked = Signal(object)
    year_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Việc cần làm", parent)
        self._lines: list[QWidget] = []
        self._duties: tuple[DutyRow, ...] = ()
        self._whole = False
        self._more = self.add_button("", self._on_more)
        self._more.setIcon(icons.icon("more"))
        self._more.hide()
        self.whole_year = self.add_button("Xem lịch cả năm", self.year_wanted.emit)
        self.whole_year.setIcon(icons.icon("calendar"))

    def show_duties(self, duties: Sequence[DutyRow]) -> None:
        """Show what is due; without anything near, the one that comes next."""
        self._duties = tuple(duties)
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        near = 0
        for state in _SHOWN:
            group = [duty for duty in duties if duty.state is state]
            near += len(group)
            if group:
                self._add_group(state, group)
        if not near:
            self._add(WrapLabel("Không có việc nào đến hạn trong 31 ngày tới.", parent=self))
            later = [duty for duty in duties if duty.state is DutyState.LATER]
            if later:
                self._add_group(DutyState.LATER, later[:1])
        self._more.setVisible(
            near > sum(isinstance(line, _Line) for line in self._lines) or self._whole
        )
        self._more.setText("Thu gọn" if self._whole else f"Xem cả {near} việc")
        done = sum(duty.state is DutyState.DONE for duty in duties)
        if done:
            self._add(WrapLabel(f"Đã xong trong năm: {done} việc.", role="quiet", parent=self))

    def _on_more(self) -> None:
        self._whole = not self._whole
        self.show_duties(self._duties)

    def _add(self, line: QWidget) -> None:
        self._lines.append(line)
        self.body.addWidget(line)

    def _add_group(self, state: DutyState, group: Sequence[DutyRow]) -> None:
        icon, role = _MARKS[state]
        heading = MarkedLabel(self)
        heading.show_state(icon, f"{DUTY_WORDS[state]}: {len(group)} việc", role)
        self._add(heading)
        for duty in group if self._whole else group[:_MOST_IN_A_GROUP]:
            self._add(self._line(duty))

    def _line(self, duty: DutyRow) -> QWidget:
        line = _Line(self)
        facts = [f"Hạn {format_date(duty.due)}"]
        if duty.receiver:
            facts.append(duty.receiver)
        if not duty.checked:
            facts.append("cần xem lại hạn theo văn bản của tỉnh")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(WrapLabel(duty.name, parent=line))
        texts.addWidget(WrapLabel(" · ".join(facts), role="quiet", parent=line))
        if duty.remarks:
            remarks = MarkedLabel(line)
            remarks.show_state("warn", "\n".join(duty.remarks), "warn")
            texts.addWidget(remarks)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        layout.addLayout(texts, 1)
        layout.addWidget(self._open_button(duty, line))
        if can_tick(duty):
            layout.addWidget(self._tick_button(duty, line))
        return line

    def _open_button(self, duty: DutyRow, line: QWidget) -> QPushButton:
        button = QPushButton(way_of_duty(duty).words, line)
        button.setAccessibleName(f"{button.text()}: {duty.name}")
        button.clicked.connect(lambda _checked=False: self.opened.emit(duty))
        return button

    def _tick_button(self, duty: DutyRow, line: QWidget) -> QPushButton:
        button = QPushButton("Đã xong", line)
        button.setProperty("role", "link")
        button.setToolTip("Đánh dấu việc này đã làm xong ngoài chương trình")
        button.setAccessibleName(f"Đánh dấu đã xong: {duty.name}")
        button.clicked.connect(lambda _checked=False: self.ticked.emit(duty))
        return button
