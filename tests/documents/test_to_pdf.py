"""The PDF says every word in order, in the decree's form, and never fails on odd papers."""

import shutil
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.documents.blocks import (
    Annex,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.documents.layout import MM, load_layout
from app.documents.readers.from_text import read_text
from app.documents.render.to_pdf import render_pdf
from app.documents.words import document_words
from app.domain.numbering import Mark
from app.errors import DataFileError
from tests.architecture.tree import RESOURCES
from tests.documents.kinds_of_papers import KINDS, forty_pages, letter
from tests.documents.printed import (
    poppler_boxes,
    poppler_pages,
    pypdf_pages,
    same_words,
    without_page_number,
)
from tests.documents.readers.plans import source
from tests.documents.sample_paper import DUTY, long_plan, long_table, nfd

A4 = (210 * MM, 297 * MM)


def pdf(tmp_path: Path, document: Document, **options: Any) -> Path:
    path = tmp_path / "Kế hoạch năm.pdf"
    render_pdf(document, path, load_layout(options))
    return path


def filled(lines: int, **more: Any) -> Document:
    """A paper whose body has so many one-line paragraphs before its last two."""
    nodes = tuple(Node(mark=Mark.DASH, text=f"dòng {at}") for at in range(lines))
    sample = long_plan()
    return Document(
        type_name="KẾ HOẠCH",
        nodes=(*nodes, Node(mark=Mark.ROMAN, heading="MỤC CUỐI"), Node(text=f"{DUTY} {DUTY}")),
        recipients=sample.recipients,
        signature=sample.signature,
        **more,
    )


@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
def test_real_plans_say_the_words_of_the_tree(tmp_path: Path, name: str) -> None:
    document = read_text(source(name))
    path = pdf(tmp_path, document)
    expected = document_words(document)
    same_words(document, pypdf_pages(path), expected)
    same_words(document, poppler_pages(path), expected)
    same_words(document, poppler_pages(path, "-raw"), expected)


@pytest.mark.parametrize("draft", [False, True])
def test_a_long_plan_with_tables_and_annexes_says_every_word(tmp_path: Path, draft: bool) -> None:
    document = long_plan(draft=draft)
    path = pdf(tmp_path, document)
    same_words(document, poppler_pages(path, "-raw"), document_words(document))


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_paper_says_every_word(tmp_path: Path, name: str) -> None:
    document = KINDS[name]()
    path = pdf(tmp_path, document)
    expected = document_words(document)
    same_words(document, poppler_pages(path, "-raw"), expected)
    same_words(document, pypdf_pages(path), expected)


def test_only_embedded_faces_and_vietnamese(tmp_path: Path) -> None:
    reader = PdfReader(pdf(tmp_path, long_plan()))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font["/BaseFont"].split("+")[-1])
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font
    assert names == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("KẾ HOẠCH Thực hiện công tác bình đẳng giới")


def test_nfd_is_printed_as_nfc(tmp_path: Path) -> None:
    text = "".join(pypdf_pages(pdf(tmp_path, long_plan())))
    assert not {sign for sign in text if 0x300 <= ord(sign) <= 0x36F}
    assert "ĐỆ TRÌNH, CHỮ NỮ, Ữ Ệ Ỵ Ỗ Ẵ" in " ".join(text.split())


def test_pages_are_numbered_from_the_second_and_annexes_anew(tmp_path: Path) -> None:
    path = pdf(tmp_path, long_plan())
    pages = poppler_pages(path, "-raw")
    starts = [at for at, text in enumerate(pages) if text.startswith("Phụ lục I")]
    assert len(starts) == 2
    widths = [float(page.mediabox.width) for page in PdfReader(path).pages]
    boxes = poppler_boxes(path)
    for first, after in pairwise([0, *starts, len(pages)]):
        for at in range(first, after):
            above = [word for word in boxes[at] if word.bottom < 20 * MM]
            assert [word.text for word in above] == ([] if at == first else [str(at - first + 1)])
            for word in above:
                middle = 30 * MM + (widths[at] - 50 * MM) / 2
                assert (word.left + word.right) / 2 == pytest.approx(middle, abs=0.5)


