"""Papers checked, issued and written to disk."""

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.db.database import Database
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.papers import PaperKind, PaperState, ReportType, TaskState
from app.errors import ConflictError, DataFileError, NotFoundError, ValidationError
from app.queries.papers import get_paper
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.services.office import SetUpOffice, set_up_office
from app.services.papers import (
    CreatePaper,
    SetPrintChoices,
    SetTaskProgress,
    create_paper,
    set_print_choices,
    set_task_progress,
)
from app.workflows.catalogues import load_catalogues
from app.workflows.papers import export_paper, issue, printed_document
from tests.papers import DAY, HEAD, create, issue_newest, small_plan, with_text


@pytest.fixture
def paper_id(db: Database) -> UUID:
    """A small plan that could be issued."""
    return db.write(create)


def pdf_words(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".PDF"])
def test_a_paper_is_written_as_its_suffix_says(
    db: Database, paper_id: UUID, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"Kế hoạch năm 2026{suffix}"
    export_paper(db, paper_id, out)
    start = out.read_bytes()[:4]
    assert start == (b"%PDF" if suffix.lower() == ".pdf" else b"PK\x03\x04")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize("name", ["kế hoạch.odt", "kế hoạch", "kế hoạch.doc"])
def test_another_suffix_is_told(db: Database, paper_id: UUID, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValidationError, match=r"\.pdf, \.docx hoặc \.xlsx"):
        export_paper(db, paper_id, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_the_places_chosen_for_tasks_are_printed(db: Database, paper_id: UUID) -> None:
    row = db.read(get_paper, paper_id)
    assert [annex.landscape for annex in printed_document(row).annexes] == [True]

    neither = SetPrintChoices(paper_id=paper_id, show_assignments=False, show_task_annex=False)
    db.write(set_print_choices, neither)

    row = db.read(get_paper, paper_id)
    assert printed_document(row).annexes == ()
    assert printed_document(row, draft=True).draft


def test_an_older_version_prints_as_it_was_signed(
    db: Database, paper_id: UUID, tmp_path: Path
) -> None:
    db.write(issue_newest, paper_id, "7")
    db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa"))
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    export_paper(db, paper_id, first, version=1)
    export_paper(db, paper_id, second)
    assert "07/KH-UBND" in pdf_words(first).replace(" ", "")
    assert "07/KH-UBND" not in pdf_words(second).replace(" ", "")
    with pytest.raises(NotFoundError):
        export_paper(db, paper_id, tmp_path / "3.pdf", version=3)


def test_a_choice_outside_the_decree_is_told(db: Database, paper_id: UUID, tmp_path: Path) -> None:
    load_catalogues(db)
    answers = SetUpOffice(
        level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu", print_options={"body_size": 20}
    )
    db.write(set_up_office, answers)
    with pytest.raises(ValidationError, match="ngoài khoảng"):
        export_paper(db, paper_id, tmp_path / "x.pdf")


def test_a_file_that_cannot_be_written_keeps_the_old_one(
    db: Database, paper_id: UUID, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(DataFileError):
        export_paper(db, paper_id, tmp_path / "x.pdf")
    with pytest.raises(DataFileError):
        export_paper(db, paper_id, tmp_path / "khong-co" / "x.docx")
    assert (tmp_path / "x.pdf").is_dir()


def test_the_workbook_of_a_plan_has_typed_tasks(
    db: Database, paper_id: UUID, tmp_path: Path
) -> None:
    key = db.read(get_paper, paper_id).content.nodes[3].key
    db.write(set_task_progress, SetTaskProgress(task_key=key, state=TaskState.DONE))
    export_paper(db, paper_id, tmp_path / "x.xlsx")

    book = load_workbook(tmp_path / "x.xlsx")
    header, row, total = list(book["Nhiệm vụ"].values)
    cells = dict(zip(header, row, strict=True))
    assert cells["Mục"] == "II.1"
    assert cells["Phối hợp"] == "Hội Liên hiệp Phụ nữ xã; Công an xã"
    assert cells["Từ ngày"] == datetime(2026, 3, 1)  # noqa: DTZ001 - Excel knows no zones
    assert (cells["Kinh phí (đồng)"], cells["Tình trạng"]) == (7_000_000, "Đã xong")
    assert dict(zip(header, total, strict=True))["Kinh phí (đồng)"] == 7_000_000
    assert len(list(book["Nội dung"].values)) == 6


def test_a_text_that_looks_like_a_formula_stays_a_text(db: Database, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://mau.example";"Bấm")'
    paper_id = db.write(create, with_text(small_plan(), 3, evil))
    export_paper(db, paper_id, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        assert all(b"<f>" not in package.read(name) for name in sheets)
    shown = [cell for row in load_workbook(tmp_path / "x.xlsx")["Nội dung"].values for cell in row]
    assert any(evil in str(cell) for cell in shown)


def test_the_table_of_a_report_keeps_its_numbers(db: Database, tmp_path: Path) -> None:
    table = {
        "columns": [["Nội dung", 3.0, "left"], ["Nam", 1.0, "right"], ["Nữ", 1.0, "right"]],
        "groups": [["Số người", 1, 2]],
        "rows": [["Hội nghị", "1.234", ""], ["Nói chuyện", "6", "không rõ"]],
        "total": ["Tổng", "1.240", ""],
    }
    annex = NodeContent(depth=0, mark=Mark.NONE, heading="PHỤ LỤC", text="@phu_luc_x", table=table)
    command = CreatePaper(
        kind=PaperKind.REPORT,
        paper_type=ReportType.YEAR,
        year=2026,
        content=replace(small_plan(), nodes=(*small_plan().nodes, annex)),
    )
    export_paper(db, db.write(create_paper, command), tmp_path / "x.xlsx")
    title, header, first, second, total = load_workbook(tmp_path / "x.xlsx")["Phụ lục II"].values
    assert title[0] == "PHỤ LỤC"
    assert header == ("Nội dung", "Số người: Nam", "Số người: Nữ")
    assert (first, second, total) == (
        ("Hội nghị", 1234, None),
        ("Nói chuyện", 6, "không rõ"),
        ("Tổng", 1240, None),
    )


def test_issue_is_refused_while_something_blocks(db: Database) -> None:
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, title=())))
    version = db.read(get_paper, paper_id).version_id
    command = IssuePaper(version_id=version, number="5", day=DAY)
    with pytest.raises(ValidationError, match="Chưa có trích yếu"):
        issue(db, paper_id, command)
    assert db.read(get_paper, paper_id).state is PaperState.DRAFT


def test_issue_locks_and_a_second_issue_is_refused(db: Database, paper_id: UUID) -> None:
    version = db.read(get_paper, paper_id).version_id
    command = IssuePaper(version_id=version, number="5", day=DAY)
    issue(db, paper_id, command)
    assert db.read(get_paper, paper_id).state is PaperState.ISSUED
    with pytest.raises(ConflictError):
        issue(db, paper_id, replace(command, number="6"))


def test_the_symbol_is_that_of_the_office_when_the_paper_has_none(db: Database) -> None:
    load_catalogues(db)
    answers = SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu", body_symbol="BVSTBPN")
    db.write(set_up_office, answers)
    paper_id = db.write(create, replace(small_plan(), head=replace(HEAD, symbol="")))
    version = db.read(get_paper, paper_id).version_id
    issue(db, paper_id, IssuePaper(version_id=version, number="5", day=DAY))
    assert db.read(get_paper, paper_id).content.head.symbol == "KH-BVSTBPN"
