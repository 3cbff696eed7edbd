"""Head and end of every kind of paper in the Word file: rules, frames, signers, copies."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.documents.blocks import Node
from app.documents.layout import MM, load_layout
from app.documents.render.head import measured_head
from app.domain.paper_content import PaperForm
from app.domain.papers import Circulation, Urgency
from tests.documents import kinds_of_papers as kinds
from tests.documents.sample_paper import long_plan, long_table
from tests.documents.test_to_docx import made
from tests.documents.word_file import W, has, value


def test_the_signature_stays_whole_with_the_last_paragraph(tmp_path: Path) -> None:
    file = made(tmp_path, replace(long_plan(), annexes=()))
    closing = file.tables[-1]
    assert "Nguyễn Thị Ữ" in [line.text for line in file.lines(closing)]
    assert [has(row, "trPr/cantSplit") for row in closing.findall(f"{W}tr")] == [True]
    (last,) = [line for line in file.lines() if line.text.startswith("Trên đây là")]
    assert has(last.element, "pPr/keepNext")
    blocks = list(file.body)
    between = blocks[blocks.index(last.element) + 1 : blocks.index(closing)]
    assert all(has(one, "pPr/keepNext") for one in between)


def test_a_table_that_ends_the_text_stays_with_the_signature_by_its_last_rows(
    tmp_path: Path,
) -> None:
    document = replace(long_plan(), nodes=(Node(table=long_table(9)),), annexes=())
    rows = made(tmp_path, document).tables[1].findall(f"{W}tr")
    kept = [all(has(one, "pPr/keepNext") for one in row.iter(f"{W}p")) for row in rows]
    assert kept == [True] * 2 + [False] * 8 + [True] * 2


def test_rules_are_borders_as_long_as_measured(tmp_path: Path) -> None:
    document = long_plan()
    file = made(tmp_path, document)
    head = measured_head(document, load_layout())
    rules = [line for line in file.lines(file.tables[0]) if has(line.element, "pPr/pBdr")]
    columns = [int(one.get(f"{W}w", "")) / 20 for one in file.tables[0].iter(f"{W}gridCol")]
    for rule, column, long in zip(rules, columns, (head.issuer_rule, head.state_rule), strict=True):
        left, right = (int(rule.own("ind", side)) / 20 for side in ("left", "right"))
        assert left == right
        assert column - left - right == pytest.approx(long, abs=0.2)


def test_frames_of_urgency_circulation_and_draft(tmp_path: Path) -> None:
    form = PaperForm(urgency=Urgency.EXPRESS, circulation=Circulation.INTERNAL)
    file = made(tmp_path, replace(kinds.notice(), form=form, draft=True))
    framed = [line for line in file.lines() if has(line.element, "pPr/pBdr/top")]
    assert [line.text for line in framed] == ["LƯU HÀNH NỘI BỘ", "HỎA TỐC", "DỰ THẢO"]
    assert [line.own("pBdr/top", "color") for line in framed] == ["000000", "FF0000", "000000"]
    assert value(file.styles["Độ khẩn"], "rPr/color") == "FF0000"
    assert file.body[0] is framed[0].element
    column = next(file.tables[0].iter(f"{W}gridCol")).get(f"{W}w", "")
    side = int(framed[1].own("ind", "left")) - 20 * int(framed[1].own("pBdr/left", "space"))
    assert int(column) - 2 * side == pytest.approx(30 * MM * 20, abs=2)
    room = 13 * 1.15 + int(framed[1].own("pBdr/top", "space")) * 2 + 2 * 0.75
    assert room == pytest.approx(8 * MM, abs=1)


def test_the_subject_of_a_letter_stands_under_its_number(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.letter())
    styles = [line.style for line in file.lines() if line.text]
    at = styles.index("Trích yếu công văn")
    assert styles[at - 2 : at] == ["Số, ký hiệu", "Địa danh, ngày tháng"]
    (subject,) = file.styled("Trích yếu công văn")
    assert subject.own("spacing", "before") == "120"
    assert " ".join(subject.text.split()) == kinds.letter().title[0]
    assert not file.styled("Tên loại")
    assert not has(file.styles["Trích yếu công văn"], "rPr/b")


def test_authority_and_resolution_stand_around_the_bases(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.decision())
    styles = [line.style for line in file.lines()]
    first, last = styles.index("Thẩm quyền ban hành"), styles.index("Lời ban hành")
    assert set(styles[first + 1 : last]) == {"Căn cứ"}
    assert file.styled("Lời ban hành")[0].text == "QUYẾT ĐỊNH:"
    assert not [line for line in file.lines()[first : last + 1] if line.names]


def test_minutes_have_two_signers_and_the_receivers_below(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.minutes())
    row = file.tables[-1].findall(f"{W}tr")
    left, right = ([line.text for line in file.lines(cell)] for cell in row[0].iter(f"{W}tc"))
    assert (left, right) == (["THƯ KÝ", "Lê Thị Ví Dụ"], ["CHỦ TỌA", "Trần Văn Thử"])
    styles = [line.style for line in file.lines()]
    assert styles.index("Nơi nhận") > styles.index("Người ký")
    assert not file.styled("Địa danh, ngày tháng")


def test_the_drafter_stands_under_the_receivers(tmp_path: Path) -> None:
    styles = [line.style for line in made(tmp_path, kinds.letter()).lines()]
    at = styles.index("Người soạn thảo")
    assert styles[at - 1] == "Dòng nơi nhận"


def test_a_copy_has_its_block_under_a_rule_at_the_very_end(tmp_path: Path) -> None:
    document = replace(kinds.plan(), copy=kinds.copied().copy)
    file = made(tmp_path, document)
    (form,) = file.styled("Hình thức sao")
    assert form.text == "SAO Y"
    lines = file.lines()
    at = next(number for number, line in enumerate(lines) if line.element is form.element)
    assert [line.text for line in lines[at:] if line.style == "Người ký"] == ["Phạm Thị Ví Dụ"]
    tables = list(file.body.iter(f"{W}tbl"))
    assert form.element in list(tables[-2].iter(f"{W}p"))
    rule = list(file.body)[list(file.body).index(tables[-2]) - 1]
    assert value(rule, "pPr/pBdr/bottom") == "single"
    assert value(rule, "pPr/ind", "left") == "0"


def test_receivers_hang_by_their_dash(tmp_path: Path) -> None:
    (first, *_rest) = made(tmp_path, long_plan()).styled("Dòng nơi nhận")
    assert first.own("ind", "left") == first.own("ind", "hanging") != ""
