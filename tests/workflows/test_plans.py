"""New plans: a template filled by the office, last year's plan moved on, a real file read in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from app.db.database import Database
from app.documents.readers.from_text import read_text_file
from app.documents.readers.templates import list_templates
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.papers import PaperKind, PlanType, ReportType
from app.domain.text import words
from app.errors import DataFileError, NotFoundError, ValidationError
from app.queries.campaigns import get_campaign
from app.queries.papers import PaperRow, get_paper, list_papers
from app.services.campaigns import SetCampaign, ensure_action_month, set_campaign
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import SetPrintChoices, set_print_choices
from app.workflows.bases import doubtful_bases, out_of_force
from app.workflows.catalogues import load_catalogues
from app.workflows.plans import (
    NewPlan,
    new_plan_from_file,
    new_plan_from_last_year,
    new_plan_from_template,
)
from tests.papers import create, small_plan

PLANS = Path(__file__).parents[1] / "data" / "plans"
TODAY = date(2026, 11, 20)
OFFICE = SetUpOffice(
    level_code="phuong",
    name="Hòa Bình",
    upper_unit="thành phố Mẫu",
    receiving_office="Sở Nội vụ thành phố Mẫu",
    drafting_office="Phòng Văn hóa - Xã hội",
    drafting_symbol="PVHXH",
    place_name="Hòa Bình",
    signers=(
        SignerDraft(
            form_code="tm_ubnd_kt_pct",
            lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            name="Trần Thị Mẫu",
        ),
    ),
)


@pytest.fixture
def office(db: Database) -> Database:
    """The database of a ward's office."""
    load_catalogues(db)
    db.write(set_up_office, OFFICE)
    return db


def from_template(db: Database, code: str = "plan_year_commune", year: int = 2027) -> PaperRow:
    made = new_plan_from_template(db, NewPlan(template_code=code, year=year, today=TODAY))
    return db.read(get_paper, made)


def all_words(row: PaperRow) -> str:
    return " ".join(f"{node.heading} {node.text}" for node in row.content.nodes)


def test_the_office_stands_on_its_plan(office: Database) -> None:
    row = from_template(office)
    head = row.content.head

    assert (row.kind, row.paper_type, row.year) == (PaperKind.PLAN, PlanType.YEAR, 2027)
    assert head.letterhead == (("ỦY BAN NHÂN DÂN", True), ("PHƯỜNG HÒA BÌNH", True))
    assert (head.symbol, head.place, head.number, head.day) == ("KH-UBND", "Hòa Bình", "", None)
    assert head.signature_lines == OFFICE.signers[0].lines
    assert head.signer_name == "Trần Thị Mẫu"
    assert head.recipients[0].startswith("Sở Nội vụ thành phố Mẫu")
    assert head.recipients[-1] == "Lưu: VT, PVHXH."
    assert "phường Hòa Bình năm 2027" in " ".join(head.title)
    assert "{" not in all_words(row)


def test_receivers_of_the_office_go_before_those_of_the_template(db: Database) -> None:
    load_catalogues(db)
    own = ("UBND thành phố Mẫu;", "Lưu: VT.")
    db.write(set_up_office, replace(OFFICE, recipients={"plan": own}, drafting_symbol=""))
    assert from_template(db).content.head.recipients == own


@pytest.mark.parametrize("code", [found.code for found in list_templates()])
def test_every_plan_template_is_filled_and_every_other_is_refused(
    office: Database, code: str
) -> None:
    template = next(found for found in list_templates() if found.code == code)
    if template.kind is PaperKind.REPORT:
        with pytest.raises(ValidationError, match="đề cương báo cáo"):
            from_template(office, code)
        return
    if template.kind is not PaperKind.PLAN:
        with pytest.raises(ValidationError, match="phần Sổ theo dõi"):
            from_template(office, code)
        return
    row = from_template(office, code)
    assert row.paper_type == template.paper_type
    assert len(row.content.nodes) > 40
    assert row.left_overs == ()
    assert any(node.task for node in row.content.nodes)


def test_bases_that_will_not_be_in_force_are_asked_about(office: Database) -> None:
    row = from_template(office, year=2031)
    found = {doubt.found: doubt.why for doubt in row.left_overs}
    assert "28/NQ-CP" in found
    assert "31/12/2030" in found["28/NQ-CP"]
    assert {doubt.where for doubt in row.left_overs} == {"Căn cứ"}


def test_a_cited_number_is_matched_whole_and_laws_by_name(office: Database) -> None:
    out = out_of_force(office, date(2026, 11, 20))
    bases = (
        "Căn cứ Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ;",
        "Căn cứ Quyết định số 113/2023/NĐ-CP ngày 01 tháng 01 năm 2023;",
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
    )
    [doubt] = doubtful_bases(bases, out)
    assert doubt.found == "13/2023/NĐ-CP"
    assert "thay thế" in doubt.why


def test_the_theme_of_the_year_is_in_the_action_month_plan(office: Database) -> None:
    campaign_id = office.write(ensure_action_month, 2027)
    campaign = office.read(get_campaign, campaign_id)
    command = SetCampaign(
        campaign_id=campaign_id,
        seen_revision=campaign.revision,
        name=campaign.name,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        theme="Chung tay vì gia đình không bạo lực",
        messages=(),
    )
    office.write(set_campaign, command)

    month = from_template(office, "plan_action_month")
    year = from_template(office)

    assert "Chung tay vì gia đình không bạo lực" in all_words(month)
    assert (month.campaign_id, year.campaign_id) == (campaign_id, None)


