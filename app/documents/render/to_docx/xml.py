"""What python-docx has no words for: borders, fonts of four scripts, fields, language."""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
_SCRIPTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, /, **values: str | int) -> Any:
    """A Word element such as ``element("tblHeader")`` or ``element("jc", val="center")``."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_font(properties: Any) -> None:
    """Times New Roman for all four scripts, no theme font, Vietnamese."""
    fonts = properties.get_or_add_rFonts() if hasattr(properties, "get_or_add_rFonts") else None
    if fonts is None:
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = element("rFonts")
            properties.insert(0, fonts)
    for script in _SCRIPTS:
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def set_language(properties: Any) -> None:
    """Vietnamese for the speller, in every script."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))


def add_bottom_rule(paragraph: Any) -> None:
    """A thin line below the paragraph, as wide as the paragraph."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders,
        *(
            f"w:{name}"
            for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "rPr")
        ),
    )


def add_box(paragraph: Any) -> None:
    """A thin frame around the paragraph."""
    borders = element("pBdr")
    for edge in _EDGES[:4]:
        borders.append(element(edge, val="single", sz=6, space=1, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders, *(f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "jc", "rPr"))
    )


def undress_table(table: Any) -> None:
    """No lines, no room beside the cells' text."""
    borders, margins = element("tblBorders"), element("tblCellMar")
    for edge in _EDGES:
        borders.append(element(edge, val="nil"))
    for edge in ("left", "right"):
        margins.append(element(edge, w=0, type="dxa"))
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.find(qn("w:tblLayout")).addprevious(borders)
    properties.find(qn("w:tblLayout")).addnext(margins)


def keep_whole(row: Any) -> None:
    """The row is never cut by the end of a page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def add_page_number(paragraph: Any) -> None:
    """The PAGE field."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            code = element("instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)  # noqa: SLF001
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001


def restart_page_numbers(section: Any) -> None:
    """The section's first page is page 1."""
    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = element("pgNumType", start=1)
    following = [properties.find(qn(f"w:{name}")) for name in ("cols", "titlePg", "docGrid")]
    first = next((found for found in following if found is not None), None)
    if first is None:
        properties.append(number)
    else:
        first.addprevious(number)
