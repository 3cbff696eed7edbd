"""Every rule of the form: a planted mistake is found at its place, the right form says nothing."""

from dataclasses import replace

import pytest

from app.documents.blocks import Document, Node
from app.documents.builders.content import PrintChoices, content_of, document_of
from app.documents.check import form
from app.documents.check.checker import Checker
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend, Severity, all_rules, find_rule
from app.documents.check.mending import mended
from app.domain.paper_content import PaperForm
from tests.documents.check.form_mistakes import MISTAKES, signed, table
from tests.documents.check.right_papers import (
    BODY,
    COPY,
    DECISION,
    FACTS,
    LETTER,
    MINUTES,
    PLAN,
    REPORT,
    WITH_ANNEX,
    key,
    with_node,
)


def found_in(document: Document, facts: CheckFacts = FACTS) -> list[Finding]:
    return Checker(facts, form.TEXT_RULES, form.SHEET_RULES).check(document)


FROM_OUTSIDE = {"base_end"}
OF_THE_WORKFLOW = {"left_over"}


@pytest.mark.parametrize(
    "document",
    [PLAN, REPORT, LETTER, DECISION, MINUTES, COPY, WITH_ANNEX],
    ids=lambda one: one.symbol,
)
@pytest.mark.parametrize("own", [True, False])
def test_the_right_form_has_no_finding(document: Document, own: bool) -> None:
    assert found_in(document, replace(FACTS, own_paper=own)) == []


@pytest.mark.parametrize(
    ("rule", "document", "where", "quote"),
    MISTAKES,
    ids=[f"{number}-{row[0]}" for number, row in enumerate(MISTAKES)],
)
def test_a_planted_mistake_is_found_and_nothing_else(
    rule: str, document: Document, where: str, quote: str
) -> None:
    [found] = found_in(document)
    assert (found.rule, found.where, found.quote) == (rule, where, quote)
    assert found.clause
    assert found.message


