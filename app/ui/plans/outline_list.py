"""A numbered tree to look at: lines wrapped at the width, each under its own depth."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_DEPTH: Final = int(Qt.ItemDataRole.UserRole)
_EDGE: Final = 6
_STEP_EMS: Final = 2
_TALL: Final = 100_000
_Index = QModelIndex | QPersistentModelIndex


class OutlineList(QListWidget):
    """Read only; the words of each line are the item's text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would wrap the words anew each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_lines(self, lines: Sequence[tuple[int, str]]) -> None:
        """Show (depth, words); depth from 0."""
        self.clear()
        for depth, words in lines:
            item = QListWidgetItem(words)
            item.setData(_DEPTH, depth)
            self.addItem(item)
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps words elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()


class _Lines(QStyledItemDelegate):
    """Rows as high as their words need; the outermost lines are bold."""

    def __init__(self, owner: QListWidget) -> None:
        super().__init__(owner)
        self._list = owner

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Height of the wrapped words."""
        room = QRect(0, 0, self._room(index, self._list.viewport().width()), _TALL)
        metrics = QFontMetrics(self._font(index))
        words = str(index.data())
        return QSize(
            0, metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height() + _EDGE
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Background of the style, then the words."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = self._list.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, self._list)
        inside = option.rect.adjusted(self._indent(index), _EDGE // 2, -_EDGE, 0)
        chosen = bool(option.state & style.StateFlag.State_Selected)
        role = shown.palette.ColorRole.HighlightedText if chosen else shown.palette.ColorRole.Text
        painter.save()
        painter.setFont(self._font(index))
        painter.setPen(shown.palette.color(role))
        painter.drawText(inside, Qt.TextFlag.TextWordWrap, str(index.data()))
        painter.restore()

    def _font(self, index: _Index) -> QFont:
        font = QFont(self._list.font())
        font.setBold(not index.data(_DEPTH))
        return font

    def _indent(self, index: _Index) -> int:
        em = self._list.fontMetrics().horizontalAdvance("m")
        return _EDGE + int(index.data(_DEPTH) or 0) * em * _STEP_EMS

    def _room(self, index: _Index, width: int) -> int:
        return max(60, width - self._indent(index) - _EDGE)
