"""What the decree's form puts around the officer's words: end marks, blanks, the reference line."""

from app.documents import phrases
from app.documents.blocks import Document
from tests.documents.kinds_of_papers import letter, minutes

PLAN = Document(type_name="KẾ HOẠCH", symbol="KH-UBND", year=2027)


def test_each_line_of_a_list_ends_by_a_semicolon_and_the_last_by_a_dot() -> None:
    """However the officer ended them (NĐ 30/2020, Phụ lục I, mục II, khoản 2 và 9)."""
    typed = ("Sở Nội vụ.", "- Thường trực Đảng ủy ;", "", "Lưu: VT, VHXH")
    paper = Document(
        type_name="BÁO CÁO", recipients=typed, bases=("Căn cứ Luật;", "Căn cứ Chỉ thị")
    )
    assert phrases.recipients(paper) == [
        "- Sở Nội vụ;",
        "- Thường trực Đảng ủy;",
        "- Lưu: VT, VHXH.",
    ]
    assert phrases.closed(paper.bases) == ["Căn cứ Luật;", "Căn cứ Chỉ thị."]


def test_one_addressee_has_no_end_mark_and_several_are_a_closed_list() -> None:
    one = Document(type_name="BÁO CÁO", addressees=("Sở Nội vụ;",))
    two = Document(type_name="BÁO CÁO", addressees=("Sở Nội vụ", "Công an tỉnh"))
    assert phrases.addressees(one) == ["Sở Nội vụ"]
    assert phrases.addressees(two) == ["Sở Nội vụ;", "Công an tỉnh."]


def test_blank_number_and_day_leave_room_for_the_pen() -> None:
    assert phrases.number_line(PLAN) == "Số:        /KH-UBND"
    assert phrases.place_line(PLAN) == "ngày      tháng      năm 2027"


def test_minutes_have_no_place_and_day_above() -> None:
    assert phrases.place_line(minutes()) == ""
    assert phrases.place_line(letter()) == "Mẫu Sơn, ngày 05 tháng 01 năm 2027"


def test_an_annex_of_a_letter_names_it_by_its_kind() -> None:
    assert phrases.reference_line(letter()).startswith("(Kèm theo Công văn số 08/UBND-VHXH ngày 05")


def test_capitals_leave_footnotes_as_they_are() -> None:
    assert phrases.capitals("Đề mục^[Chú thích]") == "ĐỀ MỤC^[Chú thích]"
