"""The head measured: state title, body, number, day, title, subject, addressees, urgency."""

import re
from dataclasses import replace

import pytest

from app.documents.blocks import LetterheadLine
from app.domain.paper_content import PaperForm
from app.domain.papers import Circulation
from tests.documents.geometry.measured import MM, Glyphs
from tests.documents.geometry.papers import document, every_paper, paper, printed
from tests.documents.geometry.zones import LARGE, MOTTO, NATION, text_edges


@every_paper
def test_state_title_and_motto(name: str) -> None:
    page = paper(name).pages[0]
    nation, motto = page.find(NATION), page.find(MOTTO)
    assert nation.text == NATION
    assert nation.sizes <= {12.0, 12.5, 13.0}
    assert motto.sizes <= LARGE
    assert nation.faces == motto.faces == {"Bold"}
    assert nation.middle == pytest.approx(motto.middle, abs=0.6)
    assert nation.left > page.width * 0.4
    spacing = motto.baseline - nation.baseline
    assert spacing <= 1.35 * motto.size, "the two lines stand single-spaced"


@every_paper
def test_rule_under_the_motto_is_as_long_as_its_text(name: str) -> None:
    page = paper(name).pages[0]
    motto = page.find(MOTTO)
    rule = page.rule_under(motto)
    assert rule is not None
    assert rule.length == pytest.approx(motto.width, abs=1.0)
    assert rule.middle == pytest.approx(motto.middle, abs=0.6)


