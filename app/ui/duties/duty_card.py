"""One duty of the calendar: its facts, what is to be seen to, its buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.documents.builders.month_sheet import period_words, source_words, state_words
from app.domain.dates import format_date
from app.domain.working_days import weekday_words
from app.queries.duties import DutyRow
from app.ui.duties.columns import MARKS, has_remarks
from app.ui.flow_layout import FlowLayout
from app.ui.home.steps import can_tick, way_of_duty
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll


def facts_words(row: DutyRow) -> str:
    """Deadline, receiver, data and source on one line."""
    facts = (
        ("Hạn", f"{weekday_words(row.due)} {format_date(row.due)}"),
        ("Chủ trì" if row.kind == "task" else "Gửi", row.receiver),
        ("Kỳ số liệu", period_words(row)),
        ("Căn cứ", source_words(row)),
    )
    return " · ".join(f"{name}: {words}" for name, words in facts if words)


class DutyCard(QFrame):
    """Emits ``opened``, ``ticked``, ``unticked``, ``change_asked`` with the DutyRow."""

    opened = Signal(object)
    ticked = Signal(object)
    unticked = Signal(object)
    change_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.row: DutyRow | None = None
        self.title = WrapLabel(role="heading", parent=self)
        self.state = MarkedLabel(self)
        self.facts = WrapLabel(role="quiet", parent=self)
        self.note = WrapLabel(role="quiet", parent=self)
        self.remarks = MarkedLabel(self)
        self.way = QPushButton(self)
        self.tick = QPushButton("Đã xong", self)
        self.untick = QPushButton("Bỏ đánh dấu đã xong", self)
        self.change = QPushButton("Sửa hạn, nơi nhận…", self)
        self._lay_out()
        for button, signal in (
            (self.way, self.opened),
            (self.tick, self.ticked),
            (self.untick, self.unticked),
            (self.change, self.change_asked),
        ):
            button.clicked.connect(lambda _on, tell=signal: tell.emit(self.row))

    def show_duty(self, row: DutyRow | None) -> None:
        """Show a duty; nothing when there is none."""
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        icon, role = MARKS[row.state]
        self.title.setText(row.name)
        self.state.show_state(icon, state_words(row), role)
        self.facts.setText(facts_words(row))
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note))
        self.remarks.setVisible(has_remarks(row))
        self.remarks.show_state("warn", "\n".join(row.remarks), "warn")
        self.way.setText(way_of_duty(row).words)
        self.untick.setVisible(row.done_on is not None)
        # A duty that an issued paper fulfils has nothing to be ticked.
        self.tick.setVisible(can_tick(row) and row.state != "done")
        self.change.setVisible(can_tick(row))

    def _lay_out(self) -> None:
        """The buttons stay in sight; the words above them scroll when letters are large."""
        inside = QWidget(self)
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 8, 0)
        words.setSpacing(6)
        for widget in (self.title, self.state, self.remarks, self.facts, self.note):
            words.addWidget(widget)
        words.addStretch(1)
        buttons = FlowLayout()
        for button in (self.way, self.tick, self.untick, self.change):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(TallScroll(inside, self), 1)
        layout.addLayout(buttons)
