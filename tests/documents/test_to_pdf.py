"""The PDF says every word in order, in the decree's form, and never fails on odd papers."""

import re
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
from app.domain.notes import note
from app.domain.numbering import Mark
from app.domain.paper_content import PaperForm
from app.errors import DataFileError
from tests.architecture.tree import RESOURCES
from tests.documents.kinds_of_papers import KINDS, copied, forty_pages, letter, minutes
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


def noted(*texts: str, **more: Any) -> Document:
    """A paper whose paragraphs call footnotes."""
    return Document(type_name="KẾ HOẠCH", nodes=tuple(Node(text=text) for text in texts), **more)


def test_a_footnote_stands_on_the_page_of_its_call(tmp_path: Path) -> None:
    """However the paragraph that calls it falls on the end of a page."""
    for lines in range(20, 40):
        before = [f"dòng {at}" for at in range(lines)]
        called = f"{DUTY} gọi một{note('Lời một ' + DUTY)} {DUTY} gọi hai{note('Lời hai')} {DUTY}"
        document = noted(*before, called, "sau")
        pages = poppler_pages(pdf(tmp_path, document), "-raw")
        for number, word in ((1, "một"), (2, "hai")):
            at = [place for place, page in enumerate(pages) if f"{word}{number}" in page]
            foot = [place for place, page in enumerate(pages) if f"\n{number} Lời {word}" in page]
            assert at == foot
        same_words(document, pages, document_words(document))


def test_a_footnote_longer_than_half_a_page_goes_on_overleaf(tmp_path: Path) -> None:
    document = noted(f"Gọi{note(DUTY * 12)} ở đây.", DUTY, annexes=(Annex(title="A"),))
    pages = poppler_pages(pdf(tmp_path, document), "-raw")
    said = " ".join(" ".join(page.split()) for page in pages)
    assert said.count("Đẩy mạnh tuyên truyền") == 13
    assert "Đẩy mạnh tuyên truyền" not in pages[-1]
    assert pages[-1].startswith("Phụ lục")
    assert len(pages) == 3


def test_footnotes_in_headings_cells_and_at_the_end(tmp_path: Path) -> None:
    table = Table(
        columns=(TableColumn("Tên"), TableColumn("Số")),
        rows=tuple((f"hàng {at} đây{note(f'Lời {at}')}", "1") for at in range(1, 61)),
    )
    document = replace(
        filled(3),
        nodes=(
            Node(mark=Mark.PART, heading=f"Mở đầu{note('Lời của phần')}", children=(Node(text=DUTY),)),
            Node(mark=Mark.ROMAN, heading=f"BẢNG{note('Một')}{note('Hai')}"),
            Node(table=table),
            Node(text=f"Hết{note('Lời cuối')} văn bản./."),
        ),
    )  # fmt: skip
    path = pdf(tmp_path, document)
    pages = poppler_pages(path, "-raw")
    same_words(document, pages, document_words(document))
    assert "MỞ ĐẦU1" in pages[0]
    assert "BẢNG2,3" in pages[0]
    for page in pages:
        rows = re.findall(r"^hàng (\d+) đây", page, re.MULTILINE)
        assert all(re.search(rf"^\d+ Lời {row}$", page, re.MULTILINE) for row in rows)
    for words, page in zip(poppler_boxes(path), pages, strict=True):
        assert max(word.bottom for word in words) <= 277 * MM + 3, page


def test_one_row_with_more_footnotes_than_a_page_holds(tmp_path: Path) -> None:
    cell = " ".join(f"x{note(f'Lời {at} {DUTY}')}" for at in range(40))
    table = Table(columns=(TableColumn("a"), TableColumn("b")), rows=((cell, cell),))
    document = Document(type_name="A", nodes=(Node(table=table),))
    text = " ".join(" ".join(page.split()) for page in pypdf_pages(pdf(tmp_path, document)))
    assert text.count("Lời 39") == 2


def test_marks_stand_in_their_frames(tmp_path: Path) -> None:
    form = PaperForm(urgency="THƯỢNG KHẨN", circulation="LƯU HÀNH NỘI BỘ")
    document = replace(letter(), form=form, draft=True)
    path = pdf(tmp_path, document)
    same_words(document, poppler_pages(path, "-raw"), document_words(document))
    words = poppler_boxes(path)[0]
    assert words[0].text == "LƯU"
    assert words[0].bottom < min(word.top for word in words if word.text == "CỘNG")
    content = PdfReader(path).pages[0].get_contents()
    assert content is not None
    drawn = content.get_data().decode("latin-1")
    assert re.search(r"1 0 0 RG\s+1 0 0 rg", drawn)
    sizes = re.findall(r"([\d.]+) ([\d.]+) re", drawn)
    assert (40 * MM, 8 * MM) in [pytest.approx((float(a), float(b)), abs=0.01) for a, b in sizes]


