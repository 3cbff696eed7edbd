"""The bin keeps things for thirty days; what is removed then is told by history."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.bin import leaves_on, leaving_words
from app.domain.papers import TaskState
from app.models import Activity, ActivityMoney, Paper, PaperNode, PaperVersion, TaskProgress
from app.queries.activities import list_activities
from app.queries.papers import get_paper, list_papers
from app.queries.record_family import record_log
from app.services.activities import (
    ActivityDraft,
    delete_activity,
    record_activity,
    restore_activity,
)
from app.services.bin import Emptied, empty_bin
from app.services.papers import (
    SetTaskProgress,
    delete_paper,
    restore_paper,
    set_task_progress,
)
from app.services.years import CloseYear, close_year
from tests.papers import create, issue_newest
from tests.shipped import load_shipped

DRAFT = ActivityDraft(
    kind_code="khac", title="Họp", starts_on=date(2026, 5, 1), money=(("xa_hoi_hoa", 5),)
)


def later(days: int) -> datetime:
    """So many days after what the tests do now."""
    return datetime.now(UTC) + timedelta(days=days)


@pytest.fixture
def book(db: Database) -> Database:
    db.write(load_shipped)
    return db


def counts(session: Session) -> tuple[int, ...]:
    models = (Paper, PaperVersion, PaperNode, TaskProgress, Activity, ActivityMoney)
    return tuple(session.scalar(select(func.count()).select_from(one)) or 0 for one in models)


def binned(session: Session) -> tuple[UUID, UUID]:
    """A plan with progress and an activity with money, both in the bin."""
    paper = create(session)
    key = get_paper(session, paper).content.nodes[3].key
    set_task_progress(session, SetTaskProgress(task_key=key, state=TaskState.DOING))
    session.flush()
    delete_paper(session, paper)
    activity = record_activity(session, DRAFT)
    delete_activity(session, activity)
    return paper, activity


def test_after_thirty_days_the_bin_is_emptied_and_history_tells_it(book: Database) -> None:
    paper, activity = book.write(binned)
    child = book.write(create)

    def link(session: Session) -> None:
        session.get_one(Paper, child).plan_id = paper

    book.write(link)
    shown = book.read(list_papers, deleted=True)[0]
    assert shown.leaves_on is not None
    assert leaving_words(shown.leaves_on, shown.leaves_on - timedelta(days=30)) == "sau 30 ngày"
    row = book.read(list_activities, deleted=True)[0]
    assert row.leaves_on == shown.leaves_on

    assert book.write(empty_bin, later(29)) == Emptied(0, 0)
    assert book.write(empty_bin, later(31)) == Emptied(1, 1)

    assert book.read(counts) == (1, 1, 5, 0, 0, 0)
    assert book.read(lambda s: s.get_one(Paper, child).plan_id) is None
    cut = book.read(record_log, "paper", child)[0]
    assert (cut.field, cut.after) == ("kế hoạch liên quan", "chưa ghi")
    done = {
        row.part or row.record
        for row in book.read(record_log, "paper", paper)
        if row.done == "Đã xóa hẳn"
    }
    assert {"Bản 1", "Đoạn của văn bản: MỤC ĐÍCH"} <= done
    told = book.read(record_log, "activity", activity)
    assert [row.done for row in told if row.record_type == "activity"] == [
        "Đã xóa hẳn",
        "Cất vào thùng rác",
        "Ghi mới",
    ]
    assert book.write(empty_bin, later(60)) == Emptied(0, 0)


def test_what_is_taken_back_in_time_stays(book: Database) -> None:
    paper, activity = book.write(binned)
    book.write(restore_paper, paper)
    book.write(restore_activity, activity)
    assert book.write(empty_bin, later(31)) == Emptied(0, 0)
    assert not book.read(list_papers, deleted=True)
    assert book.read(list_papers)[0].leaves_on is None


def test_issued_papers_and_closed_years_stay_in_the_bin(book: Database) -> None:
    issued = book.write(create)
    book.write(issue_newest, issued)
    book.write(delete_paper, issued)
    assert book.read(list_papers, deleted=True)[0].leaves_on is None
    assert book.write(empty_bin, later(400)) == Emptied(0, 0)

    book.write(binned)
    book.write(close_year, CloseYear(year=2026, by="x", at=datetime(2027, 2, 1, tzinfo=UTC)))
    assert book.write(empty_bin, later(400)) == Emptied(0, 0)


def test_days_left_in_words() -> None:
    day = leaves_on(datetime(2026, 11, 1, 3, tzinfo=UTC))
    assert leaving_words(day, day - timedelta(days=1)) == "sau 1 ngày"
    assert leaving_words(day, day) == "lần mở sau"
    assert leaving_words(None, day) == "không tự xóa"
