"""The decree's numbers come from the data file; an officer's choices stay inside its ranges."""

import pytest

from app.documents.blocks import Document, LetterheadLine
from app.documents.layout import MM, choices, load_layout
from app.documents.render.head import measured_head
from app.documents.render.metrics import Face, balanced, text_width, wrap
from app.errors import ValidationError
from tests.documents.sample_paper import long_plan


def test_usual_values_are_legal() -> None:
    layout = load_layout()
    assert (layout.margin_top, layout.margin_bottom) == (20, 20)
    assert (layout.margin_left, layout.margin_right) == (30, 20)
    assert (layout.body_size, layout.first_indent) == (14, 12.7)
    assert layout.space_before >= 6
    assert 1 <= layout.line_spacing <= 1.5
    assert 13 <= layout.sizes["page_number"] <= 14
    assert (layout.sizes["recipients_word"], layout.sizes["recipients"]) == (12, 11)


def test_choices_are_taken() -> None:
    layout = load_layout({"body_size": 13, "margin_right": "15", "shown_elsewhere": True})
    assert (layout.body_size, layout.margin_right) == (13, 15)


@pytest.mark.parametrize("name", sorted(choices()))
def test_a_choice_outside_the_range_is_refused(name: str) -> None:
    for value in (choices()[name].least - 1, choices()[name].most + 1, "rộng", float("nan")):
        with pytest.raises(ValidationError) as caught:
            load_layout({name: value})
        assert caught.value.field == name


def test_rules_under_motto_name_and_title() -> None:
    head = measured_head(long_plan(), load_layout())
    assert head.state_rule == pytest.approx(head.state[-1].width)
    assert 1 / 3 <= head.issuer_rule / head.issuer[-1].width <= 1 / 2
    assert 1 / 3 <= head.title_rule / head.title[-1].width <= 1 / 2


def test_every_line_of_the_head_fits_its_cell() -> None:
    for options in ({}, {"margin_left": 35, "margin_right": 20}):
        layout = load_layout(options)
        head = measured_head(long_plan(), layout)
        assert head.left_width + head.right_width == pytest.approx(layout.text_width * MM)
        assert all(line.width <= head.left_width for line in (*head.issuer, *head.number))
        assert all(line.width <= head.right_width for line in (*head.state, *head.place))
        assert len(head.state) == 2


def test_a_long_name_is_broken_before_the_unit() -> None:
    document = Document(
        type_name="A", letterhead=(LetterheadLine("ỦY BAN NHÂN DÂN PHƯỜNG HOÀNG VĂN THỤ"),)
    )
    head = measured_head(document, load_layout())
    assert [line.text for line in head.issuer] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG HOÀNG VĂN THỤ"]


def test_balanced_lines_are_about_equally_long() -> None:
    text = "Thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ xã Song An năm 2027"
    lines = balanced(text, 400, Face.BOLD, 14)
    assert " ".join(lines) == text
    assert len(lines) == len(wrap(text, 400, Face.BOLD, 14))
    widths = [text_width(line, Face.BOLD, 14) for line in lines]
    assert min(widths) > 0.7 * max(widths)
    assert balanced("", 100, Face.BOLD, 14) == []


def test_widths_are_those_of_times() -> None:
    # Adobe Times: A 722, space 250, a 444 thousandths.
    assert text_width("A a", Face.REGULAR, 1000) == pytest.approx(722 + 250 + 444, abs=2)
