"""What each role may do, asked of the door itself."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.roles import Role
from app.errors import AppError, NotFoundError, ValidationError
from app.queries.officers import officers_at_work
from app.services.campaigns import ensure_action_month
from app.services.issue import IssuePaper, issue_paper
from app.services.officers import OfficerDraft, add_officer, give_slot
from app.services.papers import delete_paper, mark_printed
from app.workflows.catalogues import load_catalogues

ISSUE = IssuePaper(version_id=uuid4(), number="1", day=date(2026, 11, 21))
PERSON = OfficerDraft(name="Lê Văn Mẫu", role=Role.ADMIN)
WRITES: list[tuple[Callable[..., Any], tuple[object, ...], set[Role | None]]] = [
    (issue_paper, (ISSUE,), {None, *Role}),
    (mark_printed, (uuid4(),), {None, *Role}),
    (delete_paper, (uuid4(),), {None, Role.OFFICER, Role.ADMIN}),
    (add_officer, (PERSON,), {None, Role.ADMIN}),
    (give_slot, (uuid4(), "khe"), {None, Role.ADMIN}),
]


def refused(db: Database, use_case: Callable[..., Any], *given: object) -> str:
    try:
        db.write(use_case, *given)
    except ValidationError as error:
        return error.message if "với quyền" in error.message else ""
    except AppError:
        return ""
    return ""


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize(
    ("use_case", "given", "allowed"), WRITES, ids=[one[0].__name__ for one in WRITES]
)
def test_the_door_asks_the_table(
    db: Database,
    use_case: Callable[..., Any],
    given: tuple[object, ...],
    allowed: set[Role | None],
    role: Role | None,
) -> None:
    db.work_as("Trần Thị Mẫu", role)
    words = refused(db, use_case, *given)
    assert bool(words) is (role not in allowed), words


def test_the_refusal_names_the_role_and_who_may(db: Database) -> None:
    db.work_as("Trần Thị Mẫu", Role.LEADER)
    words = refused(db, delete_paper, uuid4())
    assert "“Lãnh đạo”" in words
    assert "Công chức phụ trách hoặc Người quản trị" in words
    assert "Dữ liệu giữ nguyên" in words


def test_a_refused_use_case_is_not_begun(db: Database) -> None:
    begun = []

    def unheard_of(_session: Session) -> None:
        begun.append(1)

    db.work_as("Trần Thị Mẫu", Role.OFFICER)
    with pytest.raises(ValidationError, match="với quyền"):
        db.write(unheard_of)
    assert begun == []


@pytest.mark.parametrize("role", Role)
def test_reading_and_what_the_program_keeps_itself_are_never_refused(
    db: Database, role: Role
) -> None:
    db.work_as("Trần Thị Mẫu", role)
    load_catalogues(db)
    db.write(ensure_action_month, 2026)
    assert db.read(officers_at_work) == []
    with pytest.raises(NotFoundError):
        db.write(issue_paper, ISSUE)
