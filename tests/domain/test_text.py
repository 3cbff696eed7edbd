"""Vietnamese text: normal form, search key, order."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import clean_line, clean_text, fold, matches, nfc, slug, sort_key


def test_nfd_and_nfc_are_stored_alike() -> None:
    assert nfc(unicodedata.normalize("NFD", "Tạo điều kiện")) == "Tạo điều kiện"


def test_marks_left_by_input_methods_are_removed() -> None:
    # OpenKey puts U+202F before it corrects a word; Word leaves soft hyphens and zero-width spaces.
    assert clean_line("bình\u202f đẳng\u200b gi\u00adới") == "bình đẳng giới"


def test_private_marks_of_bound_numbers_cannot_be_typed_in() -> None:
    assert clean_line("\ue000people\ue00112\ue002") == "people12"


def test_lines_stay_lines_and_spaces_shrink() -> None:
    assert clean_text("\r\nMột  hai\r\n\r\nba\t bốn \n") == "Một hai\n\nba bốn"


def test_control_characters_do_not_reach_the_file() -> None:
    assert clean_line("a\x00b\x0bc\x1fd") == "abcd"


def test_fold_finds_d_with_stroke_and_every_tone() -> None:
    assert fold("Đường PHƯỢNG  hoà") == "duong phuong hoa"


def test_every_word_must_match_in_any_order() -> None:
    assert matches("giới bình", "Luật Bình đẳng giới")
    assert not matches("gioi hanh", "Luật Bình đẳng giới")


def test_vietnamese_dictionary_order() -> None:
    names = ["Đào", "Dung", "Ân", "An", "Ấn", "Ăn", "Ơn", "Ôn", "On"]
    assert sorted(names, key=sort_key) == ["An", "Ăn", "Ân", "Ấn", "Dung", "Đào", "On", "Ôn", "Ơn"]


def test_slug_is_plain_ascii() -> None:
    assert slug("Kế hoạch số 05/KH-UBND") == "ke-hoach-so-05-kh-ubnd"
    assert slug("???") == "van-ban"
    assert slug("a" * 79 + " bạo lực") == "a" * 79


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_line(text)
    assert clean_line(once) == once
