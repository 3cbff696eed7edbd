"""The paper's named Word styles and the file's settings."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from app.documents.layout import MM, Layout
from app.documents.render.flow import Style
from app.documents.render.proof import SIZE as PROOF_SIZE
from app.documents.render.to_docx.notes import NUMBER_STYLE, SEPARATORS, TEXT_STYLE
from app.documents.render.to_docx.xml import (
    BLACK,
    BOLD,
    FONT,
    HEADER,
    LANGUAGE,
    NAMESPACES,
    RED,
    attribute,
    twentieths,
)
from app.domain.text import slug

_FACE: Final = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LANGUAGE: Final = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
# Without the mode Word opens the file as one of its year 2007.
_COMPAT: Final = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One style: size and spaces in pt; ``level`` is its place in the outline from 0."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    indented: bool = False
    body: bool = False
    cell: bool = False
    keep: bool = False
    level: int | None = None
    colour: str = BLACK


@cache
def style_id(name: str) -> str:
    """The style's name inside the file, in plain letters."""
    return slug(name)


def styles_xml(layout: Layout) -> str:
    """The part with the defaults and every style of the form."""
    made = "".join(_style(form, layout) for form in _forms(layout))
    size = f'<w:sz w:val="{round(layout.body_size * 2)}"/><w:szCs w:val="{round(layout.body_size * 2)}"/>'
    return (
        f"{HEADER}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FACE}{size}"
        f"{_LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:rPr>{_FACE}<w:color w:val="{BLACK}"/>{size}{_LANGUAGE}'
        f"</w:rPr></w:style>{_BUILT_IN}{_footnote(layout)}{made}</w:styles>"
    )


def settings_xml(*, footnotes: bool) -> str:
    """The part that makes Word treat the file as one of today."""
    return (
        f'{HEADER}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"{SEPARATORS if footnotes else ''}<w:compat>{_COMPAT}</w:compat>"
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _forms(layout: Layout) -> list[_Form]:
    sizes, body = layout.sizes, layout.body_size
    return [
        _Form(name="Cơ quan chủ quản", size=sizes["issuer"]),
        _Form(name="Cơ quan ban hành", size=sizes["issuer"], bold=True),
        _Form(name="Quốc hiệu", size=sizes["nation"], bold=True),
        _Form(name="Tiêu ngữ", size=sizes["motto"], bold=True),
        _Form(name="Số, ký hiệu", size=sizes["number"]),
        _Form(name="Trích yếu công văn", size=sizes["subject"]),
        _Form(name="Dự thảo", size=sizes["draft"], bold=True),
        _Form(name="Độ khẩn", size=sizes["urgency"], bold=True, colour=RED),
        _Form(name="Phạm vi lưu hành", size=sizes["circulation"], bold=True),
        _Form(name="Hình thức sao", size=sizes["type_name"], bold=True),
        _Form(name="Địa chỉ cơ quan", size=sizes["contact"]),
        _Form(name="Mã đối chiếu", size=PROOF_SIZE, align="right"),
        _Form(name="Địa danh, ngày tháng", size=sizes["place"], italic=True),
        _Form(name="Tên loại", size=sizes["type_name"], bold=True, keep=True),
        _Form(name="Trích yếu", size=sizes["title"], bold=True, keep=True),
        _Form(name="Đường kẻ", size=2),
        _Form(name="Kính gửi", size=body, align="left"),
        _Form(name="Chữ trong bảng", size=sizes["table"], align="left", cell=True),
        _Form(name="Đầu bảng", size=sizes["table"], bold=True, cell=True),
        _Form(name="Nơi nhận", size=sizes["recipients_word"], bold=True, italic=True, align="left"),
        _Form(name="Dòng nơi nhận", size=sizes["recipients"], align="left"),
        _Form(name="Người soạn thảo", size=sizes["drafter"], align="left"),
        _Form(name="Chức vụ người ký", size=sizes["signature"], bold=True, keep=True),
        _Form(name="Người ký", size=sizes["signature"], bold=True),
        _Form(name="Phụ lục", size=sizes["annex_word"], bold=True, keep=True, level=0),
        _Form(name="Tên phụ lục", size=sizes["annex_title"], bold=True, keep=True),
        _Form(name="Kèm theo", size=body, italic=True, keep=True),
        _Form(name="Số trang", size=sizes["page_number"]),
        *_body_forms(body),
    ]


def _body_forms(body: float) -> list[_Form]:
    """Of what stands between the title and the signature; levels are those of Word's outline."""
    plain = _Form(name=Style.TEXT, size=body, align="both", body=True, indented=True)
    heading = replace(plain, bold=True, keep=True)
    centred = replace(heading, align="center", indented=False)
    return [
        plain,
        replace(plain, name=Style.BASE, italic=True),
        replace(centred, name=Style.AUTHORITY),
        replace(centred, name=Style.RESOLUTION),
        replace(centred, name=Style.PART, level=0),
        replace(heading, name=Style.SECTION, align="left", level=0),
        replace(heading, name=Style.ARTICLE, level=1),
        replace(heading, name=Style.CLAUSE, level=1),
    ]


def _footnote(layout: Layout) -> str:
    """Under the name that Word itself gives to a note's text."""
    size = round(layout.sizes["footnote"] * 2)
    return (
        f'<w:style w:type="paragraph" w:styleId="{TEXT_STYLE}"><w:name w:val="footnote text"/>'
        '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        f'<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr>{_FACE}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _style(form: _Form, layout: Layout) -> str:
    marks = (BOLD if form.bold else "") + ("<w:i/><w:iCs/>" if form.italic else "")
    size = round(form.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(form.name)}">'
        f'<w:name w:val={attribute(form.name)}/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(form, layout)}</w:pPr><w:rPr>{_FACE}{marks}"
        f'<w:color w:val="{form.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        "</w:rPr></w:style>"
    )


def _paragraph(form: _Form, layout: Layout) -> str:
    """In the order that Word's schema asks for."""
    spacing = indent = ""
    if form.cell:
        spacing = '<w:spacing w:before="40" w:after="50"/>'
    if form.body:
        before, line = twentieths(layout.space_before), round(layout.line_spacing * 240)
        spacing = f'<w:spacing w:before="{before}" w:line="{line}" w:lineRule="auto"/>'
    if form.indented:
        indent = f'<w:ind w:firstLine="{twentieths(layout.first_indent * MM)}"/>'
    level = "" if form.level is None else f'<w:outlineLvl w:val="{form.level}"/>'
    keep = "<w:keepNext/>" if form.keep else ""
    return f'{keep}{spacing}{indent}<w:jc w:val="{form.align}"/>{level}'


_BUILT_IN: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    f'<w:style w:type="character" w:styleId="{NUMBER_STYLE}">'
    '<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
