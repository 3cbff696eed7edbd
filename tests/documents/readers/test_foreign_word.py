"""Word files from other offices: heads and ends in tables, with tabs, in boxes, of every kind."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document as NewWord

from app.documents.blocks import Document, walk
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.readers.to_content import content_of_reading
from app.domain.numbering import Mark
from tests.documents.readers.plans import shape
from tests.documents.readers.word_files import CENTER, add, side_by_side

ISSUER = ["UBND TỈNH MẪU GIANG", "**ỦY BAN NHÂN DÂN**", "**XÃ MẪU SƠN**", "_____"]
STATE = ["**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**", "________"]
RECEIVERS = ["**Nơi nhận:**", "- Như trên;", "- Lưu: VT."]
SIGNATURE = ["**TM. ỦY BAN NHÂN DÂN**", "**CHỦ TỊCH**", "", "", "**Nguyễn Thị Mẫu**"]


def save_and_read(word: object, folder: Path) -> Document:
    """The one paper of the file."""
    path = folder / "van-ban.docx"
    word.save(str(path))  # type: ignore[attr-defined]
    [paper] = read_papers(read_source(path)).papers
    return document_of_reading(paper.reading)


def head(word: object, number: str, day: str = "Mẫu Sơn, ngày 05 tháng 01 năm 2027") -> None:
    """A letterhead in one table of one row."""
    side_by_side(word, [*ISSUER, *number.split("\n")], [*STATE, day])


def end(word: object) -> None:
    """The closing table."""
    side_by_side(word, RECEIVERS, SIGNATURE)


def test_a_letter_whose_subject_takes_two_lines(tmp_path: Path) -> None:
    word = NewWord()
    head(word, "Số: 08/UBND-VHXH\nV/v triển khai Tháng hành động\nvì bình đẳng giới năm 2027")
    add(word, "HỎA TỐC", bold=True)
    add(word, "Kính gửi: Trưởng các thôn.", align=CENTER)
    add(word, "Thực hiện chỉ đạo của tỉnh, xã đề nghị:")
    add(word, "1. **Tuyên truyền:** Các thôn phổ biến đến người dân.")
    end(word)
    read = save_and_read(word, tmp_path)
    assert (read.type_name, read.number, read.symbol) == ("", "08", "UBND-VHXH")
    assert read.title == ("V/v triển khai Tháng hành động vì bình đẳng giới năm 2027",)
    assert (read.place, read.day) == ("Mẫu Sơn", date(2027, 1, 5))
    assert [(line.text, line.bold) for line in read.letterhead] == [
        ("UBND TỈNH MẪU GIANG", False),
        ("ỦY BAN NHÂN DÂN", True),
        ("XÃ MẪU SƠN", True),
    ]
    assert read.addressees == ("Trưởng các thôn",)
    assert read.form.urgency == "HỎA TỐC"
    assert shape(read)[1:] == ["1. Tuyên truyền:| Các thôn phổ biến đến người dân."]
    assert read.recipients == ("Như trên", "Lưu: VT")
    assert read.signature.name == "Nguyễn Thị Mẫu"
    assert read.left_over == ()


def test_a_decision_with_articles(tmp_path: Path) -> None:
    word = NewWord()
    head(word, "Số: 09/QĐ-UBND")
    for line in ("QUYẾT ĐỊNH", "Về việc thành lập Ban Vì sự tiến bộ của phụ nữ"):
        add(word, line, bold=True, align=CENTER)
    add(word, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU SƠN", bold=True, align=CENTER)
    add(word, "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;")
    add(word, "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.")
    add(word, "QUYẾT ĐỊNH:", bold=True, align=CENTER)
    add(word, "**Điều 1.** Thành lập Ban Vì sự tiến bộ của phụ nữ, gồm:")
    add(word, "a) Phó Chủ tịch xã là Trưởng ban;")
    add(word, "b) Chủ tịch Hội Phụ nữ là thành viên.")
    add(word, "**Điều 2. Hiệu lực**")
    add(word, "Quyết định này có hiệu lực kể từ ngày ký.")
    end(word)
    read = save_and_read(word, tmp_path)
    assert read.title == ("Về việc thành lập Ban Vì sự tiến bộ của phụ nữ",)
    assert read.form.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU SƠN"
    assert read.form.resolution == "QUYẾT ĐỊNH:"
    assert len(read.bases) == 2
    assert shape(read) == [
        "Điều 1. Thành lập Ban Vì sự tiến bộ của phụ nữ, gồm:",
        "  a) Phó Chủ tịch xã là Trưởng ban;",
        "  b) Chủ tịch Hội Phụ nữ là thành viên.",
        "Điều 2. Hiệu lực|",
        "  Quyết định này có hiệu lực kể từ ngày ký.",
    ]
    assert [node.source_mark for node in read.nodes] == ["Điều 1.", "Điều 2."]


def test_chapters_with_their_names_below(tmp_path: Path) -> None:
    word = NewWord()
    for line in ("QUY CHẾ", "Hoạt động của Ban"):
        add(word, line, bold=True, align=CENTER)
    for line in ("Chương I", "QUY ĐỊNH CHUNG", "VÀ PHẠM VI"):
        add(word, line, bold=True, align=CENTER)
    add(word, "Điều 1. Phạm vi", bold=True)
    add(word, "1. Quy chế này quy định hoạt động của Ban.")
    add(word, "Chương II: NHIỆM VỤ", bold=True, align=CENTER)
    add(word, "Mục 1", bold=True, align=CENTER)
    add(word, "NHIỆM VỤ CHUNG", bold=True, align=CENTER)
    add(word, "Điều 2. Nhiệm vụ", bold=True)
    add(word, "1. Tham mưu theo Điều 5 Luật Bình đẳng giới.")
    read = save_and_read(word, tmp_path)
    assert shape(read) == [
        "Chương I QUY ĐỊNH CHUNG VÀ PHẠM VI|",
        "  Điều 1. Phạm vi|",
        "    1. Quy chế này quy định hoạt động của Ban.",
        "Chương II NHIỆM VỤ|",
        "  Mục 1 NHIỆM VỤ CHUNG|",
        "    Điều 2. Nhiệm vụ|",
        "      1. Tham mưu theo Điều 5 Luật Bình đẳng giới.",
    ]


def test_minutes_signed_by_two(tmp_path: Path) -> None:
    word = NewWord()
    head(word, "Số: 02/BB-UBND", "")
    for line in ("BIÊN BẢN", "Họp Ban quý I năm 2027"):
        add(word, line, bold=True, align=CENTER)
    add(word, "Thời gian: 8 giờ 00, ngày 05 tháng 01 năm 2027.")
    add(word, "Cuộc họp kết thúc vào 10 giờ cùng ngày./.")
    side_by_side(
        word,
        ["**THƯ KÝ**", "", "", "**Lê Thị Ví Dụ**"],
        ["**CHỦ TỌA**", "", "", "**Trần Văn Thử**"],
    )
    add(word, "Nơi nhận:")
    add(word, "- Thành viên của Ban;")
    add(word, "- Lưu: VT.")
    read = save_and_read(word, tmp_path)
    assert (read.form.second_lines, read.form.second_name) == (("THƯ KÝ",), "Lê Thị Ví Dụ")
    assert (read.signature.lines, read.signature.name) == (("CHỦ TỌA",), "Trần Văn Thử")
    assert read.recipients == ("Thành viên của Ban", "Lưu: VT")
    assert len(read.nodes) == 2


def test_heads_and_ends_set_with_tabs(tmp_path: Path) -> None:
    word = NewWord()
    add(word, "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    add(word, "XÃ MẪU SƠN\tĐộc lập - Tự do - Hạnh phúc", bold=True)
    add(word, "Số: 05/KH-UBND\tMẫu Sơn, ngày 05 tháng 01 năm 2027")
    for line in ("KẾ HOẠCH", "Công tác năm 2027"):
        add(word, line, bold=True, align=CENTER)
    add(word, "I. MỤC ĐÍCH", bold=True)
    add(word, "1. Nâng cao nhận thức.")
    add(word, "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN")
    add(word, "- Các thôn;\tCHỦ TỊCH")
    add(word, "- Lưu: VT.")
    add(word, "")
    add(word, "\t\t\t\tNguyễn Thị Mẫu")
    read = save_and_read(word, tmp_path)
    assert (read.number, read.place) == ("05", "Mẫu Sơn")
    assert [line.text for line in read.letterhead] == ["ỦY BAN NHÂN DÂN", "XÃ MẪU SƠN"]
    assert read.recipients == ("Các thôn", "Lưu: VT")
    assert read.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert read.signature.name == "Nguyễn Thị Mẫu"


def test_annexes_with_tables_after_the_signature(tmp_path: Path) -> None:
    word = NewWord()
    head(word, "Số: 05/KH-UBND")
    for line in ("KẾ HOẠCH", "Công tác năm 2027"):
        add(word, line, bold=True, align=CENTER)
    add(word, "1. Nâng cao nhận thức.")
    end(word)
    word.add_page_break()
    for line in ("PHỤ LỤC I", "PHÂN CÔNG NHIỆM VỤ"):
        add(word, line, bold=True, align=CENTER)
    add(word, "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05/01/2027)", align=CENTER)
    table = word.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(table._cells, ("STT", "Việc", "1", "Tập huấn"), strict=True):
        cell.text = text
    add(word, "Phụ lục II", bold=True, align=CENTER)
    add(word, "(Kèm theo Kế hoạch số 99/KH-UBND của tỉnh)", align=CENTER)
    add(word, "1. Ghi đủ các cột.")
    path = tmp_path / "van-ban.docx"
    word.save(str(path))
    [paper] = read_papers(read_source(path)).papers
    read = document_of_reading(paper.reading)
    first, second = read.annexes
    assert first.title == "PHÂN CÔNG NHIỆM VỤ"
    [node] = first.nodes
    assert node.table is not None
    assert node.table.rows == (("1", "Tập huấn"),)
    # It names another paper: more than a reference.
    assert [node.plain for node in second.nodes] == [
        "(Kèm theo Kế hoạch số 99/KH-UBND của tỉnh)",
        "Ghi đủ các cột.",
    ]
    kept = content_of_reading(paper.reading, 2027).nodes
    assert [(node.depth, node.text) for node in kept if node.mark is Mark.NONE] == [
        (0, "@phu_luc"),
        (0, "@phu_luc"),
        (1, "(Kèm theo Kế hoạch số 99/KH-UBND của tỉnh)"),
    ]


def test_soft_breaks_are_lines(tmp_path: Path) -> None:
    word = NewWord()
    add(word, "KẾ HOẠCH\nCông tác bình đẳng giới\nnăm 2027", bold=True, align=CENTER)
    add(word, "Các việc sau:\n- Một;\n- Hai.")
    read = save_and_read(word, tmp_path)
    assert read.title == ("Công tác bình đẳng giới", "năm 2027")
    assert shape(read) == ["Các việc sau:", "- Một;", "- Hai."]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_whole_paper_inside_a_table(rows: int, tmp_path: Path) -> None:
    word = NewWord()
    table = word.add_table(rows=rows, cols=1, style="Table Grid")
    for line in ("KẾ HOẠCH", "Công tác năm 2027"):
        add(table.rows[0].cells[0], line, bold=True, align=CENTER)
    add(table.rows[-1].cells[0], "I. MỘT")
    add(table.rows[-1].cells[0], "1. Hai.")
    assert shape(save_and_read(word, tmp_path)) == ["I. MỘT|", "  1. Hai."]


def test_tables_without_lines_are_data_when_they_have_columns(tmp_path: Path) -> None:
    word = NewWord()
    for line in ("KẾ HOẠCH", "Công tác năm 2027"):
        add(word, line, bold=True, align=CENTER)
    add(word, "1. Số liệu như sau:")
    table = word.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ("Thôn", "Nam", "Nữ", "Một", "10", "20"), strict=True):
        cell.text = text
    read = save_and_read(word, tmp_path)
    [found] = [placed.node.table for placed in walk(read.nodes) if placed.node.table]
    assert found.rows == (("Một", "10", "20"),)


def test_two_plans_of_one_file_apart_by_a_page_break(tmp_path: Path) -> None:
    word = NewWord()
    for number in ("05", "06"):
        head(word, f"Số: {number}/KH-UBND")
        for line in ("KẾ HOẠCH", f"Công tác số {number}"):
            add(word, line, bold=True, align=CENTER)
        add(word, "I. MỤC ĐÍCH", bold=True)
        add(word, "1. Nâng cao nhận thức.")
        if number == "05":
            word.add_page_break()
    end(word)
    path = tmp_path / "hai.docx"
    word.save(str(path))
    papers = read_papers(read_source(path)).papers
    assert [paper.title for paper in papers] == [
        "KẾ HOẠCH Công tác số 05",
        "KẾ HOẠCH Công tác số 06",
    ]
    assert [paper.reading.head.number for paper in papers] == ["05", "06"]
    assert papers[1].reading.tail.name == "Nguyễn Thị Mẫu"


def test_words_in_the_margins_are_told(tmp_path: Path) -> None:
    word = NewWord()
    word.sections[0].header.paragraphs[0].text = "Mẫu dùng nội bộ"
    word.sections[0].footer.paragraphs[0].text = "Địa chỉ: số 01 đường Trung Tâm"
    for line in ("KẾ HOẠCH", "Công tác năm 2027"):
        add(word, line, bold=True, align=CENTER)
    add(word, "1. Nâng cao nhận thức.")
    read = save_and_read(word, tmp_path)
    assert read.form.contact == ("Địa chỉ: số 01 đường Trung Tâm",)
    assert read.left_over == ("Chữ ở lề trang, không đưa vào văn bản: Mẫu dùng nội bộ",)
