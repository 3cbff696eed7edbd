"""Bound numbers inside a text: what is shown, and the records it comes from.

Stored inline with three private-use characters that no keyboard types and no reader lets in
(``app.domain.text.nfc`` removes them): ``\\ue000 key \\ue001 shown \\ue002``.
"""

import re
from dataclasses import dataclass

from app.domain.text import clean_line

_FIELD = re.compile("\ue000([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002")


_PLACE = "\ue003"


@dataclass(frozen=True, slots=True)
class Bound:
    """A number in a sentence; ``key`` names the query that gives it, ``shown`` is its text."""

    key: str
    shown: str


def bind(key: str, shown: str) -> str:
    """The stored form of a bound number."""
    return f"\ue000{key}\ue001{shown}\ue002"


def split(text: str) -> list[str | Bound]:
    """Plain pieces and bound numbers, in order."""
    pieces: list[str | Bound] = []
    end = 0
    for found in _FIELD.finditer(text):
        if found.start() > end:
            pieces.append(text[end : found.start()])
        pieces.append(Bound(found[1], found[2]))
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return pieces


def plain(text: str) -> str:
    """The text as printed."""
    return _FIELD.sub(lambda found: found[2], text) if "\ue000" in text else text


def clean(text: str) -> str:
    """``clean_line`` that lets bound numbers through, each cleaned in itself."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(bind(clean_line(found[1]), clean_line(found[2])))
        return _PLACE

    bare = clean_line(_FIELD.sub(keep, text.replace(_PLACE, "")))
    pieces = bare.split(_PLACE)
    return pieces[0] + "".join(field + piece for field, piece in zip(kept, pieces[1:], strict=True))