def test_an_annex_may_lie_across(tmp_path: Path) -> None:
    sizes = [
        (float(p.mediabox.width), float(p.mediabox.height))
        for p in PdfReader(pdf(tmp_path, long_plan())).pages
    ]
    assert sizes[0] == pytest.approx(A4, abs=0.1)
    assert pytest.approx(A4[::-1], abs=0.1) in sizes
    assert sizes[-1] == pytest.approx(A4, abs=0.1)


def test_header_rows_stand_on_every_page_of_a_table(tmp_path: Path) -> None:
    document = Document(type_name="BÁO CÁO", nodes=(Node(table=long_table(60)),))
    pages = [without_page_number(page) for page in poppler_pages(pdf(tmp_path, document), "-raw")]
    assert len(pages) > 3
    assert all(page.startswith("STT Nội dung hoạt động Đơn vị") for page in pages[1:])
    words = " ".join(" ".join(page.split()) for page in pages)
    assert all(words.count(f"truyền thông số {at} tại") == 1 for at in range(1, 61))


@pytest.mark.parametrize("lines", range(18, 48))
def test_no_heading_ends_a_page_and_no_signature_stands_alone(tmp_path: Path, lines: int) -> None:
    pages = poppler_pages(pdf(tmp_path, filled(lines)), "-raw")
    for page in pages[:-1]:
        assert "MỤC CUỐI" not in page.strip().splitlines()[-1]
    last = without_page_number(pages[-1])
    assert "Nơi nhận:" in last
    assert "Nguyễn Thị Ữ" in last
    assert "KT. CHỦ TỊCH" in last
    assert len(last.split("Nơi nhận:")[0].strip().splitlines()) >= 2


def test_a_table_at_the_end_leaves_rows_with_the_signature(tmp_path: Path) -> None:
    for rows in range(10, 24):
        document = replace(filled(3), nodes=(Node(table=long_table(rows)),))
        last = poppler_pages(pdf(tmp_path, document), "-raw")[-1].split("Nơi nhận:")[0]
        assert last.count("Hội nghị truyền thông") >= 1
        assert "Tổng cộng" in last


def test_blank_number_and_day(tmp_path: Path) -> None:
    document = replace(long_plan(), number="", day=None, year=2027)
    text = " ".join(pypdf_pages(pdf(tmp_path, document))[0].split())
    assert "Số: /KH-UBND" in text
    assert "Nghĩa Thuận, ngày tháng năm 2027" in text


def test_receivers_of_a_report(tmp_path: Path) -> None:
    one = Document(type_name="BÁO CÁO", addressees=("Sở Nội vụ tỉnh Gia Lai.",))
    words = pypdf_pages(pdf(tmp_path, one))[0].splitlines()
    assert "Kính gửi: Sở Nội vụ tỉnh Gia Lai" in words
    two = replace(one, addressees=("Sở Nội vụ tỉnh Gia Lai", "Ủy ban nhân dân tỉnh " + DUTY))
    words = " ".join(pypdf_pages(pdf(tmp_path, two))[0].split())
    assert "Kính gửi: - Sở Nội vụ tỉnh Gia Lai; - Ủy ban nhân dân tỉnh" in words


