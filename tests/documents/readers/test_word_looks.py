"""Looks of a Word file: styles upon styles, pages, page numbers, drawn lines."""

import unicodedata
from pathlib import Path

import pytest

from app.documents.source import SourceParagraph
from tests.documents.readers.raw_word import (
    p,
    paragraphs,
    part,
    read_body,
    relations,
    run,
    tables,
    texts,
)

STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Than"><w:name w:val="Thân bài"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="720"/>'
    '<w:spacing w:before="120" w:line="360" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dam"><w:basedOn w:val="Than"/><w:rPr><w:b/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="character" w:styleId="Manh"><w:rPr><w:b/><w:color w:val="ff0000"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="Y"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Y"><w:basedOn w:val="X"/></w:style>',
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:fontScheme><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme>'
    "</a:themeElements></a:theme>"
)
PARTS = {
    "word/styles.xml": STYLES,
    "word/theme/theme1.xml": THEME,
    "word/_rels/document.xml.rels": relations(
        ("r1", "theme", "theme/theme1.xml"), ("r2", "styles", "styles.xml")
    ),
}


def one(folder: Path, body: str) -> SourceParagraph:
    """The only paragraph of a file with the styles above."""
    [paragraph] = paragraphs(read_body(folder, body, PARTS))
    return paragraph


def test_styles_lie_over_each_other(tmp_path: Path) -> None:
    body = p("Điều này.", '<w:pStyle w:val="Dam"/><w:ind w:left="1440" w:hanging="720"/>')
    paragraph = one(tmp_path, body)
    [letters] = paragraph.runs
    assert (letters.font, letters.size, letters.bold) == ("Times New Roman", 14.0, True)
    assert (paragraph.align, paragraph.space_before, paragraph.space_after) == ("justify", 6, 8)
    assert (paragraph.left_indent, paragraph.first_indent) == (pytest.approx(25.4), -12.7)
    assert (paragraph.line_spacing, paragraph.line_exact) == (1.5, 0)


def test_defaults_and_the_font_of_the_theme(tmp_path: Path) -> None:
    [letters] = one(tmp_path, p("Không có kiểu.")).runs
    assert (letters.font, letters.size, letters.bold) == ("Calibri", 11.0, False)


def test_letters_of_a_bold_style_in_a_bold_paragraph_stand_upright(tmp_path: Path) -> None:
    strong = '<w:rStyle w:val="Manh"/>'
    [upright] = one(tmp_path, p("Chữ.", '<w:pStyle w:val="Dam"/>', strong)).runs
    assert (upright.bold, upright.color) == (False, "FF0000")
    [bold] = one(tmp_path, p("Chữ.", '<w:pStyle w:val="Than"/>', strong)).runs
    assert bold.bold
    [said] = one(
        tmp_path, p("Chữ.", '<w:pStyle w:val="Dam"/>', '<w:b w:val="0"/><w:u w:val="single"/>')
    ).runs
    assert (said.bold, said.underline) == (False, True)  # fmt: skip


def test_heading_levels_come_from_the_style_or_the_outline(tmp_path: Path) -> None:
    assert one(tmp_path, p("Mục", '<w:pStyle w:val="H2"/>')).level == 2
    assert one(tmp_path, p("Mục", '<w:outlineLvl w:val="0"/>')).level == 1
    assert one(tmp_path, p("Mục", '<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>')).level == 0


def test_styles_in_a_ring_and_styles_that_are_missing(tmp_path: Path) -> None:
    assert one(tmp_path, p("Vòng", '<w:pStyle w:val="X"/>')).runs[0].italic
    assert one(tmp_path, p("Thiếu", '<w:pStyle w:val="KhongCo"/>')).text == "Thiếu"


def test_exact_lines_capitals_and_hidden_letters(tmp_path: Path) -> None:
    spacing = '<w:spacing w:line="360" w:lineRule="exact"/>'
    assert one(tmp_path, p("Dòng", spacing)).line_exact == 18
    assert one(tmp_path, p("kế hoạch", "", "<w:caps/>")).text == "KẾ HOẠCH"
    source = read_body(tmp_path, f"<w:p>{run('thấy')}{run('ẩn', '<w:vanish/>')}</w:p>")
    assert texts(source) == ["thấy"]
    assert any("chữ ẩn" in remark for remark in source.remarks)


def test_letters_become_composed_also_over_runs(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Phượng")
    first, second = decomposed[:5], decomposed[5:]
    assert unicodedata.combining(second[0])
    source = read_body(tmp_path, f"<w:p>{run(first)}{run(second, '<w:b/>')}</w:p>")
    assert texts(source) == ["Phượng"]


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="h1"/>{first}'
    '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" '
    'w:right="851" w:header="720"/><w:pgNumType w:start="1"/>{title}</w:sectPr>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr>'
    '<w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FRAMED = (
    '<w:p><w:pPr><w:framePr w:xAlign="center"/></w:pPr><w:fldSimple w:instr=" PAGE ">'
    f"{run('3')}</w:fldSimple></w:p>"
)
HEADED = {"word/_rels/document.xml.rels": relations(("h1", "header", "header1.xml"))}


def header(inside: str) -> dict[str, str]:
    """The parts of a file whose pages have this header."""
    return {**HEADED, "word/header1.xml": part("hdr", inside)}