@pytest.mark.parametrize("document", [row[1] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mend_takes_the_finding_away(document: Document) -> None:
    [found] = found_in(document)
    if found.mend is None:
        return
    content = mended(content_of(document), found.mend)
    assert content != content_of(document)
    choices = PrintChoices(show_assignments=False, show_task_annex=False, copy=document.copy)
    left = found_in(document_of(content, choices))
    assert [one.rule for one in left] == []


def test_every_rule_of_the_file_is_proved_here() -> None:
    from app.paths import resource

    shipped = (resource("check_rules") / "form.toml").read_text(encoding="utf-8")
    ids = {name for name in all_rules() if f"[rule.{name}]" in shipped}
    assert ids == {row[0] for row in MISTAKES} | FROM_OUTSIDE | OF_THE_WORKFLOW


@pytest.mark.parametrize(
    ("document", "where", "new"),
    [
        (replace(PLAN, place="phường 1"), "place", "Phường 1"),
        (replace(PLAN, place="xã song an, ngày"), "place", "Song An"),
        (replace(PLAN, symbol="kh - ubnd"), "symbol", "KH-UBND"),
        (replace(PLAN, symbol="UBND-VHXH"), "symbol", "KH-UBND-VHXH"),
        (replace(PLAN, title=("V/v triển khai",)), "title:0", "Về việc triển khai"),
        (replace(LETTER, title=("Về việc Mời họp",)), "title:0", "V/v mời họp"),
        (
            replace(
                PLAN, bases=("Căn cứ Luật A (73/2006/QH11) ngày 29/11/2006 do Quốc hội ban hành;",)
            ),
            "bases:0",
            "Căn cứ Luật A ngày 29/11/2006;",
        ),
        (
            replace(PLAN, recipients=("Lưu VT-VHXH",)),
            "recipients:0",
            "Lưu: VT, VHXH",
        ),
        (
            signed(PLAN, "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"),
            "signature_lines:1",
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        ),
        (signed(PLAN, "CHỦ TỊCH", name="GS. TS. LÊ VĂN MẪU"), "signer_name", "LÊ VĂN MẪU"),
        (with_node(PLAN, 9, text="Hết ;"), key(9), "Hết./."),
    ],
)
def test_what_a_mend_writes(document: Document, where: str, new: str) -> None:
    mends = [one.mend for one in found_in(document) if one.mend and one.where == where]
    assert [mend.new for mend in mends] == [new]


@pytest.mark.parametrize(
    "lines",
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("TUQ. CHỦ TỊCH", "PHÓ TRƯỞNG PHÒNG"),
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("TM. BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND XÃ"),
        ("TM. BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ CHỦ TỊCH"),
    ],
)
def test_lines_that_may_stand_above_a_signature(lines: tuple[str, ...]) -> None:
    assert found_in(signed(PLAN, *lines)) == []


@pytest.mark.parametrize(
    "place", ["Hà Nội", "Bà Rịa - Vũng Tàu", "Phường Điện Biên Phủ", "Phường 1"]
)
def test_names_of_places_that_are_right(place: str) -> None:
    assert found_in(replace(PLAN, place=place)) == []


@pytest.mark.parametrize(
    "name", ["Lê Mẫu", "Ông Thị Mẫu", "H'Mẫu Niê", "Nguyễn Lê Mẫu - Anh", "Tôn Nữ Thị Mẫu"]
)
def test_names_of_signers_that_are_right(name: str) -> None:
    assert found_in(signed(PLAN, "CHỦ TỊCH", name=name)) == []


def test_the_same_number_of_another_body_is_no_repeat() -> None:
    both = (
        "Căn cứ Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026 của tỉnh;",
        "Căn cứ Kế hoạch số 05/KH-UBND ngày 09 tháng 01 năm 2026 của sở.",
    )
    assert found_in(replace(PLAN, bases=both)) == []


def test_bases_named_in_the_first_words_are_enough() -> None:
    opening = Node(text="Thực hiện Kế hoạch số 47/KH-UBND của tỉnh, xã ban hành:", key=key(30))
    assert found_in(replace(PLAN, bases=(), nodes=(opening, *BODY))) == []


def test_a_file_from_outside_may_write_its_roman_number() -> None:
    outside = replace(FACTS, own_paper=False)
    for label, rules in (("Phụ lục I: ", []), ("Phụ lục 1. ", ["annex_label"])):
        annex = replace(WITH_ANNEX.annexes[0], title=f"{label}CHỈ TIÊU")
        found = found_in(replace(WITH_ANNEX, annexes=(annex,)), outside)
        assert [one.rule for one in found] == rules


def test_what_must_still_be_filled_in_is_said_once() -> None:
    for document in (
        replace(PLAN, bases=("[điền: căn cứ]",)),
        replace(PLAN, recipients=("[điền: nơi nhận]",)),
        signed(PLAN, "[điền: chức vụ]"),
        signed(PLAN, "CHỦ TỊCH", name="[điền: họ tên]"),
    ):
        assert {one.rule for one in found_in(document)} == {"blank"}


def test_an_unknown_type_of_paper_is_measured_by_what_holds_for_all() -> None:
    document = replace(PLAN, type_name="QUY CHẾ", symbol="QC-UBND", bases=())
    assert found_in(document) == []
    assert [one.rule for one in found_in(replace(document, symbol="KH-UBND"))] == ["symbol_kind"]


def test_the_kind_it_is_kept_as_counts_more_than_its_name() -> None:
    facts = replace(FACTS, kind="plan")
    found = found_in(replace(PLAN, type_name="", symbol=""), facts)
    assert [one.rule for one in found] == ["type_missing", "symbol_missing"]


def test_a_letter_may_not_be_waved_through_without_its_number() -> None:
    assert find_rule("blank").severity is Severity.BLOCK
    assert not find_rule("blank").waivable
    assert find_rule("end_mark").waivable


def test_a_mend_of_words_that_went_changes_nothing() -> None:
    content = content_of(PLAN)
    for where in ("title:0", "title:9", "recipients:0", key(2), "letterhead:7", "authority"):
        assert mended(content, Mend(where, "không có", "x")) == content


def test_a_mend_reaches_one_cell_of_a_table() -> None:
    document = with_node(PLAN, 8, text="", table=table("A", "B", rows=(("x x", "x"), ("x", ""))))
    content = mended(content_of(document), Mend(key(8), "x", "y"))
    stored = next(node.table for node in content.nodes if node.table)
    assert stored["rows"] == [["y x", "x"], ["x", ""]]


def test_marks_of_the_form_are_mended() -> None:
    content = content_of(replace(PLAN, form=PaperForm(second_lines=("thư ký",), urgency="khẩn")))
    content = mended(content, Mend("second_lines:0", "thư ký", "THƯ KÝ"))
    content = mended(content, Mend("urgency", "khẩn", "KHẨN"))
    assert (content.head.form.second_lines, content.head.form.urgency) == (("THƯ KÝ",), "KHẨN")
