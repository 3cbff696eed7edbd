"""Which paragraph stands under which, in all the ways real papers number them."""

import pytest

from app.documents.blocks import walk
from app.domain.numbering import Mark
from app.domain.outline import DEEPEST
from tests.documents.readers.plans import body, shape


def test_bullets_and_plusses() -> None:
    text = "I. MỘT\n1. Hai\n- Ba:\n+ Bốn;\n+ Năm.\n– Sáu.\n2. Bảy\n• Tám."
    assert shape(body(text)) == [
        "I. MỘT|",
        "  1. Hai|",
        "    - Ba:",
        "      + Bốn;",
        "      + Năm.",
        "    - Sáu.",
        "  2. Bảy|",
        "    - Tám.",
    ]


def test_decimals_and_letters() -> None:
    text = "1. Một\n1.1. Hai\na) Ba.\nb) Bốn.\n1.2 Năm\na. Sáu.\n2. Bảy\n2.1. Tám."
    assert shape(body(text)) == [
        "1. Một|",
        "  1.1. Hai|",
        "    a) Ba.",
        "    b) Bốn.",
        "  1.2. Năm|",
        "    a) Sáu.",
        "2. Bảy|",
        "  2.1. Tám.",
    ]
    marks = [placed.node.source_mark for placed in walk(body(text).nodes)]
    assert marks == ["1.", "1.1.", "a)", "b)", "1.2", "a.", "2.", "2.1."]


@pytest.mark.parametrize("sign", ["I.", "I/", "I)", "I -", "I-", "I:"])
def test_other_signs_of_sections(sign: str) -> None:
    assert shape(body(f"{sign} MỤC ĐÍCH\n1/ Một.\n2/ Hai.")) == [
        "I. MỤC ĐÍCH|",
        "  1. Một.",
        "  2. Hai.",
    ]


def test_sign_glued_to_its_text() -> None:
    assert shape(body("I.MỤC ĐÍCH\n1.Một hai;\n-Ba.")) == [
        "I. MỤC ĐÍCH|",
        "  1. Một hai;",
        "    - Ba.",
    ]


def test_restart_in_a_new_section_is_a_new_list() -> None:
    text = "MỤC ĐÍCH\n1. Một.\n2. Hai.\n3. Ba.\nYÊU CẦU\n1. Bốn.\n2. Năm."
    assert shape(body(text)) == [
        "MỤC ĐÍCH|",
        "  1. Một.",
        "  2. Hai.",
        "  3. Ba.",
        "YÊU CẦU|",
        "  1. Bốn.",
        "  2. Năm.",
    ]


def test_restart_after_a_sentence_that_announces_it() -> None:
    text = "I. MỘT\n1. Hai.\n2. Ba bốn năm sáu bảy.\nCác việc phải làm:\n1. Bốn.\n2. Năm.\nII. SÁU"
    assert shape(body(text)) == [
        "I. MỘT|",
        "  1. Hai.",
        "  2. Ba bốn năm sáu bảy.",
        "  Các việc phải làm:",
        "    1. Bốn.",
        "    2. Năm.",
        "II. SÁU|",
    ]


def test_numbers_under_a_dash_and_back() -> None:
    text = "I. MỘT\n- Các việc sau:\n1. Hai.\n2. Ba.\n- Việc khác.\nII. BỐN\n1. Năm."
    assert shape(body(text)) == [
        "I. MỘT|",
        "  - Các việc sau:",
        "    1. Hai.",
        "    2. Ba.",
        "  - Việc khác.",
        "II. BỐN|",
        "  1. Năm.",
    ]


def test_inner_list_with_the_same_sign_as_the_outer() -> None:
    text = "1. Một\na) Hai gồm:\n1. Ba.\n2. Bốn.\nb) Năm.\n2. Sáu."
    assert shape(body(text)) == [
        "1. Một|",
        "  a) Hai gồm:",
        "    1. Ba.",
        "    2. Bốn.",
        "  b) Năm.",
        "2. Sáu.",
    ]


def test_capital_letters_stay_words_of_the_heading_parts_and_articles_are_marks() -> None:
    text = "A. MỘT\nI. HAI\n1. Ba.\nII. BỐN\nB. NĂM\nI. SÁU"
    assert shape(body(text)) == [
        "A. MỘT|",
        "  I. HAI|",
        "    1. Ba.",
        "  II. BỐN|",
        "B. NĂM|",
        "  I. SÁU|",
    ]
    assert shape(body("PHẦN I\nĐÁNH GIÁ\nI. MỘT\nPHẦN II\nNHIỆM VỤ\nI. HAI")) == [
        "Phần I ĐÁNH GIÁ|",
        "  I. MỘT|",
        "Phần II NHIỆM VỤ|",
        "  I. HAI|",
    ]


def test_bracketed_numbers_are_kept_as_they_stand() -> None:
    assert shape(body("1. Một:\n(1) Hai;\n(2) Ba.\n2. Bốn.")) == [
        "1. Một:|",
        "  (1) Hai;",
        "  (2) Ba.",
        "2. Bốn.",
    ]


def test_indented_markdown_lists() -> None:
    text = "## I. Một\n\n* Hai\n    * Ba\n    * Bốn\n* Năm\n\n## II. Sáu"
    assert shape(body(text)) == [
        "I. Một|",
        "  - Hai",
        "    + Ba",
        "    + Bốn",
        "  - Năm",
        "II. Sáu|",
    ]


