"""A table for Word, written as XML: python-docx needs seconds for some hundred rows."""

from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.documents.blocks import Align, Table
from app.documents.render.columns import PADDING, cells, column_widths
from app.documents.render.table_rows import Span, header_rows

_BORDERS: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = "".join(
    f'<w:{edge} w:w="{round(PADDING * 20)}" w:type="dxa"/>' for edge in ("left", "right")
)
_JC: Final = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def table_element(block: Table, width: float, size: float, styles: tuple[str, str]) -> Any:
    """The table's element; header rows repeat, rows stay whole.

    Args:
        block: the table.
        width: of the whole table, pt.
        size: of its letters, pt.
        styles: style ids of ordinary cells and of bold ones.
    """
    widths = [round(one * 20) for one in column_widths(block, width, size)]
    header, spans = header_rows(block)
    rows = [_header_row(at, titles, widths, spans, styles[1]) for at, titles in enumerate(header)]
    rows += [_row(block, row, widths, styles[0]) for row in block.rows]
    if block.total:
        rows.append(_row(block, block.total, widths, styles[1]))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _header_row(
    at: int, titles: Sequence[str], widths: Sequence[int], spans: Sequence[Span], style: str
) -> str:
    """A row of titles; cells joined to the right or downwards."""
    wide = {first[0]: last[0] for first, last in spans if first[1] == last[1] == at}
    tall = {first[0] for first, last in spans if first[1] != last[1]}
    made: list[str] = []
    column = 0
    while column < len(titles):
        last = wide.get(column, column)
        joined = f'<w:gridSpan w:val="{last - column + 1}"/>' if last > column else ""
        if column in tall:
            joined += '<w:vMerge w:val="restart"/>' if at == 0 else "<w:vMerge/>"
        width = sum(widths[column : last + 1])
        made.append(_cell(titles[column], (width, joined), style, "center"))
        column = last + 1
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"


def _row(block: Table, row: Sequence[str], widths: Sequence[int], style: str) -> str:
    texts = cells(row, len(block.columns))
    made = "".join(
        _cell(text, (width, ""), style, _JC[column.align])
        for text, width, column in zip(texts, widths, block.columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _cell(text: str, box: tuple[int, str], style: str, align: str) -> str:
    """``box`` is the width in twentieths of a pt and the marks of joined cells."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n") if text
    )
    run = f"<w:r>{lines}</w:r>" if lines else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{box[0]}" w:type="dxa"/>{box[1]}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>'
        f"{run}</w:p></w:tc>"
    )
