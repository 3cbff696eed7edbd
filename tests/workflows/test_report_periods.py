"""Reports of every kind, each for its period: what is counted, compared, estimated, refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.duties import DutyState
from app.domain.fields import plain
from app.domain.figure_rows import CellState, Column
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from app.domain.papers import PaperKind, PlanType, ReportType
from app.domain.periods import parse_period
from app.errors import ValidationError
from app.queries.duties import DutyRow, list_whole_year
from app.queries.indicators import list_indicators
from app.queries.papers import PaperRow, get_paper, list_papers
from app.services.activities import ActivityDraft, record_activity
from app.services.campaigns import ensure_action_month
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.issue import IssuePaper, issue_paper
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import CreatePaper, create_paper
from app.workflows.catalogues import load_catalogues
from app.workflows.report_outlook import report_outlook
from app.workflows.reports import BuildReport, build_report

MAY = date(2026, 5, 20)
JULY = date(2026, 7, 1)
TALK = ActivityDraft(kind_code="noi_chuyen", title="Nói chuyện", starts_on=date(2026, 3, 8))


@pytest.fixture
def office(db: Database) -> Database:
    """A set-up office with the shipped catalogues and activities of two years."""
    load_catalogues(db)
    signer = SignerDraft(form_code="tm", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Mẫu")
    db.write(
        set_up_office,
        SetUpOffice(
            level_code="xa",
            name="Mẫu",
            upper_unit="tỉnh Mẫu",
            receiving_office="Sở Nội vụ tỉnh Mẫu",
            signers=(signer,),
        ),
    )
    for day, women in (
        (date(2025, 3, 8), 20),
        (date(2025, 6, 1), 40),
        (date(2025, 12, 20), 30),
        (date(2026, 3, 8), 25),
        (date(2026, 8, 8), 7),
    ):
        db.write(record_activity, replace(TALK, starts_on=day, women=women, men=10))
    return db


def built(db: Database, kind: ReportType, code: str, today: date = JULY, **more: UUID) -> PaperRow:
    command = BuildReport(report_type=kind, year=2000, period=parse_period(code), **more)
    return db.read(get_paper, build_report(db, command, today))


def words(paper: PaperRow) -> list[str]:
    return [plain(node.text or node.heading) for node in paper.content.nodes]


def test_a_half_year_counts_its_own_days_and_lays_last_year_beside(office: Database) -> None:
    paper = built(office, ReportType.HALF_YEAR, "2026-H1")

    texts = words(paper)
    assert (paper.period, paper.year, paper.paper_type) == ("2026-H1", 2026, "half_year")
    assert "Số hoạt động: 02, bằng cùng kỳ năm 2025 (02)." in texts
    assert "Trong đó nữ: 55, giảm so với cùng kỳ năm 2025 (60)." in texts
    assert "từ ngày 15/12/2025 đến ngày 14/06/2026" in texts[0]
    assert "6 tháng cuối năm 2026" in " ".join(paper.content.head.title)
    assert not any("ước thực hiện" in text for text in texts)


def test_a_report_due_before_the_closing_day_asks_for_the_estimate(office: Database) -> None:
    paper = built(office, ReportType.HALF_YEAR, "2026-H1", MAY)

    texts = words(paper)
    [said] = [text for text in texts if "ước thực hiện" in text]
    assert said.startswith("Hạn gửi ngày 30/05/2026 sớm hơn ngày chốt số liệu.")
    assert "[điền: " in said
    # What came after 20/5 last year is not compared with a half year that still runs.
    assert "Số hoạt động: 02, tăng so với cùng kỳ năm 2025 (01)." in texts


def test_without_records_of_last_year_the_comparison_is_left_to_the_officer(
    office: Database,
) -> None:
    texts = words(built(office, ReportType.AD_HOC, "2026-Q3", date(2026, 10, 1)))
    assert "[điền: so sánh với cùng kỳ năm 2025; chưa có hoạt động ghi của kỳ đó]" in texts


def test_the_action_month_is_compared_with_that_of_last_year(office: Database) -> None:
    for year, women in ((2025, 30), (2026, 50)):
        campaign = office.write(ensure_action_month, year)
        draft = replace(TALK, starts_on=date(year, 11, 20), women=women, campaign_id=campaign)
        office.write(record_activity, draft)
    # Done in the days of the month, but not of the campaign.
    office.write(record_activity, replace(TALK, starts_on=date(2025, 11, 20), women=99))

    texts = words(built(office, ReportType.ACTION_MONTH, "2026-C", date(2026, 12, 20)))

    assert "Trong đó nữ: 50, tăng so với cùng kỳ năm 2025 (30)." in texts


def test_free_days_are_told_as_they_are(office: Database) -> None:
    paper = built(office, ReportType.AD_HOC, "20260801-20260810", date(2026, 9, 1))

    assert paper.period == "20260801-20260810"
    assert paper.content.nodes[-1].heading.endswith("TỪ 01/08/2026 ĐẾN 10/08/2026")
    assert "từ ngày 01/08/2026 đến ngày 10/08/2026" in words(paper)[0]
    assert any("nữ 07" in text for text in words(paper))


def task(text: str, **times: object) -> NodeContent:
    content = TaskContent(lead="Trạm Y tế", **times)  # type: ignore[arg-type]
    return NodeContent(depth=0, mark=Mark.DASH, text=text, task=content)


def test_the_second_half_has_the_open_tasks_of_the_plan(office: Database) -> None:
    nodes = (
        task("Việc xuân.", ends_on=date(2026, 3, 30)),
        task("Việc thu.", starts_on=date(2026, 6, 1), ends_on=date(2026, 9, 30)),
        task("Việc đông.", ends_on=date(2026, 12, 31)),
        task("Việc thường xuyên.", all_year=True),
    )
    head = PaperHead(type_name="KẾ HOẠCH", title=("Công tác bình đẳng giới", "xã Mẫu năm 2026"))
    content = PaperContent(head=head, nodes=nodes)
    order = CreatePaper(kind=PaperKind.PLAN, paper_type=PlanType.YEAR, year=2026, content=content)
    plan = office.write(create_paper, order)

    paper = built(office, ReportType.HALF_YEAR, "2026-H1")

    texts = words(paper)
    assert paper.plan_id == plan
    late, coming = (
        texts.index("Các nhiệm vụ đến hạn trong kỳ chưa hoàn thành:"),
        texts.index("Nhiệm vụ theo kế hoạch có thời gian thực hiện trong 6 tháng cuối năm 2026:"),
    )
    assert texts[late + 1].startswith("Việc xuân (Trạm Y tế; hạn 30/03/2026; quá hạn)")
    assert texts[coming + 1 : coming + 4] == [
        "Việc thu (Trạm Y tế; hạn 30/09/2026).",
        "Việc đông (Trạm Y tế; hạn 31/12/2026).",
        "Tiếp tục các nhiệm vụ thực hiện thường xuyên trong năm theo kế hoạch đã ban hành.",
    ]


def count_cases(db: Database, code: str, value: int) -> None:
    period = parse_period(code)
    indicators = db.read(list_indicators, on=date(2026, 7, 1))
    cell = CellDraft(
        indicator="bao_luc", column=Column.TOTAL, state=CellState.VALUE, value=Decimal(value)
    )
    db.write(save_figures, SaveFigures(period=period, cells=(cell,), indicators=indicators))


def test_violence_is_counts_of_its_period_alone(office: Database) -> None:
    with pytest.raises(ValidationError, match="Chưa có số liệu bạo lực của kỳ 6 tháng đầu"):
        built(office, ReportType.VIOLENCE, "2026-H1")
    assert office.read(list_papers, kind=PaperKind.REPORT) == []
    count_cases(office, "2026-H1", 3)
    count_cases(office, "2026", 8)

    half, year = (built(office, ReportType.VIOLENCE, code) for code in ("2026-H1", "2026"))

    for paper, count, other in ((half, "3", "8"), (year, "8", "3")):
        [annex] = [node for node in paper.content.nodes if node.table]
        assert annex.table is not None
        numbers = [plain(row[3]) for row in annex.table["rows"]]
        assert count in numbers
        assert other not in numbers
        assert "HẠN CHẾ" in annex.heading
        assert paper.source == "Lập từ biểu số liệu về bạo lực"
        places = [text for text in words(paper) if "[điền" in text]
        assert all("ước thực hiện" in text for text in places)


def test_the_programme_is_told_with_its_own_plan_and_targets(office: Database) -> None:
    head = PaperHead(type_name="KẾ HOẠCH", title=("Thực hiện Quyết định 2282 đến năm 2030",))
    plans = {
        year: office.write(
            create_paper,
            CreatePaper(
                kind=PaperKind.PLAN,
                paper_type=PlanType.PROGRAMME,
                year=year,
                content=PaperContent(head=head, nodes=(task("Việc.", ends_on=JULY),)),
            ),
        )
        for year in (2022, 2027)
    }

    paper = built(office, ReportType.PROGRAMME, "2026", date(2026, 12, 15))

    assert paper.plan_id == plans[2022]
    assert "Quyết định số 2282/QĐ-TTg" in words(paper)[0]
    assert paper.content.head.signer_name == "Mẫu"


def test_a_period_that_does_not_fit_builds_nothing(office: Database) -> None:
    with pytest.raises(ValidationError, match="2026-H1 hoặc 2026-H2"):
        built(office, ReportType.HALF_YEAR, "2026")
    assert office.read(list_papers, kind=PaperKind.REPORT) == []


@pytest.mark.parametrize(
    ("kind", "code", "duty"),
    [
        (ReportType.HALF_YEAR, "2026-H1", "report_six_month"),
        # Sent to two offices: the other duty is ticked when it is sent there.
        (ReportType.VIOLENCE, "2026-H1", "report_blgd_half"),
        (ReportType.HALF_YEAR, "2026-H2", ""),
    ],
)
def test_an_issued_report_fulfils_the_duty_of_its_period(
    office: Database, kind: ReportType, code: str, duty: str
) -> None:
    def duties() -> dict[str, DutyRow]:
        rows = office.read(list_whole_year, today=JULY, year=2026)
        return {row.code: row for row in rows}

    before = duties()
    command = CreatePaper(
        kind=PaperKind.REPORT,
        paper_type=kind,
        year=2026,
        period=code,
        content=PaperContent(head=PaperHead(type_name="BÁO CÁO", title=("Kết quả",)), nodes=()),
    )
    paper = office.read(get_paper, office.write(create_paper, command))
    signed = IssuePaper(
        version_id=paper.version_id,
        number="7",
        day=JULY,
        signature_lines=("CHỦ TỊCH",),
        signer_name="Nguyễn Văn Mẫu",
    )
    office.write(issue_paper, signed)

    after = duties()
    changed = [one for one in after if after[one].state is not before[one].state]
    assert changed == ([duty] if duty else [])
    if duty:
        assert after[duty].state is DutyState.DONE
    named = {one for one in after if after[one].paper_id == paper.paper_id}
    also = {"report_bltcsg_half"} if kind is ReportType.VIOLENCE else set()
    assert named == {*changed, *also}


def test_the_outlook_names_days_deadline_and_what_it_is_made_of(office: Database) -> None:
    def told(kind: ReportType, code: str) -> str:
        return report_outlook(office, kind, parse_period(code), MAY).words

    half = told(ReportType.HALF_YEAR, "2026-H1")
    assert half.startswith("Kỳ số liệu 15/12/2025 - 14/06/2026. Hạn gửi 30/05/2026 đến Sở Nội vụ")
    assert "sớm hơn ngày chốt" in half
    assert "các biểu 6 tháng" in half
    violence = told(ReportType.VIOLENCE, "2026")
    assert "Hạn gửi 20/12/2026 đến Sở Văn hóa, Thể thao và Du lịch." in violence
    assert "Chưa đặt hạn gửi." in told(ReportType.AD_HOC, "2026-M05")
