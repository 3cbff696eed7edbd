"""Findings inside the text: a wave under the words, a sign in the margin, a tip under the mouse."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent, QTextBlock
from PySide6.QtWidgets import QToolTip

from app.ui.editor.entries import Entry, Kind
from app.ui.editor.highlighter import Flaw
from app.ui.editor.node_blocks import KEY
from app.ui.editor.outline_edit import OutlineEdit

#: A wave under a whole paragraph hides its words; the sign beside it says enough.
_LONGEST: Final = 90


class FlawsShown(QObject):
    """Serves one editor."""

    def __init__(self, editor: OutlineEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._entries: dict[str, list[Entry]] = {}
        editor.viewport().installEventFilter(self)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Underline what is open; what was let stand or stands outside the text is left alone."""
        self._entries = {}
        for entry in entries:
            if entry.finding is not None and entry.kind is not Kind.WAIVED:
                self._entries.setdefault(entry.finding.where, []).append(entry)
        flaws = {key: tuple(map(_flaw, found)) for key, found in self._entries.items()}
        self._editor.highlighter.set_flaws(flaws, self._editor.numbers())
        self._editor.viewport().update()

    def at_cursor(self) -> list[Entry]:
        """The findings of the node the cursor is in."""
        return self._of(self._editor.textCursor().block())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse rests over words or over a sign."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = "\n\n".join(_tip(entry) for entry in self.at_point(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self._editor.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)

    def at_point(self, point: QPoint) -> list[Entry]:
        """The findings under a point of the viewport; beside the text those of the whole node."""
        cursor = self._editor.cursorForPosition(point)
        found = self._of(cursor.block())
        if point.x() <= self._editor.document().documentMargin():
            return found
        text, place = cursor.block().text(), cursor.positionInBlock()
        return [entry for entry in found if _covers(entry, text, place)]

    def _of(self, block: QTextBlock) -> list[Entry]:
        return self._entries.get(str(block.blockFormat().property(KEY)), [])


def _flaw(entry: Entry) -> Flaw:
    words = entry.finding.quote if entry.finding else ""
    role = "bad" if entry.kind is Kind.BLOCK else "warn"
    return Flaw(words if len(words) <= _LONGEST else "", role)


def _covers(entry: Entry, text: str, place: int) -> bool:
    words = entry.finding.quote if entry.finding else ""
    start = text.find(words) if words else -1
    return 0 <= start <= place <= start + len(words)


def _tip(entry: Entry) -> str:
    return "\n".join(
        part for part in (f"{entry.kind}: {entry.message}", entry.fix, entry.note) if part
    )