def test_paragraphs_belong_to_the_heading_above() -> None:
    text = "I. MỘT\nHai ba.\n- Bốn.\nNăm sáu.\n1. Bảy\nTám chín.\n2. Mười\nHết."
    assert shape(body(text)) == [
        "I. MỘT|",
        "  Hai ba.",
        "  - Bốn.",
        "  Năm sáu.",
        "  1. Bảy|",
        "    Tám chín.",
        "  2. Mười|",
        "    Hết.",
    ]


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("1. Đối tượng: Toàn dân.", "Đối tượng:", "Toàn dân."),
        ("**1. Đối tượng:** Toàn dân.", "Đối tượng:", "Toàn dân."),
        ("**1\\. Đối tượng**: Toàn dân.", "Đối tượng:", "Toàn dân."),
        ("5. Sở Tài chính: bố trí kinh phí.", "Sở Tài chính:", "bố trí kinh phí."),
        ("a) Chủ đề: “Chung tay”.", "Chủ đề:", "“Chung tay”."),
        ("II. KINH PHÍ: Ngân sách xã.", "KINH PHÍ:", "Ngân sách xã."),
        ("1. Tăng cường phối hợp giữa các ngành.", "", "Tăng cường phối hợp giữa các ngành."),
        ("1. Mục đích: nâng cao nhận thức.", "Mục đích:", "nâng cao nhận thức."),
        ("a) Báo cáo năm: trước ngày 15/6.", "", "Báo cáo năm: trước ngày 15/6."),
        ("1. Các ngày như: Ngày Quốc tế Phụ nữ.", "", "Các ngày như: Ngày Quốc tế Phụ nữ."),
        ("1. [điền: Số tiền] đồng.", "", "[điền: Số tiền] đồng."),
        ("1. Họp lúc 7:30 hằng tuần.", "", "Họp lúc 7:30 hằng tuần."),
        ("- Nội dung: Tập trung tuyên truyền.", "", "Nội dung: Tập trung tuyên truyền."),
    ],
)
def test_heading_and_text_on_one_line(line: str, heading: str, text: str) -> None:
    [node] = body(line).nodes
    assert (node.heading, node.text) == (heading, text)


def test_numbered_lines_with_something_under_them_are_headings() -> None:
    texts = ["Mục đích", "Sở Tài chính:", "TỔNG SỐ", "Mục tiêu chung."]
    for text in texts:
        assert body(f"1. {text}\n- Một.\n2. Hai.").nodes[0].heading == text
    for text in ["Thực hiện các việc như sau:", "Nâng cao nhận thức; giảm khoảng cách;"]:
        assert body(f"1. {text}\n- Một.\n2. Hai.").nodes[0].heading == ""


def test_an_empty_section_is_a_heading_like_its_sisters() -> None:
    nodes = body("1. Công an xã\n- Một.\n2. Trạm Y tế\n3. Các thôn\n- Hai.").nodes
    assert [node.heading for node in nodes] == ["Công an xã", "Trạm Y tế", "Các thôn"]


def test_closing_paragraphs_stand_at_the_top() -> None:
    text = (
        "I. MỘT\n1. Hai\n- Ba.\n\nỦy ban nhân dân xã yêu cầu các thôn thực hiện.\n\n"
        "Trong quá trình thực hiện, có vướng mắc thì phản ánh về xã./."
    )
    assert [node.mark for node in body(text).nodes] == [Mark.ROMAN, Mark.NONE, Mark.NONE]


def test_the_only_words_of_the_last_section_are_not_its_closing() -> None:
    text = "I. MỘT\n1. Hai.\nII. TỔ CHỨC\n\nỦy ban nhân dân xã giao các thôn thực hiện./."
    assert [node.mark for node in body(text).nodes] == [Mark.ROMAN, Mark.ROMAN]


def test_markers_keep_their_place() -> None:
    text = "I. MỘT\n1. Hai\n\n@ket_qua nhom=training\n\nII. BA\n1. Bốn\nNăm.\n\n@nhiem_vu_theo_co_quan\n\nTrên đây là hết./."
    assert shape(body(text)) == [
        "I. MỘT|",
        "  1. Hai|",
        "    @ket_qua nhom=training",
        "II. BA|",
        "  1. Bốn|",
        "    Năm.",
        "  @nhiem_vu_theo_co_quan",
        "Trên đây là hết./.",
    ]


def test_a_table_is_one_node_with_its_cells() -> None:
    [section] = body("I. MỘT\n\n| STT | Việc |\n|---|---|\n| 1 | Phát thanh |\n| 2 |\n").nodes
    table = section.children[0].table
    assert table is not None
    assert [column.title for column in table.columns] == ["STT", "Việc"]
    assert table.rows == (("1", "Phát thanh"), ("2", ""))


def test_very_deep_lists_stop_growing() -> None:
    text = "\n".join(f"{'  ' * depth}- Việc {depth}:\n1. Gồm:" for depth in range(60))
    assert max(placed.depth for placed in walk(body(text).nodes)) <= DEEPEST


def test_a_list_by_the_english_alphabet_is_one_list() -> None:
    text = "1. Việc\n" + "".join(f"{sign}) việc;\n" for sign in "abcdefghijk")
    assert shape(body(text))[1:] == [f"  {sign}) việc;" for sign in "abcdđeghikl"]


def test_more_than_so_many_percent_is_no_quotation() -> None:
    assert shape(body("I. MỘT\n1. Hai.\n> 50% cán bộ nữ được bồi dưỡng."))[-1].endswith(
        "> 50% cán bộ nữ được bồi dưỡng."
    )
