"""A table for reportlab: header rows repeat, rows stay whole, every cell in the paper's face."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Table

from app.documents.blocks import Align, TableColumn
from app.documents.blocks import Table as Block
from app.documents.layout import MM, Layout
from app.documents.render.columns import GREY, PADDING, cells, column_widths
from app.documents.render.metrics import LINE_HEIGHT, Face, text_width
from app.documents.render.notes import has_note
from app.documents.render.table_rows import header_rows
from app.documents.render.to_pdf.fonts import drawable, markup
from app.documents.render.to_pdf.footnotes import Footnotes, NotedTable, NotedText
from app.documents.render.to_pdf.text import Text

_ALIGN: Final = {Align.LEFT: TA_LEFT, Align.CENTER: TA_CENTER, Align.RIGHT: TA_RIGHT}
#: Room in which every row is measured; with less, reportlab stops at the first page's end.
ENDLESS: Final = 1e7
_GREY: Final = colors.HexColor(f"#{GREY}")
_Command = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Dress:
    face: Face
    point: float
    widths: Sequence[float]
    notes: Footnotes


def grid(block: Block, layout: Layout, size: tuple[float, float], notes: Footnotes) -> Table:
    """The table; ``size`` is the width and height of the text area in pt."""
    before = notes.count
    point = layout.sizes["table"]
    widths = column_widths(block, size[0], point)
    header, spans = header_rows(block)
    centred = [replace(column, align=Align.CENTER) for column in block.columns]
    rows = [_row(row, centred, _Dress(Face.BOLD, point, widths, notes)) for row in header]
    upright = _Dress(Face.REGULAR, point, widths, notes)
    strong = replace(upright, face=Face.BOLD)
    rows += [
        _row(row, block.columns, strong if at in block.bold else upright)
        for at, row in enumerate(block.rows)
    ]
    if block.total:
        rows.append(_row(block.total, block.columns, strong))
    table = (Table if notes.count == before else NotedTable)(
        rows,
        colWidths=widths,
        repeatRows=len(header),
        splitInRow=0,
        minRowHeights=[0.0 if at < len(header) else block.tall * MM for at in range(len(rows))],
        style=[*_style(block, len(header), point), *(("SPAN", *span) for span in spans)],
        spaceBefore=layout.space_before,
        spaceAfter=layout.space_before,
    )
    table.wrap(size[0], ENDLESS)
    if max(row_heights(table)[len(header) :], default=0) > _room(table, len(header), size[1]):
        # Only a row taller than a page is ever cut; its short cells must not wait for its middle.
        table.splitInRow = 1
        table.setStyle([("VALIGN", (0, len(header)), (-1, -1), "TOP")])
    return table


def row_heights(table: Table) -> list[float]:
    """Of a wrapped table, header rows first, pt."""
    return list(table._rowHeights)  # noqa: SLF001


def head_height(table: Table, following: int) -> float:
    """Height of the header and some rows after it, once wrapped."""
    return sum(row_heights(table)[: table.repeatRows + following])


def _room(table: Table, header: int, height: float) -> float:
    return height - sum(row_heights(table)[:header]) - 2


def _row(row: Sequence[str], columns: Sequence[TableColumn], dress: _Dress) -> list[Any]:
    texts = cells(row, len(columns))
    return [
        _cell(text, column.align, dress, width)
        for text, column, width in zip(texts, columns, dress.widths, strict=True)
    ]


def _cell(text: str, align: Align, dress: _Dress, width: float) -> Any:
    """A text that fits on one line is drawn as it is, which is much quicker than a paragraph."""
    room = width - 2 * PADDING - 0.5
    style = _cell_style(align, dress.face, dress.point)
    if has_note(text):
        return NotedText(dress.notes.words(text, dress.point), style)
    if "\n" not in text and text_width(text, dress.face, dress.point) <= room:
        return drawable(text)
    return Text(markup(text), style)


@cache
def _cell_style(align: Align, face: Face, point: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"cell-{align}-{face}-{point}",
        fontName=face.value,
        fontSize=point,
        leading=point * LINE_HEIGHT,
        alignment=_ALIGN[align],
        splitLongWords=1,
        bulletFontName=face.value,
    )


def _style(block: Block, header: int, point: float) -> list[_Command]:
    whole = ((0, 0), (-1, -1))
    commands: list[_Command] = [
        ("FONT", *whole, Face.REGULAR.value, point, point * LINE_HEIGHT),
        ("FONT", (0, 0), (-1, header - 1), Face.BOLD.value, point, point * LINE_HEIGHT),
        ("GRID", *whole, 0.5, colors.black),
        ("VALIGN", *whole, "MIDDLE"),
        ("LEFTPADDING", *whole, PADDING),
        ("RIGHTPADDING", *whole, PADDING),
        ("TOPPADDING", *whole, 2),
        ("BOTTOMPADDING", *whole, 3),
        ("ALIGN", (0, 0), (-1, header - 1), "CENTER"),
    ]
    commands += [
        ("ALIGN", (at, header), (at, -1), column.align.value.upper())
        for at, column in enumerate(block.columns)
    ]
    if block.total:
        commands.append(("FONT", (0, -1), (-1, -1), Face.BOLD.value, point, point * LINE_HEIGHT))
    commands += [
        ("FONT", (0, header + at), (-1, header + at), Face.BOLD.value, point, point * LINE_HEIGHT)
        for at in sorted(block.bold)
    ]
    # A heading inside the table goes with the row below it.
    commands += [
        ("NOSPLIT", (0, header + at), (-1, header + at + 1))
        for at in sorted(block.bold)
        if at + 1 < len(block.rows)
    ]
    places = ((column, header + row) for row, column in sorted(block.grey))
    return commands + [("BACKGROUND", place, place, _GREY) for place in places]
