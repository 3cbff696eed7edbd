"""A table of a Word file: rows, joined cells, borders; tables inside cells become text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.documents.readers.from_docx.blocks import Place, deleted_row
from app.documents.readers.from_docx.shapes import chosen_children
from app.documents.readers.from_docx.tags import TWIP, Element, W, flag, local, twips, val, whole
from app.documents.source import SourceBlock, SourceCell, SourceParagraph, SourceRun, SourceTable

if TYPE_CHECKING:
    from app.documents.readers.from_docx.blocks import BlockReader

_MOST_COLUMNS: Final = 200
# Word's own room beside the words of a cell.
_MARGIN: Final = 108.0
_NO_LINE: Final = frozenset({"nil", "none", ""})
_EDGES: Final = ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")


def read_table(reader: "BlockReader", element: Element) -> SourceTable:
    """The table with the looks of the paragraphs in it."""
    properties = element.find(W + "tblPr")
    widths = _widths(element)
    margin = _margins(properties)
    rows: list[tuple[SourceCell, ...]] = []
    headers = 0
    for row in _inside(element, "tr"):
        if deleted_row(row, reader.shared):
            continue
        heads = row.find(W + "trPr")
        if headers == len(rows) and heads is not None and flag(heads, "tblHeader"):
            headers += 1
        rows.append(tuple(_cells(reader, row, widths, margin)))
    first = rows[0][0].paragraphs[:1] if rows and rows[0] else ()
    return SourceTable(
        rows=tuple(rows),
        widths=tuple(width * TWIP for width in widths),
        bordered=_bordered(element, properties, reader),
        header_rows=headers,
        key=first[0].key if first else "",
        made=first[0].made if first else False,
        depth=first[0].depth if first else -1,
    )


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those that stand in a content control."""
    for child in chosen_children(element):
        if child.tag == W + name:
            yield child
        elif local(child) in {
            "sdt",
            "sdtContent",
            "customXml",
            "ins",
            "moveTo",
            "Choice",
            "Fallback",
            "AlternateContent",
        }:
            yield from _inside(child, name)


def _cells(
    reader: "BlockReader", row: Element, widths: list[float], margin: float
) -> Iterator[SourceCell]:
    heads = row.find(W + "trPr")
    column = min((whole(val(heads, "gridBefore")) or 0) if heads is not None else 0, _MOST_COLUMNS)
    if column > 0:
        yield SourceCell(span=column)
    for cell in _inside(row, "tc"):
        properties = cell.find(W + "tcPr")
        span = max(1, min(_number(properties, "gridSpan"), _MOST_COLUMNS))
        merge = val(properties, "vMerge") if properties is not None else None
        width = (sum(widths[column : column + span]) - margin) * TWIP
        column += span
        yield SourceCell(
            paragraphs=tuple(_paragraphs(reader, cell, Place(max(width, 0.0)))),
            span=span,
            joined=merge is not None and merge != "restart",
        )


def _paragraphs(reader: "BlockReader", cell: Element, place: Place) -> Iterator[SourceParagraph]:
    for block in reader.blocks(cell, place):
        if isinstance(block, SourceParagraph):
            yield block
        else:
            yield from flattened(block)


def flattened(block: SourceBlock) -> Iterator[SourceParagraph]:
    """A table as text: a paragraph for each row, its cells apart."""
    if isinstance(block, SourceParagraph):
        yield block
        return
    for row in block.rows:
        text = " | ".join(" ".join(cell.text.split("\n")).strip() for cell in row)
        if text.strip(" |"):
            yield SourceParagraph(runs=(SourceRun(text=text),))


def _widths(element: Element) -> list[float]:
    grid = element.find(W + "tblGrid")
    if grid is None:
        return []
    columns = grid.findall(W + "gridCol")[:_MOST_COLUMNS]
    return [max(twips(column.get(W + "w")) or 0.0, 0.0) for column in columns]


def _margins(properties: Element | None) -> float:
    """Room left and right in a cell together, in twentieths of a pt."""
    given = properties.find(W + "tblCellMar") if properties is not None else None
    if given is None:
        return _MARGIN * 2
    sides = 0.0
    for names in (("left", "start"), ("right", "end")):
        found = next((one for name in names if (one := given.find(W + name)) is not None), None)
        side = twips(found.get(W + "w")) if found is not None else None
        sides += _MARGIN if side is None else side
    return sides


def _bordered(element: Element, properties: Element | None, reader: "BlockReader") -> bool:
    """Whether lines are drawn: by the table, its style or its cells."""
    table = properties.find(W + "tblBorders") if properties is not None else None
    style = val(properties, "tblStyle") if properties is not None else None
    drawn = _drawn(table) if table is not None else reader.shared.styles.has_lines(style or "")
    cells = list(element.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"))
    if any(_drawn(one) for one in cells):
        return True
    count = sum(1 for _ in element.iterfind(f"{W}tr/{W}tc"))
    blanked = sum(1 for one in cells if len(one) >= 4)
    return drawn and (not count or blanked < count)


def _drawn(borders: Element) -> bool:
    return any((val(borders, edge) or "nil") not in _NO_LINE for edge in _EDGES)


def _number(properties: Element | None, name: str) -> int:
    return (whole(val(properties, name)) or 1) if properties is not None else 1
