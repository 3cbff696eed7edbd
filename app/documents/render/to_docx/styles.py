"""The paper's named Word styles."""

from dataclasses import dataclass
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.documents.layout import MM, Layout
from app.documents.render.flow import Style
from app.documents.render.to_docx.xml import set_font, set_language
from app.domain.text import slug

_WORD_2013: Final = 15
CENTER, JUSTIFY, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One style: size and spaces in pt."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Any = CENTER
    body: bool = False
    cell: bool = False
    keep: bool = False


def style_id(name: str) -> str:
    """The style's name inside the file, in plain letters."""
    return slug(name)


def set_style(paragraph: Any, name: str) -> None:
    """By id: looking a name up costs python-docx a millisecond."""
    paragraph._p.style = style_id(name)  # noqa: SLF001


def add_styles(word: Any, layout: Layout) -> None:
    """Set the defaults and add every style of the form."""
    _set_defaults(word, layout)
    for look in _looks(layout):
        style = word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = style_id(look.name)
        style.base_style = word.styles["Normal"]
        style.quick_style = True
        style.font.size = Pt(look.size)
        style.font.bold = look.bold
        style.font.italic = look.italic
        set_font(style.element.get_or_add_rPr())
        form = style.paragraph_format
        form.alignment = look.align
        form.keep_with_next = look.keep
        if look.cell:
            form.space_before, form.space_after = Pt(1), Pt(2)
        if look.body:
            form.first_line_indent = Pt(round(layout.first_indent * MM, 1))
            form.space_before = Pt(layout.space_before)
            form.line_spacing = layout.line_spacing


def _looks(layout: Layout) -> list[_Look]:
    sizes, body = layout.sizes, layout.body_size
    return [
        _Look(name="Cơ quan chủ quản", size=sizes["issuer"]),
        _Look(name="Cơ quan ban hành", size=sizes["issuer"], bold=True),
        _Look(name="Quốc hiệu", size=sizes["nation"], bold=True),
        _Look(name="Tiêu ngữ", size=sizes["motto"], bold=True),
        _Look(name="Số, ký hiệu", size=sizes["number"]),
        _Look(name="Dự thảo", size=sizes["number"], bold=True),
        _Look(name="Địa danh, ngày tháng", size=sizes["place"], italic=True),
        _Look(name="Tên loại", size=sizes["type_name"], bold=True, keep=True),
        _Look(name="Trích yếu", size=sizes["title"], bold=True, keep=True),
        _Look(name="Đường kẻ", size=2),
        _Look(name="Kính gửi", size=body, align=LEFT),
        _Look(name=Style.BASE, size=body, italic=True, align=JUSTIFY, body=True),
        _Look(name=Style.SECTION, size=body, bold=True, align=LEFT, body=True, keep=True),
        _Look(name=Style.CLAUSE, size=body, bold=True, align=JUSTIFY, body=True, keep=True),
        _Look(name=Style.TEXT, size=body, align=JUSTIFY, body=True),
        _Look(name="Chữ trong bảng", size=sizes["table"], align=LEFT, cell=True),
        _Look(name="Đầu bảng", size=sizes["table"], bold=True, cell=True),
        _Look(name="Nơi nhận", size=sizes["recipients_word"], bold=True, italic=True, align=LEFT),
        _Look(name="Dòng nơi nhận", size=sizes["recipients"], align=LEFT),
        _Look(name="Chức vụ người ký", size=sizes["signature"], bold=True),
        _Look(name="Người ký", size=sizes["signature"], bold=True),
        _Look(name="Phụ lục", size=sizes["annex_word"], bold=True, keep=True),
        _Look(name="Tên phụ lục", size=sizes["annex_title"], bold=True, keep=True),
        _Look(name="Kèm theo", size=body, italic=True, keep=True),
        _Look(name="Số trang", size=sizes["page_number"]),
    ]


def _set_defaults(word: Any, layout: Layout) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_font(properties)
    set_language(properties)
    normal = word.styles["Normal"]
    normal.font.size = Pt(layout.body_size)
    normal.font.color.rgb = RGBColor(0, 0, 0)
    set_font(normal.element.get_or_add_rPr())
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    form.widow_control = True
    _set_word_version(word.settings.element)


def _set_word_version(settings: Any) -> None:
    """Without it Word opens the file in its mode for old files."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), str(_WORD_2013))
