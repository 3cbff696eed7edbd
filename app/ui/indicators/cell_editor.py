"""Typing in a cell of the grid, and the sign of a wrong or odd one."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from app.ui import theme
from app.ui.indicators.model import ODD, WRONG, Index

_CORNER: Final = 8
_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS: Final[dict[int, tuple[int, int]]] = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class CellEditor(QStyledItemDelegate):
    """A line in the cell; Enter and arrows go up and down, Tab to the next cell, Esc gives up."""

    #: The editor was left with Enter or Tab: rows and columns to go.
    moved = Signal(int, int)
    #: The words shall stand in every chosen cell.
    filled = Signal(str)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end typing."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QLineEdit)
            and self._ends(editor, event)
        ):
            return True
        return super().eventFilter(editor, event)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Only a line is ever an editor here."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def _ends(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in _ENTERS:
            words = editor.text()
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            self.filled.emit(words)
            return True
        step = _ARROWS.get(event.key()) or step_of_key(event)
        if step is None:
            return False
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.moved.emit(*step)
        return True


def paint_sign(painter: QPainter, rect: QRect, sign: str) -> None:
    """A wrong cell has a frame and a corner, one asked to be mended a dashed frame, an odd one
    the corner alone: seen in grey as well."""
    roles = theme.roles()
    colour = QColor(roles.warn if sign == ODD else roles.bad)
    if sign != ODD:
        line = Qt.PenStyle.SolidLine if sign == WRONG else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    # A light edge, so that the corner is seen on a chosen cell too.
    painter.setPen(QPen(QColor(roles.surface), 1))
    painter.setBrush(colour)
    corner = rect.topLeft()
    painter.drawPolygon(
        QPolygon([corner, corner + QPoint(_CORNER, 0), corner + QPoint(0, _CORNER)])
    )


def step_of_key(event: QKeyEvent) -> tuple[int, int] | None:
    """Where a key goes: (rows, columns); None for a key that goes nowhere."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in _ENTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return (-1 if back else 1), 0
    if event.key() == Qt.Key.Key_Tab:
        return 0, 1
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    return None