@pytest.mark.parametrize("lines", range(6, 16))
def test_text_ends_above_the_address_lines_of_page_one(tmp_path: Path, lines: int) -> None:
    sample = letter()
    nodes = (*(Node(text=f"dòng {at}") for at in range(lines)), *sample.nodes)
    document = replace(sample, nodes=nodes)
    pages = poppler_boxes(pdf(tmp_path, document))
    address = next(word for word in pages[0] if word.text == "Địa" and word.top > 240 * MM)
    above = [word for word in pages[0] if word.top < address.top - 1]
    assert max(word.bottom for word in above) <= address.top + 1
    assert max(word.bottom for word in pages[0]) <= 277 * MM + 1
    assert not [word for word in pages[1] if word.text == "Địa" and word.top > 240 * MM]


def test_minutes_are_signed_side_by_side_above_the_receivers(tmp_path: Path) -> None:
    words = poppler_boxes(pdf(tmp_path, minutes()))[-1]
    left, right = (next(w for w in words if w.text == text) for text in ("THƯ", "TỌA"))
    assert left.bottom == pytest.approx(right.bottom, abs=0.1)
    assert left.right < 110 * MM < right.left
    receivers = next(word for word in words if word.text == "Nơi")
    assert receivers.top > next(word for word in words if word.text == "Ví").bottom


@pytest.mark.parametrize("lines", range(20, 34))
def test_a_copy_block_is_never_split(tmp_path: Path, lines: int) -> None:
    sample = copied()
    nodes = tuple(Node(text=f"dòng {at}") for at in range(lines))
    pages = poppler_pages(pdf(tmp_path, replace(sample, nodes=nodes)), "-raw")
    assert "SAO Y" in pages[-1]
    assert "Phạm Thị Ví Dụ" in pages[-1]


@pytest.mark.parametrize("lines", range(18, 40))
def test_two_lines_at_least_stand_with_the_signature(tmp_path: Path, lines: int) -> None:
    nodes = (
        *(Node(text=f"dòng {at}") for at in range(lines)),
        Node(text=DUTY),
        Node(text="Hết./."),
    )
    document = replace(filled(0), nodes=nodes)
    last = without_page_number(poppler_pages(pdf(tmp_path, document), "-raw")[-1])
    assert len(last.split("Nơi nhận:")[0].strip().splitlines()) >= 2


def test_two_hundred_pages(tmp_path: Path) -> None:
    nodes = tuple(Node(text=f"{at} {DUTY}") for at in range(1950))
    pages = poppler_pages(pdf(tmp_path, Document(type_name="A", nodes=nodes)), "-raw")
    assert len(pages) >= 200
    assert pages[-1].startswith(str(len(pages)))


@pytest.mark.parametrize("letters", [90, 150, 200, 270])
def test_a_heading_stays_with_a_paragraph_that_is_too_short_to_be_cut(
    tmp_path: Path, letters: int
) -> None:
    for lines in range(24, 34):
        before = tuple(Node(text=f"dòng {at}") for at in range(lines))
        after = tuple(Node(text=f"sau {at}") for at in range(9))
        heading = Node(mark=Mark.ROMAN, heading="ĐỀ MỤC")
        nodes = (*before, heading, Node(text=DUTY[:letters]), *after)
        for page in poppler_pages(pdf(tmp_path, Document(type_name="A", nodes=nodes)), "-raw"):
            assert not page.strip().endswith("ĐỀ MỤC")


def test_a_row_that_leaves_no_room_for_its_footnotes_has_them_overleaf(tmp_path: Path) -> None:
    cell = f"{DUTY * 11} gọi{note(f'Lời một {DUTY * 6}')}, gọi{note(f'Lời hai {DUTY * 2}')}"
    table = Table(columns=(TableColumn("a"), TableColumn("b")), rows=(("1", cell),) * 2)
    document = noted(DUTY, annexes=(Annex(title="A", nodes=(Node(table=table),)),))
    path = pdf(tmp_path, document)
    text = " ".join(" ".join(page.split()) for page in pypdf_pages(path))
    assert [text.count(f"{at} Lời") for at in range(1, 5)] == [1] * 4
    assert text.count(DUTY[:20]) == 1 + 2 * (11 + 6 + 2)
    for words in poppler_boxes(path):
        assert max(word.bottom for word in words) <= 277 * MM + 3
