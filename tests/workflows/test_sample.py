"""The sample office: filled, issued, plainly a sample, made once."""

from datetime import date
from pathlib import Path

import pytest

from app.data_folder import open_data_folder
from app.db.database import Database
from app.domain.fields import plain
from app.domain.papers import PaperState, TaskState
from app.errors import ConflictError
from app.queries.activities import activity_totals, list_activities
from app.queries.campaigns import get_campaign
from app.queries.figure_cells import list_figures
from app.queries.home import get_home
from app.queries.office import get_office
from app.queries.papers import get_paper, list_papers, verify_hash
from app.queries.tasks import list_tasks
from app.workflows.sample import SAMPLE_DAY, SampleResult, make_sample


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SampleResult:
    return make_sample(tmp_path_factory.mktemp("mẫu") / "Cơ quan mẫu của Nguyễn Văn Mẫu")


@pytest.fixture
def sample(made: SampleResult):
    folder = open_data_folder(made.folder, actor="Người xem")
    yield folder.db
    folder.close()


def test_papers_of_the_sample(sample: Database, made: SampleResult) -> None:
    states = {row.paper_id: row.state for row in sample.read(list_papers)}

    assert states[made.year_plan] is states[made.month_plan] is PaperState.ISSUED
    assert states[made.next_plan] is PaperState.DRAFT
    assert states[made.month_report] is states[made.year_report] is PaperState.DRAFT
    plan = sample.read(get_paper, made.year_plan)
    assert (plan.content.head.number, plan.content.head.day) == ("12", date(2026, 2, 10))
    assert plan.content.head.signer_name == "Nguyễn Văn Mẫu"
    assert sample.read(verify_hash, plan.version_id)
    words = " ".join(node.text for node in plan.content.nodes)
    assert "[điền" not in words
    assert "(nội dung mẫu)" not in words  # every place of the template has an answer of its own
    assert sample.read(get_paper, made.next_plan).year == 2027


def test_it_is_plainly_a_sample_with_work_in_all_its_states(
    sample: Database, made: SampleResult
) -> None:
    office = sample.read(get_office)
    assert office is not None
    assert (office.sample, office.full_name) == (True, "xã Mẫu")
    assert "mẫu" in sample.read(get_campaign, made.campaign).theme
    rows = sample.read(list_activities)
    assert len(rows) == made.activities >= 22
    assert max(row.starts_on for row in rows) <= SAMPLE_DAY
    assert sum(row.task_key is not None for row in rows) >= 8
    assert any(row.attachments for row in rows)
    totals = activity_totals(rows)
    assert totals.without_people == 1
    assert totals.without_split == 2
    tasks = sample.read(list_tasks, today=SAMPLE_DAY, paper_id=made.year_plan)
    assert {task.state for task in tasks} == set(TaskState)
    assert any(task.late for task in tasks)


def test_home_and_reports_of_the_sample_agree_with_its_records(
    sample: Database, made: SampleResult
) -> None:
    home = sample.read(get_home, today=SAMPLE_DAY, year=2026)
    inside = sample.read(list_activities, campaign_id=made.campaign)
    report = sample.read(get_paper, made.month_report)

    assert home.campaign_count == len(inside)
    assert home.year_plan is not None
    assert home.year_plan.paper_id == made.year_plan
    assert home.next_step.code == "finish_year_report"
    annex = report.content.nodes[-1].table
    assert annex is not None
    women = sum(row.women or 0 for row in inside)
    assert plain(annex["total"][6]) == str(women)
    text = "\n".join(plain(node.text) for node in report.content.nodes)
    assert "Kế hoạch số 98/KH-UBND ngày 05 tháng 11 năm 2026" in text


def test_an_office_is_never_overwritten(made: SampleResult) -> None:
    with pytest.raises(ConflictError, match="xã Mẫu"):
        make_sample(made.folder)


def test_nothing_after_the_day_it_is_looked_at(tmp_path: Path) -> None:
    day = date(2026, 6, 30)
    made = make_sample(tmp_path / "a", today=day)

    folder = open_data_folder(made.folder, actor="Người xem")
    rows = folder.db.read(list_activities)
    figures = folder.db.read(list_figures, ["2026", "2026-H1", "2026-C"])
    folder.close()
    assert len(rows) == made.activities == 37
    assert max(row.starts_on for row in rows) <= day
    assert {row.period for row in figures} == {"2026", "2026-H1"}
