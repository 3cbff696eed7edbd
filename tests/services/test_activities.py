"""Activities through the one door: rules, revision, bin, attachments."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.topics import Topic
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Activity
from app.queries.activities import get_activity, list_activities
from app.services.activities import (
    ActivityDraft,
    AttachFile,
    ChangeActivity,
    attach_file,
    change_activity,
    delete_activity,
    draft_like_last,
    record_activities,
    record_activity,
    remove_attachment,
    restore_activity,
)
from app.services.campaigns import ensure_action_month
from tests.shipped import load_shipped

TALK = ActivityDraft(
    kind_code="noi_chuyen",
    title="Nói chuyện chuyên đề tại thôn Mẫu",
    starts_on=date(2026, 11, 20),
    place="Nhà văn hóa thôn Mẫu",
    lead="Phòng Văn hóa - Xã hội",
    partners=("Hội Liên hiệp Phụ nữ xã",),
    men=18,
    total=60,
    money=(("ngan_sach", 1_500_000), ("xa_hoi_hoa", 500_000)),
    quantities=(("to_roi", 200),),
    result="Người dân hỏi 7 câu.",
)


@pytest.fixture(autouse=True)
def _catalogues(db: Database) -> None:
    db.write(load_shipped)


def test_two_of_three_give_the_third_and_the_commit_is_announced(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    activity_id = db.write(record_activity, TALK)

    row = db.read(get_activity, activity_id)
    assert (row.men, row.women, row.total) == (18, 42, 60)
    assert (row.ends_on, row.section, row.kind_name) == (
        date(2026, 11, 20),
        "communication",
        "Nói chuyện chuyên đề, truyền thông trực tiếp",
    )
    assert row.money_total == 2_000_000
    assert [(line.code, line.column) for line in row.money] == [
        ("ngan_sach", "state"),
        ("xa_hoi_hoa", "mobilised"),
    ]
    assert committed[-1] == {Topic.ACTIVITY}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"kind_code": "khong_co"}, "kind_code"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": date(206, 11, 20)}, "starts_on"),
        ({"ends_on": date(2026, 11, 19)}, "ends_on"),
        ({"ends_on": date(2028, 11, 19)}, "ends_on"),
        ({"men": 30, "women": 31, "total": 60}, "total"),
        ({"men": -1}, "total"),
        ({"quantities": (("bia_mo", 1),)}, "quantities"),
        ({"quantities": (("to_roi", -1),)}, "quantities"),
        ({"money": (("ngan_sach", 1), ("ngan_sach", 2))}, "money"),
        ({"campaign_id": uuid4()}, "campaign_id"),
        ({"task_key": uuid4()}, "task_key"),
    ],
)
def test_a_broken_rule_names_its_field_and_writes_nothing(
    db: Database, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        db.write(record_activity, replace(TALK, **change))

    assert error.value.field == field
    assert db.read(list_activities) == []


def test_one_wrong_draft_of_many_writes_none(db: Database) -> None:
    with pytest.raises(ValidationError):
        db.write(record_activities, [TALK, replace(TALK, kind_code="")])

    assert db.read(list_activities) == []


def test_a_changed_amount_makes_an_older_card_stale(db: Database) -> None:
    activity_id = db.write(record_activity, TALK)
    seen = db.read(get_activity, activity_id).revision
    dearer = replace(TALK, money=(("ngan_sach", 1_700_000),))

    revision = db.write(
        change_activity, ChangeActivity(activity_id=activity_id, seen_revision=seen, draft=dearer)
    )

    row = db.read(get_activity, activity_id)
    assert revision == row.revision > seen
    assert [(line.code, line.amount) for line in row.money] == [("ngan_sach", 1_700_000)]
    with pytest.raises(ConflictError):
        db.write(
            change_activity,
            ChangeActivity(activity_id=activity_id, seen_revision=seen, draft=TALK),
        )


def test_saving_the_same_card_again_changes_nothing(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    activity_id = db.write(record_activity, TALK)
    row = db.read(get_activity, activity_id)
    commits = len(committed)

    again = ChangeActivity(activity_id=activity_id, seen_revision=row.revision, draft=row.draft())
    assert db.write(change_activity, again) == row.revision
    assert len(committed) == commits


def test_the_bin_keeps_everything(db: Database) -> None:
    activity_id = db.write(record_activity, TALK)
    before = db.read(get_activity, activity_id)

    db.write(delete_activity, activity_id)

    assert db.read(list_activities) == []
    assert [row.id for row in db.read(list_activities, deleted=True)] == [activity_id]
    with pytest.raises(NotFoundError):
        db.write(delete_activity, activity_id)
    db.write(restore_activity, activity_id)
    after = db.read(get_activity, activity_id)
    assert replace(after, revision=before.revision) == before


def test_like_last_time_leaves_out_date_counts_and_results(db: Database) -> None:
    campaign = db.write(ensure_action_month, 2026)
    db.write(record_activity, replace(TALK, campaign_id=campaign))

    draft = db.read(draft_like_last, "noi_chuyen")

    assert draft is not None
    assert (draft.title, draft.place, draft.campaign_id) == (TALK.title, TALK.place, campaign)
    assert (draft.starts_on, draft.total, draft.money, draft.quantities, draft.result) == (
        None,
        None,
        (),
        (),
        "",
    )
    assert db.read(draft_like_last, "tap_huan") is None


def test_the_same_file_hangs_once_and_can_be_taken_off(db: Database) -> None:
    activity_id = db.write(record_activity, TALK)
    file = AttachFile(
        activity_id=activity_id, name="ảnh 1.jpg", sha256="a" * 64, media_type="image/jpeg", size=9
    )

    first = db.write(attach_file, file)
    assert db.write(attach_file, replace(file, name="ảnh 2.jpg")) == first

    [shown] = db.read(get_activity, activity_id).attachments
    assert (shown.name, shown.size) == ("ảnh 1.jpg", 9)
    db.write(remove_attachment, first)
    assert db.read(get_activity, activity_id).attachments == ()


def test_typed_in_text_is_stored_in_one_normal_form(db: Database) -> None:
    activity_id = db.write(
        record_activity, replace(TALK, title="  Toạ đàm\u00a0về  bình đẳng giới\n")
    )

    assert db.read(get_activity, activity_id).title == "Toạ đàm về bình đẳng giới"


def test_an_activity_whose_sums_alone_changed_counts_as_changed(db: Database) -> None:
    """ "Như lần trước" takes the one written last, and the time has its zone."""
    activity_id = db.write(record_activity, TALK)
    long_ago = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

    def set_back(session: Session) -> None:
        session.get_one(Activity, activity_id).updated_at = long_ago

    def changed_at(session: Session) -> datetime:
        return session.get_one(Activity, activity_id).updated_at

    db.write(set_back)
    assert db.read(changed_at) == long_ago
    seen = db.read(get_activity, activity_id).revision
    cheaper = replace(TALK, money=(("ngan_sach", 1_000_000),))

    db.write(
        change_activity, ChangeActivity(activity_id=activity_id, seen_revision=seen, draft=cheaper)
    )
    assert db.read(changed_at) > long_ago
