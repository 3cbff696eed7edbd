"""The calendar: what is owed, what is done, what a newcomer is not blamed for."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.duties import DutyState, duty_state
from app.errors import NotFoundError, ValidationError
from app.models import Change, Paper, PaperNode, PaperTask, PaperVersion, TaskProgress
from app.queries.duties import DutyRow, list_duties
from app.services.duties import tick_duty, untick_duty
from tests.shipped import load_shipped

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    db.write(load_shipped)


def begin_book(session: Session, day: date) -> None:
    """Make the book look as if it was begun on a day."""
    begun = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    session.connection().execute(update(Change.__table__).values(at=begun))


def issue_plan(session: Session) -> tuple[UUID, UUID]:
    """An issued year plan with one task due 30/9 and one due 30/11."""
    paper = Paper(kind="plan", paper_type="year", year=2026)
    session.add(paper)
    session.flush()
    version = PaperVersion(
        paper_id=paper.id, number=1, state="issued", type_name="KẾ HOẠCH", title=[],
        letterhead=[], doc_symbol="KH-UBND", doc_place="Mẫu",
    )  # fmt: skip
    session.add(version)
    session.flush()
    keys = []
    for place, due in enumerate((date(2026, 9, 30), date(2026, 11, 30))):
        node = PaperNode(
            version_id=version.id, key=uuid4(), position=place, depth=0, mark="dash", text="Việc"
        )
        session.add(node)
        session.flush()
        session.add(PaperTask(node_id=node.id, lead="Trạm Y tế", ends_on=due))
        keys.append(node.key)
    return paper.id, keys[0]


def _by_code(db: Database, **kwargs: int) -> dict[str, DutyRow]:
    rows = db.read(list_duties, today=TODAY, year=kwargs.get("year", 2026))
    return {row.code: row for row in rows}


def test_a_newcomer_in_november_is_not_shown_the_spring_as_late(db: Database) -> None:
    db.write(begin_book, date(2026, 11, 18))

    rows = _by_code(db)

    assert "plan_year" not in rows
    assert "report_six_month" not in rows
    assert rows["plan_action_month"].state is DutyState.LATE  # due 10/11, within the grace
    assert rows["ngay_25_11"].state is DutyState.WEEK
    assert rows["report_year"].state is DutyState.MONTH
    assert rows["report_action_month"].state is DutyState.LATER
    assert "ngay_8_3" not in rows
    assert "report_dot_xuat" not in rows
    assert not any(code.startswith("tinh_") for code in rows)


def test_a_book_kept_all_year_shows_what_was_missed(db: Database) -> None:
    db.write(begin_book, date(2026, 1, 5))

    rows = _by_code(db)

    assert [code for code, row in rows.items() if row.state is DutyState.LATE] == [
        "plan_year",
        "report_six_month",
        "plan_action_month",
    ]


def test_an_issued_paper_or_a_tick_fulfils_a_duty(db: Database) -> None:
    db.write(begin_book, date(2026, 1, 5))
    plan, _ = db.write(issue_plan)
    db.write(
        tick_duty, year=2026, code="report_six_month", done_on=date(2026, 5, 28), note="Đã gửi"
    )

    rows = _by_code(db)

    assert (rows["plan_year"].state, rows["plan_year"].paper_id) == (DutyState.DONE, plan)
    assert rows["report_six_month"].state is DutyState.DONE
    db.write(untick_duty, year=2026, code="report_six_month")
    db.write(untick_duty, year=2026, code="report_six_month")
    assert _by_code(db)["report_six_month"].state is DutyState.LATE


def test_tasks_of_an_issued_plan_are_due_at_their_end(db: Database) -> None:
    db.write(begin_book, date(2026, 1, 5))
    plan, late = db.write(issue_plan)

    tasks = [row for row in _by_code(db).values() if row.kind == "task"]
    assert [(row.due, row.state, row.receiver, row.paper_id) for row in tasks] == [
        (date(2026, 9, 30), DutyState.LATE, "Trạm Y tế", plan),
        (date(2026, 11, 30), DutyState.MONTH, "Trạm Y tế", plan),
    ]
    db.write(lambda s: s.add(TaskProgress(task_key=late, state="not_done", note="Dời")))
    assert _by_code(db)[f"task:{late}"].state is DutyState.DONE


def test_ticks_only_what_the_calendar_knows(db: Database) -> None:
    with pytest.raises(NotFoundError):
        db.write(tick_duty, year=2026, code="khong_co", done_on=TODAY)
    with pytest.raises(ValidationError):
        db.write(tick_duty, year=2026, code=f"task:{uuid4()}", done_on=TODAY)


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (date(2026, 11, 20), "late"),
        (date(2026, 11, 21), "week"),
        (date(2026, 11, 28), "week"),
        (date(2026, 11, 29), "month"),
        (date(2026, 12, 22), "month"),
        (date(2026, 12, 23), "later"),
    ],
)
def test_the_edges_of_near_and_far(due: date, state: str) -> None:
    assert duty_state(due, TODAY, done=False) == state
    assert duty_state(due, TODAY, done=True) is DutyState.DONE
