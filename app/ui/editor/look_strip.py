"""The strip under the text: what must be looked at; a click goes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.paper_content import LeftOver
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.workflows.checks import Finding, Severity

_ROW: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A left-over with its place in the version's list."""

    index: int
    left_over: LeftOver


Entry = Finding | Numbered


class LookStrip(QFrame):
    """Findings of the check and left-overs of last year.

    ``place_asked`` carries the Finding or Numbered to go to, ``confirm_asked`` the number of a
    left-over that was seen, ``mend_asked`` a Finding a machine can mend.
    """

    place_asked = Signal(object)
    confirm_asked = Signal(int)
    mend_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._entries: list[Entry] = []
        self.summary = QPushButton(self)
        self.summary.setProperty("role", "link")
        self.hint = WrapLabel(role="quiet", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Chỗ cần xem")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.go = QPushButton("Đến chỗ này", self)
        self.seen = QPushButton("Đã xem, giữ nguyên", self)
        self.mend = QPushButton("Sửa giúp", self)
        self._details = QWidget(self)
        self._lay_out()
        self.summary.clicked.connect(lambda _on: self.unfold(not self._details.isVisible()))
        self.list.itemClicked.connect(lambda _item: self._ask_place())
        self.list.itemActivated.connect(lambda _item: self._ask_place())
        self.list.currentRowChanged.connect(lambda _row: self._show_buttons())
        self.go.clicked.connect(lambda _on: self._ask_place())
        self.seen.clicked.connect(lambda _on: self._confirm())
        self.mend.clicked.connect(lambda _on: self._mend())
        self.show_entries((), ())

    def show_entries(self, findings: Sequence[Finding], left_overs: Sequence[LeftOver]) -> None:
        """Show findings and left-overs; left-overs are listed once, by their own words."""
        row = self.list.currentRow()
        self._entries = [
            *(finding for finding in findings if finding.rule != "left_over"),
            *(Numbered(index, left_over) for index, left_over in enumerate(left_overs)),
        ]
        self.list.clear()
        for entry in self._entries:
            self.list.addItem(_item(entry))
        self.list.setCurrentRow(min(max(row, 0), len(self._entries) - 1))
        self._show_summary(len(self._entries) - len(left_overs), len(left_overs))
        self._show_buttons()
        rows = min(max(len(self._entries), 2), _ROWS)
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * rows + 16)

    def unfold(self, unfolded: bool) -> None:
        """Show the list, or the summary alone."""
        self._details.setVisible(unfolded and bool(self._entries))
        self._turn_arrow()

    def _show_summary(self, findings: int, left_overs: int) -> None:
        parts = []
        if findings:
            parts.append(f"{findings} chỗ cần xem")
        if left_overs:
            parts.append(f"{left_overs} chỗ của năm trước cần xác nhận")
        self.summary.setText(" · ".join(parts))
        self.setVisible(bool(parts))
        if not parts:
            self._details.hide()
        self._turn_arrow()

    def _turn_arrow(self) -> None:
        arrow = "chevron-down" if self._details.isVisibleTo(self) else "chevron-right"
        self.summary.setIcon(icons.icon(arrow, "primary"))

    def _current(self) -> Entry | None:
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _show_buttons(self) -> None:
        entry = self._current()
        self.seen.setVisible(isinstance(entry, Numbered))
        self.mend.setVisible(isinstance(entry, Finding) and _in_text(entry))

    def _ask_place(self) -> None:
        entry = self._current()
        if entry is not None:
            self.place_asked.emit(entry)

    def _confirm(self) -> None:
        entry = self._current()
        if isinstance(entry, Numbered):
            self.confirm_asked.emit(entry.index)

    def _mend(self) -> None:
        entry = self._current()
        if isinstance(entry, Finding):
            self.mend_asked.emit(entry)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary)
        top.addWidget(self.hint, 1)
        buttons = FlowLayout()
        for button in (self.go, self.seen, self.mend):
            buttons.addWidget(button)
        inner = QVBoxLayout(self._details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.list)
        inner.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._details)
        self._details.hide()


def _in_text(finding: Finding) -> bool:
    """Whether a machine can mend it in the text; lines of the head are mended by hand."""
    if finding.mend is None:
        return False
    try:
        return bool(UUID(finding.mend.where))
    except ValueError:
        return False


def _item(entry: Entry) -> QListWidgetItem:
    if isinstance(entry, Numbered):
        found = entry.left_over
        words, icon, role = f"{found.found} — {found.where}. {found.why}", "history", "accent"
    elif entry.severity is Severity.BLOCK:
        words, icon, role = f"Phải sửa: {entry.message}", "warn", "bad"
    else:
        words, icon, role = f"Nên xem: {entry.message}", "info", "warn"
    item = QListWidgetItem(icons.icon(icon, role), words)
    item.setToolTip(words)
    return item
