"""Letterhead, number, place and date, type, title, addressees, bases."""

from datetime import date

import pytest

from app.documents.blocks import LetterheadLine
from app.documents.readers.from_text import read_text
from tests.documents.readers.plans import shape

TWO_COLUMNS = """\
UBND TỈNH GIA LAI                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN                         Độc lập - Tự do - Hạnh phúc
XÃ SONG AN                              ---------------------------
----------
Số: 05/KH-UBND                   Song An, ngày 10 tháng 01 năm 2026

                         KẾ HOẠCH
          Thực hiện công tác bình đẳng giới
                     ___________

1. Một.
"""
TABLE = """\
| UBND TỈNH GIA LAI<br>**ỦY BAN NHÂN DÂN**<br>**XÃ SONG AN** | **CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập – Tự do – Hạnh phúc** |
|:---:|:---:|
| Số: 05 /KH-UBND | *Song An, ngày 10 tháng 01 năm 2026* |

# KẾ HOẠCH

**Thực hiện công tác bình đẳng giới**

1\\. Một.
"""
STACKED = """\
**UBND TỈNH GIA LAI**
**ỦY BAN NHÂN DÂN**
**XÃ SONG AN**

CỘNG HÒA XÃ HỘI CHỦ NGHĨA
VIỆT NAM
Độc lập - Tự do - Hạnh phúc
***
Số: 05/KH-UBND
Song An, ngày 10/01/2026

KẾ HOẠCH
Thực hiện công tác bình đẳng giới

1. Một.
"""


@pytest.mark.parametrize("text", [TWO_COLUMNS, TABLE, STACKED])
def test_letterhead_in_any_dress(text: str) -> None:
    document = read_text(text)
    assert document.letterhead == (
        LetterheadLine("UBND TỈNH GIA LAI", bold=False),
        LetterheadLine("ỦY BAN NHÂN DÂN", bold=True),
        LetterheadLine("XÃ SONG AN", bold=True),
    )
    assert (document.number, document.symbol) == ("05", "KH-UBND")
    assert (document.place, document.day) == ("Song An", date(2026, 1, 10))
    assert (document.type_name, document.title) == (
        "KẾ HOẠCH",
        ("Thực hiện công tác bình đẳng giới",),
    )
    assert shape(document) == ["1. Một."]


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 47 /KH-UBND", "47", "KH-UBND"),
        ("Số: /KH-UBND", "", "KH-UBND"),
        ("Số:      /KH-UBND", "", "KH-UBND"),
        ("Số: …/KH-UBND", "", "KH-UBND"),
        ("Số:........./BC-UBND", "", "BC-UBND"),
        ("Số 05/KH-BVSTBPN", "05", "KH-BVSTBPN"),
        ("Số: 739/BNV-CTTN&BĐG", "739", "BNV-CTTN&BĐG"),
        ("Số 60-KH/ĐU", "60-KH", "ĐU"),
    ],
)
def test_number_line(line: str, number: str, symbol: str) -> None:
    document = read_text(f"{line}\nKẾ HOẠCH\nCông tác năm\n\n1. Một.")
    assert (document.number, document.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Hà Nội, ngày tháng năm 2025", None, 2025),
        ("Hà Nội, ngày     tháng     năm 2025", None, 2025),
        ("Hà Nội, ngày … tháng … năm 2025", None, 2025),
        ("Hà Nội, ngày 05 tháng 3 năm 2025", date(2025, 3, 5), 2025),
        ("Hà Nội, ngày 31 tháng 02 năm 2025", None, 2025),
        ("*Hà Nội, ngày 05/3/2025*", date(2025, 3, 5), 2025),
    ],
)
def test_place_and_date_line(line: str, day: date | None, year: int) -> None:
    document = read_text(f"Số: /KH-UBND\n{line}\nKẾ HOẠCH\nCông tác\n\n1. Một.")
    assert (document.place, document.day, document.year) == ("Hà Nội", day, year)


def test_number_and_date_on_one_line_with_single_spaces() -> None:
    document = read_text("Số: 7/KH-UBND Song An, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nX\n\n1. Một.")
    assert (document.number, document.place, document.day) == ("7", "Song An", date(2026, 1, 10))


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("KẾ HOẠCH\n\nI. MỘT", "KẾ HOẠCH", ()),
        ("KẾ HOẠCH:\nCông tác năm\n\nI. MỘT", "KẾ HOẠCH", ("Công tác năm",)),
        ("KẾ HOẠCH\n\nCông tác\nnăm 2026\n\nI. MỘT", "KẾ HOẠCH", ("Công tác", "năm 2026")),
        ("KẾ HOẠCH\nCông tác\n\nnăm 2026\n\nI. MỘT", "KẾ HOẠCH", ("Công tác", "năm 2026")),
        ("KẾ HOẠCH Triển khai công tác\nnăm 2026\n\nI. MỘT", "KẾ HOẠCH", ("Triển khai công tác", "năm 2026")),
        ("KẾ HOẠCH CÔNG TÁC NĂM 2026\nI. MỘT", "KẾ HOẠCH", ("CÔNG TÁC NĂM 2026",)),
        ("# Kế hoạch triển khai công tác\n\n## I. Một", "KẾ HOẠCH", ("Triển khai công tác",)),
        ("Báo cáo\nKết quả năm\nI. MỘT", "BÁO CÁO", ("Kết quả năm",)),
        ("DỰ THẢO KẾ HOẠCH\nCông tác\n\nI. MỘT", "KẾ HOẠCH", ("Công tác",)),
        ("TỜ TRÌNH\nVề việc kiện toàn\nI. MỘT", "TỜ TRÌNH", ("Về việc kiện toàn",)),
    ],
)  # fmt: skip
def test_type_and_title(text: str, kind: str, title: tuple[str, ...]) -> None:
    document = read_text(text)
    assert (document.type_name, document.title) == (kind, title)
    assert shape(document)[-1].lower() == "i. một|"


