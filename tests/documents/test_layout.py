"""The decree's numbers come from the data file; an officer's choices stay inside its ranges."""

from dataclasses import replace

import pytest

from app.documents.blocks import Document, LetterheadLine
from app.documents.layout import MM, choices, load_layout
from app.documents.render.closing import measured_closing
from app.documents.render.flow import note_count, parts
from app.documents.render.head import annex_reference, measured_head
from app.documents.render.metrics import Face, balanced, text_width, wrap
from app.documents.render.notes import Call, pieces
from app.domain.paper_content import PaperForm
from app.errors import ValidationError
from tests.documents.kinds_of_papers import forty_pages, letter, minutes
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
        if isinstance(value, float) and value == value:  # noqa: PLR0124
            assert choices()[name].clause in str(caught.value)


@pytest.mark.parametrize(("body", "head"), [(13, 12), (13.5, 12.5), (14, 13)])
def test_cells_follow_the_chosen_sizes_inside_their_own_ranges(body: float, head: float) -> None:
    sizes = load_layout({"body_size": body, "head_size": head}).sizes
    for cell in ("type_name", "title", "signature", "annex_title", "page_number"):
        assert sizes[cell] == body
    assert sizes["nation"] == sizes["issuer"] == head
    assert 13 <= sizes["motto"] <= 14
    assert sizes["annex_word"] == 14


def test_rules_under_motto_name_and_title() -> None:
    head = measured_head(long_plan(), load_layout())
    assert head.state_rule == pytest.approx(head.state[-1].width)
    assert 1 / 3 <= head.issuer_rule / head.issuer[-1].width <= 1 / 2
    assert 1 / 3 <= head.title_rule / head.title[-1].width <= 1 / 2


def test_every_line_of_the_head_fits_its_cell() -> None:
    narrow = {"margin_left": 35, "margin_right": 20}
    for options in ({}, narrow, {**narrow, "head_size": 13}):
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


def test_subject_of_a_letter_stands_under_its_number_and_not_in_the_middle() -> None:
    head = measured_head(letter(), load_layout())
    assert head.title == ()
    assert head.title_rule == 0
    assert " ".join(line.text for line in head.subject) == " ".join(letter().title)
    assert {line.face for line in head.subject} == {Face.REGULAR}
    assert all(12 <= line.size <= 13 for line in head.subject)
    assert all(line.width <= head.left_width for line in head.subject)


@pytest.mark.parametrize(("urgency", "width"), [("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)])
def test_frames_of_urgency(urgency: str, width: float) -> None:
    document = replace(long_plan(draft=True), form=PaperForm(urgency=urgency))
    mark, draft = measured_head(document, load_layout()).marks
    assert (mark.width, mark.height) == pytest.approx((width * MM, 8 * MM))
    assert mark.line.width < mark.width
    assert (mark.red, draft.red) == (True, False)
    assert draft.line.text == "DỰ THẢO"


def test_reference_line_breaks_before_the_name_of_the_body() -> None:
    first, *rest = annex_reference(forty_pages(), load_layout(), 300 * MM)
    assert not rest
    lines = annex_reference(forty_pages(), load_layout(), 150 * MM)
    assert [line.text.split()[0] for line in lines] == ["(Kèm", "của"]
    assert " ".join(line.text for line in lines) == first.text


def test_footnotes_are_numbered_through_paper_and_annexes() -> None:
    body, *annexes = parts(forty_pages())
    noted = [block for part in (body, *annexes) for block in part if note_count(block)]
    assert [block.note for block in noted] == [1, 2, 4, 6, 8]
    calls = [piece for piece in pieces("một ^[a]^[b] hai", 3) if isinstance(piece, Call)]
    assert [(call.number, call.text) for call in calls] == [(3, "a"), (4, "b")]
    assert pieces("một ^[a]", 1)[0] == "một"


def test_a_list_longer_than_a_page_is_cut_with_its_signers_first() -> None:
    document = replace(minutes(), recipients=tuple(f"Thôn {at}" for at in range(120)))
    closing = measured_closing(document, load_layout())
    assert closing is not None
    first, rest = closing.cut(600)
    assert rest is not None
    assert first.height <= 600
    assert first.second_name
    assert not rest.two_signers
    assert len(first.items) + len(rest.items) == 120
