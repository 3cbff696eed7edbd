"""The ending measured: signatures and receivers."""

import re

import pytest

from tests.documents.geometry.measured import MM
from tests.documents.geometry.papers import every_paper, paper, printed
from tests.documents.geometry.zones import LARGE, in_table, text_edges
from tests.documents.kinds_of_papers import copied


@every_paper
def test_signature_is_whole_with_words_of_the_paper_above_it(name: str) -> None:
    one = paper(name)
    document = one.document
    names = [text for text in (document.signature.name, document.form.second_name) if text]
    if not document.signature.lines:
        return
    last = one.main[-1]
    lines = [line for line in last.lines if not in_table(last, line)]
    wanted = " ".join(document.signature.lines).split()
    bold = [line for line in lines if line.faces == {"Bold"} and line.left > last.width * 0.4]
    said = " ".join(line.text for line in bold).split()
    assert (
        said[-len(wanted) - sum(len(one.split()) for one in names[:1]) :][: len(wanted)] == wanted
    )
    block = [line for line in bold if line.text in " ".join(document.signature.lines)]
    assert all(line.sizes <= LARGE for line in block)
    assert all(line.text.isupper() for line in block)
    middles = [line.middle for line in block]
    if document.signature.name:
        signer = next(line for line in bold if line.text == document.signature.name)
        assert signer.baseline - block[-1].baseline >= 50, "room for the signature"
        middles.append(signer.middle)
    assert max(middles) - min(middles) < 1
    above = [line for line in last.text_lines if line.baseline < block[0].baseline - 4]
    whole = len(above) == 1 and above[0].left > 40 * MM and above[0].text.endswith("./.")
    assert len(above) >= 2 or whole, "a signature stands with two lines or the last paragraph"


@every_paper
def test_receivers_stand_level_with_the_signature(name: str) -> None:
    one = paper(name)
    if not one.document.recipients:
        return
    last = one.main[-1]
    word = last.find("Nơi nhận:")
    assert word.faces == {"BoldItalic"}
    assert word.sizes == {12.0}
    assert word.left == pytest.approx(30 * MM, abs=1)
    items = [
        line
        for line in last.lines
        if line.baseline > word.baseline
        and line.right < last.width / 2 + 20
        and line.sizes == {11.0}
    ]
    assert items[0].text.startswith("- ")
    assert all(line.faces == {"Regular"} for line in items)
    said = " ".join(line.text for line in items)
    drafter = one.document.form.drafter
    assert re.search(rf"- Lưu: [^;]*\. ?{re.escape(drafter)}$", said) or "- Lưu" not in said
    typed = sum(item.rstrip(" ;").count(";") for item in one.document.recipients)
    assert said.count(";") == len(one.document.recipients) - 1 + typed
    if one.document.kind != "minutes" and one.document.signature.lines:
        first = one.document.signature.lines[0].split()[0]
        right = [line for line in last.lines if line.left > last.width * 0.4]
        level = next(line for line in right if line.text.startswith(first))
        assert level.baseline == pytest.approx(word.baseline, abs=2.5)


def test_the_drafters_sign_stands_below_the_receivers() -> None:
    one = paper("cong-van")
    last = one.main[-1]
    sign = last.find(one.document.form.drafter)
    assert sign.sizes == {11.0}
    assert sign.faces == {"Regular"}
    assert sign.left == pytest.approx(30 * MM, abs=1)
    assert sign.baseline > last.find("- Lưu").baseline


def test_a_copy_stands_under_a_full_rule_after_the_end() -> None:
    document = copied()
    page = printed(document, "sao-y").pages[-1]
    left, right = text_edges(page)
    copy = document.copy
    form = page.find(copy.form)
    [rule] = [one for one in page.strokes if one.length > right - left - 1]
    original, block = document.signature.name, copy.signature.name
    assert page.find(original).baseline < rule.height < form.baseline
    assert form.faces == {"Bold"}
    assert form.sizes <= LARGE
    number = page.find("Số: 04/SY-UBND")
    day = page.find("Mẫu Sơn, ngày 12 tháng 01 năm 2027")
    assert number.faces == {"Regular"}
    assert number.sizes == {13.0}
    assert day.faces == {"Italic"}
    assert day.baseline == pytest.approx(number.baseline, abs=0.6)
    assert form.baseline <= number.baseline
    assert page.find(block).baseline > number.baseline
    assert page.find(block).left > page.width / 2


def test_minutes_are_signed_by_two_side_by_side() -> None:
    one = paper("bien-ban")
    last = one.main[-1]
    form = one.document.form
    left = last.find(form.second_lines[0])
    right = next(line for line in last.lines if line.text == one.document.signature.lines[0])
    assert left.baseline == pytest.approx(right.baseline, abs=0.6)
    assert left.right < right.left
    assert left.faces == right.faces == {"Bold"}
    names = last.find(form.second_name), last.find(one.document.signature.name)
    assert names[0].baseline == pytest.approx(names[1].baseline, abs=0.6)
    assert names[0].middle == pytest.approx(left.middle, abs=1)
    word = last.find("Nơi nhận:")
    assert word.baseline > names[0].baseline
