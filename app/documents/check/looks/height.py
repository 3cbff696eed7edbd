"""About how much of a page the words take: enough to tell one page from several."""

from app.documents.check.looks.pieces import Spot
from app.documents.check.looks.sheet import LookSheet
from app.documents.layout import MM
from app.documents.render.metrics import LINE_HEIGHT, Face, text_width

#: Words must reach well over the first page before there are surely two.
_SURELY = 1.25
_USUAL_SIZE = 14.0


def several_pages(sheet: LookSheet) -> bool:
    """Whether the paper surely has more than one page."""
    if not sheet.sections:
        return False
    _at, section = sheet.sections[0]
    room = (section.page_height - section.margin_top - section.margin_bottom) * MM
    breaks = any(spot.paragraph.page_break_before for spot in sheet.spots[1:])
    later = any(other.new_page for _at, other in sheet.sections[1:])
    if breaks or later:
        return True
    rows: dict[tuple[int, int, int], float] = {}
    for spot in sheet.spots:
        # The cells of a row stand side by side: the highest counts.
        key = (spot.table, spot.row, spot.column) if spot.table else (0, spot.number, 0)
        rows[key] = rows.get(key, 0.0) + _height(spot)
    highest: dict[tuple[int, int], float] = {}
    for (table, row, _column), height in rows.items():
        highest[table, row] = max(highest.get((table, row), 0.0), height)
    return bool(room) and sum(highest.values()) > room * _SURELY


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
