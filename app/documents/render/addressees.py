"""The measured "Kính gửi": one receiver beside it, or a list whose dashes stand under the colon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.layout import MM, Layout
from app.documents.phrases import ADDRESSED
from app.documents.render.metrics import Face, text_width, wrap

_MARGIN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """``start`` is where the opening word begins, ``hang`` where the items begin after it, pt.

    ``dash`` is the indent of an item's second line; ``items`` hold the lines of each receiver.
    """

    one: bool
    size: float
    start: float
    hang: float
    dash: float
    items: tuple[tuple[str, ...], ...]


def measured_addressees(receivers: Sequence[str], layout: Layout) -> Addressed:
    """Break and place the receivers so that the whole stands in the middle of the page."""
    size = layout.body_size
    one = len(receivers) == 1
    opening = f"{ADDRESSED} " if one else ADDRESSED.rstrip(":")
    hang = text_width(opening, Face.REGULAR, size)
    dash = 0.0 if one else text_width("- ", Face.REGULAR, size)
    room = layout.text_width * MM - hang - _MARGIN - dash
    marked = receivers if one else [f"- {receiver}" for receiver in receivers]
    items = tuple(tuple(wrap(text, room, Face.REGULAR, size)) for text in marked)
    longest = max(
        text_width(line, Face.REGULAR, size) + (dash if at else 0)
        for item in items
        for at, line in enumerate(item)
    )
    return Addressed(
        one=one,
        size=size,
        start=max((layout.text_width * MM - hang - longest) / 2, 0),
        hang=hang,
        dash=dash,
        items=items,
    )
