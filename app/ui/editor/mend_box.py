"""Several mends at once: which ones, a list before, one step back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.editor.entries import Entry
from app.ui.editor.mend_words import is_safe, mend_words
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox
from app.workflows.checks import Mend, find_rule

_ENTRY: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 6
_TICKED: Final = Qt.CheckState.Checked


@dataclass(frozen=True, slots=True)
class _Scope:
    """A choice of mends."""

    code: str
    words: str
    about: str
    fits: Callable[[Entry], bool]


class MendBox(StepBox):
    """``given`` carries the chosen mends, ``left`` comes when it is put away."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rule = ""
        self.scope = ChoiceBox((), self)
        self.scope.setAccessibleName("Sửa những chỗ nào")
        self.about = WrapLabel(role="quiet", parent=self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Những chỗ sẽ sửa")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.mend = QPushButton(self)
        self.mend.setProperty("role", "primary")
        self.close_button = QPushButton("Thôi", self)
        self._lay_out()
        self.scope.activated.connect(lambda _row: self._fill())
        self.list.itemChanged.connect(lambda _item: self._count())
        self.mend.clicked.connect(lambda _on: self._give())
        self.close_button.clicked.connect(lambda _on: self.leave())

    def ask(self, entries: Sequence[Entry], current: Entry | None) -> None:
        """Offer every mend among the entries; those like the current one first."""
        self._entries = [entry for entry in entries if entry.mend is not None]
        mendable = current is not None and current.mend is not None and current.finding is not None
        self._rule = current.finding.rule if mendable and current and current.finding else ""
        self.scope.set_choices(
            [
                (scope.code, f"{scope.words} ({sum(map(scope.fits, self._entries))})")
                for scope in self._scopes()
            ]
        )
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * _ROWS + 16)
        self._fill()
        self.show()
        self.list.setFocus()

    def chosen(self) -> list[Mend]:
        """The mends that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        entries = [item.data(_ENTRY) for item in items if item.checkState() is _TICKED]
        return [entry.mend for entry in entries if entry.mend is not None]

    def _scopes(self) -> list[_Scope]:
        """The choices that hold anything."""
        scopes = [_SAFE, _ALL]
        if self._rule:
            name = find_rule(self._rule).name
            scopes.insert(0, _Scope("rule", "Cùng loại này", name, partial(_is_of, self._rule)))
        return [scope for scope in scopes if any(map(scope.fits, self._entries))]

    def _fill(self) -> None:
        wanted = self.scope.value()
        scope = next((scope for scope in self._scopes() if scope.code == wanted), _ALL)
        self.about.setText(scope.about)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in filter(scope.fits, self._entries):
            self.list.addItem(_item(entry))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._count()

    def _count(self) -> None:
        count = len(self.chosen())
        self.mend.setText(f"Sửa {count} chỗ")
        self.mend.setEnabled(count > 0)

    def _give(self) -> None:
        mends = self.chosen()
        self.leave()
        self.given.emit(mends)

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        buttons.addWidget(self.mend)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel("Sửa giúp tất cả", role="strong", parent=self))
        layout.addWidget(self.scope)
        layout.addWidget(self.about)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)


def _is_of(rule: str, entry: Entry) -> bool:
    return entry.finding is not None and entry.finding.rule == rule


def _safe(entry: Entry) -> bool:
    return entry.mend is not None and is_safe(entry.mend)


def _item(entry: Entry) -> QListWidgetItem:
    words = mend_words(entry.mend) if entry.mend else ""
    item = QListWidgetItem(f"{entry.place}: {words}" if entry.place else words)
    item.setData(_ENTRY, entry)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(_TICKED)
    item.setToolTip(item.text())
    return item


_SAFE: Final = _Scope(
    "safe", "Dấu câu, chữ hoa", "Chỉ đổi dấu câu, dấu cách, chữ hoa; chữ và số giữ nguyên.", _safe
)
_ALL: Final = _Scope("all", "Mọi chỗ sửa được", "Xem từng chỗ trước khi sửa.", lambda _entry: True)
