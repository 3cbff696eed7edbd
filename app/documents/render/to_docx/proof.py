"""The check code at the foot of every page of a Word file: words and squares in a fixed row."""

from typing import Final

from app.documents.blocks import Proof
from app.documents.layout import MM
from app.documents.qr import picture
from app.documents.render.proof import EDGE, ProofFoot
from app.documents.render.to_docx.grid import grid_xml, whole_widths
from app.documents.render.to_docx.package import PicturePart
from app.documents.render.to_docx.picture import inline_picture
from app.documents.render.to_docx.styles import style_id
from app.documents.render.to_docx.xml import Look, paragraph, run, twentieths

#: Word needs a paragraph under a table; this high, pt.
_UNDER: Final = 1.0
#: Feet end so far from the paper's edge, mm: the squares stand on the line of ``EDGE``.
FOOT_END: Final = EDGE - _UNDER / MM
_RELATION: Final = "squares"
#: Pictures of the text count from 1.
_NUMBER: Final = 10_000
# Room for the words in wider letters too, where a computer lacks the face, mm.
_WORDS: Final = 90.0


def proof_picture(proof: Proof) -> PicturePart:
    """The squares for a footer."""
    return PicturePart(picture(proof.payload), _RELATION)


def proof_xml(foot: ProofFoot) -> str:
    """A row as high as the margin allows, at the right edge of any page; nothing of it is seen
    but the words and the squares."""
    name = _NUMBER, "Mã QR"
    shown = inline_picture((foot.side, foot.side), _RELATION, name, foot.line.text)
    insides = (
        paragraph(style_id("Mã đối chiếu"), run(foot.line.text), Look(right=foot.quiet)),
        paragraph(style_id("Đường kẻ"), shown, Look(align="right")),
    )
    widths = whole_widths((_WORDS * MM, foot.side))
    cells = "".join(map(_cell, insides, widths, ("center", "bottom")))
    # Rounded up, the row would push the text on every page.
    high = twentieths(foot.room) - 1
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="right"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>{grid_xml(widths)}'
        f'<w:tr><w:trPr><w:trHeight w:val="{high}" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
        + paragraph(style_id("Đường kẻ"), "", Look(exact=_UNDER))
    )


def _cell(inside: str, width: int, level: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="{level}"/></w:tcPr>'
        f"{inside}</w:tc>"
    )
