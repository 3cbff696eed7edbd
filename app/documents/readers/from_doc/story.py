"""Letters of the file → paragraphs with their runs, notes in their places and fields resolved."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.documents.readers.from_doc.fib import END_MARKS, END_TEXTS, NOTE_MARKS, NOTE_TEXTS, Fib
from app.documents.readers.from_doc.formatted import Formatted, letter_looks, paragraph_looks
from app.documents.readers.from_doc.looks import (
    Letters,
    Lines,
    letters_of,
    lines_of,
    style_letters,
)
from app.documents.readers.from_doc.pieces import TextPiece, read_pieces
from app.documents.readers.from_doc.sprms import expanded
from app.documents.readers.from_doc.styles import Styles, read_fonts, read_styles
from app.documents.source import SourceRun

_ENDS = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("[\x13\x14\x15]")
_DEEPEST_FIELD: Final = 50
_LONGEST_PARAGRAPH: Final = 200_000
_OPTIONAL_HYPHEN: Final = "\x1f"
_SIGNS: Final = {
    "\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": " ", "\t": "\t", "\n": "\n",
    **dict.fromkeys(map(chr, (0, 1, 2, 3, 4, 5, 6, 8, *range(0x0F, 0x1E))), ""),
}  # fmt: skip
_CLEAN: Final = str.maketrans(_SIGNS)


@dataclass(slots=True)
class Told:
    """A paragraph as it comes in the file; ``end`` is the sign that closes it."""

    runs: tuple[SourceRun, ...]
    lines: Lines
    end: str

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


class Story:
    """All letters of a file with their looks."""

    def __init__(self, fib: Fib) -> None:
        self._fib = fib
        self._pieces = read_pieces(fib)
        self._firsts: list[int] = []
        length = 0
        for piece in self._pieces:
            self._firsts.append(length)
            length += len(piece.text)
        self.text = "".join(piece.text for piece in self._pieces)
        self.styles: Styles = read_styles(fib)
        self._fonts = read_fonts(fib)
        self._letters: Formatted = letter_looks(fib)
        self._paragraphs: Formatted = paragraph_looks(fib)
        self._hidden = _instructions(self.text)
        self._notes = self._read_notes()

    def paragraphs(self, start: int, end: int) -> Iterator[Told]:
        """The paragraphs of a part of the text."""
        end = min(end, len(self.text))
        while start < end:
            found = _ENDS.search(self.text, start, end)
            stop = found.start() if found else end
            lines = self._lines(min(stop, end - 1))
            runs = tuple(self._runs(start, stop, lines.style))
            yield Told(runs, lines, found[0] if found else "\r")
            start = stop + 1

    def _lines(self, letter: int) -> Lines:
        """Looks of the paragraph that the letter closes."""
        changes, _ = self._paragraphs.at(self._byte(letter))
        return lines_of(changes[:2] + expanded(changes[2:], self._fib.data), self.styles)

    def _byte(self, letter: int) -> int:
        piece, offset = self._piece(letter)
        return piece.at + offset * piece.step

    def _piece(self, letter: int) -> tuple[TextPiece, int]:
        at = max(0, bisect_right(self._firsts, letter) - 1)
        return self._pieces[at], letter - self._firsts[at]

    def _runs(self, start: int, end: int, style: int) -> Iterator[SourceRun]:
        """Runs of one look; neighbours that look alike are one."""
        base = style_letters(self.styles, style)
        held: SourceRun | None = None
        for text, letters in self._stretches(start, min(end, start + _LONGEST_PARAGRAPH), base):
            run = self._run(text, letters)
            if held and (held.font, held.size, held.bold, held.italic, held.underline) == (
                run.font, run.size, run.bold, run.italic, run.underline,
            ):  # fmt: skip
                held = self._run(held.text + text, letters)
                continue
            if held:
                yield held
            held = run
        if held:
            yield held

    def _run(self, text: str, letters: Letters) -> SourceRun:
        font = self._fonts[letters.font] if letters.font < len(self._fonts) else ""
        # The code of ư in TCVN3 is that of a hyphen that Word hides.
        hyphen = "\xad" if font.startswith(".Vn") else ""
        return SourceRun(
            text=text.replace(_OPTIONAL_HYPHEN, hyphen),
            font=font,
            size=letters.size,
            bold=letters.bold,
            italic=letters.italic,
            underline=letters.underline,
        )

    def _stretches(self, start: int, end: int, base: Letters) -> Iterator[tuple[str, Letters]]:
        while start < end:
            piece, offset = self._piece(start)
            place = piece.at + offset * piece.step
            changes, until = self._letters.at(place)
            length = max(1, (until - place) // piece.step)
            stop = min(end, start + length, start + max(1, len(piece.text) - offset))
            letters = letters_of(changes, base)
            text = "" if letters.gone else self._words(start, stop, letters.symbol)
            if text:
                yield text, letters
            start = stop

    def _words(self, start: int, end: int, symbol: str) -> str:
        """The words to read: no instructions of fields, notes in place of their marks."""
        made: list[str] = []
        for at in range(start, end):
            if self._hidden[at]:
                continue
            sign = self.text[at]
            if at in self._notes:
                made.append(sign.translate(_CLEAN) + self._notes[at])
            else:
                made.append(symbol if symbol and sign == "(" else sign)
        return "".join(made).translate(_CLEAN)

    def _read_notes(self) -> dict[int, str]:
        """Place of a note's mark → the note as it stands in a text."""
        fib = self._fib
        ends = fib.text + fib.notes + fib.headers + fib.macros + fib.comments
        return {
            **self._notes_of(NOTE_MARKS, NOTE_TEXTS, fib.text, fib.notes),
            **self._notes_of(END_MARKS, END_TEXTS, ends, fib.ends),
        }

    def _notes_of(self, marks: int, texts: int, start: int, length: int) -> dict[int, str]:
        places, edges = self._fib.part(marks), self._fib.part(texts)
        count = min((len(places) - 4) // 6, len(edges) // 4 - 1)
        if length <= 0 or count < 1:
            return {}
        at = struct.unpack_from(f"<{count}I", places)
        cuts = struct.unpack_from(f"<{count + 1}I", edges)
        notes: dict[int, str] = {}
        for place, first, last in zip(at, cuts, cuts[1:], strict=False):
            raw = self.text[start + min(first, length) : start + min(last, length)]
            words = " ".join(raw.translate(_CLEAN).split()).replace("[", "(").replace("]", ")")
            if words:
                notes[place] = f"^[{words}]"
        return notes


def _instructions(text: str) -> bytearray:
    """1 for every letter of a field's instruction, which is not for reading."""
    hidden = bytearray(len(text))
    waiting: list[tuple[int, int]] = []
    for found in _FIELD.finditer(text):
        at = found.start()
        if found[0] == "\x13" and len(waiting) < _DEEPEST_FIELD:
            waiting.append((at, -1))
        elif found[0] == "\x14" and waiting:
            start, middle = waiting.pop()
            waiting.append((start, at if middle < 0 else middle))
        elif found[0] == "\x15" and waiting:
            start, middle = waiting.pop()
            stop = (middle if middle >= 0 else at) + 1
            if "\r" in text[start:stop]:
                # No instruction goes over the end of a paragraph: the sign before it is damage.
                continue
            hidden[start:stop] = b"\1" * (stop - start)
    return hidden
