"""Lines whose letters of a second face QtPdf puts at the end ("XÃ M U S N Ẫ Ơ") made whole.

A face without all Vietnamese letters borrows them from another one; in the file they are drawn
apart, and only their places tell where they belong.
"""

import re
from collections.abc import Callable
from statistics import median
from typing import Final

from app.documents.readers.from_pdf.page import Piece, joined
from app.domain.text import fold

_TAIL: Final = re.compile(r"(?: ?[^\x00-\x7f]){1,80}$")
_WORD: Final = re.compile(r"\S+")
#: A gap wider than this share of the line's height parts two words. A letter of another face may
#: reach into the blank behind it, so below that the letters must make one syllable.
_PARTING: Final = 0.25
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|n|gh|gi|g|ch|c|kh|k|ph|p|qu|th|tr|t|[bdhlmrsvx])?[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
)
_EDGES: Final = ".,;:!?…()[]“”\"'‘’/-–"
#: Marks above and below letters move their middles by less than this share of a word's height.
_UNEVEN: Final = 0.8
_MOST_WORDS: Final = 200


def whole_words(line: str, piece_at: Callable[[int, int], Piece]) -> list[Piece] | None:
    """The words of a scattered line from the left; None when nothing is scattered.

    Args:
        line: as QtPdf gives it.
        piece_at: the piece of so many letters from a place in the line.
    """
    line = line.rstrip()
    tail = _TAIL.search(line)
    if tail is None or tail.start() == 0:
        return None
    head = piece_at(0, tail.start())
    places = [place for place in range(tail.start(), len(line)) if line[place] != " "]
    parts = [piece_at(place, 1) for place in places]
    if all(part.left >= head.right - 1 for part in parts):
        return None
    heads = list(_WORD.finditer(line, 0, tail.start()))
    if len(heads) > _MOST_WORDS:
        return None
    parts += [piece_at(found.start(), len(found[0])) for found in heads]
    if not _on_one_line(parts):
        return None
    return _words(sorted(parts, key=lambda part: part.left), head.bottom - head.top)


def _on_one_line(parts: list[Piece]) -> bool:
    """QtPdf may give two printed lines as one; then every word stays in its order."""
    usual = median(part.bottom - part.top for part in parts)
    middles = [part.middle[1] for part in parts]
    return max(middles) - min(middles) < usual * _UNEVEN


def _words(parts: list[Piece], height: float) -> list[Piece]:
    """The parts of a line, from the left, as words."""
    held: list[Piece] = [parts[0]]
    words: list[Piece] = []
    for part in parts[1:]:
        if part.left - held[-1].right > height * _PARTING:
            words += _split(held)
            held = []
        held.append(part)
    return [*words, *_split(held)]


def _split(parts: list[Piece]) -> list[Piece]:
    """One word, or two at the widest gap that leaves two syllables."""
    whole = joined(parts, "")
    if len(parts) < 2 or _is_word(whole.text):
        return [whole]
    gaps = range(1, len(parts))
    for at in sorted(gaps, key=lambda at: parts[at - 1].right - parts[at].left):
        left, right = joined(parts[:at], ""), joined(parts[at:], "")
        if _is_word(left.text) and right.text[0] not in _EDGES:
            return [left, *_split(parts[at:])]
    return [whole]


def _is_word(text: str) -> bool:
    """Whether it is one syllable, a number or a sign."""
    letters = fold(text.strip(_EDGES))
    return not any(map(str.isalpha, letters)) or _SYLLABLE.fullmatch(letters) is not None
