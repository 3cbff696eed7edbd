"""How nodes of a paper are marked: I. / 1. / 1.1. / a) / - / +. Computed, never stored.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II (khoản, điểm); reference habits of real plans.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Final

# Vietnamese alphabet order of điểm; ă â ê ô ơ ư are skipped, as practice does.
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class Mark(StrEnum):
    """Kind of mark before a node."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    ROMAN = "roman"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"
    NONE = "none"


# Demoting a node gives it the next mark of this chain when its new siblings show none.
CHAIN: Final = (Mark.ROMAN, Mark.ARABIC, Mark.LETTER, Mark.DASH, Mark.PLUS)

#: From the outermost to the innermost, for placing a node read from a text.
RANK: Final = {mark: place for place, mark in enumerate(
    (
        Mark.PART, Mark.CHAPTER, Mark.SECTION, Mark.SUBSECTION, Mark.ROMAN, Mark.ARTICLE,
        Mark.ARABIC, Mark.DECIMAL, Mark.LETTER, Mark.DASH, Mark.PLUS, Mark.NONE,
    )
)}  # fmt: skip

#: Marks that are a word and a number on a line of their own, in the middle of the page.
CENTRED: Final = frozenset({Mark.PART, Mark.CHAPTER, Mark.SECTION, Mark.SUBSECTION})
# Chapters and articles count on through the whole paper, whatever they stand under.
_THROUGHOUT: Final = frozenset({Mark.CHAPTER, Mark.ARTICLE})


def roman(number: int) -> str:
    """Roman numeral of a positive whole number."""
    digits: list[str] = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        digits.append(sign * count)
    return "".join(digits)


def letter(number: int) -> str:
    """Letter of the n-th điểm, from 1: a, b, c, d, đ, e, g …; after y comes aa, ab, …"""
    first, last = divmod(number - 1, len(LETTERS))
    return (letter(first) if first else "") + LETTERS[last]


_FORMS: Final[dict[Mark, tuple[str, Callable[[int], object]]]] = {
    Mark.PART: ("Phần {}", roman),
    Mark.CHAPTER: ("Chương {}", roman),
    Mark.SECTION: ("Mục {}", int),
    Mark.SUBSECTION: ("Tiểu mục {}", int),
    Mark.ARTICLE: ("Điều {}.", int),
    Mark.ROMAN: ("{}.", roman),
    Mark.ARABIC: ("{}.", int),
    Mark.LETTER: ("{})", letter),
    Mark.DASH: ("-", int),
    Mark.PLUS: ("+", int),
    Mark.NONE: ("", int),
}


def mark_text(mark: Mark, number: int, parent: str = "") -> str:
    """The mark as printed, e.g. ``mark_text(Mark.LETTER, 5)`` is ``"đ)"``.

    Args:
        number: place among the siblings of the same mark, from 1.
        parent: printed mark of the parent, for ``2.1.``.
    """
    if mark is Mark.DECIMAL:
        return f"{parent if parent[:1].isdigit() else ''}{number}."
    form, count = _FORMS[mark]
    return form.format(count(number))


def outline_marks(outline: Sequence[tuple[int, Mark]]) -> Iterator[str]:
    """Printed marks of a flat outline of (depth, mark), in order.

    Siblings of the same mark count on; a node of another mark between them does not restart them.
    """
    counters: list[dict[Mark, int]] = []
    printed: list[str] = []
    whole: dict[Mark, int] = {}
    for depth, mark in outline:
        del counters[depth + 1 :]
        del printed[depth:]
        while len(counters) <= depth:
            counters.append({})
        while len(printed) < depth:
            printed.append("")
        counter = whole if mark in _THROUGHOUT else counters[depth]
        counter[mark] = counter.get(mark, 0) + 1
        text = mark_text(mark, counter[mark], printed[depth - 1] if depth else "")
        printed.append(text)
        yield text
