"""Recipients, signature, and what stands after them."""

import pytest

from app.documents.blocks import Document
from app.documents.readers.from_text import read_text
from tests.documents.readers.plans import body, shape

START = "I. MỘT\n1. Hai.\n\n"
LINES = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
STACKED = """\
Nơi nhận:
- Sở Nội vụ (b/c);
- TT. Đảng ủy,
HĐND xã;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH


Nguyễn Thị Mẫu
"""
BESIDE = """\
Nơi nhận:                                    TM. ỦY BAN NHÂN DÂN
- Sở Nội vụ (b/c);                               KT. CHỦ TỊCH
- TT. Đảng ủy,                                  PHÓ CHỦ TỊCH
HĐND xã;
- Lưu: VT, VHXH.

                                               Nguyễn Thị Mẫu
"""
TABLE = (
    "| ***Nơi nhận:***<br>- Sở Nội vụ (b/c);<br>- TT. Đảng ủy,<br>HĐND xã;<br>- Lưu: VT, VHXH. "
    "| **TM. ỦY BAN NHÂN DÂN**<br>**KT. CHỦ TỊCH**<br>**PHÓ CHỦ TỊCH**<br><br>**Nguyễn Thị Mẫu** |\n"
    "|---|---|\n"
)
SIGNED_FIRST = """\
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Thị Mẫu

Nơi nhận:
Sở Nội vụ (b/c);
TT. Đảng ủy,
HĐND xã;
Lưu: VT, VHXH.
"""
BOLD = STACKED.replace("TM.", "**TM.").replace("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH**")


@pytest.mark.parametrize("text", [STACKED, BESIDE, TABLE, SIGNED_FIRST, BOLD])
def test_recipients_and_signature_in_any_dress(text: str) -> None:
    document = body(START + text)
    assert document.recipients == ("Sở Nội vụ (b/c)", "TT. Đảng ủy, HĐND xã", "Lưu: VT, VHXH")
    assert document.signature.lines == LINES
    assert document.signature.name == "Nguyễn Thị Mẫu"
    assert shape(document) == ["I. MỘT|", "  1. Hai."]


def signature(document: Document) -> tuple[tuple[str, ...], str]:
    return document.signature.lines, document.signature.name


@pytest.mark.parametrize(
    ("text", "lines", "name"),
    [
        ("CHỦ TỊCH\n\nNguyễn Văn A", ("CHỦ TỊCH",), "Nguyễn Văn A"),
        ("Q. CHỦ TỊCH\n\nNGUYỄN VĂN A", ("Q. CHỦ TỊCH",), "NGUYỄN VĂN A"),
        ("TL. CHỦ TỊCH\nTRƯỞNG PHÒNG\n\nA Lăng Thị Bé", ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"), "A Lăng Thị Bé"),
        ("TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), ""),
        ("TM.ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nH' Mai", ("TM.ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)"), "H' Mai"),
        ("CHỦ TỊCH\n\n[điền: họ và tên người ký]", ("CHỦ TỊCH",), "[điền: họ và tên người ký]"),
    ],
)  # fmt: skip
def test_forms_of_signature(text: str, lines: tuple[str, ...], name: str) -> None:
    assert signature(body(START + text)) == (lines, name)
    listed = body(f"{START}Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{text}")
    assert signature(listed) == (lines, name)
    assert listed.recipients == ("Như trên", "Lưu: VT")


def test_recipients_alone_and_on_one_line() -> None:
    document = body(f"{START}NƠI NHẬN: - Như trên; - Lưu: VT.")
    assert document.recipients == ("Như trên", "Lưu: VT")
    assert signature(document) == ((), "")


def test_neither_recipients_nor_signature() -> None:
    document = body(START + "Trên đây là Kế hoạch./.")
    assert (document.recipients, signature(document)) == ((), ((), ""))
    assert shape(document)[-1] == "Trên đây là Kế hoạch./."


def test_a_sentence_about_receivers_is_no_list() -> None:
    document = body(
        "1. Nơi nhận tin báo: Công an xã.\n2. Nơi nhận hỗ trợ.\nNơi nhận báo cáo là xã."
    )
    assert document.recipients == ()


def test_notes_and_annexes_after_the_signature_are_kept() -> None:
    document = body(
        f"{START}{STACKED}\n[1] Theo Quyết định số 1.\n(2) Chú thích hai.\n\n"
        "PHỤ LỤC I\nBẢNG PHÂN CÔNG\n1. Ba.\n2. Bốn.\n\nPHỤ LỤC II\n\n1. Năm."
    )
    assert shape(document) == [
        "I. MỘT|",
        "  1. Hai.",
        "[1] Theo Quyết định số 1.",
        "(2) Chú thích hai.",
    ]
    first, second = document.annexes
    assert (first.title, [node.plain for node in first.nodes]) == (
        "BẢNG PHÂN CÔNG",
        ["Ba.", "Bốn."],
    )
    assert (second.title, [node.plain for node in second.nodes]) == ("", ["Năm."])
    assert document.signature.name == "Nguyễn Thị Mẫu"
    assert len(document.left_over) == 1


def test_a_covering_letter_gives_way_to_the_plan_it_encloses() -> None:
    read = read_text(
        "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSố: 15/UBND-VHXH\nV/v gửi kế hoạch\n"
        "Song An, ngày 01 tháng 11 năm 2026\nKính gửi: Các thôn\n\nXã gửi kèm kế hoạch.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n\n"
        "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSố: 16/KH-UBND\nKẾ HOẠCH\nTháng hành động\n\nI. MỘT\n1. Hai."
    )
    assert (read.number, read.symbol, read.type_name) == ("16", "KH-UBND", "KẾ HOẠCH")
    assert shape(read) == ["I. MỘT|", "  1. Hai."]
    assert any("Xã gửi kèm kế hoạch." in line for line in read.left_over)
