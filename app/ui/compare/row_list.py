"""The list of differences: icon, word, place and the first words of each."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import icons
from app.ui.compare.rows import SIGNS, Decision, Row
from app.ui.theme import LEAST_TARGET

_ROW: Final = int(Qt.ItemDataRole.UserRole)
_LONGEST: Final = 110
#: Room beside icon and words, in px: what the style takes, and a little more.
_EDGES: Final = 28
_Index = QModelIndex | QPersistentModelIndex


class _Rows(QStyledItemDelegate):
    """As high as the wrapped words need; the list's own guess is at times a line short."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Height at the list's width."""
        owner = self.parent()
        if not isinstance(owner, QListWidget):
            return super().sizeHint(option, index)
        metrics = owner.fontMetrics()
        room = owner.viewport().width() - owner.iconSize().width() - _EDGES
        box = QRect(0, 0, max(room, 60), 100_000)
        words = str(index.data())
        flags = Qt.TextFlag.TextWordWrap
        height = sum(metrics.boundingRect(box, flags, line).height() for line in words.split("\n"))
        return QSize(0, max(LEAST_TARGET, height + metrics.height() // 2))


class RowList(QListWidget):
    """One entry per difference, wrapped to the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Chỗ khác nhau")
        self.setWordWrap(True)
        self.setItemDelegate(_Rows(self))
        # Words are cut here, at a length that is known; cutting by the list comes out uneven.
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSpacing(2)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A bar that comes later would make the rows narrower than they were measured.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_icons()

    def show_rows(self, rows: Sequence[Row], decisions: Mapping[int, Decision]) -> None:
        """Show other rows; the one stood on stays, else the first."""
        here = self.current()
        self.clear()
        for row in rows:
            self.addItem(_item(row, decisions.get(row.number)))
        numbers = [row.number for row in rows]
        self.setCurrentRow(numbers.index(here.number) if here and here.number in numbers else 0)

    def current(self) -> Row | None:
        """The difference stood on."""
        item = self.currentItem()
        row = item.data(_ROW) if item is not None else None
        return row if isinstance(row, Row) else None

    def say(self, row: Row, decision: Decision | None) -> None:
        """Show what was decided about a row."""
        for place in range(self.count()):
            item = self.item(place)
            if item.data(_ROW).number == row.number:
                _dress(item, row, decision)

    def step(self, step: int) -> bool:
        """Go on or back; False at the end."""
        place = self.currentRow() + step
        if not 0 <= place < self.count():
            return False
        self.setCurrentRow(place)
        return True

    def sizeHint(self) -> QSize:
        """Wide enough for a few words a line."""
        return QSize(self.fontMetrics().horizontalAdvance("m") * 24, 200)

    def minimumSizeHint(self) -> QSize:
        """Some words and three entries."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("m") * 14, metrics.lineSpacing() * 6)

    def changeEvent(self, event: QEvent) -> None:
        """Icons grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_icons()
            self.scheduleDelayedItemsLayout()

    def _fit_icons(self) -> None:
        size = max(16, self.fontMetrics().height())
        self.setIconSize(QSize(size, size))


def _item(row: Row, decision: Decision | None) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(_ROW, row)
    _dress(item, row, decision)
    return item


def _dress(item: QListWidgetItem, row: Row, decision: Decision | None) -> None:
    icon, role = SIGNS[row.kind]
    if decision is Decision.TAKEN:
        icon, role = "check", "good"
    elif decision is Decision.REFUSED:
        icon, role = "close", "quiet"
    item.setIcon(icons.icon(icon, role))
    item.setText(_words(row, decision))
    item.setToolTip(row.note or row.place)


def _words(row: Row, decision: Decision | None) -> str:
    head = f"{row.words}: {row.near}"
    if decision is not None:
        head = f"{decision.value} · {head}"
    if row.state is not None and row.note:
        head += " – hai bên cùng sửa" if row.ours else " – chỉ để xem"
    said = row.said.replace("\n", " / ")
    return f"{head}\n{said if len(said) <= _LONGEST else said[:_LONGEST].rstrip() + '…'}"