def test_mistakes_are_told_and_leave_nothing(office: Database) -> None:
    with pytest.raises(NotFoundError, match="Không có mẫu"):
        from_template(office, "khong_co")
    with pytest.raises(ValidationError, match="không hợp lệ"):
        from_template(office, year=20270)
    assert office.read(list_papers) == []


def test_without_an_office_there_is_no_plan_from_a_template(db: Database) -> None:
    load_catalogues(db)
    with pytest.raises(NotFoundError, match="năm câu hỏi"):
        from_template(db)


def test_last_years_plan_moves_on_with_its_doubts(office: Database) -> None:
    content = small_plan()
    milestone = (
        "Đến năm 2030 giảm 5% so với năm 2025, do Phòng Lao động - Thương binh và Xã hội làm."
    )
    doubtful = NodeContent(depth=1, mark=Mark.ARABIC, text=milestone)
    nodes = (*content.nodes[:2], doubtful, *content.nodes[2:])
    old = office.write(create, replace(content, nodes=nodes))
    choices = SetPrintChoices(paper_id=old, show_assignments=False, show_task_annex=True)
    office.write(set_print_choices, choices)

    made = new_plan_from_last_year(office, old, 2027, today=TODAY)

    row = office.read(get_paper, made)
    assert row.content.head.title == ("Công tác bình đẳng giới", "xã Mẫu năm 2027")
    task = row.content.nodes[4].task
    assert task is not None
    assert (task.starts_on, task.ends_on) == (date(2027, 3, 1), date(2027, 6, 30))
    assert "năm 2030" in row.content.nodes[2].text
    wheres = {doubt.where for doubt in row.left_overs}
    assert {"Tên cơ quan ban hành", "Chữ ký"} <= wheres
    assert any("Lao động" in doubt.found for doubt in row.left_overs)
    assert (row.show_assignments, row.show_task_annex) == (False, True)
    assert {node.key for node in row.content.nodes}.isdisjoint(node.key for node in nodes)


def test_last_years_plan_needs_another_year(office: Database) -> None:
    old = office.write(create)
    with pytest.raises(ValidationError, match="đã là của năm 2026"):
        new_plan_from_last_year(office, old, 2026)


@pytest.mark.parametrize(
    ("name", "year", "signer"),
    [
        ("song-an-2019.txt", 2019, "Nguyễn Lê Tiến"),
        ("ha-noi-2025.txt", 2025, "Vũ Thu Hà"),
    ],
)
def test_a_real_plan_is_read_without_an_office(
    db: Database, name: str, year: int, signer: str
) -> None:
    row = db.read(get_paper, new_plan_from_file(db, PLANS / name))

    assert (row.kind, row.paper_type, row.year) == (PaperKind.PLAN, PlanType.YEAR, year)
    assert row.content.head.signer_name == signer
    assert row.left_overs == ()
    assert row.source.endswith(name)


@pytest.mark.parametrize("name", ["song-an-2019.txt", "ha-noi-2025.txt"])
def test_what_is_kept_is_what_the_reader_read(db: Database, name: str) -> None:
    def texts(nodes: object) -> list[str]:
        found: list[str] = []
        for node in nodes:  # type: ignore[attr-defined]
            found += words(f"{node.heading} {node.text}") + texts(node.children)
        return found

    document = read_text_file(PLANS / name)
    row = db.read(get_paper, new_plan_from_file(db, PLANS / name))
    kept = [word for node in row.content.nodes for word in words(f"{node.heading} {node.text}")]
    assert kept == texts(document.nodes)


def test_a_report_is_known_by_its_name_and_the_year_by_title_date_or_word(
    db: Database, tmp_path: Path
) -> None:
    file = tmp_path / "báo cáo.txt"

    def read(text: str, year: int | None = None) -> tuple[PaperKind, str, int]:
        file.write_text(text, encoding="utf-8")
        row = db.read(get_paper, new_plan_from_file(db, file, year))
        return row.kind, row.paper_type, row.year

    month = "BÁO CÁO\nKết quả Tháng hành động vì bình đẳng giới năm 2024\n\nI. KẾT QUẢ\n1. Tốt."
    assert read(month) == (PaperKind.REPORT, ReportType.ACTION_MONTH, 2024)
    dated = "Mẫu, ngày 05 tháng 3 năm 2023\n\nKẾ HOẠCH\nCông tác phụ nữ\n\nI. MỤC ĐÍCH\n1. Tốt."
    assert read(dated) == (PaperKind.PLAN, PlanType.OTHER, 2023)
    assert read(dated, 2028)[2] == 2028
    long = "KẾ HOẠCH\nThực hiện Chiến lược giai đoạn 2021 - 2030\n\nI. MỤC ĐÍCH\n1. Tốt."
    assert read(long)[1] == PlanType.PROGRAMME


def test_composed_and_decomposed_files_make_the_same_paper(db: Database, tmp_path: Path) -> None:
    text = (PLANS / "song-an-2019.txt").read_text(encoding="utf-8")
    rows = []
    for form in ("NFC", "NFD"):
        file = tmp_path / f"{form}.txt"
        file.write_text(normalize(form, text), encoding="utf-8")
        rows.append(db.read(get_paper, new_plan_from_file(db, file)).content)
    first, second = rows
    assert first.head == second.head
    assert [replace(node, key=first.nodes[0].key) for node in first.nodes] == [
        replace(node, key=first.nodes[0].key) for node in second.nodes
    ]


def test_a_bad_file_leaves_nothing(db: Database, tmp_path: Path) -> None:
    empty = tmp_path / "trống.txt"
    empty.touch()
    with pytest.raises(ValidationError, match="trống"):
        new_plan_from_file(db, empty)
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        new_plan_from_file(db, tmp_path / "khong-co.txt")
    assert db.read(list_papers) == []
