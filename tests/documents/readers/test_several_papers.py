"""Several papers in one file are offered apart; annexes and copies stay with theirs."""

from app.documents.blocks import Document
from app.documents.readers.from_file import document_of_reading, read_papers
from app.documents.readers.source_lines import source_of_text
from tests.documents.readers.plans import shape

LETTER = (
    "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSố: 15/UBND-VHXH\nV/v gửi kế hoạch\n"
    "Song An, ngày 01 tháng 11 năm 2026\nKính gửi: Các thôn\n\nXã gửi kèm kế hoạch.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n\n"
)
PLAN = (
    "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSố: 16/KH-UBND\nSong An, ngày 01 tháng 11 năm 2026\n\n"
    "KẾ HOẠCH\nTháng hành động năm 2026\n\nI. MỘT\n1. Hai.\n\n"
    "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A\n\n"
)


def read(text: str) -> list[Document]:
    """The papers of a text."""
    return [
        document_of_reading(paper.reading) for paper in read_papers(source_of_text(text)).papers
    ]


def test_a_covering_letter_and_the_plan_it_encloses() -> None:
    letter, plan = read(LETTER + PLAN)
    assert (letter.type_name, letter.symbol, letter.title) == (
        "",
        "UBND-VHXH",
        ("V/v gửi kế hoạch",),
    )
    assert letter.addressees == ("Các thôn",)
    assert shape(letter) == ["Xã gửi kèm kế hoạch."]
    assert (plan.type_name, plan.number, plan.recipients) == (
        "KẾ HOẠCH",
        "16",
        ("Các thôn", "Lưu: VT"),
    )
    assert shape(plan) == ["I. MỘT|", "  1. Hai."]


def test_two_plans_one_after_the_other() -> None:
    first, second = read(PLAN + PLAN.replace("16/KH", "17/KH").replace("MỘT", "BA"))
    assert (first.number, shape(first)) == ("16", ["I. MỘT|", "  1. Hai."])
    assert (second.number, shape(second)) == ("17", ["I. BA|", "  1. Hai."])


def test_a_regulation_behind_its_decision_begins_with_its_type() -> None:
    decision = PLAN.replace("KẾ HOẠCH\nTháng hành động năm 2026", "QUYẾT ĐỊNH\nBan hành Quy chế")
    first, second = read(
        decision + "QUY CHẾ\nHoạt động của Ban\n(Kèm theo Quyết định số 16/QĐ-UBND)\n\n"
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nQuy chế này quy định hoạt động của Ban.\n"
    )
    assert (first.type_name, second.type_name) == ("QUYẾT ĐỊNH", "QUY CHẾ")
    assert shape(second)[1:] == [
        "Chương I QUY ĐỊNH CHUNG|",
        "  Điều 1. Phạm vi|",
        "    Quy chế này quy định hoạt động của Ban.",
    ]


def test_annexes_stay_with_their_paper() -> None:
    [plan] = read(
        PLAN + "PHỤ LỤC I\nBẢNG PHÂN CÔNG\n(Kèm theo Kế hoạch số 16/KH-UBND)\n1. Ba.\n\n"
        "PHỤ LỤC II\nMẪU BÁO CÁO\nUBND XÃ SONG AN\nSố: /BC-UBND\n1. Bốn."
    )
    assert plan.annexes[0].title == "BẢNG PHÂN CÔNG"
    assert [node.plain for node in plan.annexes[0].nodes] == ["Ba."]
    words = str(plan.annexes[1])
    assert "Số: /BC-UBND" in words
    assert "Bốn." in words


def test_a_plan_behind_the_annex_of_another() -> None:
    first, second = read(
        f"{PLAN}PHỤ LỤC\nBẢNG\n1. Ba.\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{PLAN}"
    )
    assert len(first.annexes) == 1
    assert shape(second) == ["I. MỘT|", "  1. Hai."]


def test_the_block_of_a_copy_is_no_paper() -> None:
    [plan] = read(
        PLAN + "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSAO Y\nSố: 04/SY-UBND\n"
        "Song An, ngày 02 tháng 11 năm 2026\n\nNơi nhận:\n- Các thôn.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Thị B\n"
    )
    told = " ".join(plan.left_over)
    assert all(words in told for words in ("SAO Y", "04/SY-UBND", "CHÁNH VĂN PHÒNG", "Lê Thị B"))
    assert plan.annexes == ()


def test_a_plan_behind_a_copy() -> None:
    copy = (
        "ỦY BAN NHÂN DÂN\nXÃ SONG AN\nSAO Y\nSố: 04/SY-UBND\n\nNơi nhận:\n- Các thôn.\n\n"
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Thị B\n\n"
    )
    first, second = read(PLAN + copy + PLAN.replace("16/KH", "17/KH"))
    assert (first.number, second.number) == ("16", "17")
    assert any("SAO Y" in line for line in first.left_over)


def test_titles_name_the_papers() -> None:
    found = read_papers(source_of_text(LETTER + PLAN)).papers
    assert [paper.title for paper in found] == [
        "V/v gửi kế hoạch",
        "KẾ HOẠCH Tháng hành động năm 2026",
    ]
    [alone] = read_papers(source_of_text("Một câu không có tên gọi gì cả.")).papers
    assert alone.title == "Một câu không có tên gọi gì cả."


def test_a_plan_that_cites_others_stays_one() -> None:
    text = PLAN.replace(
        "1. Hai.",
        "1. Hai.\nQUYẾT ĐỊNH\nsố 5 của xã.\n2. Kế hoạch số 16/KH-UBND được thay thế.\nSố: 3/BC-UBND.",
    )
    assert len(read(text)) == 1
