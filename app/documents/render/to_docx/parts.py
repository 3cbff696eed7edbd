"""Parts of the form in Word: letterhead, title, addressees, closing, tables."""

from collections.abc import Sequence
from typing import Any, Final

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt

from app.documents.blocks import Table
from app.documents.layout import Layout
from app.documents.phrases import ADDRESSED, RECIPIENTS
from app.documents.render.addressees import Addressed
from app.documents.render.closing import Closing
from app.documents.render.head import Head, Line
from app.documents.render.metrics import Face, text_width
from app.documents.render.to_docx import xml
from app.documents.render.to_docx.grid import table_element
from app.documents.render.to_docx.styles import set_style, style_id

_RULE_HEIGHT: Final = 3


class Cell:
    """Writes paragraphs into a cell or the body; a cell's first empty paragraph is used first."""

    def __init__(self, holder: Any, *, keep: bool = False) -> None:
        self._holder = holder
        self._fresh = hasattr(holder, "_tc")
        self._keep = keep

    def add(self, text: str, style: str) -> Any:
        """A paragraph of a style."""
        paragraph = self._holder.paragraphs[0] if self._fresh else self._holder.add_paragraph()
        self._fresh = False
        set_style(paragraph, style)
        if self._keep:
            paragraph.paragraph_format.keep_with_next = True
        add_text(paragraph, text)
        return paragraph

    def lines(self, lines: Sequence[Line], style: str) -> None:
        """Lines already broken, as one paragraph with line breaks."""
        if lines:
            self.add("\n".join(line.text for line in lines), style)

    def rule(self, length: float, width: float) -> Any:
        """A level line of ``length`` in the middle of ``width``, pt."""
        paragraph = self.add("", "Đường kẻ")
        form = paragraph.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(_RULE_HEIGHT)
        side = Pt(round(max(width - length, 0) / 2, 1))
        form.left_indent = form.right_indent = side
        xml.add_bottom_rule(paragraph)
        return paragraph


def add_text(paragraph: Any, text: str, *, bold: bool | None = None) -> None:
    """The text as one run; line breaks stay."""
    if text:
        run = paragraph.add_run(text)
        if bold is not None:
            run.bold = bold


def plain_table(word: Any, widths: Sequence[float], rows: int) -> Any:
    """A table without lines and without room beside its cells' text."""
    table = word.add_table(rows=rows, cols=len(widths))
    _set_widths(table, widths)
    xml.undress_table(table)
    for row in table.rows:
        xml.keep_whole(row)
    return table


def add_letterhead(word: Any, head: Head) -> None:
    """Two rows of two cells: names and state title, number and place."""
    widths = (head.left_width, head.right_width)
    table = plain_table(word, widths, 3 if head.draft else 2)
    issuer, state = Cell(table.cell(0, 0)), Cell(table.cell(0, 1))
    for line in head.issuer:
        bold = line.face is Face.BOLD
        issuer.add(line.text, "Cơ quan ban hành" if bold else "Cơ quan chủ quản")
    if head.issuer_rule:
        issuer.rule(head.issuer_rule, widths[0])
    state.lines(head.state[:-1], "Quốc hiệu")
    state.lines(head.state[-1:], "Tiêu ngữ")
    state.rule(head.state_rule, widths[1])
    number, place = Cell(table.cell(1, 0)), Cell(table.cell(1, 1))
    for cell, lines, style in (
        (number, head.number, "Số, ký hiệu"),
        (place, head.place, "Địa danh, ngày tháng"),
    ):
        paragraph = cell.add("\n".join(line.text for line in lines), style)
        paragraph.paragraph_format.space_before = Pt(6)
    if head.draft:
        _add_draft(Cell(table.cell(2, 0)), head.draft, widths[0])


def _add_draft(cell: Cell, line: Line, width: float) -> None:
    paragraph = cell.add(line.text, "Dự thảo")
    form = paragraph.paragraph_format
    form.space_before = Pt(6)
    form.left_indent = form.right_indent = Pt(round((width - line.width - 12) / 2, 1))
    xml.add_box(paragraph)


def add_title(word: Any, head: Head, layout: Layout, width: float) -> None:
    """Type, title and the short rule."""
    body = Cell(word)
    for at, line in enumerate(head.title):
        paragraph = body.add(line.text, "Trích yếu" if at else "Tên loại")
        if at == 0:
            paragraph.paragraph_format.space_before = Pt(layout.body_size)
    if head.title_rule:
        body.rule(head.title_rule, width).paragraph_format.keep_with_next = True
    spacer = body.add("", "Đường kẻ")
    spacer.paragraph_format.space_after = Pt(layout.space_before)


def add_addressees(word: Any, addressed: Addressed, receivers: Sequence[str], space: float) -> None:
    """ "Kính gửi:" with one receiver beside it, or a list whose dashes stand under the colon."""
    body = Cell(word)
    start, hang, dash = addressed.start, addressed.hang, addressed.dash
    if addressed.one:
        form = body.add(f"{ADDRESSED} {receivers[0]}", "Kính gửi").paragraph_format
        form.left_indent = Pt(round(start + hang, 1))
        form.first_line_indent = Pt(round(-hang, 1))
        form.space_before = Pt(space)
    else:
        first = body.add(ADDRESSED, "Kính gửi").paragraph_format
        first.left_indent, first.space_before = Pt(round(start, 1)), Pt(space)
        for item in receivers:
            form = body.add(f"- {item}", "Kính gửi").paragraph_format
            form.left_indent = Pt(round(start + hang + dash, 1))
            form.first_line_indent = Pt(round(-dash, 1))
    form.space_after = Pt(space)


def add_closing(word: Any, closing: Closing, recipients: Sequence[str]) -> None:
    """Receivers on the left, the signature level with them on the right."""
    gap = Cell(word).add("", "Đường kẻ").paragraph_format
    gap.keep_with_next = True
    gap.space_before = Pt(closing.gap_above)
    table = plain_table(word, (closing.left_width, closing.right_width), 1)
    left, right = Cell(table.cell(0, 0), keep=True), Cell(table.cell(0, 1), keep=True)
    if closing.word:
        left.add(RECIPIENTS, "Nơi nhận").paragraph_format.space_before = Pt(
            closing.level_size - closing.word.size
        )
    for item in recipients:
        form = left.add(item, "Dòng nơi nhận").paragraph_format
        dash = text_width("- ", Face.REGULAR, 11)
        form.left_indent, form.first_line_indent = Pt(round(dash, 1)), Pt(round(-dash, 1))
        form.right_indent = Pt(8)
    for line in closing.signature:
        right.add(line.text, "Chức vụ người ký")
    if closing.name:
        name = right.add("\n".join(line.text for line in closing.name), "Người ký")
        name.paragraph_format.space_before = Pt(closing.room)


def add_table(word: Any, block: Table, layout: Layout, width: float) -> None:
    """A table with lines, after what was written last."""
    styles = style_id("Chữ trong bảng"), style_id("Đầu bảng")
    word.element.body._insert_tbl(table_element(block, width, layout.sizes["table"], styles))  # noqa: SLF001


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Real widths in the grid and in every cell; without them rows get lost in LibreOffice."""
    table.autofit = False
    for at, width in enumerate(widths):
        table.columns[at].width = Pt(round(width, 1))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(round(width, 1))
