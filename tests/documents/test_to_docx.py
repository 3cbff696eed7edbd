"""The Word file says the same words as the tree, by named styles, in the decree's form."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from app.documents.blocks import Document, Node
from app.documents.layout import load_layout
from app.documents.readers.from_text import read_text
from app.documents.render.head import measured_head
from app.documents.render.to_docx import render_docx
from app.documents.words import document_words
from app.errors import DataFileError
from tests.documents.printed import office_words
from tests.documents.readers.plans import source
from tests.documents.sample_paper import long_plan, long_table
from tests.documents.test_to_pdf import ODD


def word_file(tmp_path: Path, document: Document, **options: Any) -> Path:
    path = tmp_path / "Kế hoạch năm.docx"
    render_docx(document, path, load_layout(options))
    return path


def body_words(path: Path) -> list[str]:
    """Words of the body in the file's order, joined cells once."""
    words: list[str] = []
    for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"))
        words += "".join(piece.text or "\n" for piece in pieces).split()
    return words


@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
def test_real_plans_say_the_words_of_the_tree(tmp_path: Path, name: str) -> None:
    document = read_text(source(name))
    assert body_words(word_file(tmp_path, document)) == document_words(document)


@pytest.mark.parametrize("draft", [False, True])
def test_a_long_plan_with_tables_and_annexes_says_every_word(tmp_path: Path, draft: bool) -> None:
    document = long_plan(draft=draft)
    assert body_words(word_file(tmp_path, document)) == document_words(document)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019", ""])
def test_libreoffice_reads_the_words_of_the_tree(tmp_path: Path, name: str) -> None:
    document = read_text(source(name)) if name else long_plan()
    path = word_file(tmp_path, document)
    assert office_words(path, tmp_path) == document_words(document)


def test_receivers_of_a_report_are_the_same(tmp_path: Path) -> None:
    for receivers in (("Sở Nội vụ",), ("Sở Nội vụ", "Ủy ban nhân dân tỉnh")):
        document = Document(type_name="BÁO CÁO", addressees=receivers)
        assert body_words(word_file(tmp_path, document)) == document_words(document)


def test_styles_carry_the_form(tmp_path: Path) -> None:
    document = docx.Document(str(word_file(tmp_path, long_plan(), body_size=13, first_indent=10)))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Tên loại", "Trích yếu", "Căn cứ", "Mục", "Khoản", "Nội dung", "Phụ lục"} <= used
    text = document.styles["Nội dung"]
    assert text.font.size.pt == 13
    assert text.paragraph_format.space_before.pt == 6
    assert text.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert document.styles["Căn cứ"].font.italic
    assert document.styles["Mục"].font.bold
    assert document.styles["Normal"].paragraph_format.widow_control


def test_times_new_roman_in_every_script_and_vietnamese(tmp_path: Path) -> None:
    document = docx.Document(str(word_file(tmp_path, long_plan())))
    for style in ("Normal", "Nội dung", "Quốc hiệu", "Chữ trong bảng"):
        fonts = document.styles[style].element.rPr.rFonts
        scripts = [fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")]
        assert scripts == ["Times New Roman"] * 4
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == ["vi-VN"]
    assert not [f for f in defaults.iter(qn("w:rFonts")) if f.get(qn("w:asciiTheme"))]
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.title.startswith("KẾ HOẠCH Thực hiện")
    assert "python" not in document.core_properties.author


def test_numbers_are_typed_as_text(tmp_path: Path) -> None:
    path = word_file(tmp_path, long_plan())
    body = docx.Document(str(path)).element.body
    assert not list(body.iter(qn("w:numPr")))
    assert any(p.text.startswith("I. NHIỆM VỤ") for p in docx.Document(str(path)).paragraphs)


def test_one_section_for_the_text_and_one_for_each_annex(tmp_path: Path) -> None:
    document = docx.Document(str(word_file(tmp_path, long_plan())))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.left_margin.mm == pytest.approx(30, abs=0.1)
        for margin in (section.top_margin, section.bottom_margin, section.right_margin):
            assert margin.mm == pytest.approx(20, abs=0.1)
        assert section.header_distance.mm == pytest.approx(10, abs=0.1)
    assert "PAGE" in document.sections[0].header._element.xml
    assert all(section.header.is_linked_to_previous for section in list(document.sections)[1:])


def test_tables_have_real_widths_repeated_headers_and_whole_rows(tmp_path: Path) -> None:
    document = Document(type_name="BÁO CÁO", nodes=(Node(table=long_table(60)),))
    table = docx.Document(str(word_file(tmp_path, document))).tables[1]
    assert len(table.rows) == 2 + 60 + 1
    widths = [column.width for column in table.columns]
    assert sum(widths) == pytest.approx(Mm(160), rel=0.01)
    assert [cell.width for cell in table.rows[5].cells] == widths
    for at, row in enumerate(table.rows):
        properties = row._tr.trPr
        assert properties.find(qn("w:cantSplit")) is not None
        assert (properties.find(qn("w:tblHeader")) is not None) == (at < 2)
    assert table.rows[-1].cells[1].paragraphs[0].style.font.bold


def test_the_signature_keeps_with_the_last_paragraph(tmp_path: Path) -> None:
    document = docx.Document(str(word_file(tmp_path, replace(long_plan(), annexes=()))))
    closing = document.tables[-1]
    assert "Nguyễn Thị Ữ" in closing.rows[0].cells[1].text
    last = [p for p in document.paragraphs if p.text.startswith("Trên đây là")]
    assert last[0].paragraph_format.keep_with_next
    assert closing.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_rules_are_borders_as_long_as_measured(tmp_path: Path) -> None:
    head = docx.Document(str(word_file(tmp_path, long_plan()))).tables[0]
    rules = [p for p in head.rows[0].cells[1].paragraphs if p._p.pPr.find(qn("w:pBdr")) is not None]
    form = rules[0].paragraph_format
    assert form.left_indent == form.right_indent
    width = head.columns[1].width.pt - 2 * form.left_indent.pt
    assert width == pytest.approx(measured_head(long_plan(), load_layout()).state_rule, abs=0.5)


@pytest.mark.parametrize("name", ODD)
def test_odd_papers_are_written(tmp_path: Path, name: str) -> None:
    path = word_file(tmp_path, ODD[name])
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_control_signs_do_not_break_the_file(tmp_path: Path) -> None:
    document = Document(type_name="A\x0b", nodes=(Node(text="một\x00 \x08hai\ufffe"),))
    assert "một hai" in " ".join(body_words(word_file(tmp_path, document)))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        render_docx(Document(type_name="A"), tmp_path / "chưa có" / "a.docx")


def test_the_parts_of_a_table_stand_in_the_order_that_word_asks_for(tmp_path: Path) -> None:
    order = ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in docx.Document(str(word_file(tmp_path, long_plan()))).tables:
        names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert names == [name for name in order if name in names]


def test_word_opens_it_as_a_file_of_today(tmp_path: Path) -> None:
    settings = docx.Document(str(word_file(tmp_path, long_plan()))).settings.element
    modes = [s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting"))
             if s.get(qn("w:name")) == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]


def test_a_section_never_ends_with_a_table(tmp_path: Path) -> None:
    body = docx.Document(str(word_file(tmp_path, long_plan()))).element.body
    assert body[-1].tag == qn("w:sectPr")
    assert body[-2].tag == qn("w:p")
    assert sum(p.pPr is not None and p.pPr.sectPr is not None for p in body.p_lst) == 2
