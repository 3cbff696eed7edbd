"""Marks of nodes: Roman, Arabic, Vietnamese letters, decimals, signs."""

import pytest

from app.domain.numbering import Mark, letter, mark_text, outline_marks, roman


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")]
)
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


def test_letters_follow_the_decree_and_skip_f_j_w_z() -> None:
    # NĐ 30/2020: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y
    assert "".join(letter(number) for number in range(1, 24)) == "abcdđeghiklmnopqrstuvxy"
    assert letter(24) == "aa"


def test_counting_restarts_below_a_new_parent_and_goes_on_after_a_bullet() -> None:
    outline = [
        (0, Mark.ROMAN),
        (1, Mark.ARABIC),
        (2, Mark.DASH),
        (3, Mark.PLUS),
        (2, Mark.LETTER),
        (2, Mark.LETTER),
        (1, Mark.ARABIC),
        (2, Mark.LETTER),
        (0, Mark.NONE),
        (0, Mark.ROMAN),
        (1, Mark.ARABIC),
    ]
    assert list(outline_marks(outline)) == [
        "I.", "1.", "-", "+", "a)", "b)", "2.", "a)", "", "II.", "1.",
    ]  # fmt: skip


def test_decimal_marks_carry_the_parent_number() -> None:
    outline = [
        (0, Mark.ROMAN),
        (1, Mark.ARABIC),
        (1, Mark.ARABIC),
        (2, Mark.DECIMAL),
        (2, Mark.DECIMAL),
    ]
    assert list(outline_marks(outline)) == ["I.", "1.", "2.", "2.1.", "2.2."]
    assert mark_text(Mark.DECIMAL, 3, "-") == "3."
