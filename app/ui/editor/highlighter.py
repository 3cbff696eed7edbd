"""Places to be filled in, findings, left-overs, bound numbers shown; the text stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from app.domain import notes
from app.ui import theme
from app.ui.editor.bound import spans
from app.ui.editor.node_blocks import KEY

PLACEHOLDER: Final = re.compile(r"\[\s*điền\b[^\]]*\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Words of a node to be underlined: ``role`` is the colour, "bad" or "warn"."""

    words: str
    role: str


class Highlighter(QSyntaxHighlighter):
    """Colours one block at a time as it changes; never touches the undo stack.

    ``colouring`` is True while Qt says that the document changed though no word did.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._doubts: dict[int, list[str]] = {}
        self._flaws: Mapping[str, tuple[Flaw, ...]] = {}
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
        self._waves = {role: QColor(getattr(roles, role)) for role in ("bad", "warn")}
        self._note = QTextCharFormat()
        self._note.setForeground(QColor(roles.quiet))
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

    def set_flaws(self, flaws: Mapping[str, tuple[Flaw, ...]], numbers: Mapping[str, int]) -> None:
        """Words to be underlined by the key of their node.

        Args:
            numbers: where the nodes stand; only those that changed are drawn again.
        """
        keys = self._flaws.keys() | flaws.keys()
        changed = [key for key in keys if self._flaws.get(key) != flaws.get(key)]
        self._flaws = flaws
        self.colouring = True
        for key in changed:
            block = self.document().findBlockByNumber(numbers.get(key, -1))
            if block.isValid():
                self.rehighlightBlock(block)
        self.colouring = False

    def role_of(self, block: QTextBlock) -> str:
        """The worst role of a block's flaws; empty without any."""
        roles = {flaw.role for flaw in self._of(block)}
        return "bad" if "bad" in roles else "warn" if roles else ""

    def highlightBlock(self, text: str) -> None:
        """Colour the block that Qt asks about."""
        block = self.currentBlock()
        if "[" in text:
            for start, end, _words in notes.spans(text):
                self._colour(text, start, end, self._note)
            for found in PLACEHOLDER.finditer(text):
                self._colour(text, found.start(), found.end(), self._blank)
        for words in self._doubts.get(block.blockNumber(), ()):
            start = text.find(words)
            if start >= 0 and words:
                self._colour(text, start, start + len(words), self._doubt)
        self._colour_numbers(block)
        for flaw in self._of(block):
            start = text.find(flaw.words)
            if start >= 0 and flaw.words:
                self._underline(text, start, start + len(flaw.words), flaw.role)

    def _of(self, block: QTextBlock) -> tuple[Flaw, ...]:
        if not self._flaws:
            return ()
        return self._flaws.get(str(block.blockFormat().property(KEY)), ())

    def _underline(self, text: str, start: int, end: int, role: str) -> None:
        """A wave under the words; what colours them already stays."""
        first = _units(text[:start])
        for place in range(first, first + _units(text[start:end])):
            style = QTextCharFormat(self.format(place))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(self._waves[role])
            self.setFormat(place, 1, style)

    def _colour(self, text: str, start: int, end: int, style: QTextCharFormat) -> None:
        first = _units(text[:start])
        self.setFormat(first, _units(text[start:end]), style)

    def _colour_numbers(self, block: QTextBlock) -> None:
        for span in spans(block):
            self.setFormat(span.start - block.position(), span.end - span.start, self._number)


def _units(text: str) -> int:
    """Length as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
