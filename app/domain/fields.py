"""Bound numbers inside a text: what is shown, and the records it comes from.

Stored inline with three private-use characters that no keyboard types and no reader lets in
(``app.domain.text.nfc`` removes them): ``\\ue000 key \\ue001 shown \\ue002``.
"""

import re
from dataclasses import dataclass

_FIELD = re.compile("\ue000([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002")


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
    return _FIELD.sub(lambda found: found[2], text)
