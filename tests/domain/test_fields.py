"""Bound numbers inside sentences."""

from app.domain.fields import Bound, bind, clean, plain, split


def test_a_sentence_with_bound_numbers_splits_and_prints() -> None:
    text = f"Có {bind('people.total?year=2026', '120')} người, {bind('people.women', '70')} nữ."
    assert split(text) == [
        "Có ",
        Bound("people.total?year=2026", "120"),
        " người, ",
        Bound("people.women", "70"),
        " nữ.",
    ]
    assert plain(text) == "Có 120 người, 70 nữ."


def test_broken_marks_do_not_hide_words() -> None:
    assert split("a\ue000b") == ["a\ue000b"]
    assert plain("không có số") == "không có số"


def test_cleaning_keeps_bound_numbers_and_drops_stray_marks() -> None:
    number = bind("count", "12")
    assert clean(f"  Có\u202f {number}  hoạt\u200b động\ue001 ") == f"Có {number} hoạt động"
