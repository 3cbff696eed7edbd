"""Lines that belong together, and lines that only look so."""

import pytest

from tests.documents.readers.plans import body, shape

LONG = (
    "Tăng cường công tác kiểm tra, thanh tra, xử lý vi phạm về bình đẳng giới thuộc phạm vi quản lý"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\f\n", "\n \t \n"])
def test_a_small_letter_goes_on_with_the_sentence(gap: str) -> None:
    assert shape(body(f"- {LONG}{gap}và các lĩnh vực khác.\n- Hai.")) == [
        f"- {LONG} và các lĩnh vực khác.",
        "- Hai.",
    ]


@pytest.mark.parametrize(
    "start", ["20/10 hằng năm.", "2025 và 2026.", "15.000 đồng.", "5.000.000 đồng."]
)
def test_a_number_at_a_line_start_is_no_mark(start: str) -> None:
    assert shape(body(f"- {LONG}\n{start}")) == [f"- {LONG} {start}"]


def test_numbers_of_articles_and_ranges_are_no_marks() -> None:
    text = "1. Một\nThực hiện theo quy định tại điểm b khoản\n2. Điều 5 của Luật.\n2. Ba."
    assert shape(body(text)) == [
        "1. Một|",
        "  Thực hiện theo quy định tại điểm b khoản 2. Điều 5 của Luật.",
        "2. Ba.",
    ]
    text = "- Phối hợp với Sở Lao động\n- Thương binh và Xã hội giai đoạn 2021\n- 2025 của tỉnh."
    assert shape(body(text)) == [
        "- Phối hợp với Sở Lao động - Thương binh và Xã hội giai đoạn 2021 - 2025 của tỉnh."
    ]


def test_dashes_inside_a_text_do_not_split_it() -> None:
    text = "- Tháng hành động (từ ngày 15/11 - 15/12); kinh tế - xã hội; 2021 – 2025 + 3."
    assert shape(body(text)) == [text]


def test_ended_sentences_are_not_joined() -> None:
    for end in (".", ";", ":", "!", "?", "./.", ".”"):
        assert len(shape(body(f"- {LONG}{end}\n\nvà một đoạn khác"))) == 2


def test_headings_do_not_swallow_the_text_below() -> None:
    assert shape(body("I. MỤC ĐÍCH\ntăng cường nhận thức của người dân trong xã.")) == [
        "I. MỤC ĐÍCH|",
        "  tăng cường nhận thức của người dân trong xã.",
    ]
    assert shape(body("## I. Mục đích\n\ntăng cường nhận thức.")) == [
        "I. Mục đích|",
        "  tăng cường nhận thức.",
    ]
    assert shape(body("1. Mục đích\n\ntăng cường nhận thức của người dân.")) == [
        "1. Mục đích|",
        "  tăng cường nhận thức của người dân.",
    ]


def test_a_heading_in_two_lines_is_one() -> None:
    assert shape(body("I. MỤC ĐÍCH, YÊU CẦU\nVÀ PHẠM VI\n1. Nâng cao năng lực\nvà hoạt động\n- Một.")) == [
        "I. MỤC ĐÍCH, YÊU CẦU VÀ PHẠM VI|",
        "  1. Nâng cao năng lực và hoạt động|",
        "    - Một.",
    ]  # fmt: skip


def test_a_comma_or_a_joining_word_goes_on_even_with_a_capital() -> None:
    assert shape(body(f"- {LONG},\n\nLuật Bình đẳng giới.")) == [f"- {LONG}, Luật Bình đẳng giới."]
    assert shape(body(f"- {LONG} của\n\nỦy ban nhân dân.")) == [f"- {LONG} của Ủy ban nhân dân."]


def test_text_broken_at_a_margin() -> None:
    text = """\
1. Mục đích
Tiếp tục tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng và của
Ủy ban nhân dân; nâng cao trách nhiệm, phối hợp giữa các ban, ngành,
đoàn thể trong việc thực hiện công tác bình đẳng giới của xã. Chú ý
những địa bàn khó khăn.
2. Yêu cầu
- Các cơ quan, đơn vị phối hợp chặt chẽ trong suốt quá trình thực
hiện; bảo đảm tiến độ.
"""
    whole = (
        "Tiếp tục tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng và của Ủy ban nhân dân; "
        "nâng cao trách nhiệm, phối hợp giữa các ban, ngành, đoàn thể trong việc thực hiện công "
        "tác bình đẳng giới của xã. Chú ý những địa bàn khó khăn."
    )
    assert shape(body(text)) == [
        "1. Mục đích|",
        f"  {whole}",
        "2. Yêu cầu|",
        "  - Các cơ quan, đơn vị phối hợp chặt chẽ trong suốt quá trình thực hiện; bảo đảm tiến độ.",
    ]


def test_page_numbers_do_not_stand_in_the_way_and_are_reported() -> None:
    document = body(f"- {LONG}\n\n2\n\nvà các lĩnh vực khác.\n\n- 3 -\n\n- Hai.")
    assert shape(document) == [f"- {LONG} và các lĩnh vực khác.", "- Hai."]
    assert len(document.left_over) == 2


def test_notes_at_the_foot_of_a_page_do_not_cut_the_sentence() -> None:
    document = body(f"- {LONG}\n\n[1] Theo Quyết định số 1.\n\nvà các lĩnh vực khác.\n\n- Hai.")
    assert [line.strip() for line in shape(document)] == [
        f"- {LONG} và các lĩnh vực khác.",
        "[1] Theo Quyết định số 1.",
        "- Hai.",
    ]


def test_dress_inside_a_line_is_taken_off_and_letters_stay() -> None:
    text = (
        "- Trước ngày **15/02**, *rất* __gấp__, 2*3*4, a_b_c, \\*sao\\*, &amp;, <b>đậm</b>, ~~bỏ~~."
    )
    assert shape(body(text)) == ["- Trước ngày 15/02, rất gấp, 2*3*4, a_b_c, *sao*, &, đậm, bỏ."]


def test_bold_over_several_lines() -> None:
    document = body("**MỤC ĐÍCH\nVÀ YÊU CẦU**\n\nMột hai.\n\n> Trích dẫn ba.")
    assert shape(document) == ["MỤC ĐÍCH VÀ YÊU CẦU|", "  Một hai.", "  Trích dẫn ba."]


def test_text_of_a_printed_page() -> None:
    text = """\
       1. Thời gian, địa điểm
       1.1. Mục đích
       Tiếp tục tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy Đảng, chính quyền và của
Ủy ban
Mặt trận trong thực hiện công tác bình đẳng giới, vì sự tiến bộ của phụ nữ theo kế
hoạch của tỉnh; nâng cao trách nhiệm của các ngành, đoàn thể trong phối hợp thực
hiện nhiệm vụ được giao, bảo đảm đúng tiến độ, chất lượng, tiết kiệm và hiệu quả,
có theo dõi
                                        2


và báo cáo.
       - Hai.
"""
    document = body(text)
    paragraph, bullet = shape(document)[2:]
    assert "của Ủy ban Mặt trận trong" in paragraph
    assert "theo kế hoạch của tỉnh" in paragraph
    assert paragraph.endswith("có theo dõi và báo cáo.")
    assert bullet == "    - Hai."
    assert len(document.left_over) == 1


def test_place_words_before_a_number_are_no_article() -> None:
    assert shape(
        body("I. THỜI GIAN, ĐỊA ĐIỂM\n1. Thời gian: Một tháng.\n2. Địa điểm: Các thôn.")
    ) == [
        "I. THỜI GIAN, ĐỊA ĐIỂM|",
        "  1. Thời gian:| Một tháng.",
        "  2. Địa điểm:| Các thôn.",
    ]
