"""The nodes of a document, each block read again only after it changed."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from app.domain.paper_content import NodeContent
from app.ui.editor.node_blocks import as_kept, read_clean


class BlockReader(QObject):
    """Reads one document again and again while it is typed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._read: list[NodeContent | None] = []
        self._kept: tuple[NodeContent, ...] | None = None
        self._numbers: dict[str, int] = {}
        document.contentsChange.connect(self._forget)

    def nodes(self) -> tuple[NodeContent, ...]:
        """What is to be kept: clean, a true tree, every key once, empty ends left out."""
        if self._kept is None:
            self._kept = self._read_again()
        return self._kept

    def numbers(self) -> dict[str, int]:
        """Block numbers of the kept nodes by their keys."""
        self.nodes()
        return self._numbers

    def _read_again(self) -> tuple[NodeContent, ...]:
        if len(self._read) != self._document.blockCount():
            self._read = [None] * self._document.blockCount()
        clean = [
            node or read_clean(self._document.findBlockByNumber(number))
            for number, node in enumerate(self._read)
        ]
        self._read = list(clean)
        kept, numbers = as_kept(clean)
        self._numbers = {str(node.key): at for node, at in zip(kept, numbers, strict=True)}
        return kept

    def _forget(self, position: int, _removed: int, added: int) -> None:
        """The blocks of a change are read again; those after it only move."""
        self._kept = None
        document = self._document
        first = document.findBlock(position).blockNumber()
        end = min(position + added, document.characterCount() - 1)
        last = document.findBlock(end).blockNumber()
        more = document.blockCount() - len(self._read)
        if first < 0 or last - more < first:
            self._read = []
        else:
            self._read[first : last - more + 1] = [None] * (last - first + 1)
