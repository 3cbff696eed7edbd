"""What became of the files of one batch, file by file."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.exchange.receive_columns import BATCH, WORDS_COLUMN
from app.ui.exchange.wrapped_rows import wrap_rows
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.parcels.receiving import Outcome, Received, State


class BatchView(QWidget):
    """``left``: back to the list; ``opened``: look at the package of a file."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = MarkedLabel(self)
        self.words = WrapLabel(role="quiet", parent=self)
        self.table: RowTable[Outcome] = RowTable(
            BATCH, "Các tệp vừa nhận", self, stretch=WORDS_COLUMN
        )
        self.table.set_noun("tệp")
        wrap_rows(self.table)
        self.look = QPushButton(icons.icon("open"), "Xem gói đang chọn", self)
        self.back = QPushButton("Về danh sách", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.state, self.words):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        buttons = FlowLayout()
        for button in (self.look, self.back):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        self.look.clicked.connect(lambda _on: self._on_opened(self.table.current()))
        self.table.row_chosen.connect(self._on_chosen)
        self.back.clicked.connect(lambda _on: self.left.emit())
        self.table.row_opened.connect(self._on_opened)

    def show_batch(self, received: Received) -> None:
        """Show every file; those that need somebody first."""
        order = list(State)
        first = (State.REFUSED, State.NOT_REACHED, State.WAITING)
        outcomes = sorted(
            received.outcomes, key=lambda one: (one.state not in first, order.index(one.state))
        )
        self.table.show_rows(outcomes)
        said = _counts(outcomes)
        if received.trouble or received.stopped:
            why = received.trouble or "Đã dừng theo yêu cầu; các gói đã nhận vẫn được giữ."
            self.state.show_state("warn", f"{why} {said}", "bad")
        elif received.count(State.REFUSED):
            self.state.show_state("warn", said, "warn")
        else:
            self.state.show_state("done", said, "good")
        name = received.backup.name if received.backup else ""
        self.words.setText(f"Đã sao lưu dữ liệu trước khi nhận ({name})." if name else "")
        self.words.setVisible(bool(name))
        waits = self.table.choose(lambda one: one.state is State.WAITING)
        self._on_chosen(self.table.current())
        (self.look if waits else self.back).setFocus()

    def _on_chosen(self, one: object) -> None:
        self.look.setEnabled(isinstance(one, Outcome) and one.package_id is not None)

    def _on_opened(self, one: object) -> None:
        if isinstance(one, Outcome) and one.package_id is not None:
            self.opened.emit(one.package_id)


def _counts(outcomes: Sequence[Outcome]) -> str:
    words = {
        State.ACCEPTED: "gói đã tiếp nhận",
        State.WAITING: "gói chờ xem",
        State.TEST: "gói gửi thử",
        State.SAME_AGAIN: "gói đã nhận từ trước",
        State.REFUSED: "tệp không nhận được",
        State.NOT_REACHED: "tệp chưa đọc đến",
    }
    states = [one.state for one in outcomes]
    parts = [f"{states.count(state)} {said}" for state, said in words.items() if state in states]
    others = len(states) - sum(states.count(state) for state in words)
    if others:
        parts.append(f"{others} tệp khác")
    said = ", ".join(parts) or "không có tệp nào"
    return f"{said[:1].upper()}{said[1:]}."
