"""Places to be filled in, left-overs and bound numbers shown in colour; the text stays as it is."""

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from app.ui import theme
from app.ui.editor.bound import spans

PLACEHOLDER: Final = re.compile(r"\[\s*điền\b[^\]]*\]?", re.IGNORECASE)


class Highlighter(QSyntaxHighlighter):
    """Colours one block at a time as it changes; never touches the undo stack.

    ``colouring`` is True while Qt says that the document changed though no word did.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._doubts: dict[int, list[str]] = {}
        self.colouring = False
        self.set_colours()

    def set_colours(self) -> None:
        """Take the colours of the theme in use."""
        roles = theme.roles()
        self._blank = QTextCharFormat()
        self._blank.setBackground(QColor(roles.band))
        self._blank.setForeground(QColor(roles.accent))
        self._doubt = QTextCharFormat()
        self._doubt.setBackground(QColor(roles.band))
        self._number = QTextCharFormat()
        self._number.setForeground(QColor(roles.primary))

    def set_doubts(self, doubts: Mapping[int, list[str]]) -> None:
        """Words to be confirmed, by block number."""
        changed = self._doubts.keys() | doubts.keys()
        self._doubts = dict(doubts)
        self.colouring = True
        for number in changed:
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)
        self.colouring = False

    def highlightBlock(self, text: str) -> None:
        """Colour the block that Qt asks about."""
        block = self.currentBlock()
        if "[" in text:
            for found in PLACEHOLDER.finditer(text):
                self._colour(text, found.start(), found.end(), self._blank)
        for words in self._doubts.get(block.blockNumber(), ()):
            start = text.find(words)
            if start >= 0 and words:
                self._colour(text, start, start + len(words), self._doubt)
        self._colour_numbers(block)

    def _colour(self, text: str, start: int, end: int, style: QTextCharFormat) -> None:
        first = _units(text[:start])
        self.setFormat(first, _units(text[start:end]), style)

    def _colour_numbers(self, block: QTextBlock) -> None:
        for span in spans(block):
            self.setFormat(span.start - block.position(), span.end - span.start, self._number)


def _units(text: str) -> int:
    """Length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
