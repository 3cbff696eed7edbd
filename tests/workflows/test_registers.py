"""The register of papers: numbers stay in the year of their day, and go to Excel."""

from datetime import date
from pathlib import Path
from uuid import UUID

from openpyxl import load_workbook

from app.db.database import Database
from app.domain.papers import PaperKind
from app.queries.papers import get_paper
from app.queries.registers import RegisterRow, list_deleted, list_register
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.services.papers import delete_paper
from app.workflows.papers import issue
from app.workflows.registers import export_register
from tests.workflows.test_other_papers import filled, new, office

__all__ = ["office"]


def issued(office: Database, code: str, number: str, day: date) -> UUID:
    paper_id = new(office, code)
    filled(office, paper_id)
    version = office.read(get_paper, paper_id).version_id
    issue(office, paper_id, IssuePaper(version_id=version, number=number, day=day))
    return paper_id


def register(office: Database, year: int) -> list[RegisterRow]:
    return office.read(list_register, year=year)


def test_an_empty_year_has_an_empty_register(office: Database) -> None:
    assert register(office, 2026) == []


def test_drafts_come_first_then_the_newest_number(office: Database) -> None:
    issued(office, "decision_plan", "5", date(2026, 3, 2))
    issued(office, "letter_reminder", "11", date(2026, 4, 1))
    new(office, "minutes_committee")
    rows = register(office, 2026)
    assert [row.kind for row in rows] == [
        PaperKind.MINUTES, PaperKind.LETTER, PaperKind.DECISION,
    ]  # fmt: skip
    assert [row.full_number for row in rows][1:] == ["11/UBND-PVHXH", "05/QĐ-UBND"]
    assert rows[1].summary.startswith("Công văn: ")
    assert rows[2].signer_name


def test_a_line_as_above_is_written_out(office: Database) -> None:
    new(office, "letter_reminder")
    row = register(office, 2026)[0]
    assert row.receivers
    assert not any(line.startswith(("Như trên", "Lưu")) for line in row.receivers)
    assert row.kept_by.startswith("VT")


def test_a_number_stays_in_its_year_when_the_next_version_is_opened(office: Database) -> None:
    paper_id = issued(office, "decision_plan", "5", date(2027, 1, 4))
    assert register(office, 2026) == []
    office.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa Điều 2"))
    [kept] = register(office, 2027)
    [draft] = register(office, 2026)
    assert (kept.full_number, kept.newest) == ("05/QĐ-UBND", False)
    assert (draft.full_number, draft.newest, draft.version_number) == ("", True, 2)


def test_deleted_papers_are_in_the_bin_once(office: Database) -> None:
    paper_id = issued(office, "decision_plan", "5", date(2026, 3, 2))
    office.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa Điều 2"))
    office.write(delete_paper, paper_id)
    assert register(office, 2026) == []
    assert [row.version_number for row in office.read(list_deleted)] == [2]


def test_the_workbook_has_the_columns_of_the_decree(office: Database, tmp_path: Path) -> None:
    issued(office, "letter_reminder", "11", date(2026, 4, 1))
    issued(office, "decision_plan", "5", date(2026, 3, 2))
    new(office, "minutes_committee")
    path = tmp_path / "sổ.xlsx"
    assert export_register(office, path, 2026) == 3
    book = load_workbook(path)
    sent, written = (list(page.iter_rows(values_only=True)) for page in book.worksheets)
    assert book.sheetnames == ["Văn bản đi 2026", "Chưa ban hành"]
    assert sent[0][:3] == (
        "Số, ký hiệu văn bản",
        "Ngày, tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
    )
    assert [line[0] for line in sent[1:]] == ["05/QĐ-UBND", "11/UBND-PVHXH"]
    assert [line[1].date() for line in sent[1:]] == [date(2026, 3, 2), date(2026, 4, 1)]
    assert written[1][0].startswith("Biên bản")
    assert written[1][2] == "Bản nháp"


def test_only_what_is_shown_is_written(office: Database, tmp_path: Path) -> None:
    issued(office, "decision_plan", "5", date(2026, 3, 2))
    new(office, "minutes_committee")
    shown = [row.id for row in register(office, 2026) if row.kind is PaperKind.DECISION]
    path = tmp_path / "sổ.xlsx"
    assert export_register(office, path, 2026, shown) == 1
    assert load_workbook(path).sheetnames == ["Văn bản đi 2026"]
