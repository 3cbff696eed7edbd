"""A decision with rules behind it, typed in Word: two papers, their chapters and articles whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as NewWord
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from app.documents.blocks import Document, walk
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.domain.numbering import CENTRED, Mark
from tests.documents.kinds_of_papers import BASES, regulation
from tests.documents.office import converted
from tests.documents.readers.accuracy import differences, score
from tests.documents.readers.test_kinds_back import printed
from tests.documents.readers.word_files import CENTER, add, side_by_side

REFERENCE = (
    "(Kèm theo Quyết định số 09/QĐ-UBND ngày 05 tháng 01 năm 2027 của Chủ tịch Ủy ban nhân dân xã "
    "Mẫu Sơn)"
)
ARTICLES = (
    "Ban hành kèm theo Quyết định này Quy chế hoạt động của Ban Vì sự tiến bộ của phụ nữ xã.",
    "Quyết định này có hiệu lực kể từ ngày ký.",
    "Trưởng phòng Văn hóa - Xã hội và các thành viên của Ban chịu trách nhiệm thi hành./.",
)


def typed(path: Path, *, capitals: bool) -> Path:
    """The file; names of chapters in ``capitals`` or as a sentence."""
    word = NewWord()
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    _decision(word)
    word.add_page_break()
    for line in ("QUY CHẾ", "Hoạt động của Ban Vì sự tiến bộ của phụ nữ xã Mẫu Sơn"):
        add(word, line, bold=True, align=CENTER)
    add(word, REFERENCE, align=CENTER)
    for placed in walk(regulation().nodes):
        node = placed.node
        if node.mark in CENTRED:
            for line in (placed.mark, node.heading):
                add(word, line.upper() if capitals else line, bold=True, align=CENTER)
            continue
        bold = node.mark is Mark.ARTICLE
        made = add(word, f"{placed.mark} {node.plain}".strip(), bold=bold)
        made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        made.paragraph_format.first_line_indent = Cm(1.27)
    word.save(str(path))
    return path


def _decision(word: NewWord) -> None:
    side_by_side(
        word,
        ["ỦY BAN NHÂN DÂN", "XÃ MẪU SƠN", "Số: 09/QĐ-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Mẫu Sơn, ngày 05 tháng 01 năm 2027",
        ],
    )
    for line in ("QUYẾT ĐỊNH", "Ban hành Quy chế hoạt động của Ban", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"):
        add(word, line, bold=True, align=CENTER)
    for basis in BASES:
        add(word, f"{basis};")
    add(word, "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.")
    add(word, "QUYẾT ĐỊNH:", bold=True, align=CENTER)
    for at, words in enumerate(ARTICLES, 1):
        add(word, f"**Điều {at}.** {words}")
    side_by_side(
        word, ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."], ["CHỦ TỊCH", "", "", "Nguyễn Thị Mẫu"]
    )


@pytest.mark.parametrize("capitals", [True, False], ids=["capitals", "sentence"])
@pytest.mark.parametrize("dress", ["docx", "pdf"])
def test_rules_enclosed_with_a_decision(dress: str, capitals: bool, tmp_path: Path) -> None:
    path = typed(tmp_path / "quyết định.docx", capitals=capitals)
    if dress == "pdf":
        [path] = converted([path], "pdf", tmp_path)
    first, second = (
        document_of_reading(paper.reading) for paper in read_papers(read_source(path)).papers
    )
    assert (first.type_name, first.form.authority) == ("QUYẾT ĐỊNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ")
    assert len(first.bases) == len(BASES) + 1
    assert [node.text for node in first.nodes] == list(ARTICLES)
    assert (first.signature.name, first.recipients) == ("Nguyễn Thị Mẫu", ("Như Điều 3", "Lưu: VT"))
    assert second.type_name == "QUY CHẾ"
    read, wanted = printed(without_reference(second)), printed(regulation())
    assert score(read, wanted) == 1.0, differences(read, wanted)[:10]


def without_reference(document: Document) -> Document:
    """The words that only say which decision it belongs to are kept as a paragraph of their own."""
    assert document.nodes[0].text == REFERENCE
    return replace(document, nodes=document.nodes[1:])