def test_year_comes_from_the_title_when_no_date_gives_it() -> None:
    assert read_text("KẾ HOẠCH\nCÔNG TÁC NĂM 2026\n\nI. MỘT").year == 2026


def test_text_without_any_head() -> None:
    document = read_text("I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n2. Giảm khoảng cách.")
    assert (document.type_name, document.title, document.letterhead) == ("", (), ())
    assert shape(document) == [
        "I. MỤC ĐÍCH|",
        "  1. Nâng cao nhận thức.",
        "  2. Giảm khoảng cách.",
    ]


def test_draft_word_is_noted() -> None:
    assert read_text("DỰ THẢO\nKẾ HOẠCH\nCông tác\n\n1. Một.").draft
    assert not read_text("KẾ HOẠCH\nCông tác\n\n1. Một.").draft


def test_bases_and_the_sentence_after_them() -> None:
    document = read_text(
        "KẾ HOẠCH\nThực hiện công tác năm 2026\n\n"
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;\n"
        "- Căn cứ Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ;\n"
        "*Thực hiện Kế hoạch số 1/KH-UBND của tỉnh,*\n\n"
        "Thực hiện Chỉ thị số 21-CT/TW, Ủy ban nhân dân xã ban hành Kế hoạch như sau:\n\n"
        "I. MỘT"
    )
    assert document.bases == (
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006",
        "Căn cứ Nghị quyết số 28/NQ-CP ngày 03 tháng 3 năm 2021 của Chính phủ",
        "Thực hiện Kế hoạch số 1/KH-UBND của tỉnh",
    )
    assert shape(document)[0].startswith("Thực hiện Chỉ thị số 21-CT/TW")


def test_a_lone_basis_that_ends_with_a_dot() -> None:
    text = "KẾ HOẠCH\nX\n\nCăn cứ Luật Bình đẳng giới năm 2006.\n\nỦy ban nhân dân xã báo cáo:\n\nI. MỘT"
    assert read_text(text).bases == ("Căn cứ Luật Bình đẳng giới năm 2006",)


def test_no_blank_line_between_title_bases_and_body() -> None:
    document = read_text(
        "KẾ HOẠCH\nTriển khai Tháng hành động năm 2026\n"
        "Căn cứ Luật Bình đẳng giới;\n"
        "Thực hiện Kế hoạch số 1/KH-UBND, UBND xã xây dựng kế hoạch cụ thể như sau:\n"
        "I. MỘT\n1. Hai."
    )
    assert document.title == ("Triển khai Tháng hành động năm 2026",)
    assert document.bases == ("Căn cứ Luật Bình đẳng giới",)
    assert [line.split()[0] for line in shape(document)] == ["Thực", "I.", "1."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kính gửi: Sở Nội vụ tỉnh Gia Lai", ("Sở Nội vụ tỉnh Gia Lai",)),
        ("Kính gửi:\n- Sở Nội vụ;\n- Sở Văn hóa.", ("Sở Nội vụ", "Sở Văn hóa")),
        ("Kính gửi: - Sở Nội vụ;\n- Sở Văn hóa.", ("Sở Nội vụ", "Sở Văn hóa")),
        ("Kính gửi:\nSở Nội vụ;\nSở Văn hóa.", ("Sở Nội vụ", "Sở Văn hóa")),
        ("**Kính gửi:** Các thôn; Các trường.", ("Các thôn", "Các trường")),
    ],
)
def test_addressees(text: str, expected: tuple[str, ...]) -> None:
    document = read_text(
        f"BÁO CÁO\nKết quả\n\n{text}\n\nỦy ban nhân dân xã báo cáo như sau:\n\nI. MỘT"
    )
    assert document.addressees == expected
    assert shape(document)[0] == "Ủy ban nhân dân xã báo cáo như sau:"


def test_unknown_lines_of_the_head_stay_as_paragraphs() -> None:
    document = read_text("Số: 1/KH-UBND\nMẬT\nKẾ HOẠCH\nCông tác\n\n1. Một.")
    assert shape(document) == ["MẬT", "1. Một."]


def test_a_bracketed_line_under_the_title_does_not_hide_the_bases() -> None:
    document = read_text(
        "KẾ HOẠCH\nTổ chức Tháng hành động\n(Kèm theo Quyết định số 12/QĐ-UBND)\n\n"
        "Căn cứ Luật Bình đẳng giới;\nXét đề nghị của Phòng Văn hóa - Xã hội.\n\nI. MỘT"
    )
    assert len(document.bases) == 2
    assert shape(document) == ["(Kèm theo Quyết định số 12/QĐ-UBND)", "I. MỘT|"]