ODD = {
    "nothing": Document(type_name=""),
    "only a title": Document(type_name="KẾ HOẠCH", title=(nfd("Về việc Ữ"),)),
    "a row higher than a page": Document(
        type_name="A", nodes=(Node(table=Table(columns=(TableColumn("x"), TableColumn("y")), rows=((DUTY * 40, "1"),))),)
    ),
    "a word wider than the page": Document(type_name="A", nodes=(Node(text="a" * 400),), title=("b" * 200,)),
    "many columns": Document(
        type_name="A",
        nodes=(Node(table=Table(columns=tuple(TableColumn(f"Chỉ tiêu {at}") for at in range(30)), rows=(("1",) * 30,))),),
    ),
    "short and long rows": Document(
        type_name="A", nodes=(Node(table=Table(columns=(TableColumn("x"),), rows=((), ("1", "2", "3")))),)
    ),
    "no columns": Document(type_name="A", nodes=(Node(table=Table(columns=(), rows=())),)),
    "two hundred receivers": Document(
        type_name="A", recipients=tuple(f"Thôn {at}" for at in range(200)), signature=Signature(("CHỦ TỊCH",), "Mẫu")
    ),
    "a long letterhead": Document(type_name="A", letterhead=(LetterheadLine("ỦY BAN " * 60),) * 3),
    "an empty annex": Document(type_name="A", annexes=(Annex(title=""),)),
    "markup": Document(type_name="<b>", nodes=(Node(heading="<i>&amp;", text="</para> <font> & <br/>"),)),
    "very deep": Document(type_name="A", nodes=(Node(text="1", children=(Node(text="2", children=(Node(text="3"),)),)),)),
    "one long paragraph": Document(type_name="A", nodes=(Node(text=DUTY * 60),), recipients=("A",)),
    "a long heading at the end": Document(type_name="A", nodes=(Node(mark=Mark.ROMAN, heading=DUTY * 30),), recipients=("A",)),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_papers_are_printed(tmp_path: Path, name: str) -> None:
    path = pdf(tmp_path, ODD[name])
    assert len(PdfReader(path).pages) >= 1
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_two_hundred_receivers_all_stand_there(tmp_path: Path) -> None:
    text = " ".join(" ".join(pypdf_pages(pdf(tmp_path, ODD["two hundred receivers"]))).split())
    assert all(f"- Thôn {at};" in text for at in range(199))


def test_letters_outside_the_faces_show_a_box_and_never_fail(tmp_path: Path) -> None:
    document = Document(type_name="A", nodes=(Node(text="dấu \uf0b7 ☐ ✓ 😀 hết"),))
    assert "dấu • □ √ □ hết" in pypdf_pages(pdf(tmp_path, document))[0]


def test_a_missing_face_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(RESOURCES, tmp_path / "resources")
    (tmp_path / "resources" / "fonts" / "Tinos-Bold.ttf").unlink()
    layout = load_layout()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(DataFileError, match=r"Tinos-Bold\.ttf.*cài lại"):
        render_pdf(long_plan(), tmp_path / "a.pdf", layout)
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(DataFileError, match="a\\.pdf"):
        render_pdf(Document(type_name="A"), tmp_path / "a.pdf")
    assert [found.name for found in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("options", [{}, {"margin_left": 35, "margin_right": 15, "body_size": 13}])
def test_text_fills_the_lines_and_stays_inside_the_margins(
    tmp_path: Path, options: dict[str, float]
) -> None:
    layout = load_layout(options)
    path = pdf(tmp_path, long_plan(), **options)
    sizes = [page.mediabox for page in PdfReader(path).pages]
    for size, words in zip(sizes, poppler_boxes(path), strict=True):
        inside = [word for word in words if word.top > 20 * MM]
        right = float(size.width) - layout.margin_right * MM
        assert min(word.left for word in inside) >= layout.margin_left * MM - 0.1
        assert max(word.right for word in inside) <= right + 0.5
        assert max(word.right for word in inside) >= right - 20
        assert max(word.bottom for word in inside) <= float(size.height) - 20 * MM + 3


def test_number_and_place_stand_on_one_line_and_receivers_level_with_the_signer(
    tmp_path: Path,
) -> None:
    pages = poppler_boxes(pdf(tmp_path, replace(long_plan(), annexes=())))
    first, last = pages[0], pages[-1]
    number = next(word for word in first if word.text == "Số:")
    place = next(word for word in first if word.text == "Nghĩa" and word.left > number.right)
    assert number.bottom == pytest.approx(place.bottom, abs=0.6)
    receivers = next(word for word in last if word.text == "Nơi")
    signer = next(word for word in last if word.text == "TM.")
    assert receivers.bottom == pytest.approx(signer.bottom, abs=1)


def test_forty_pages_say_every_word_and_every_footnote(tmp_path: Path) -> None:
    document = forty_pages()
    pages = poppler_pages(pdf(tmp_path, document), "-raw")
    assert len(pages) >= 40
    same_words(document, pages, document_words(document))
