"""The strip over every page while the year worked on is closed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.closed_years import closing_words
from app.domain.permissions import Right, refusal
from app.domain.topics import Topic
from app.queries.years import find_year
from app.ui.context import UiContext
from app.ui.widgets.labels import WrapLabel
from app.ui.years.closing import ask_to_reopen
from app.ui.years.reopen_box import ReopenBox


class YearBand(QFrame):
    """Looks after itself: shown and hidden as years are chosen, closed and opened."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "band")
        self.words = WrapLabel(parent=self)
        self.reopen = QPushButton("Mở lại…", self)
        self.box = ReopenBox(self)
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.reopen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addLayout(line)
        layout.addWidget(self.box)
        self.reopen.clicked.connect(lambda _on: self.box.begin(context.year))
        self.box.given.connect(lambda year, reason: ask_to_reopen(context, self, year, reason))
        context.bus.committed.connect(self._on_committed)
        context.bus.year_changed.connect(lambda _year: self.refresh())
        context.bus.officer_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say whether the year worked on is closed, by whom, and who may open it."""
        row = self._context.db.read(find_year, self._context.year)
        self.setVisible(row.closed)
        self.box.leave()
        if not row.closed or row.at is None:
            return
        may_not = refusal(Right.REOPEN_YEAR, self._context.db.role)
        words = f"Năm {row.year} đã khóa ({closing_words(row.at, row.by)}): chỉ để xem và in."
        self.words.setText(f"{words} Cần sửa thì nhờ Người quản trị mở lại." if may_not else words)
        self.reopen.setVisible(not may_not)

    def _on_committed(self, topics: frozenset[Topic]) -> None:
        if Topic.OFFICE in topics:
            self.refresh()
