"""About how much of a page the words take: enough to tell one page from several."""

from app.documents.check.looks.pieces import Spot
from app.documents.check.looks.sheet import LookSheet
from app.documents.layout import MM
from app.documents.render.metrics import LINE_HEIGHT, Face, text_width

#: Words must reach well over the first page before there are surely two.
_SURELY = 1.25
_USUAL_SIZE = 14.0


def several_pages(sheet: LookSheet, at: int) -> bool:
    """Whether the words of a section surely take more than one page."""
    section = dict(sheet.sections)[at]
    spots = [spot for spot in sheet.spots if spot.section == at]
    if any(spot.paragraph.page_break_before for spot in spots[1:]):
        return True
    room = (section.page_height - section.margin_top - section.margin_bottom) * MM
    return room > 0 and _total(spots) > room * _SURELY


def _total(spots: list[Spot]) -> float:
    """Height of all; the cells of a row stand side by side, so the highest counts."""
    cells: dict[tuple[int, int, int], float] = {}
    for spot in spots:
        place = (spot.table, spot.row, spot.column) if spot.table else (0, spot.number, 0)
        cells[place] = cells.get(place, 0.0) + _height(spot)
    rows: dict[tuple[int, int], float] = {}
    for (table, row, _column), height in cells.items():
        rows[table, row] = max(rows.get((table, row), 0.0), height)
    return sum(rows.values())


def line_count(spot: Spot) -> int:
    """Lines that the words take in their room; 0 when the room is not known."""
    paragraph = spot.paragraph
    room = (spot.width - paragraph.left_indent - paragraph.right_indent) * MM
    if room <= 0:
        return 0
    size = next((run.size for run in paragraph.runs if run.size), _USUAL_SIZE)
    first = max(paragraph.first_indent, 0.0) * MM
    return sum(
        int((text_width(line, Face.REGULAR, size) + first) / room) + 1
        for line in paragraph.text.split("\n")
    )


def _height(spot: Spot) -> float:
    paragraph = spot.paragraph
    size = next((run.size for run in paragraph.runs if run.size), _USUAL_SIZE)
    line = paragraph.line_exact or size * LINE_HEIGHT * max(paragraph.line_spacing, 1.0)
    return line * max(line_count(spot), 1) + paragraph.space_before + paragraph.space_after
