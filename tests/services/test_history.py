"""No service can forget history: whatever it changes is written down with who and what."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.papers import TaskState
from app.models import Change
from app.queries.catalogue import list_entries
from app.queries.office import get_office
from app.queries.papers import get_paper, list_papers
from app.services.activities import ActivityDraft, delete_activity, record_activity
from app.services.campaigns import ensure_action_month
from app.services.catalogue import SaveEntry, hide_entry, save_entry
from app.services.duties import tick_duty
from app.services.office import ChangeOffice, SetUpOffice, SignerDraft, change_office, set_up_office
from app.services.papers import (
    SaveContent,
    SetTaskProgress,
    delete_paper,
    mark_checked,
    save_content,
    set_task_progress,
)
from tests.papers import create, issue_newest, with_text
from tests.shipped import load_shipped

OFFICE = SetUpOffice(
    level_code="xa",
    name="Mẫu",
    upper_unit="tỉnh Mẫu",
    signers=(SignerDraft(form_code="tm", lines=("TM. ỦY BAN NHÂN DÂN",), name="Trần Mẫu"),),
)
CHANGED = SetUpOffice(level_code="xa", name="Mẫu Mới", upper_unit="tỉnh Mẫu")
DAY = date(2026, 11, 20)


@pytest.fixture
def book(db: Database) -> Database:
    """A working office with one plan and one activity."""
    db.write(load_shipped)
    db.write(set_up_office, OFFICE)
    db.write(create)
    db.write(record_activity, ActivityDraft(kind_code="khac", title="Họp", starts_on=DAY))
    return db


def the_paper(session: Session) -> UUID:
    return list_papers(session)[0].paper_id


def save_plan(session: Session) -> None:
    row = get_paper(session, the_paper(session))
    content = with_text(row.content, 1, "Câu mới.")
    save_content(
        session,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )


def check_plan(session: Session) -> None:
    mark_checked(session, get_paper(session, the_paper(session)).version_id)


def report_task(session: Session) -> None:
    key = get_paper(session, the_paper(session)).content.nodes[3].key
    set_task_progress(session, SetTaskProgress(task_key=key, state=TaskState.DONE))


def rename_office(session: Session) -> None:
    office = get_office(session)
    assert office is not None
    change_office(session, ChangeOffice(seen_revision=office.revision, answers=CHANGED))


def hide_theme(session: Session) -> None:
    hide_entry(session, list_entries(session, "theme")[0].id)


def bin_activity(session: Session) -> None:
    found = session.scalars(select(Change).where(Change.record_type == "activity")).first()
    assert found is not None
    delete_activity(session, UUID(found.record_id))


def changes(session: Session) -> list[tuple[str, str, str, str]]:
    found = session.scalars(select(Change).order_by(Change.id))
    return [(row.actor, row.record_type, row.action, row.field) for row in found]


@pytest.mark.parametrize(
    ("service", "record_type", "action", "field"),
    [
        (create, "paper_task", "insert", "*"),
        (save_plan, "paper_node", "update", "text"),
        (check_plan, "paper_version", "update", "state"),
        (lambda s: issue_newest(s, the_paper(s)), "paper_version", "update", "content_hash"),
        (lambda s: delete_paper(s, the_paper(s)), "paper", "update", "deleted_at"),
        (report_task, "task_progress", "insert", "*"),
        (rename_office, "office", "update", "name"),
        (lambda s: ensure_action_month(s, 2026), "campaign", "insert", "*"),
        (
            lambda s: save_entry(s, SaveEntry(catalogue="agency", name="Tổ hòa giải")),
            "catalogue_entry",
            "insert",
            "*",
        ),
        (hide_theme, "catalogue_entry", "update", "hidden"),
        (bin_activity, "activity", "update", "deleted_at"),
        (
            lambda s: tick_duty(s, year=2026, code="plan_year", done_on=DAY),
            "duty_done",
            "insert",
            "*",
        ),
    ],
)
def test_every_service_leaves_history(
    book: Database,
    service: Callable[[Session], object],
    record_type: str,
    action: str,
    field: str,
) -> None:
    before = len(book.read(changes))

    book.write(service)

    fresh = book.read(changes)[before:]
    assert ("Nguyễn Văn Mẫu", record_type, action, field) in fresh


def test_nothing_of_history_can_be_lost_with_a_failed_use_case(book: Database) -> None:
    before = book.read(changes)

    def fail(session: Session) -> None:
        save_plan(session)
        rename_office(session)
        session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        book.write(fail)
    assert book.read(changes) == before
