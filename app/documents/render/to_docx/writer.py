"""What every part of the file is written with: styles by name, footnotes, names of nodes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from app.documents.charts import described
from app.documents.layout import Layout
from app.documents.render.flow import Grid, Paragraph, Picture, Style
from app.documents.render.to_docx.chart import chart_png, picture_run
from app.documents.render.to_docx.grid import grid_xml, table_xml, whole_widths
from app.documents.render.to_docx.names import NodeNames
from app.documents.render.to_docx.notes import Footnotes
from app.documents.render.to_docx.package import PicturePart
from app.documents.render.to_docx.styles import style_id
from app.documents.render.to_docx.xml import BOLD, PLAIN, Look, paragraph

_RULE_HEIGHT = 3.0
_NO_BORDERS = "".join(
    f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_NO_MARGINS = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("left", "right"))
_KEEP = Look(keep=True)
# Lines of the form that stand among the nodes and are none.
_NO_NODES = frozenset({Style.AUTHORITY, Style.BASE, Style.RESOLUTION})


class Writer:
    """Makes paragraphs and tables as text."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.notes = Footnotes()
        self.pictures: list[PicturePart] = []
        self._names = NodeNames()
        self._together = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Lines written inside stay on the page of what follows them."""
        self._together = True
        yield
        self._together = False

    def line(self, style: str, text: str, look: Look = PLAIN) -> str:
        """A paragraph of a named style that is no node; line breaks stay."""
        held = replace(look, keep=True) if self._together else look
        return paragraph(style_id(style), self.notes.runs(text), held)

    def named_line(self, style: str, text: str, key: str) -> str:
        """The same with the name of a node; without a key it is a plain line."""
        inside = self.notes.runs(text)
        return paragraph(style_id(style), inside.join(self._names.ends(key)) if key else inside)

    def rule(self, length: float, width: float, look: Look = PLAIN) -> str:
        """A level line of ``length`` in the middle of ``width``, pt."""
        side = max(width - length, 0) / 2
        form = Look(
            keep=look.keep,
            before=look.before,
            after=look.after,
            exact=_RULE_HEIGHT,
            left=side,
            right=side,
            rules=("bottom",),
        )
        return paragraph(style_id("Đường kẻ"), "", form)

    def gap(self, height: float, *, keep: bool = False) -> str:
        """A line without letters, ``height`` pt high: Word adds no two rooms between paragraphs."""
        return paragraph(style_id("Đường kẻ"), "", Look(keep=keep, exact=height))

    def node(
        self, group: Sequence[Paragraph], *, keep: bool = False, after: float | None = None
    ) -> str:
        """The paragraphs of one node, between the ends of its name.

        ``keep`` holds the last of them on the page of what follows, ``after`` is room under it.
        """
        named = group[0].style not in _NO_NODES
        start, end = self._names.ends(group[0].key, group[0].depth) if named else ("", "")
        made = [self._runs(block) for block in group]
        made[0] = start + made[0]
        made[-1] += end
        looks = [_KEEP if block.leads else PLAIN for block in group]
        if keep or after is not None:
            looks[-1] = Look(keep=keep or group[-1].leads, after=after)
        return "".join(
            paragraph(style_id(block.style), inside, look)
            for block, inside, look in zip(group, made, looks, strict=True)
        )

    def _runs(self, block: Paragraph) -> str:
        joint = " " if block.bold and block.text else ""
        return self.notes.runs(block.bold + joint, BOLD) + self.notes.runs(block.text)

    def grid(self, block: Grid, width: float, *, ends: bool = False) -> str:
        """A table of the paper's tree; its first cell carries the name of its node."""
        first = True

        def runs(text: str) -> str:
            nonlocal first
            inside = self.notes.runs(text)
            if first and not block.captioned:
                inside = inside.join(self._names.ends(block.key, block.depth))
            first = False
            return inside

        return table_xml(block.table, (width, self.layout.sizes["table"]), runs, ends=ends)

    def picture(self, block: Picture, width: float, *, ends: bool = False) -> str:
        """A chart as a picture in a line of its own; ``width`` in pt."""
        drawn = chart_png(block.chart, width, self.layout.sizes["table"])
        part = PicturePart(drawn.png, f"c{len(self.pictures) + 1}")
        self.pictures.append(part)
        inside = picture_run(drawn, part.relation, len(self.pictures), described(block.chart))
        if not block.captioned:
            inside = inside.join(self._names.ends(block.key, block.depth))
        look = Look(keep=ends, before=self.layout.space_before, first=0, align="center")
        return paragraph(style_id(Style.TEXT), inside, look)


def cells_table(widths: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """A table without lines and without room beside its cells' paragraphs; rows stay whole."""
    whole = whole_widths(widths)
    made = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(map(_bare_cell, row, whole)) + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(whole)}" w:type="dxa"/>'
        f'<w:tblBorders>{_NO_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_NO_MARGINS}</w:tblCellMar></w:tblPr>{grid_xml(whole)}{made}</w:tbl>"
    )


def _bare_cell(paragraphs: str, width: int) -> str:
    inside = paragraphs or paragraph(style_id("Đường kẻ"), "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
