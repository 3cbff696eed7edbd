"""Lists of papers and tasks."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.paper_content import LeftOver
from app.domain.papers import PaperKind, PaperState, ReportType, TaskState
from app.errors import NotFoundError
from app.queries.papers import get_paper, list_papers, list_versions, verify_hash
from app.queries.tasks import list_tasks
from app.services.activities import ActivityDraft, record_activity
from app.services.issue import OpenNextVersion, open_next_version
from app.services.papers import CreatePaper, SetTaskProgress, create_paper, set_task_progress
from tests.papers import HEAD, TASK, create, issue_newest, small_plan
from tests.shipped import load_shipped


def add_report(db: Database, year: int) -> UUID:
    head = replace(HEAD, type_name="BÁO CÁO", title=("Kết quả năm",), symbol="BC-UBND")
    command = CreatePaper(
        kind=PaperKind.REPORT,
        paper_type=ReportType.YEAR,
        year=year,
        content=replace(small_plan(), head=head),
    )
    return db.write(create_paper, command)


def test_the_list_shows_the_newest_version(db: Database) -> None:
    doubt = LeftOver(where="I", found="2025", why="Năm cũ?")
    waiting = db.write(create, left_overs=(doubt,))
    paper_id = db.write(create)
    db.write(issue_newest, paper_id, "12")
    rows = {row.paper_id: row for row in db.read(list_papers)}
    assert (rows[paper_id].number, rows[paper_id].state) == ("12", PaperState.ISSUED)
    assert (rows[waiting].left_over_count, rows[waiting].task_count) == (1, 1)

    db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa"))

    [row] = [row for row in db.read(list_papers) if row.paper_id == paper_id]
    assert (row.version_number, row.number, row.state) == (2, "", PaperState.DRAFT)
    assert row.task_count == 1
    assert [version.number for version in db.read(list_versions, paper_id)] == [1, 2]


def test_kind_year_and_words_narrow_the_list(db: Database) -> None:
    plan, report, later = db.write(create), add_report(db, 2026), add_report(db, 2027)

    def ids(**words: object) -> list[UUID]:
        return [row.paper_id for row in db.read(list_papers, **words)]  # type: ignore[arg-type]

    assert ids(kind=PaperKind.PLAN) == [plan]
    assert ids(year=2027) == [later]
    assert set(ids(search="ket qua nam bao")) == {report, later}
    assert ids(search="KH-UBND") == [plan]
    assert ids()[0] == later


def test_what_is_gone_is_told(db: Database) -> None:
    with pytest.raises(NotFoundError, match="Văn bản này"):
        db.read(get_paper, UUID(int=1))
    with pytest.raises(NotFoundError):
        db.read(get_paper, db.write(create), 2)
    with pytest.raises(NotFoundError):
        db.read(verify_hash, UUID(int=1))


def test_tasks_in_printed_order_with_state_and_activities(db: Database) -> None:
    db.write(load_shipped)
    content = small_plan()
    all_year = replace(TASK, lead="Công an xã", starts_on=None, ends_on=None, all_year=True)
    nodes = (*content.nodes[:4], replace(content.nodes[1], key=UUID(int=7), task=all_year))
    paper_id = db.write(create, replace(content, nodes=(*nodes, content.nodes[4])))
    key = content.nodes[3].key
    draft = ActivityDraft(
        kind_code="khac", title="Tập huấn", starts_on=date(2026, 5, 5), task_key=key
    )
    db.write(record_activity, draft)

    first, second = db.read(list_tasks, today=date(2026, 7, 1), paper_id=paper_id)

    assert (first.mark, first.title, first.lead) == ("1.", "Tập huấn cho cán bộ thôn.", TASK.lead)
    assert (first.budget_total, first.activity_count, first.due) == (7_000_000, 1, TASK.ends_on)
    assert (first.late, first.state) == (True, TaskState.PLANNED)
    assert (second.mark, second.due, second.late) == ("2.", date(2026, 12, 31), False)

    db.write(set_task_progress, SetTaskProgress(task_key=key, state=TaskState.NOT_DONE))
    assert not db.read(list_tasks, today=date(2026, 7, 1), year=2026)[0].late
    assert db.read(list_tasks, today=date(2026, 7, 1), year=2025) == []
