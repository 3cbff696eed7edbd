"""Going from finding to finding, in the order of the paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.domain.fields import plain
from app.domain.paper_content import LeftOver
from app.ui.editor.entries import Entry, Kind
from app.ui.editor.places import block_of_left_over
from app.workflows.checks import Finding, Mend

if TYPE_CHECKING:
    from app.ui.editor.paper_view import PaperView

#: Head, text, foot; block; place in it; place in the list.
_Spot = tuple[int, int, int, int]
_HEAD, _TEXT, _FOOT = range(3)
_BELOW: Final = ("recipients", "signature_lines", "signer_name", "second_lines", "second_name")


class Going:
    """Serves one view; knows where it stood last."""

    def __init__(self, view: "PaperView") -> None:
        self._view = view
        self._stood: tuple[_Spot, int] | None = None

    def show(self, entry: Entry) -> None:
        """Jump to the place of an entry."""
        if entry.left_over is not None:
            self._show_left_over(entry.left_over)
        elif entry.finding is not None:
            self._show_finding(entry.finding)
        self._stood = ((*self._spot(entry), -1), self._view.editor.textCursor().position())

    def show_mended(self, mend: Mend) -> None:
        """Bring words of the text that were mended in sight; the list keeps the focus."""
        editor = self._view.editor
        number = editor.number_of(mend.where)
        if number is not None:
            text = editor.document().findBlockByNumber(number).text()
            new = plain(mend.new)
            end = max(text.find(new), 0) + len(new)
            editor.go_to(number, end, end)

    def next_of(self, entries: Sequence[Entry], step: int) -> Entry | None:
        """Go on from here, or from where the last step led; round at the ends."""
        open_ones = [entry for entry in entries if entry.kind is not Kind.WAIVED]
        spots = sorted((*self._spot(entry), at) for at, entry in enumerate(open_ones))
        if not spots:
            return None
        here = self._here()
        if step > 0:
            found = next((spot for spot in spots if spot > here), spots[0])
        else:
            found = next((spot for spot in reversed(spots) if spot < here), spots[-1])
        entry = open_ones[found[-1]]
        self.show(entry)
        self._stood = (found, self._view.editor.textCursor().position())
        return entry

    def _here(self) -> _Spot:
        cursor = self._view.editor.textCursor()
        if self._stood is not None and self._stood[1] == cursor.position():
            return self._stood[0]
        return _TEXT, cursor.blockNumber(), cursor.selectionEnd() - cursor.block().position(), -1

    def _spot(self, entry: Entry) -> tuple[int, int, int]:
        document = self._view.editor.document()
        where, words = "", ""
        if entry.left_over is not None:
            number = block_of_left_over(document, entry.left_over)
            words = entry.left_over.found
        elif entry.finding is not None:
            where, words = entry.finding.where, entry.finding.quote
            number = self._view.editor.number_of(where)
        if number is None:
            return (_FOOT if where.partition(":")[0] in _BELOW else _HEAD), 0, 0
        start = document.findBlockByNumber(number).text().find(words)
        return _TEXT, number, max(start, 0)

    def _show_left_over(self, left_over: LeftOver) -> None:
        view = self._view
        number = block_of_left_over(view.editor.document(), left_over)
        if number is None:
            if view.head.find_line(left_over.found):
                view.show_side(view.head)
            return
        self._select(number, left_over.found)

    def _show_finding(self, finding: Finding) -> None:
        view = self._view
        number = view.editor.number_of(finding.where)
        if number is not None:
            self._select(number, finding.quote)
            return
        view.show_side(view.head)
        if not (finding.quote and view.head.find_line(finding.quote)):
            view.head.show_place(finding.where.partition(":")[0])

    def _select(self, number: int, words: str) -> None:
        editor = self._view.editor
        start = editor.document().findBlockByNumber(number).text().find(words)
        end = start + len(words) if words and start >= 0 else 0
        editor.go_to(number, max(start, 0) if end else 0, end)
        editor.setFocus()
