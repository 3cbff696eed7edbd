"""Which activities the table shows: words without diacritics, kind, inside or outside the month."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from app.ui import icons
from app.ui.activities.choice_input import Choice
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.calm_combo import CalmCombo

PAUSE_MS: Final = 250


class Scope(StrEnum):
    """Which part of the year."""

    ALL = "all"
    MONTH = "month"
    OUTSIDE = "outside"
    BIN = "bin"


SCOPE_WORDS: Final = {
    Scope.ALL: "Cả năm",
    Scope.MONTH: "Trong Tháng hành động",
    Scope.OUTSIDE: "Ngoài Tháng hành động",
    Scope.BIN: "Thùng rác",
}


class FilterBar(QWidget):
    """Emits ``changed`` after a pause in typing or at once for a choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Tìm (không cần dấu)")
        self.search.setAccessibleName("Tìm hoạt động")
        self.search.setClearButtonEnabled(True)
        self.kind = CalmCombo(self)
        self.kind.setAccessibleName("Lọc theo loại hoạt động")
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(8)
        self.scope = CalmCombo(self)
        self.scope.setAccessibleName("Phần của năm")
        for scope in Scope:
            self.scope.addItem(SCOPE_WORDS[scope], scope)
        self.clear = QPushButton(icons.icon("filter"), "Bỏ lọc", self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        layout = FlowLayout(self)
        for part in (self.search, self.kind, self.scope, self.clear):
            layout.addWidget(part)
        self._connect()

    def offer_kinds(self, kinds: Sequence[Choice]) -> None:
        """Fill the list of kinds; the chosen one stays."""
        before = self.chosen_kind()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem("Mọi loại", "")
            for kind in kinds:
                self.kind.addItem(kind.words, kind.code)
            self.kind.setCurrentIndex(max(0, self.kind.findData(before)))

    def chosen_kind(self) -> str:
        """Code of the kind, or empty."""
        return str(self.kind.currentData() or "")

    def chosen_scope(self) -> Scope:
        """The part of the year."""
        return Scope(self.scope.currentData())

    def choose_scope(self, scope: Scope) -> None:
        """Show another part of the year."""
        self.scope.setCurrentIndex(self.scope.findData(scope))

    def is_filtering(self, day_chosen: bool) -> bool:
        """Whether anything is left out of the year."""
        typed = bool(self.search.text().strip())
        return typed or bool(self.chosen_kind()) or self.chosen_scope() != Scope.ALL or day_chosen

    def reset(self) -> None:
        """Everything of the year again."""
        with QSignalBlocker(self.search), QSignalBlocker(self.kind), QSignalBlocker(self.scope):
            self.search.clear()
            self.kind.setCurrentIndex(0)
            self.scope.setCurrentIndex(0)
        self.changed.emit()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.changed)
        self.kind.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.scope.currentIndexChanged.connect(lambda _row: self.changed.emit())
