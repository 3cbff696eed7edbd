"""Papers of every kind from their templates; copies of what was issued."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.db.database import Database
from app.documents.blocks import Annex, Node
from app.documents.builders.content import content_of
from app.documents.readers.templates import list_templates
from app.domain.activities import ActivityDraft
from app.domain.numbering import Mark
from app.domain.papers import KIND_FORMS, OtherType, PaperKind
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.papers import get_paper
from app.services.activities import record_activities
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.services.papers import CreatePaper, SaveContent, create_paper, save_content
from app.workflows.checks import check_paper
from app.workflows.other_papers import (
    CopyOrder,
    NewPaper,
    copy_sections,
    export_copy,
    new_paper_from_template,
)
from app.workflows.papers import export_paper, issue
from tests.documents.kinds_of_papers import decision
from tests.workflows.test_plans import office

__all__ = ["office"]

OTHERS = [
    template
    for template in list_templates()
    if template.kind not in (PaperKind.PLAN, PaperKind.REPORT)
]


def new(db: Database, code: str) -> UUID:
    return new_paper_from_template(db, NewPaper(template_code=code, year=2026))


def filled(db: Database, paper_id: UUID) -> None:
    """Every place to fill in gets a word."""
    row = db.read(get_paper, paper_id)

    def fill(text: str) -> str:
        while "[điền" in text:
            start = text.index("[điền")
            text = text[:start] + "Mẫu" + text[text.index("]", start) + 1 :]
        return text

    head = row.content.head
    head = replace(
        head,
        title=tuple(map(fill, head.title)),
        addressees=tuple(map(fill, head.addressees)),
        bases=tuple(map(fill, head.bases)),
        signer_name=fill(head.signer_name),
        form=replace(head.form, second_name=fill(head.form.second_name)),
    )
    nodes = tuple(
        replace(
            node,
            heading=fill(node.heading),
            text=fill(node.text),
            table=node.table
            and {
                **node.table,
                "rows": [[fill(cell) for cell in row] for row in node.table["rows"]],
            },
        )
        for node in row.content.nodes
    )
    content = replace(row.content, head=head, nodes=nodes)
    db.write(
        save_content,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )


def test_every_kind_has_a_template() -> None:
    assert {template.kind for template in list_templates()} == set(PaperKind)


@pytest.mark.parametrize("template", OTHERS, ids=lambda template: template.code)
def test_a_template_makes_a_paper_of_its_form(office: Database, template: object) -> None:
    paper = new(office, template.code)  # type: ignore[attr-defined]
    row = office.read(get_paper, paper)
    head, form = row.content.head, KIND_FORMS[row.kind]
    assert row.kind is template.kind  # type: ignore[attr-defined]
    assert head.type_name == form.type_name
    assert bool(head.form.authority) == form.authority
    assert head.form.resolution == form.resolution
    assert bool(head.form.second_lines) == form.two_signers
    if form.addressed is not None:
        assert bool(head.addressees) == form.addressed
    assert bool(head.place) == form.day_above
    start = form.symbol if form.symbol else "UBND"
    assert head.symbol.startswith(f"{start}-")
    found = {finding.rule for finding in check_paper(office, paper, date(2026, 11, 21))}
    assert found <= {"blank"}


@pytest.mark.parametrize("template", OTHERS, ids=lambda template: template.code)
def test_a_filled_paper_is_issued_and_written(
    office: Database, template: object, tmp_path: Path
) -> None:
    paper = new(office, template.code)  # type: ignore[attr-defined]
    filled(office, paper)
    row = office.read(get_paper, paper)
    issue(office, paper, IssuePaper(version_id=row.version_id, number="7", day=date(2026, 11, 21)))
    for suffix in (".pdf", ".docx"):
        export_paper(office, paper, tmp_path / f"a{suffix}")
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert f"Số: 07/{row.content.head.symbol}" in text
    assert "[điền" not in text


def test_a_decision_has_articles_and_the_chair_signs_alone(office: Database) -> None:
    row = office.read(get_paper, new(office, "decision_committee"))
    articles = [node for node in row.content.nodes if node.mark is Mark.ARTICLE]
    assert len(articles) == 4
    assert row.content.head.form.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"
    assert row.content.head.signature_lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    collective = office.read(get_paper, new(office, "decision_plan"))
    assert collective.content.head.signature_lines[0] == "TM. ỦY BAN NHÂN DÂN"


def test_minutes_stand_under_the_advisory_body(office: Database) -> None:
    head = office.read(get_paper, new(office, "minutes_committee")).content.head
    assert head.letterhead == (
        ("ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH", False),
        ("BAN VÌ SỰ TIẾN BỘ CỦA PHỤ NỮ", True),
    )
    assert head.symbol == "BB-BVSTBPN"
    assert (head.form.second_lines, head.signature_lines) == (("THƯ KÝ",), ("CHỦ TỌA",))


def test_a_letter_is_named_by_body_and_drafter(office: Database) -> None:
    head = office.read(get_paper, new(office, "letter_action_month")).content.head
    assert head.symbol == "UBND-PVHXH"
    assert head.title[0].startswith("V/v ")
    assert head.recipients[-1] == "Lưu: VT, PVHXH."


def test_plans_and_reports_are_made_elsewhere(office: Database) -> None:
    with pytest.raises(ValidationError, match="phần Kế hoạch"):
        new(office, "plan_year_commune")
    with pytest.raises(NotFoundError):
        new(office, "khong-co")
    with pytest.raises(ValidationError, match="Năm 12"):
        new_paper_from_template(office, NewPaper(template_code="letter_reminder", year=12))


@pytest.fixture
def issued(office: Database) -> UUID:
    """An issued decision."""
    paper = new(office, "decision_committee")
    filled(office, paper)
    row = office.read(get_paper, paper)
    order = IssuePaper(version_id=row.version_id, number="7", day=date(2026, 11, 21))
    issue(office, paper, order)
    return paper


def words(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_copy_says_its_form_and_number_under_the_paper(
    office: Database, issued: UUID, tmp_path: Path
) -> None:
    order = CopyOrder(form="SAO Y", number="3", day=date(2026, 11, 25))
    export_copy(office, issued, tmp_path / "a.pdf", order)
    export_copy(office, issued, tmp_path / "a.docx", order)
    text = words(tmp_path / "a.pdf")
    assert text.index("Điều 4") < text.index("SAO Y") < text.index("03/SY-UBND")
    assert "ngày 25 tháng 11 năm 2026" in text


def test_a_whole_copy_is_whole_and_goes_where_the_paper_went(
    office: Database, issued: UUID, tmp_path: Path
) -> None:
    export_copy(office, issued, tmp_path / "a.pdf", CopyOrder(form="SAO Y", sections=(2,)))
    text = words(tmp_path / "a.pdf")
    assert "Điều 1. " in text
    assert "Điều 4. " in text
    assert "Như nơi nhận của bản chính" in text


def test_an_extract_leaves_the_annexes_out(office: Database, tmp_path: Path) -> None:
    annex = Annex(title="DANH SÁCH THÀNH VIÊN", nodes=(Node(text="Có năm thành viên./."),))
    made = CreatePaper(
        kind=PaperKind.DECISION,
        paper_type=OtherType.OTHER,
        year=2026,
        content=content_of(replace(decision(), annexes=(annex,), number="", day=None)),
    )
    paper = office.write(create_paper, made)
    version = office.read(get_paper, paper).version_id
    issue(office, paper, IssuePaper(version_id=version, number="8", day=date(2026, 11, 21)))
    for form, there in (("SAO Y", True), ("TRÍCH SAO", False)):
        export_copy(office, paper, tmp_path / "a.pdf", CopyOrder(form=form, sections=(1,)))
        assert ("năm thành viên" in words(tmp_path / "a.pdf")) is there


def test_an_extract_takes_the_named_articles_only(
    office: Database, issued: UUID, tmp_path: Path
) -> None:
    order = CopyOrder(form="TRÍCH SAO", number="4", sections=(2,))
    export_copy(office, issued, tmp_path / "a.pdf", order)
    text = words(tmp_path / "a.pdf")
    assert "TRÍCH SAO" in text
    assert "04/TrS-UBND" in text
    assert "Điều 2. " in text
    assert "Điều 1. " not in text
    assert "họp định kỳ" in text
    assert "chịu trách nhiệm thi hành" not in text
    with pytest.raises(ValidationError, match="không có phần 9"):
        export_copy(office, issued, tmp_path / "b.pdf", replace(order, sections=(9,)))
    assert not (tmp_path / "b.pdf").exists()


def test_the_sections_of_a_paper_are_named_for_an_extract(office: Database, issued: UUID) -> None:
    sections = copy_sections(office.read(get_paper, issued))
    assert [words.split(".")[0] for words in sections] == [f"Điều {one}" for one in range(1, 5)]


def test_an_earlier_version_that_was_signed_can_be_copied(
    office: Database, issued: UUID, tmp_path: Path
) -> None:
    office.write(open_next_version, OpenNextVersion(paper_id=issued, reason="Sửa Điều 2"))
    with pytest.raises(ConflictError, match="chưa ban hành"):
        export_copy(office, issued, tmp_path / "a.pdf", CopyOrder(form="SAO Y"))
    export_copy(office, issued, tmp_path / "a.pdf", CopyOrder(form="SAO Y", version=1))
    assert "SAO Y" in words(tmp_path / "a.pdf")


def test_only_what_was_signed_is_copied(office: Database, tmp_path: Path) -> None:
    paper = new(office, "decision_committee")
    with pytest.raises(ConflictError, match="chưa ban hành"):
        export_copy(office, paper, tmp_path / "a.pdf", CopyOrder(form="SAO Y"))
    with pytest.raises(ValidationError, match="SAO LỤC"):
        export_copy(office, paper, tmp_path / "a.pdf", CopyOrder(form="PHOTO"))


def test_a_copy_is_written_as_pdf_or_word(office: Database, issued: UUID, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"\.pdf hoặc \.docx"):
        export_copy(office, issued, tmp_path / "a.xlsx", CopyOrder(form="SAO Y"))


def test_minutes_of_a_dialogue_are_filled_in_from_the_recorded_activity(office: Database) -> None:
    draft = ActivityDraft(
        kind_code="doi_thoai",
        title="Đối thoại với phụ nữ",
        starts_on=date(2026, 5, 8),
        place="Hội trường Ủy ban nhân dân xã",
        lead="Ủy ban nhân dân xã",
        partners=("Hội Liên hiệp Phụ nữ xã",),
        men=14,
        women=71,
        quantities=(("y_kien", 16), ("y_kien_tra_loi", 3)),
    )
    (activity,) = office.write(record_activities, [draft])
    command = NewPaper(template_code="minutes_dialogue", year=2026, activity_id=activity)

    row = office.read(get_paper, new_paper_from_template(office, command))

    words = [node.text for node in row.content.nodes]
    assert "Thời gian: Ngày 08 tháng 5 năm 2026; bắt đầu lúc [điền: giờ, phút]." in words
    assert "Địa điểm: Hội trường Ủy ban nhân dân xã." in words
    assert any("85 người (nam 14, nữ 71)" in text for text in words)
    assert any("16 ý kiến, trả lời tại chỗ 03;" in text for text in words)
    annex = row.content.nodes[-1]
    assert annex.heading.startswith("TỔNG HỢP Ý KIẾN")
    assert annex.table is not None
    assert len(annex.table["columns"]) == 8
    assert row.source.endswith("Đối thoại với phụ nữ")


def test_what_an_activity_does_not_know_is_asked_for(office: Database) -> None:
    draft = ActivityDraft(
        kind_code="doi_thoai", title="Đối thoại", starts_on=date(2026, 5, 8), total=85
    )
    (activity,) = office.write(record_activities, [draft])
    command = NewPaper(template_code="minutes_dialogue", year=2026, activity_id=activity)
    row = office.read(get_paper, new_paper_from_template(office, command))
    words = " ".join(node.text for node in row.content.nodes)
    assert "85 người (nam, nữ: [điền: số nam, số nữ])" in words
    assert "Địa điểm: [điền: nơi tổ chức]." in words
