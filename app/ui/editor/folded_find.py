"""Finding words without diacritics, with the places where they stand in the text itself."""

import unicodedata
from collections.abc import Iterator


def find_all(text: str, wanted: str, *, exact: bool = False) -> Iterator[tuple[int, int]]:
    """Every place [start, end) of ``wanted`` in ``text``, none overlapping.

    Args:
        exact: diacritics must agree; capitals never matter.
    """
    needle, _ = folded(wanted, exact=exact)
    if not needle:
        return
    hay, places = folded(text, exact=exact)
    at = hay.find(needle)
    while at >= 0:
        last = at + len(needle)
        yield places[at], places[last]
        at = hay.find(needle, last)


def folded(text: str, *, exact: bool = False) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its letters the place in ``text``.

    The list has one more entry: the end. Combining marks belong to the letter before them.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _bare(sign, exact=exact):
            letters.append(letter)
            places.append(place)
    places.append(len(text))
    return "".join(letters), places


def _bare(sign: str, *, exact: bool) -> str:
    if sign in "\u00a0\u202f":
        return " "
    small = sign.lower()
    if exact:
        return small
    decomposed = unicodedata.normalize("NFD", small)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).replace("đ", "d")
