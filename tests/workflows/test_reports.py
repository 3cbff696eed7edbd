"""Reports built from records: every bound number is its query, the annex adds up."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.fields import Bound, plain, split
from app.domain.figures import format_number
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from app.domain.papers import PaperKind, PlanType, ReportType, TaskState
from app.errors import NotFoundError, ValidationError
from app.models import Activity, ActivityMoney
from app.queries.figures import figure, records_behind, tasks_behind
from app.queries.kinds import get_catalogues
from app.queries.papers import PaperRow, get_paper
from app.queries.tasks import list_tasks
from app.services.activities import ActivityDraft, record_activity
from app.services.campaigns import ensure_action_month
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import CreatePaper, SetTaskProgress, create_paper, set_task_progress
from app.workflows.catalogues import load_catalogues
from app.workflows.papers import export_paper
from app.workflows.reports import BuildReport, build_report

TODAY = date(2026, 11, 21)
DAY = date(2026, 11, 20)
SIGNER = SignerDraft(
    form_code="tm", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Nguyễn Văn Mẫu"
)


@pytest.fixture
def office(db: Database) -> Database:
    """The database of a set-up office with the shipped catalogues."""
    load_catalogues(db)
    answers = SetUpOffice(
        level_code="xa",
        name="Mẫu",
        upper_unit="tỉnh Mẫu",
        receiving_office="Sở Nội vụ tỉnh Mẫu",
        signers=(SIGNER,),
    )
    db.write(set_up_office, answers)
    return db


def _scatter(db: Database, seed: int, campaign: UUID) -> None:
    """Forty activities of all kinds, some with unknown numbers, in and out of the campaign."""
    luck = random.Random(seed)
    facts = db.read(get_catalogues)
    for number in range(40):
        kind = luck.choice(list(facts.kinds.values()))
        total, women = luck.choice([(None, None), (50, None), (80, 30), (7, 7), (1, 0)])
        items = [item.code for item in facts.items.values() if item.kind_code == kind.code]
        draft = ActivityDraft(
            kind_code=kind.code,
            title=f"Việc {number}",
            starts_on=date(2025, 12, 1) + timedelta(days=luck.randrange(400)),
            campaign_id=luck.choice([None, campaign]),
            target_group=luck.choice(["", "Nhân dân trên địa bàn", "Học sinh"]),
            women=women,
            total=total,
            quantities=tuple((code, luck.randrange(500)) for code in items if luck.random() < 0.7),
            money=tuple(
                (code, luck.randrange(10) * 500_000)
                for code in facts.sources
                if luck.random() < 0.2
            ),
        )
        db.write(record_activity, draft)


def _bound(nodes: tuple[NodeContent, ...]) -> Iterator[Bound]:
    for node in nodes:
        yield from (piece for piece in split(node.text) if isinstance(piece, Bound))


def _build(db: Database, report_type: ReportType) -> PaperRow:
    paper_id = build_report(db, BuildReport(report_type=report_type, year=2026), TODAY)
    return db.read(get_paper, paper_id)


def _int(text: str) -> int | None:
    bare = plain(text)
    return int(bare.replace(".", "")) if bare else None


@pytest.mark.parametrize("report_type", [ReportType.ACTION_MONTH, ReportType.YEAR])
@pytest.mark.parametrize("seed", range(5))
def test_every_number_in_the_text_is_the_number_of_its_key(
    office: Database, seed: int, report_type: ReportType
) -> None:
    _scatter(office, seed, office.write(ensure_action_month, 2026))

    paper = _build(office, report_type)

    numbers = list(_bound(paper.content.nodes))
    assert len(numbers) > 10
    for number in numbers:
        assert office.read(figure, number.key) == _int(number.shown), number.key
        if _int(number.shown):
            assert office.read(records_behind, number.key), number.key


@pytest.mark.parametrize("seed", range(3))
def test_the_annex_adds_up_to_the_raw_records(office: Database, seed: int) -> None:
    campaign = office.write(ensure_action_month, 2026)
    _scatter(office, seed, campaign)

    paper = _build(office, ReportType.ACTION_MONTH)

    annex = paper.content.nodes[-1]
    assert annex.table is not None

    def by_hand(session: Session) -> tuple[dict[str, int], dict[str, int], int]:
        people, money = {"men": 0, "women": 0, "total": 0}, {"state": 0, "mobilised": 0}
        rows = session.scalars(select(Activity).where(Activity.campaign_id == campaign)).all()
        columns = {code: row.column for code, row in get_catalogues(session).sources.items()}
        for row in rows:
            for part in people:
                people[part] += getattr(row, part) or 0
            for line in session.scalars(
                select(ActivityMoney).where(ActivityMoney.activity_id == row.id)
            ):
                money[columns[line.source_code]] += line.amount
        return people, money, len({row.kind_code for row in rows})

    people, money, kinds = office.read(by_hand)
    total = annex.table["total"]
    hidden = any(plain(row[4]) == HIDDEN for row in annex.table["rows"])
    assert [_int(cell) for cell in (*total[4:7], *total[8:10])] == [
        people["total"],
        people["men"],
        people["women"],
        money["state"],
        money["mobilised"],
    ]
    assert len(annex.table["rows"]) == kinds
    # Of few people helped only the sums are told (test_report_helped).
    for column in (8, 9) if hidden else (4, 5, 6, 8, 9):
        summed = sum(_int(row[column]) or 0 for row in annex.table["rows"])
        assert summed == (_int(total[column]) or 0)
    assert {len(row) for row in annex.table["rows"]} == {len(annex.table["columns"])} == {11}


def test_a_report_of_nothing_says_so_and_has_no_annex(office: Database) -> None:
    paper = _build(office, ReportType.ACTION_MONTH)

    texts = [node.text for node in paper.content.nodes]
    assert texts.count("Không phát sinh.") == 5  # three sections, the joined one, money
    assert not any(text.startswith("@") for text in texts)
    assert paper.content.head.signer_name == "Nguyễn Văn Mẫu"
    assert paper.content.head.addressees == ("Sở Nội vụ tỉnh Mẫu",)
    assert paper.campaign_id is not None


def test_unknown_is_said_and_never_printed_as_zero(office: Database) -> None:
    campaign = office.write(ensure_action_month, 2026)
    talk = ActivityDraft(
        kind_code="noi_chuyen", title="A", starts_on=DAY, campaign_id=campaign, total=30
    )
    office.write(record_activity, talk)
    office.write(record_activity, replace(talk, title="B", total=None))
    banner = replace(talk, kind_code="bang_ron", title="C", total=None)
    office.write(record_activity, banner)

    nodes = _build(office, ReportType.ACTION_MONTH).content.nodes
    text = "\n".join(plain(node.text) for node in nodes)

    assert (
        "Chưa thống kê được số người tham gia của 01 hoạt động và số nam, nữ của 01 hoạt động."
        in text
    )
    assert "01 hoạt động, chưa ghi số lượng" in text
    assert "Chưa có số liệu kinh phí của 03 hoạt động đã ghi." in text
    assert nodes[-1].table is not None
    talks, banners = ([plain(cell) for cell in row] for row in nodes[-1].table["rows"])
    assert talks[4:7] == ["30", "", ""]
    assert banners[3:7] == ["", "", "", ""]


def test_activities_of_the_month_outside_the_campaign_are_to_be_confirmed(
    office: Database,
) -> None:
    office.write(record_activity, ActivityDraft(kind_code="khac", title="Lạc", starts_on=DAY))

    [left] = _build(office, ReportType.ACTION_MONTH).left_overs

    assert left.found == "Lạc (20/11/2026)"


def test_the_year_report_follows_the_management_year(office: Database) -> None:
    for title, day in (
        ("trước", date(2025, 12, 14)),
        ("đầu", date(2025, 12, 15)),
        ("cuối", date(2026, 12, 14)),
        ("sau", date(2026, 12, 15)),
    ):
        draft = ActivityDraft(kind_code="khen_thuong", title=title, starts_on=day)
        office.write(record_activity, draft)

    paper = _build(office, ReportType.YEAR)

    counted = next(number for number in _bound(paper.content.nodes) if "khen_thuong" in number.key)
    behind = office.read(records_behind, counted.key.replace("amount?", "count?"))
    assert [row.title for row in behind] == ["đầu", "cuối"]
    intro = plain(paper.content.nodes[0].text)
    assert "từ ngày 15/12/2025, tính đến ngày 21/11/2026" in intro


def _plan(db: Database) -> UUID:
    task = TaskContent(lead="Trạm Y tế", ends_on=date(2026, 9, 30))
    nodes = tuple(
        NodeContent(depth=0, mark=Mark.DASH, text=f"Nhiệm vụ {number}.", task=task)
        for number in range(1, 5)
    )
    head = PaperHead(type_name="KẾ HOẠCH", title=("Công tác bình đẳng giới", "xã Mẫu năm 2026"))
    return db.write(
        create_paper,
        CreatePaper(
            kind=PaperKind.PLAN,
            paper_type=PlanType.YEAR,
            year=2026,
            content=PaperContent(head=head, nodes=nodes),
        ),
    )


def test_tasks_are_told_by_state_with_the_reason(office: Database) -> None:
    plan = _plan(office)
    keys = [row.task_key for row in office.read(list_tasks, today=TODAY, paper_id=plan)]
    office.write(set_task_progress, SetTaskProgress(task_key=keys[0], state=TaskState.DONE))
    given_up = SetTaskProgress(task_key=keys[1], state=TaskState.NOT_DONE, note="Chưa có kinh phí.")
    office.write(set_task_progress, given_up)

    paper = _build(office, ReportType.YEAR)

    texts = [plain(node.text) for node in paper.content.nodes]
    assert paper.plan_id == plan
    assert (
        "Kế hoạch có 04 nhiệm vụ; đã hoàn thành 01 nhiệm vụ, chưa ghi nhận tiến độ 02 nhiệm vụ, "
        "không thực hiện 01 nhiệm vụ. Các nhiệm vụ đã hoàn thành:"
    ) in texts
    assert "Nhiệm vụ 2 (Trạm Y tế; không thực hiện; hạn 30/9/2026). Lý do: Chưa có kinh phí." in [
        text.replace("30/09", "30/9") for text in texts
    ]
    assert any("quá hạn" in text and text.startswith("Nhiệm vụ 3") for text in texts)
    done = next(n for n in _bound(paper.content.nodes) if n.key.startswith("tasks.done"))
    assert [task.task_key for task in office.read(tasks_behind, done.key)] == [keys[0]]
    assert office.read(figure, done.key) == 1


def test_keys_and_report_kinds_that_do_not_exist_are_refused(office: Database) -> None:
    for key in ("cats", "people.boys", "count?moon=1", "count?year=x", "tasks.lost?year=2026"):
        with pytest.raises(NotFoundError):
            office.read(figure, key)
    with pytest.raises(ValidationError):
        _build(office, ReportType.OTHER)


def test_an_office_is_needed_first(db: Database) -> None:
    with pytest.raises(NotFoundError, match="năm câu hỏi"):
        _build(db, ReportType.YEAR)


def test_pdf_docx_and_excel_show_the_same_totals(office: Database, tmp_path: Path) -> None:
    _scatter(office, 1, office.write(ensure_action_month, 2026))
    paper = _build(office, ReportType.YEAR)
    annex = paper.content.nodes[-1].table
    assert annex is not None
    wanted = [plain(cell) for cell in annex["total"] if plain(cell)]

    for suffix in (".pdf", ".docx", ".xlsx"):
        export_paper(office, paper.paper_id, tmp_path / f"báo cáo{suffix}")

    pdf = " ".join(page.extract_text() for page in PdfReader(tmp_path / "báo cáo.pdf").pages)
    after_total = pdf.split("Tổng cộng")[-1].split()
    assert after_total[: len(wanted) - 1] == wanted[1:]
    printed = docx.Document(str(tmp_path / "báo cáo.docx"))
    row = next(
        row for table in printed.tables for row in table.rows if "Tổng cộng" in row.cells[1].text
    )
    assert [cell.text for cell in row.cells if cell.text] == wanted
    book = load_workbook(tmp_path / "báo cáo.xlsx")
    [typed] = [
        row for sheet in book for row in sheet.iter_rows(values_only=True) if "Tổng cộng" in row
    ]
    assert [format_number(cell) for cell in typed if isinstance(cell, int)] == wanted[1:]
    assert "@phu_luc" not in pdf
