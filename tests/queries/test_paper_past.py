"""A version as it was before what was written since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.db.database import Database
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from app.domain.papers import PaperKind, PlanType
from app.errors import NotFoundError
from app.queries.paper_past import paper_at
from app.queries.papers import get_paper
from app.services.papers import (
    CreatePaper,
    SaveContent,
    SetPrintChoices,
    create_paper,
    save_content,
    set_print_choices,
)

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TABLE = {"columns": ["STT", "Việc"], "rows": [["1", "Lễ phát động"]], "groups": [], "total": []}
FIRST = PaperContent(
    head=PaperHead(type_name="KẾ HOẠCH", title=("Tên cũ",), recipients=("Lưu: VT.",)),
    nodes=(
        NodeContent(depth=0, mark=Mark.ROMAN, heading="NHIỆM VỤ"),
        NodeContent(
            depth=1,
            mark=Mark.ARABIC,
            text="Tổ chức lễ phát động.",
            task=TaskContent(lead="Trạm Y tế", starts_on=NOON.date(), ends_on=NOON.date()),
        ),
        NodeContent(depth=1, mark=Mark.ARABIC, text="Tập huấn.", table=TABLE),
    ),
)


def clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("app.models.change_lines.utc_now", lambda: at)


def save(db: Database, paper_id: UUID, content: PaperContent) -> None:
    row = db.read(get_paper, paper_id)
    db.write(
        save_content,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )


@pytest.fixture
def plan(db: Database, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A plan written at noon, and changed all over an hour and two hours later."""
    clock(monkeypatch, NOON)
    command = CreatePaper(kind=PaperKind.PLAN, paper_type=PlanType.YEAR, year=2027, content=FIRST)
    paper_id = db.write(create_paper, command)
    clock(monkeypatch, NOON + timedelta(hours=1))
    section, _ceremony, course = FIRST.nodes
    fresh = NodeContent(depth=1, mark=Mark.DASH, text="Việc mới.", task=TaskContent(lead="Thôn"))
    save(
        db,
        paper_id,
        replace(
            FIRST,
            head=replace(FIRST.head, title=("Tên mới",), day=NOON.date()),
            nodes=(section, fresh, replace(course, text="Tập huấn hai lớp.", table=None)),
        ),
    )
    clock(monkeypatch, NOON + timedelta(hours=2))
    save(db, paper_id, replace(FIRST, nodes=(replace(course, depth=0), section)))
    off = SetPrintChoices(paper_id=paper_id, show_assignments=False, show_task_annex=False)
    db.write(set_print_choices, off)
    return paper_id


def test_words_tasks_tables_and_head_are_as_they_were(db: Database, plan: UUID) -> None:
    was = db.read(paper_at, plan, 1, NOON + timedelta(minutes=5))
    assert was.content == FIRST
    assert was.show_assignments
    between = db.read(paper_at, plan, 1, NOON + timedelta(minutes=90))
    assert [node.text for node in between.content.nodes] == ["", "Việc mới.", "Tập huấn hai lớp."]
    assert between.content.nodes[1].task == TaskContent(lead="Thôn")
    assert between.content.head.day == NOON.date()
    now = db.read(paper_at, plan, 1, NOON + timedelta(hours=3))
    assert now == db.read(get_paper, plan)


def test_before_it_was_made_it_is_as_it_was_made(db: Database, plan: UUID) -> None:
    assert db.read(paper_at, plan, 1, NOON - timedelta(days=3)).content == FIRST


def test_looking_back_changes_nothing(db: Database, plan: UUID) -> None:
    before = db.read(get_paper, plan)
    db.read(paper_at, plan, 1, NOON)
    assert db.read(get_paper, plan) == before
    with pytest.raises(NotFoundError):
        db.read(paper_at, plan, 2, NOON)
