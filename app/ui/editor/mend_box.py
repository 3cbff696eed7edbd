"""Several mends at once: which ones, a list before, one step back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
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
from app.workflows.checks import Mend, find_rule

_ENTRY: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 6
_TICKED: Final = Qt.CheckState.Checked


class MendBox(QFrame):
    """``given`` carries the chosen mends, ``left`` comes when nothing was decided."""

    given = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "step")
        self._entries: list[Entry] = []
        self._rule = ""
        self.scope = ChoiceBox((), self)
        self.scope.setAccessibleName("Sửa những chỗ nào")
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
        self.hide()

    def ask(self, entries: Sequence[Entry], current: Entry | None) -> None:
        """Offer every mend among the entries; those like the current one first."""
        self._entries = [entry for entry in entries if entry.mend is not None]
        mendable = current is not None and current.mend is not None and current.finding is not None
        self._rule = current.finding.rule if mendable and current and current.finding else ""
        self.scope.set_choices(
            [
                (code, f"{words} ({len(list(filter(fits, self._entries)))})")
                for code, words, fits in self._scopes()
            ]
        )
        self.list.setFixedHeight(self.fontMetrics().lineSpacing() * _ROWS + 16)
        self._fill()
        self.show()
        self.list.setFocus()

    def leave(self) -> bool:
        """Put the box away; False when it was not there."""
        shown = not self.isHidden()
        self.hide()
        if shown:
            self.left.emit()
        return shown

    def chosen(self) -> list[Mend]:
        """The mends that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        entries = [item.data(_ENTRY) for item in items if item.checkState() is _TICKED]
        return [entry.mend for entry in entries if entry.mend is not None]

    def _scopes(self) -> list[tuple[str, str, Callable[[Entry], bool]]]:
        """The choices that hold anything: code, words, which entries."""
        scopes: list[tuple[str, str, Callable[[Entry], bool]]] = []
        if self._rule:
            name = find_rule(self._rule).name
            scopes.append(("rule", f"Cùng loại: {name}", partial(_is_of, self._rule)))
        scopes.append(("safe", "Chỉ dấu câu, dấu cách, chữ hoa", _safe))
        scopes.append(("all", "Mọi chỗ sửa giúp được", lambda _entry: True))
        return [scope for scope in scopes if any(map(scope[2], self._entries))]

    def _fill(self) -> None:
        wanted = self.scope.value()
        fits = next((fits for code, _words, fits in self._scopes() if code == wanted), _safe)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in filter(fits, self._entries):
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
        self.hide()
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
        layout.addWidget(self.list)
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
