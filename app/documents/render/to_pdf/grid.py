"""A table for reportlab: header rows repeat, rows stay whole, every cell in the paper's face."""

from typing import Any, Final

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from app.documents.blocks import Align
from app.documents.blocks import Table as Block
from app.documents.layout import Layout
from app.documents.render.columns import PADDING, cells, column_widths
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.table_rows import header_rows
from app.documents.render.to_pdf.fonts import markup

_ALIGN: Final = {Align.LEFT: TA_LEFT, Align.CENTER: TA_CENTER, Align.RIGHT: TA_RIGHT}
_Command = tuple[Any, ...]


def grid(block: Block, layout: Layout, size: tuple[float, float]) -> Table:
    """The table; ``size`` is the width and height of the text area in pt."""
    point = layout.sizes["table"]
    widths = column_widths(block, size[0], point)
    header, spans = header_rows(block)
    rows = [[_cell(text, Align.CENTER, Face.BOLD, point) for text in row] for row in header]
    rows += [_row(block, row, Face.REGULAR, point) for row in block.rows]
    if block.total:
        rows.append(_row(block, block.total, Face.BOLD, point))
    table = Table(
        rows,
        colWidths=widths,
        repeatRows=len(header),
        splitInRow=0,
        style=[*_style(point), *(("SPAN", *span) for span in spans)],
        spaceBefore=layout.space_before,
        spaceAfter=layout.space_before,
    )
    table.wrap(*size)
    if max(row_heights(table)[len(header) :], default=0) > _room(table, len(header), size[1]):
        # Only a row taller than a page is ever cut.
        table.splitInRow = 1
    return table


def row_heights(table: Table) -> list[float]:
    """Of a wrapped table, header rows first, pt."""
    return list(table._rowHeights)  # noqa: SLF001


def head_height(table: Table, following: int) -> float:
    """Height of the header and some rows after it, once wrapped."""
    return sum(row_heights(table)[: table.repeatRows + following])


def _room(table: Table, header: int, height: float) -> float:
    return height - sum(row_heights(table)[:header]) - 2


def _row(block: Block, row: tuple[str, ...], face: Face, point: float) -> list[Paragraph]:
    texts = cells(row, len(block.columns))
    return [
        _cell(text, column.align, face, point)
        for text, column in zip(texts, block.columns, strict=True)
    ]


def _cell(text: str, align: Align, face: Face, point: float) -> Paragraph:
    return Paragraph(markup(text), _cell_style(align, face, point))


_styles: dict[tuple[Align, Face, float], ParagraphStyle] = {}


def _cell_style(align: Align, face: Face, point: float) -> ParagraphStyle:
    key = (align, face, point)
    if key not in _styles:
        _styles[key] = ParagraphStyle(
            f"cell-{align}-{face}-{point}",
            fontName=face.value,
            fontSize=point,
            leading=point * LINE_HEIGHT,
            alignment=_ALIGN[align],
            splitLongWords=1,
        )
    return _styles[key]


def _style(point: float) -> list[_Command]:
    whole = ((0, 0), (-1, -1))
    return [
        ("FONT", *whole, Face.REGULAR.value, point),
        ("GRID", *whole, 0.5, colors.black),
        ("VALIGN", *whole, "MIDDLE"),
        ("LEFTPADDING", *whole, PADDING),
        ("RIGHTPADDING", *whole, PADDING),
        ("TOPPADDING", *whole, 2),
        ("BOTTOMPADDING", *whole, 3),
    ]
