"""The home screen of an empty and of a working office."""

from datetime import date

import pytest

from app.db.database import Database
from app.domain.duties import DutyState
from app.queries.home import get_home
from app.services.activities import ActivityDraft, record_activity
from app.services.campaigns import ensure_action_month
from app.services.duties import tick_duty
from tests.queries.test_duties import begin_book, change_deadline, issue_plan
from tests.shipped import load_shipped

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    db.write(load_shipped)


def test_an_empty_book_asks_for_the_office(db: Database) -> None:
    home = db.read(get_home, today=TODAY, year=2026)

    assert home.next_step.code == "set_up_office"
    assert (home.year_plan, home.tasks_total, home.campaign, home.campaign_days) == (
        None,
        0,
        None,
        {},
    )


def test_plan_and_campaign_at_a_glance(db: Database) -> None:
    db.write(begin_book, date(2026, 1, 20))
    plan, _ = db.write(issue_plan)
    campaign = db.write(ensure_action_month, 2026)
    draft = ActivityDraft(kind_code="khac", title="x", starts_on=TODAY, campaign_id=campaign)
    db.write(record_activity, draft)

    home = db.read(get_home, today=TODAY, year=2026)

    assert home.year_plan is not None
    assert home.year_plan.paper_id == plan
    assert (home.tasks_total, home.tasks_done, home.tasks_late, home.tasks_unknown) == (2, 0, 1, 2)
    assert (home.campaign_count, home.activity_count, home.campaign_days[TODAY]) == (1, 1, 1)
    # the report, violence counts of the half year to two offices, Action Month plan, one task
    assert home.due(DutyState.LATE) == 5


def test_what_is_late_of_last_year_stays_in_sight(db: Database) -> None:
    db.write(tick_duty, year=2026, code="report_2282", done_on=date(2026, 12, 14))
    db.write(begin_book, date(2026, 12, 1))

    home = db.read(get_home, today=date(2027, 1, 10), year=2027)

    late = [duty.code for duty in home.duties if duty.state is DutyState.LATE]
    assert late == ["report_year", "report_blgd", "report_bltcsg", "report_action_month"]


def test_in_december_what_is_due_in_january_is_near(db: Database) -> None:
    """A deadline of 10/01 is not seen for the first time when nine days are left."""
    change_deadline(db, "plan_year", day=10, month=1)

    def near(today: date) -> list[date]:
        home = db.read(get_home, today=today, year=today.year)
        return [
            one.due
            for one in home.duties
            if one.code == "plan_year" and one.state in (DutyState.WEEK, DutyState.MONTH)
        ]

    assert near(date(2026, 12, 9)) == []
    assert near(date(2026, 12, 10)) == [date(2027, 1, 10)]
    assert near(date(2026, 12, 31)) == [date(2027, 1, 10)]
    assert near(date(2027, 1, 9)) == [date(2027, 1, 10)]
