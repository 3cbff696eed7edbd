"""Pages of a Word file: one section for the text, one for each annex, each counted from 1."""

from typing import Final

from app.documents.layout import MM, Layout
from app.documents.render.to_docx.styles import style_id
from app.documents.render.to_docx.xml import HEADER, NAMESPACES, page_number, paragraph, twentieths

#: Ids of the header with the page's number and of the feet of first pages.
NUMBERED: Final = "h1"


def section_xml(layout: Layout, *, landscape: bool, first_foot: str, numbered: bool) -> str:
    """The sectPr of a part.

    Args:
        layout: page and margins.
        landscape: whether the page lies across.
        first_foot: id of the footer of its first page.
        numbered: whether it brings the header; later parts take that of the one before.
    """
    sides = twentieths(layout.page_width * MM), twentieths(layout.page_height * MM)
    width, height = reversed(sides) if landscape else sides
    lying = ' w:orient="landscape"' if landscape else ""
    header = f'<w:headerReference w:type="default" r:id="{NUMBERED}"/>' if numbered else ""
    return (
        f'<w:sectPr>{header}<w:footerReference w:type="first" r:id="{first_foot}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
        f"{_margins(layout)}"
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def header_xml() -> str:
    """The page's number in the middle of the top margin."""
    line = paragraph(style_id("Số trang"), page_number())
    return f"{HEADER}<w:hdr {NAMESPACES}>{line}</w:hdr>"


def footer_xml(lines: str) -> str:
    """The foot of a first page; an empty one stands for none."""
    inside = lines or paragraph(style_id("Đường kẻ"), "")
    return f"{HEADER}<w:ftr {NAMESPACES}>{inside}</w:ftr>"


def _margins(layout: Layout) -> str:
    millimetres = {
        "top": layout.margin_top,
        "right": layout.margin_right,
        "bottom": layout.margin_bottom,
        "left": layout.margin_left,
        "header": layout.header_distance,
        "footer": layout.header_distance,
    }
    named = " ".join(f'w:{name}="{twentieths(mm * MM)}"' for name, mm in millimetres.items())
    return f'<w:pgMar {named} w:gutter="0"/>'