@every_paper
def test_issuing_body_and_its_short_rule(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    bold = [line.text for line in one.document.letterhead if line.bold]
    upright = [line.text for line in one.document.letterhead if not line.bold]
    left = [
        line
        for line in page.lines
        if line.right < page.find(NATION).left
        and line.baseline < page.find(MOTTO).baseline + 30
        and not line.text.startswith(("Số", "V/v"))
    ]
    if not bold and not upright:
        assert not left
        return
    said = " ".join(line.text for line in left if line.faces == {"Bold"})
    assert said.split() == " ".join(bold).split()
    parents = " ".join(line.text for line in left if line.faces == {"Regular"})
    assert parents.split() == " ".join(upright).split()
    assert {size for line in left for size in line.sizes} <= {12.0, 12.5, 13.0}
    assert all(line.text == line.text.upper() for line in left)
    last = left[-1]
    assert all(line.middle == pytest.approx(last.middle, abs=0.6) for line in left)
    rule = page.rule_under(last)
    assert rule is not None
    assert 1 / 3 - 0.01 <= rule.length / last.width <= 1 / 2 + 0.01
    assert rule.middle == pytest.approx(last.middle, abs=0.6)


@every_paper
def test_number_stands_under_the_body_with_the_right_zeros(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    if not document.symbol:
        assert not page.has("Số:")
        return
    line = page.find("Số:")
    assert line.sizes == {13.0}
    assert line.faces == {"Regular"}
    typed = document.number
    if typed:
        shown = typed.zfill(2) if typed.isdigit() else typed
        assert line.text == f"Số: {shown}/{document.symbol}"
    else:
        assert re.fullmatch(rf"Số:\s+/{re.escape(document.symbol)}", line.text)
    assert line.right < page.find(NATION).middle


@every_paper
def test_place_and_day_on_the_level_of_the_number(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    dated = [line for line in page.lines if re.search(r"ngày\s.*tháng\s.*năm \d{4}$", line.text)]
    if document.kind == "minutes":
        assert not any(line.baseline < 150 for line in dated), "minutes have no day in the head"
        return
    line = dated[0]
    assert line.faces == {"Italic"}
    assert line.sizes <= LARGE
    assert line.middle == pytest.approx(page.find(NATION).middle, abs=0.6)
    if page.has("Số:"):
        assert line.baseline == pytest.approx(page.find("Số:").baseline, abs=0.6)
    if document.day:
        day, month = document.day.day, document.day.month
        shown_month = f"{month:02}" if month < 3 else str(month)
        said = f"ngày {day:02} tháng {shown_month} năm {document.day.year}"
        assert line.text == (f"{document.place}, {said}" if document.place else said)


@every_paper
def test_type_and_title_stand_in_the_middle_with_a_short_rule(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    if not document.type_name:
        return
    lines = [line for line in page.lines if line.baseline < page.height / 2]
    at = next(at for at, line in enumerate(lines) if line.text == document.type_name)
    words = " ".join(document.title).split()
    title: list[Glyphs] = []
    while sum(len(line.text.split()) for line in title) < len(words):
        title.append(lines[at + 1 + len(title)])
    assert " ".join(line.text for line in title).split() == words
    assert lines[at].text.isupper()
    for line in [lines[at], *title]:
        assert line.faces == {"Bold"}
        assert line.sizes <= LARGE
        assert line.middle == pytest.approx(sum(text_edges(page)) / 2, abs=1)
    rule = page.rule_under(title[-1])
    assert rule is not None
    assert 1 / 3 - 0.01 <= rule.length / title[-1].width <= 1 / 2 + 0.01


def test_subject_of_a_letter_stands_under_its_number() -> None:
    one = paper("cong-van")
    page = one.pages[0]
    number, nation = page.find("Số:"), page.find(NATION)
    subject = [
        line
        for line in page.lines
        if number.baseline < line.baseline < number.baseline + 80
        and line.right < nation.middle
        and not line.text.startswith(("Kính", "KHẨN"))
    ]
    assert subject[0].text.startswith("V/v ")
    assert " ".join(line.text for line in subject).split() == " ".join(one.document.title).split()
    for line in subject:
        assert line.faces == {"Regular"}
        assert line.sizes <= {12.0, 12.5, 13.0}
        assert line.middle == pytest.approx(number.middle, abs=0.6)
    top = min(char["top"] for char in subject[0].inked)
    bottom = max(char["bottom"] for char in number.inked)
    assert 5 <= top - bottom <= 8, "6 pt under the number"


def test_addressed_papers_say_to_whom() -> None:
    page = paper("cong-van").pages[0]
    opening = page.find("Kính gửi:")
    assert opening.faces == {"Regular"}
    assert opening.sizes <= LARGE
    under = [line for line in page.lines if line.baseline > opening.baseline]
    receivers = [line for line in under if line.text.startswith("- ")]
    assert len(receivers) == len(paper("cong-van").document.addressees)
    said = " ".join(line.text for line in under)
    assert "Ủy ban nhân dân xã; - Trưởng các thôn trên địa bàn xã. Thực hiện" in said
    assert all(line.left == pytest.approx(opening.right - 3.5, abs=2) for line in receivers)
    for name in ("song-an", "ha-noi", "bon-muoi-trang", "quyet-dinh"):
        assert not any(one.has("Kính gửi") for one in paper(name).pages)


def test_urgency_is_framed_in_red_under_the_number() -> None:
    page = paper("cong-van").pages[0]
    mark = page.find("KHẨN")
    frames = [
        frame
        for frame in page.frames
        if frame.left < mark.left
        and mark.right < frame.right
        and frame.top < mark.baseline < frame.bottom
    ]
    assert len(frames) == 1
    frame = frames[0]
    assert (frame.right - frame.left) == pytest.approx(20 * MM, abs=1)
    assert (frame.bottom - frame.top) == pytest.approx(8 * MM, abs=1)
    assert tuple(frame.color) == (1, 0, 0)
    assert mark.faces == {"Bold"}
    assert mark.sizes <= LARGE
    assert mark.baseline > page.find("V/v").baseline
    assert frame.right < page.width / 2


def test_circulation_is_framed_above_the_head() -> None:
    page = printed(replace(document("quyet-dinh"), form=circulated())).pages[0]
    mark = page.find(Circulation.INTERNAL)
    assert mark.faces == {"Bold"}
    assert mark.sizes <= LARGE
    assert mark.baseline < page.find(NATION).baseline
    assert any(
        frame.left < mark.left and mark.right < frame.right and frame.top < mark.baseline
        for frame in page.frames
    )


def circulated() -> PaperForm:
    return replace(document("quyet-dinh").form, circulation=Circulation.INTERNAL)


def test_address_lines_stand_at_the_foot_of_page_1_under_a_full_rule() -> None:
    one = paper("cong-van")
    first, later = one.pages[0], one.pages[1]
    left, right = text_edges(first)
    full = [stroke for stroke in first.strokes if stroke.length > right - left - 1]
    assert len(full) == 1
    under = [line for line in first.lines if line.baseline > full[0].height]
    said = " ".join(line.text for line in under)
    assert said.split() == " ".join(one.document.form.contact).split()
    assert all(line.sizes <= {11.0, 11.5, 12.0} and line.faces == {"Regular"} for line in under)
    assert not any(one.document.form.contact[0] in line.text for line in later.lines)


def test_long_names_are_broken_evenly_and_before_the_unit() -> None:
    letterhead = (
        LetterheadLine("ỦY BAN NHÂN DÂN XÃ MẪU SƠN THƯỢNG HẠ", bold=False),
        LetterheadLine("BAN CHỈ ĐẠO CÔNG TÁC BÌNH ĐẲNG GIỚI VÀ VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ"),
    )
    page = printed(replace(document("quyet-dinh"), letterhead=letterhead)).pages[0]
    nation = page.find(NATION)
    left = [
        line
        for line in page.lines
        if line.right < nation.left and line.baseline < page.find("Số:").baseline
    ]
    texts = [line.text for line in left]
    assert texts[:2] == ["ỦY BAN NHÂN DÂN", "XÃ MẪU SƠN THƯỢNG HẠ"]
    widths = [line.width for line in left[2:]]
    assert len(widths) >= 2
    assert min(widths) > 0.6 * max(widths)


def test_a_draft_says_so_and_the_final_print_does_not() -> None:
    final = document("quyet-dinh")
    assert not printed(final).pages[0].has("DỰ THẢO")
    assert printed(replace(final, draft=True)).pages[0].has("DỰ THẢO")
