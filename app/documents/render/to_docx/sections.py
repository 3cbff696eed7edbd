"""Pages of a Word file: one section for the text, one for each annex, each counted from 1."""

from dataclasses import dataclass
from typing import Final

from app.documents.layout import MM, Layout
from app.documents.render.to_docx.styles import style_id
from app.documents.render.to_docx.xml import HEADER, NAMESPACES, page_number, paragraph, twentieths

#: Ids of the header with the page's number and of the feet: address lines, none, the check code.
NUMBERED: Final = "h1"
CONTACT: Final = "f1"
NO_FOOT: Final = "f2"
PROOF: Final = "f3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feet:
    """Ids of the footers of a part's first page and of the others, "" for the one before it.

    ``distance`` from the paper's edge to their end, mm.
    """

    first: str = ""
    others: str = ""
    distance: float


def section_xml(layout: Layout, *, landscape: bool, first: bool, feet: Feet) -> str:
    """The sectPr of a part.

    Args:
        layout: page and margins.
        landscape: whether the page lies across.
        first: whether it is the paper itself; annexes take over its header.
        feet: what stands at the foot of its pages.
    """
    sides = twentieths(layout.page_width * MM), twentieths(layout.page_height * MM)
    width, height = reversed(sides) if landscape else sides
    lying = ' w:orient="landscape"' if landscape else ""
    around = f'<w:headerReference w:type="default" r:id="{NUMBERED}"/>' if first else ""
    for place, foot in (("first", feet.first), ("default", feet.others)):
        around += f'<w:footerReference w:type="{place}" r:id="{foot}"/>' if foot else ""
    return (
        f'<w:sectPr>{around}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{lying}/>{_margins(layout, feet)}'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def header_xml() -> str:
    """The page's number in the middle of the top margin."""
    line = paragraph(style_id("Số trang"), page_number())
    return f"{HEADER}<w:hdr {NAMESPACES}>{line}</w:hdr>"


def footer_xml(lines: str) -> str:
    """The foot of a page; an empty one stands for none."""
    inside = lines or paragraph(style_id("Đường kẻ"), "")
    return f"{HEADER}<w:ftr {NAMESPACES}>{inside}</w:ftr>"


def _margins(layout: Layout, feet: Feet) -> str:
    millimetres = {
        "top": layout.margin_top,
        "right": layout.margin_right,
        "bottom": layout.margin_bottom,
        "left": layout.margin_left,
        "header": layout.header_distance,
        "footer": feet.distance,
    }
    named = " ".join(f'w:{name}="{twentieths(mm * MM)}"' for name, mm in millimetres.items())
    return f'<w:pgMar {named} w:gutter="0"/>'
