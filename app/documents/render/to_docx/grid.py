"""A table for Word; header rows repeat, rows stay whole."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Final

from app.documents.blocks import Align, Table
from app.documents.layout import MM
from app.documents.render.columns import GREY, PADDING, cells, column_widths
from app.documents.render.table_rows import Span, header_rows
from app.documents.render.to_docx.styles import style_id
from app.documents.render.to_docx.xml import BLACK, KEEP, twentieths

#: Makes the runs of a cell's text; the first cell's carry the name of the table's node.
Runs = Callable[[str], str]

_BORDERS: Final = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{BLACK}"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = "".join(
    f'<w:{edge} w:w="{twentieths(PADDING)}" w:type="dxa"/>' for edge in ("left", "right")
)
_JC: Final = {align: f'<w:jc w:val="{align}"/>' for align in Align}
_SHADE: Final = f'<w:shd w:val="clear" w:color="auto" w:fill="{GREY}"/>'
_CENTRED: Final = _JC[Align.CENTER]
#: Rows that go with what follows the table to a new page.
_KEPT_ROWS: Final = 2


def table_xml(block: Table, box: tuple[float, float], runs: Runs, *, ends: bool = False) -> str:
    """The table.

    Args:
        block: the table.
        box: width of the whole table and size of its letters, pt.
        runs: makes the runs of a cell's text.
        ends: whether its last rows stay with the signature below.
    """
    widths = whole_widths(column_widths(block, *box))
    styles = style_id("Chữ trong bảng"), style_id("Đầu bảng")
    header, spans = header_rows(block)
    rows = [_header_row(at, titles, widths, spans, runs) for at, titles in enumerate(header)]
    below = [(row, styles[at in block.bold]) for at, row in enumerate(block.rows)]
    if block.total:
        below.append((block.total, styles[1]))
    first_kept = len(below) - _KEPT_ROWS if ends else len(below)
    rows += [
        _row(
            (block, at),
            row,
            widths,
            (style, KEEP if at >= first_kept or at in block.bold else ""),
            runs,
        )
        for at, (row, style) in enumerate(below)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>{grid_xml(widths)}{''.join(rows)}</w:tbl>"
    )


def whole_widths(widths: Sequence[float]) -> list[int]:
    """Widths in pt as whole twentieths whose sum is that of all of them, not one more or less."""
    edges = [0, *(twentieths(edge) for edge in accumulate(widths))]
    return [right - left for left, right in pairwise(edges)]


def grid_xml(widths: Sequence[int]) -> str:
    """The columns, in twentieths of a pt."""
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _header_row(
    at: int, titles: Sequence[str], widths: Sequence[int], spans: Sequence[Span], runs: Runs
) -> str:
    """A row of titles; cells joined to the right or downwards."""
    wide = {first[0]: last[0] for first, last in spans if first[1] == last[1] == at}
    tall = {first[0] for first, last in spans if first[1] != last[1]}
    style = style_id("Đầu bảng")
    made: list[str] = []
    column = 0
    while column < len(titles):
        last = wide.get(column, column)
        joined = f'<w:gridSpan w:val="{last - column + 1}"/>' if last > column else ""
        if column in tall:
            joined += '<w:vMerge w:val="restart"/>' if at == 0 else "<w:vMerge/>"
        width = sum(widths[column : last + 1])
        made.append(_cell(runs(titles[column]), (width, joined), style, f"{KEEP}{_CENTRED}"))
        column = last + 1
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"


def _row(
    place: tuple[Table, int],
    row: Sequence[str],
    widths: Sequence[int],
    look: tuple[str, str],
    runs: Runs,
) -> str:
    """``place`` is table and number of the row; ``look`` its style's id and what it has besides."""
    block, at = place
    texts = cells(row, len(block.columns))
    made = "".join(
        _cell(
            runs(text),
            (width, _SHADE * ((at, number) in block.grey)),
            look[0],
            look[1] + _JC[column.align],
        )
        for number, (text, width, column) in enumerate(
            zip(texts, widths, block.columns, strict=True)
        )
    )
    tall = f'<w:trHeight w:val="{twentieths(block.tall * MM)}"/>' if block.tall else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{made}</w:tr>"


def _cell(inside: str, box: tuple[int, str], style: str, look: str) -> str:
    """``box`` is the width in twentieths of a pt and the marks of joined or shaded cells."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{box[0]}" w:type="dxa"/>{box[1]}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>'
        f"{inside}</w:p></w:tc>"
    )
