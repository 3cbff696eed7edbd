"""Nhận, Không nhận, Nhận tất cả, and putting what was accepted into the paper."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui import icons
from app.ui.compare.rows import Decision, Row
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.workflows.round_trip import Offered


class Decisions(QFrame):
    """``made``: number of an offer → what was decided; an offer that is not there is open."""

    decided = Signal(object)
    rest_asked = Signal()
    apply_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.made: dict[int, Decision] = {}
        self.take = QPushButton("Nhận", self)
        self.take.setIcon(icons.icon("check", "good"))
        self.take.setToolTip("Ctrl+Enter")
        self.refuse = QPushButton("Không nhận", self)
        self.refuse.setIcon(icons.icon("close", "bad"))
        self.refuse.setToolTip("Ctrl+Backspace")
        self.rest = QPushButton("Nhận tất cả", self)
        self.apply = QPushButton("Ghi vào văn bản", self)
        self.apply.setProperty("role", "primary")
        self.facts = WrapLabel(role="quiet", parent=self)
        buttons = FlowLayout()
        for button in (self.take, self.refuse, self.rest, self.apply):
            buttons.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(buttons, 3)
        layout.addWidget(self.facts, 2)
        for button, decision in ((self.take, Decision.TAKEN), (self.refuse, Decision.REFUSED)):
            button.clicked.connect(lambda _on, said=decision: self.decided.emit(said))
        self.rest.clicked.connect(lambda _on: self.rest_asked.emit())
        self.apply.clicked.connect(lambda _on: self.apply_asked.emit())

    def begin(self, rows: Sequence[Row], made: Mapping[int, Decision]) -> None:
        """Other offers."""
        self._rows = tuple(rows)
        self.made = dict(made)
        self._show_facts()

    def show_row(self, row: Row | None) -> None:
        """What can be said about this one."""
        takable = row is not None and row.takable
        self.take.setEnabled(takable)
        self.refuse.setEnabled(takable)

    def decide(self, row: Row, decision: Decision) -> None:
        """Keep a decision."""
        self.made[row.number] = decision
        self._show_facts()

    def take_rest(self) -> list[Row]:
        """Accept all that are open, but conflicts, which want a look at each."""
        rest = [row for row in self._open() if row.state is Offered.FREE]
        self.made.update((row.number, Decision.TAKEN) for row in rest)
        self._show_facts()
        return rest

    def taken(self) -> frozenset[int]:
        """Numbers of the offers accepted."""
        return frozenset(
            number for number, decision in self.made.items() if decision is Decision.TAKEN
        )

    def _open(self) -> list[Row]:
        return [row for row in self._rows if row.takable and row.number not in self.made]

    def _show_facts(self) -> None:
        left = self._open()
        both = sum(row.state is Offered.CONFLICT for row in left)
        taken = len(self.taken())
        facts = [f"Nhận {taken}, không nhận {len(self.made) - taken}, chưa chọn {len(left)}."]
        if both:
            facts.append(f"{both} chỗ hai bên cùng sửa phải chọn từng chỗ.")
        self.facts.setText(" ".join(facts))
        self.rest.setEnabled(len(left) > both)
        self.apply.setEnabled(taken > 0)
        self.apply.setText(f"Ghi {taken} chỗ vào văn bản" if taken else "Ghi vào văn bản")
