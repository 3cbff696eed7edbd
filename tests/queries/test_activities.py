"""Lists, search and totals, computed again by hand over the raw rows."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figures import People
from app.models import Activity, ActivityMoney
from app.queries.activities import activity_totals, days_of_campaign, list_activities
from app.services.activities import ActivityDraft, delete_activity, record_activity
from app.services.campaigns import ensure_action_month
from tests.shipped import load_shipped

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    db.write(load_shipped)


def test_search_needs_no_diacritics_and_every_word(db: Database) -> None:
    talk = ActivityDraft(kind_code="noi_chuyen", title="Nói chuyện ở Đường Hòa", starts_on=DAY)
    gifts = ActivityDraft(kind_code="tham_tang_qua", title="Quà cho 5 hộ", starts_on=DAY)
    db.write(record_activity, talk)
    db.write(record_activity, gifts)

    def titles(search: str) -> list[str]:
        return [row.title for row in db.read(list_activities, search=search)]

    assert titles("duong hoa") == [talk.title]
    assert titles("hoa duong") == [talk.title]
    assert titles("Đường hòa") == [talk.title]  # typed decomposed
    assert titles("THĂM hỏi") == [gifts.title]  # the name of its kind
    assert titles("100%") == []
    assert titles("_") == []


def test_years_campaigns_and_bin(db: Database) -> None:
    campaign = db.write(ensure_action_month, 2026)
    inside = db.write(
        record_activity,
        ActivityDraft(kind_code="bang_ron", title="B", starts_on=DAY, campaign_id=campaign),
    )
    db.write(
        record_activity, ActivityDraft(kind_code="khac", title="A", starts_on=date(2025, 12, 31))
    )
    binned = db.write(record_activity, ActivityDraft(kind_code="khac", title="C", starts_on=DAY))
    db.write(delete_activity, binned)

    assert [row.title for row in db.read(list_activities)] == ["A", "B"]
    assert [row.title for row in db.read(list_activities, year=2026)] == ["B"]
    assert [row.id for row in db.read(list_activities, campaign_id=campaign)] == [inside]
    assert [row.id for row in db.read(list_activities, ids=[inside])] == [inside]


def test_totals_agree_with_a_count_by_hand_and_keep_the_unknown_apart(db: Database) -> None:
    drafts = [
        ActivityDraft(kind_code="noi_chuyen", title="1", starts_on=DAY, men=10, women=30),
        ActivityDraft(kind_code="noi_chuyen", title="2", starts_on=DAY, total=50),
        ActivityDraft(kind_code="noi_chuyen", title="3", starts_on=DAY),
        ActivityDraft(kind_code="noi_chuyen", title="4", starts_on=DAY, women=7),
        ActivityDraft(
            kind_code="bang_ron",
            title="5",
            starts_on=DAY,
            quantities=(("bang_ron", 12), ("to_roi", 0)),
            money=(("ngan_sach", 3_000_000), ("xa_hoi_hoa", 0)),
        ),
        ActivityDraft(
            kind_code="tap_huan",
            title="6",
            starts_on=DAY,
            men=0,
            women=25,
            quantities=(("bang_ron", 1),),
            money=(("ngan_sach", 5_000_000),),
        ),
    ]
    for draft in drafts:
        db.write(record_activity, draft)

    totals = activity_totals(db.read(list_activities))

    def by_hand(session: Session) -> tuple[int, ...]:
        people = session.execute(
            select(func.sum(Activity.men), func.sum(Activity.women), func.sum(Activity.total))
        ).one()
        return (*people, session.scalar(select(func.sum(ActivityMoney.amount))) or 0)

    assert (*db.read(by_hand),) == (10, 62, 115, 8_000_000)
    assert totals.people == People(10, 62, 115)
    assert totals.money_total == 8_000_000
    assert {line.code: line.amount for line in totals.quantities} == {"bang_ron": 13, "to_roi": 0}
    assert (totals.count, totals.without_people, totals.without_split, totals.without_money) == (
        6,
        1,
        2,
        4,
    )


def test_nobody_counted_is_unknown_not_zero(db: Database) -> None:
    db.write(record_activity, ActivityDraft(kind_code="bang_ron", title="1", starts_on=DAY))

    totals = activity_totals(db.read(list_activities))

    assert totals.people == People()
    assert totals.money_total is None
    assert totals.without_people == 0  # a banner has no participants to count


def test_the_strip_counts_beginnings_inside_the_month(db: Database) -> None:
    campaign = db.write(ensure_action_month, 2026)
    for first, last in (
        (date(2026, 11, 10), date(2026, 11, 18)),
        (date(2026, 11, 15), date(2026, 12, 15)),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 5), date(2026, 11, 5)),
    ):
        draft = ActivityDraft(
            kind_code="khac", title="x", starts_on=first, ends_on=last, campaign_id=campaign
        )
        db.write(record_activity, draft)

    days = db.read(days_of_campaign, campaign)

    assert (len(days), min(days), max(days)) == (31, date(2026, 11, 15), date(2026, 12, 15))
    assert {day: n for day, n in days.items() if n} == {
        date(2026, 11, 15): 2,
        date(2026, 11, 25): 1,
    }
