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
from app.queries.catalogue import find_entry
from app.queries.duties import DutyRow, list_duties, list_whole_year
from app.services.catalogue import SaveEntry, hide_entry, save_entry
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
        "report_bltcsg_half",
        "report_blgd_half",
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


def change_deadline(db: Database, code: str, **data: object) -> None:
    """As the officer does it in the catalogue of deadlines."""
    entry = db.read(find_entry, "deadline", code)
    assert entry is not None
    command = SaveEntry(
        catalogue="deadline",
        entry_id=entry.id,
        seen_revision=entry.revision,
        name=entry.name,
        data={**entry.data, **data},
    )
    db.write(save_entry, command)


def test_the_whole_year_has_what_is_past_too(db: Database) -> None:
    db.write(begin_book, date(2026, 11, 18))

    rows = {row.code: row for row in db.read(list_whole_year, today=TODAY, year=2026)}

    assert rows["plan_year"].state is DutyState.PAST
    assert rows["ngay_8_3"].state is DutyState.PAST
    assert rows["plan_action_month"].state is DutyState.LATE
    assert "report_dot_xuat" not in rows
    sent_to = {row.receiver for row in rows.values() if row.code.startswith("report_bl")}
    assert sent_to == {"Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch"}


def test_a_duty_knows_its_data_and_the_letter_that_asks(db: Database) -> None:
    change_deadline(db, "report_year", letter="Công văn số 12/SNV-BĐG", day=11, month=12)

    row = _by_code(db)["report_year"]

    assert row.period == "Cả năm"
    assert row.closing == (date(2025, 12, 15), date(2026, 12, 14))
    assert row.letter == "Công văn số 12/SNV-BĐG"
    assert len(row.remarks) == 1
    assert "ước thực hiện" in row.remarks[0]
    assert "14/12/2026" in row.remarks[0]


@pytest.mark.parametrize(
    ("day", "month", "words"),
    [
        (15, 12, ()),
        (14, 12, ("khoản 5 Điều 8", "thứ Ba 15/12/2026")),
        (20, 12, ("Hạn là Chủ nhật", "thứ Sáu 18/12/2026")),
        (1, 12, ("ước thực hiện",)),
        (28, 11, ("ước thực hiện", "Hạn là thứ Bảy")),
    ],
)
def test_the_deadline_is_held_against_the_closing_date(
    db: Database, day: int, month: int, words: tuple[str, ...]
) -> None:
    change_deadline(db, "report_2282", day=day, month=month)

    said = " ".join(_by_code(db)["report_2282"].remarks)

    assert bool(said) is bool(words)
    assert all(word in said for word in words)


def test_a_hidden_holiday_is_a_working_day_again(db: Database) -> None:
    change_deadline(db, "plan_year", day=16, month=2)
    assert "thứ Sáu 13/02/2026" in _whole(db)["plan_year"].remarks[0]
    tet = db.read(find_entry, "holiday", "tet_2026")
    assert tet is not None
    db.write(hide_entry, tet.id)
    assert _whole(db)["plan_year"].remarks == ()


def test_a_closing_date_that_is_no_day_is_said(db: Database) -> None:
    change_deadline(db, "report_year", closing_to="giữa tháng 12")

    row = _by_code(db)["report_year"]

    assert row.closing is None
    assert "“giữa tháng 12”" in row.remarks[0]


def test_a_duty_ticked_by_hand_knows_the_day(db: Database) -> None:
    db.write(tick_duty, year=2026, code="report_2282", done_on=date(2026, 11, 20))
    assert _by_code(db)["report_2282"].done_on == date(2026, 11, 20)
    assert _by_code(db)["report_year"].done_on is None


def test_what_is_due_on_the_29th_of_february_is_due_every_year(db: Database) -> None:
    change_deadline(db, "plan_year", day=29, month=2)

    due = [_by_code(db, year=year)["plan_year"].due for year in (2027, 2028)]
    assert due == [date(2027, 2, 28), date(2028, 2, 29)]
    change_deadline(db, "plan_year", day=31, month=4)
    assert "plan_year" not in _by_code(db, year=2027)


def test_the_first_working_day_may_lie_in_the_next_year(db: Database) -> None:
    change_deadline(db, "report_2282", day=31, month=12, closing_to="31/12")
    [said] = _by_code(db)["report_2282"].remarks
    # 01/01/2027 is a holiday, a Friday.
    assert "sớm nhất là thứ Hai 04/01/2027" in said


def test_a_closing_date_before_its_first_day_is_none(db: Database) -> None:
    change_deadline(db, "report_2282", closing_from="14/12", closing_to="14/06")
    assert _by_code(db)["report_2282"].closing is None


def test_a_tick_counts_for_its_year_alone(db: Database) -> None:
    db.write(tick_duty, year=2026, code="report_2282", done_on=date(2026, 11, 20))
    assert _by_code(db, year=2027)["report_2282"].done_on is None


def test_a_paper_in_the_bin_fulfils_nothing(db: Database) -> None:
    plan, _ = db.write(issue_plan)
    db.write(lambda s: setattr(s.get(Paper, plan), "deleted_at", datetime(2026, 5, 1, tzinfo=UTC)))
    assert _whole(db)["plan_year"].state is not DutyState.DONE


def test_a_new_draft_does_not_undo_what_was_issued(db: Database) -> None:
    plan, _ = db.write(issue_plan)

    def draft(session: Session) -> None:
        paper = Paper(kind="plan", paper_type="year", year=2026)
        session.add(paper)
        session.flush()
        session.add(
            PaperVersion(
                paper_id=paper.id, number=1, state="draft", type_name="KẾ HOẠCH", title=[],
                letterhead=[], doc_symbol="KH-UBND", doc_place="Mẫu",
            )
        )  # fmt: skip

    db.write(draft)
    row = _whole(db)["plan_year"]
    assert (row.state, row.paper_id) == (DutyState.DONE, plan)


def _whole(db: Database) -> dict[str, DutyRow]:
    return {row.code: row for row in db.read(list_whole_year, today=TODAY, year=2026)}