def test_the_page_its_margins_and_its_number(tmp_path: Path) -> None:
    inside = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{FIELD}</w:p>'
    body = p("Chữ.") + SECTION.format(first="", title="<w:titlePg/>")
    [section] = read_body(tmp_path, body, header(inside)).sections
    assert (round(section.page_width), round(section.page_height)) == (210, 297)
    margins = (section.margin_top, section.margin_bottom, section.margin_left, section.margin_right)
    assert tuple(map(round, margins)) == (20, 20, 30, 15)
    assert round(section.header_distance, 1) == 12.7
    assert section.restarts
    number = section.page_number
    assert number is not None
    assert (number.place, number.align, number.size) == ("top", "center", 13)
    assert (number.on_first, number.decorated) == (False, False)


@pytest.mark.parametrize(
    ("inside", "align", "decorated"),
    [
        (f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run("Trang ")}{FIELD}</w:p>', "right", True),
        (f"<w:p><w:r><w:tab/></w:r>{FIELD}</w:p>", "center", False),
        (FRAMED, "center", False),
    ],
)  # fmt: skip
def test_page_numbers_in_other_dresses(
    inside: str, align: str, decorated: bool, tmp_path: Path
) -> None:
    body = p("Chữ.") + SECTION.format(first="", title="")
    [section] = read_body(tmp_path, body, header(inside)).sections
    number = section.page_number
    assert number is not None
    assert (number.align, number.decorated, number.on_first) == (align, decorated, True)


def test_words_in_the_margins_are_told_without_the_number(tmp_path: Path) -> None:
    inside = f"<w:p>{run('Dự thảo lần 2')}</w:p><w:p>{FIELD}</w:p>"
    body = p("Chữ.") + SECTION.format(first="", title="")
    [section] = read_body(tmp_path, body, header(inside)).sections
    assert section.head == ("Dự thảo lần 2",)


def test_sections_end_where_their_last_paragraph_says(tmp_path: Path) -> None:
    wide = '<w:sectPr><w:pgSz w:w="16840" w:h="11907"/></w:sectPr>'
    last = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    source = read_body(tmp_path, p("Một", wide) + p("Hai") + last)
    first, second = source.sections
    assert round(first.page_width) == 297
    assert [block.text for block in first.blocks] == ["Một"]  # type: ignore[union-attr]
    assert not second.new_page


def test_page_breaks(tmp_path: Path) -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("Một") + f"<w:p>{page}{run('Hai')}</w:p>" + f"<w:p>{run('Ba')}{page}</w:p>" + p("Bốn")
    found = paragraphs(read_body(tmp_path, body + p("Năm", "<w:pageBreakBefore/>")))
    assert [one.text for one in found if one.page_break_before] == ["Hai", "Bốn", "Năm"]


def shape(form: str, width: int, height: int, inside: str = "") -> str:
    """A drawn shape, with the picture for old programs beside it."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f'<wp:extent cx="{width}" cy="{height}"/><a:graphic><a:graphicData><wps:wsp>'
        f'<wps:spPr><a:prstGeom prst="{form}"/><a:ln/></wps:spPr>{inside}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape>{inside}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_drawn_lines_under_the_letterhead(tmp_path: Path) -> None:
    level = p("XÃ MẪU").replace("</w:p>", shape("line", 720_000, 0) + "</w:p>")
    steep = p("Chữ").replace("</w:p>", shape("line", 720_000, 720_000) + "</w:p>")
    old = p("Tiêu ngữ").replace(
        "</w:p>", '<w:r><w:pict><v:line from="10pt,5pt" to="95.05pt,5pt"/></w:pict></w:r></w:p>'
    )
    connector = p("Nối").replace(
        "</w:p>",
        '<w:r><w:pict><v:shape type="#_x0000_t32" style="width:85.05pt;height:0"/></w:pict></w:r></w:p>',
    )
    found = paragraphs(read_body(tmp_path, level + steep + old + connector))
    assert [round(one.rule_below) for one in found] == [20, 0, 30, 30]


def test_border_lines_are_as_wide_as_the_text_allows(tmp_path: Path) -> None:
    line = '<w:pBdr><w:bottom w:val="single"/></w:pBdr><w:ind w:left="1134" w:right="1134"/>'
    body = (
        p("", line)
        + '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'
    )
    [paragraph] = paragraphs(read_body(tmp_path, body))
    assert round(paragraph.rule_below) == 165 - 40
    cell = f'<w:tbl><w:tblGrid><w:gridCol w:w="5670"/></w:tblGrid><w:tr><w:tc>{p("", line)}</w:tc></w:tr></w:tbl>'
    [table] = tables(read_body(tmp_path, cell))
    assert round(table.rows[0][0].paragraphs[0].rule_below) == round(100 - 40 - 216 / 56.7)


def test_boxes_follow_their_paragraph_and_come_once(tmp_path: Path) -> None:
    words = f"<wps:txbx><w:txbxContent>{p('DỰ THẢO')}</w:txbxContent></wps:txbx>"
    body = p("Số: 1").replace("</w:p>", shape("rect", 900_000, 300_000, words) + "</w:p>")
    found = paragraphs(read_body(tmp_path, body))
    assert [(one.text, one.boxed) for one in found] == [("Số: 1", False), ("DỰ THẢO", True)]


def test_frames_of_borders(tmp_path: Path) -> None:
    edges = "".join(f'<w:{edge} w:val="single"/>' for edge in ("top", "bottom", "left", "right"))
    assert one(tmp_path, p("KHẨN", f"<w:pBdr>{edges}</w:pBdr>")).boxed
