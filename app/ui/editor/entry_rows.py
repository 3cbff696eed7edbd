"""How a line of the list of findings is drawn: group, place, message and clause, wrapped."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import icons, theme
from app.ui.editor.entries import Entry, Kind

ENTRY: Final = int(Qt.ItemDataRole.UserRole)
#: Icon and colour role of each group.
SIGNS: Final = {
    Kind.BLOCK: ("warn", "bad"),
    Kind.OLD: ("history", "accent"),
    Kind.WARN: ("info", "warn"),
    Kind.WAIVED: ("check", "quiet"),
}
_EDGE, _GAP = 8, 3
_KEPT: Final = 4000
_Index = QModelIndex | QPersistentModelIndex


def group_row(words: str) -> QListWidgetItem:
    """The row over a group; the keyboard passes over it."""
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def entry_row(entry: Entry) -> QListWidgetItem:
    """The row of an entry."""
    item = QListWidgetItem(entry.text)
    item.setData(ENTRY, entry)
    return item


class EntryList(QListWidget):
    """A list of entries, wrapped at its width.

    Args:
        lines: of text that are seen at least.
    """

    def __init__(self, name: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setItemDelegate(EntryRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would wrap the words anew each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def minimumSizeHint(self) -> QSize:
        """A few lines, whatever the text size."""
        return QSize(120, self.fontMetrics().lineSpacing() * self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps words elsewhere; the line stood on stays in sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class EntryRows(QStyledItemDelegate):
    """Rows as high as their words need at the list's width."""

    def __init__(self, owner: QListWidget) -> None:
        super().__init__(owner)
        self._list = owner
        self._sizes: dict[str, QSize] = {}
        self._sized_for: tuple[int, str] = (0, "")
        self._metrics: dict[bool, QFontMetrics] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Width of the list, height of the words."""
        entry = index.data(ENTRY)
        width = self._list.viewport().width()
        sized_for = width, self._list.font().key()
        if sized_for != self._sized_for or len(self._sizes) > _KEPT:
            self._sized_for = sized_for
            self._sizes.clear()
            self._metrics = {bold: QFontMetrics(self._font(bold=bold)) for bold in (False, True)}
        text = str(index.data())
        if text not in self._sizes:
            room = self._room(width) if isinstance(entry, Entry) else width - 2 * _EDGE
            parts = _parts(entry) if isinstance(entry, Entry) else [(text, True, "")]
            heights = [self._height(words, bold, room) for words, bold, _role in parts]
            total = sum(heights) + _GAP * (len(heights) - 1) + 2 * _EDGE
            self._sizes[text] = QSize(0, max(total, theme.LEAST_TARGET))
        return self._sizes[text]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Background of the style, then icon and words."""
        entry = index.data(ENTRY)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = self._list.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._list)
        painter.save()
        if isinstance(entry, Entry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, option.rect, entry, chosen=chosen)
        else:
            self._paint_group(painter, option.rect, str(index.data()))
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, chosen: bool) -> None:
        roles = theme.roles()
        icon, role = SIGNS[entry.kind]
        size = self._icon_size()
        top = rect.top() + _EDGE
        picture = icons.pixmap(icon, "on_primary" if chosen else role, size, self._ratio())
        painter.drawPixmap(rect.left() + _EDGE, top, picture)
        for words, bold, colour in _parts(entry):
            room = self._room(rect.width())
            height = self._height(words, bold, room)
            box = QRect(rect.left() + self._indent(), top, room, height)
            painter.setFont(self._font(bold=bold))
            painter.setPen(QColor(roles.on_primary if chosen else getattr(roles, colour)))
            painter.drawText(box, Qt.TextFlag.TextWordWrap, words)
            top += height + _GAP

    def _paint_group(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.fillRect(rect, QColor(theme.roles().surface))
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(theme.roles().quiet))
        inside = rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.drawText(inside, Qt.TextFlag.TextWordWrap, words)

    def _height(self, words: str, bold: bool, room: int) -> int:
        tall = QRect(0, 0, room, 100_000)
        return self._metrics[bold].boundingRect(tall, Qt.TextFlag.TextWordWrap, words).height()

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self._list.font())
        font.setBold(bold)
        return font

    def _icon_size(self) -> int:
        return max(16, self._list.fontMetrics().height())

    def _indent(self) -> int:
        return 2 * _EDGE + self._icon_size()

    def _room(self, width: int) -> int:
        return max(40, width - self._indent() - _EDGE)

    def _ratio(self) -> float:
        return self._list.devicePixelRatioF()


def _parts(entry: Entry) -> list[tuple[str, bool, str]]:
    """The lines of an entry: words, bold, colour role."""
    head = f"{entry.kind} · {entry.place}" if entry.place else str(entry.kind)
    lines = [
        (head, True, SIGNS[entry.kind][1]),
        (entry.message, False, "text"),
        (entry.fix, False, "primary"),
        (entry.note, False, "quiet"),
    ]
    return [line for line in lines if line[0]]
