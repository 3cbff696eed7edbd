"""The shipped templates: filled in, read whole, tasks understood."""

import re

import pytest

from app.documents.blocks import Document
from app.documents.readers.from_text import read_text
from app.documents.readers.office_fields import OfficeFacts, office_fields
from app.documents.readers.templates import (
    fill_template,
    find_template,
    list_templates,
    read_content,
)
from app.domain.numbering import Mark
from app.domain.papers import PaperKind, PlanType, ReportType
from app.errors import NotFoundError, ValidationError
from app.workflows.activity_fields import activity_fields

FACTS = OfficeFacts(
    level="xã",
    name="Song An",
    upper_unit="tỉnh Gia Lai",
    receiving_office="Sở Nội vụ",
    drafting_office="Phòng Văn hóa - Xã hội",
    place_name="Song An",
    signer_lines=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer_name="Nguyễn Văn Mẫu",
)
CODES = [template.code for template in list_templates()]
OUTLINED = [
    template.code
    for template in list_templates()
    if template.kind in {PaperKind.PLAN, PaperKind.REPORT}
]


def filled(code: str, facts: OfficeFacts = FACTS) -> str:
    return fill_template(code, office_fields(facts, 2027, "Chung tay") | activity_fields(None))


@pytest.mark.parametrize("code", CODES)
def test_nothing_of_a_filled_template_is_left_over(code: str) -> None:
    document = read_text(filled(code))
    assert document.left_over == ()
    assert document.title
    assert document.letterhead
    assert document.symbol
    assert document.kind is find_template(code).kind
    assert document.signature.lines
    assert document.recipients[-1].startswith("Lưu: VT")


@pytest.mark.parametrize("code", OUTLINED)
def test_a_filled_template_is_read_whole(code: str) -> None:
    text = filled(code)
    document = read_text(text)
    assert not re.search(r"\{\w+\}", text)
    assert document.left_over == ()
    assert document.type_name in {"KẾ HOẠCH", "BÁO CÁO"}
    assert document.title
    assert document.symbol in {"KH-UBND", "BC-UBND"}
    assert (document.number, document.day, document.year) == ("", None, 2027)
    assert document.recipients[-1].startswith("Lưu: VT")
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.signature.name == "Nguyễn Văn Mẫu"
    assert {node.mark for node in document.nodes} == {Mark.ROMAN, Mark.NONE}


@pytest.mark.parametrize("code", CODES)
def test_every_task_line_becomes_a_task_with_a_period(code: str) -> None:
    text = filled(code)
    tasks = [node.task for node in read_content(text, 2027).nodes if node.task]
    assert len(tasks) == len(re.findall(r"^> ", text, re.MULTILINE))
    for task in tasks:
        assert task.all_year or task.ends_on


@pytest.mark.parametrize("code", CODES)
def test_every_marker_stays_a_plain_paragraph(code: str) -> None:
    text = filled(code)
    markers = re.findall(r"^@.*$", text, re.MULTILINE)
    nodes = [
        node
        for node in read_content(text, 2027).nodes
        # "@phu_luc" is the mark of an annex that the template writes out itself.
        if node.text.startswith("@") and node.text != "@phu_luc"
    ]
    assert [node.text for node in nodes] == markers
    assert {node.mark for node in nodes} <= {Mark.NONE}


def test_the_index_names_kinds_and_types() -> None:
    for template in list_templates():
        types = PlanType if template.kind is PaperKind.PLAN else ReportType
        assert template.paper_type in list(types)
        assert template.name
        assert template.description
        assert template.tiers


def test_content_and_document_say_the_same() -> None:
    text = filled("plan_year_commune")
    content = read_content(text, 2027)
    document = read_text(text)
    assert [(node.mark, node.heading, node.text) for node in content.nodes] == flat(document)
    assert content.head.bases == document.bases
    assert content.head.signature_lines == document.signature.lines


def flat(document: Document) -> list[tuple[Mark, str, str]]:
    from app.documents.blocks import walk

    return [(p.node.mark, p.node.heading, p.node.text) for p in walk(document.nodes)]


def test_without_a_drafting_office_the_official_is_named() -> None:
    facts = OfficeFacts(level="xã", name="Song An", upper_unit="tỉnh Gia Lai")
    text = filled("plan_year_commune", facts)
    content = read_content(text, 2027)
    leads = {node.task.lead for node in content.nodes if node.task}
    assert "Công chức Văn hóa - Xã hội" in leads
    assert not any(lead[0].islower() for lead in leads)
    assert " về công chức Văn hóa - Xã hội" in text
    assert "[điền: cơ quan nhận báo cáo]" in text
    assert content.head.place == "Song An"
    assert content.head.signer_name == ""


def test_the_unit_keeps_its_small_letter_inside_the_title() -> None:
    content = read_content(filled("plan_year_commune"), 2027)
    assert content.head.title[-1] == "xã Song An năm 2027"
    assert ("XÃ SONG AN", True) in content.head.letterhead


def test_an_unknown_theme_asks_to_be_filled_in() -> None:
    assert office_fields(FACTS, 2027)["chu_de"].startswith("[điền: ")
    assert "Chung tay" in filled("plan_action_month")


def test_a_field_without_a_value_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        fill_template("plan_year_commune", {})


def test_an_unknown_template() -> None:
    with pytest.raises(NotFoundError):
        find_template("không có")


def test_a_bad_task_line_names_its_place_in_the_file() -> None:
    with pytest.raises(ValidationError, match="Dòng 4"):
        read_content("KẾ HOẠCH\nX\n1. Một.\n> Chủ trì: A | Thời gian: mùa hè", 2027)


def test_a_wide_table_behind_two_signers_is_an_annex_and_loses_no_column() -> None:
    """Its columns past the second were once taken for those of the signatures and dropped."""
    text = (
        "BIÊN BẢN\nHọp thôn\n\nI. NỘI DUNG\n\n1. Bàn việc chung./.\n\n"
        "| THƯ KÝ | CHỦ TỌA |\n|---|---|\n| Nguyễn Văn Mẫu | Trần Thị Mẫu |\n\n"
        "PHỤ LỤC\nTỔNG HỢP Ý KIẾN\n\n"
        "| TT | Ý kiến | Trả lời |\n|---|---|---|\n| 1 | Cần đèn đường | Đã ghi nhận |\n"
    )
    content = read_content(text, 2026)
    assert content.head.signer_name == "Trần Thị Mẫu"
    annex = content.nodes[-1]
    assert annex.heading == "TỔNG HỢP Ý KIẾN"
    assert annex.table is not None
    assert [title for title, *_ in annex.table["columns"]] == ["TT", "Ý kiến", "Trả lời"]
    assert annex.table["rows"] == [["1", "Cần đèn đường", "Đã ghi nhận"]]
