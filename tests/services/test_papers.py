"""Papers through the one door: saved by difference, guarded by revision, kept in the bin."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from unicodedata import normalize
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.fields import bind
from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent, PaperContent
from app.domain.papers import PaperKind, PaperState, TaskState
from app.domain.topics import Topic
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Change, PaperNode, PaperTask
from app.queries.papers import PaperRow, get_paper, list_papers
from app.queries.tasks import list_tasks
from app.services.papers import (
    CreatePaper,
    SaveContent,
    SetPrintChoices,
    SetTaskProgress,
    confirm_left_over,
    create_paper,
    delete_paper,
    mark_checked,
    mark_printed,
    restore_paper,
    save_content,
    set_print_choices,
    set_task_progress,
)
from tests.papers import TASK, create, issue_newest, small_plan, with_text


@pytest.fixture
def paper(db: Database) -> PaperRow:
    """A small plan, just made."""
    return db.read(get_paper, db.write(create))


def save(db: Database, row: PaperRow, content: PaperContent) -> int:
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    return db.write(save_content, command)


def changes_since(session: Session, last: int) -> list[tuple[str, str, str]]:
    found = session.scalars(select(Change).where(Change.id > last).order_by(Change.id))
    return [(change.record_type, change.action, change.field) for change in found]


def last_change(session: Session) -> int:
    return max(session.scalars(select(Change.id)).all(), default=0)


def test_what_was_made_is_read_back_word_for_word(
    db: Database, committed: list[frozenset[Topic]]
) -> None:
    content = small_plan()
    row = db.read(get_paper, db.write(create, content))

    assert row.content == content
    assert (row.kind, row.year, row.version_number) == (PaperKind.PLAN, 2026, 1)
    assert (row.state, row.show_assignments, row.show_task_annex) == (PaperState.DRAFT, True, True)
    assert committed == [frozenset({Topic.PAPER})]


def test_saving_one_sentence_touches_one_node(db: Database, paper: PaperRow) -> None:
    before = db.read(last_change)
    save(db, paper, with_text(paper.content, 1, "Thay đổi nhận thức của Nhân dân."))

    assert ("paper_node", "update", "text") in db.read(changes_since, before)
    assert {kind for kind, _, _ in db.read(changes_since, before)} == {"paper_node"}


def test_a_line_typed_at_the_top_is_all_that_history_tells(db: Database, paper: PaperRow) -> None:
    # Every line below it was once told as moved, at each pause of typing.
    before = db.read(last_change)
    fresh = NodeContent(depth=0, mark=Mark.NONE, text="Một dòng mới.")
    save(db, paper, replace(paper.content, nodes=(fresh, *paper.content.nodes)))

    assert db.read(changes_since, before) == [("paper_node", "insert", "*")]
    assert db.read(get_paper, paper.paper_id).content.nodes[0] == fresh


def test_saving_the_same_content_changes_nothing(
    db: Database, paper: PaperRow, committed: list[frozenset[Topic]]
) -> None:
    revision = save(db, paper, paper.content)
    assert revision == paper.revision
    assert len(committed) == 1


def test_a_change_of_only_a_node_moves_the_revision_on(db: Database, paper: PaperRow) -> None:
    revision = save(db, paper, with_text(paper.content, 1, "Câu mới."))
    assert revision > paper.revision
    assert db.read(get_paper, paper.paper_id).revision == revision


def test_a_stale_editor_is_refused_and_overwrites_nothing(db: Database, paper: PaperRow) -> None:
    save(db, paper, with_text(paper.content, 1, "Câu của máy thứ nhất."))
    with pytest.raises(ConflictError, match="mở lại văn bản"):
        save(db, paper, with_text(paper.content, 1, "Câu của máy thứ hai."))
    assert db.read(get_paper, paper.paper_id).content.nodes[1].text == "Câu của máy thứ nhất."


def test_nodes_added_moved_and_removed_keep_their_keys(db: Database, paper: PaperRow) -> None:
    first, second, third, fourth, last = paper.content.nodes
    fresh = NodeContent(depth=1, mark=Mark.ARABIC, text="Một việc mới.")
    wanted = replace(paper.content, nodes=(third, fourth, fresh, first, last))

    save(db, paper, wanted)

    kept = db.read(get_paper, paper.paper_id).content
    assert kept == wanted
    assert second.key not in {node.key for node in kept.nodes}


def test_a_task_comes_and_goes_with_history(db: Database, paper: PaperRow) -> None:
    plain = replace(paper.content.nodes[3], task=None)
    nodes = (*paper.content.nodes[:3], plain, paper.content.nodes[4])
    before = db.read(last_change)
    revision = save(db, paper, replace(paper.content, nodes=nodes))
    assert ("paper_task", "delete", "*") in db.read(changes_since, before)
    assert db.read(list_tasks, today=date(2026, 1, 1)) == []

    row = replace(paper, revision=revision)
    save(db, row, paper.content)
    assert db.read(get_paper, paper.paper_id).content.nodes[3].task == TASK


def test_removing_a_task_node_leaves_the_task_in_history(db: Database, paper: PaperRow) -> None:
    before = db.read(last_change)
    nodes = (*paper.content.nodes[:3], paper.content.nodes[4])
    save(db, paper, replace(paper.content, nodes=nodes))

    told = db.read(changes_since, before)
    assert ("paper_task", "delete", "*") in told
    assert ("paper_node", "delete", "*") in told
    assert db.read(lambda session: session.scalars(select(PaperTask)).all()) == []


def test_decomposed_letters_and_word_spaces_are_stored_composed(db: Database) -> None:
    dressed = normalize("NFD", "Nâng  cao\u00a0nhận thức\u200b của Nhân dân.")
    row = db.read(get_paper, db.write(create, with_text(small_plan(), 1, dressed)))
    assert row.content.nodes[1].text == "Nâng cao nhận thức của Nhân dân."


def test_bound_numbers_live_through_saving(db: Database, paper: PaperRow) -> None:
    text = f"Có {bind('people.women?year=2026', '1.234')} nữ dự."
    save(db, paper, with_text(paper.content, 1, text))
    assert db.read(get_paper, paper.paper_id).content.nodes[1].text == text


def test_editing_a_checked_or_printed_version_makes_it_a_draft(
    db: Database, paper: PaperRow
) -> None:
    for step in (mark_checked, mark_printed):
        db.write(step, paper.version_id)
        row = db.read(get_paper, paper.paper_id)
        assert row.state in (PaperState.CHECKED, PaperState.PRINTED)
        title = (f"Tên khác {row.revision}",)
        save(db, row, replace(row.content, head=replace(row.content.head, title=title)))
        assert db.read(get_paper, paper.paper_id).state is PaperState.DRAFT


def test_an_issued_version_is_locked_for_every_change(db: Database, paper: PaperRow) -> None:
    db.write(issue_newest, paper.paper_id)
    row = db.read(get_paper, paper.paper_id)

    with pytest.raises(ConflictError, match="đã ban hành"):
        save(db, row, with_text(row.content, 1, "Sửa lén."))
    with pytest.raises(ConflictError):
        db.write(mark_checked, row.version_id)
    with pytest.raises(ConflictError):
        db.write(confirm_left_over, row.version_id, 0)
    db.write(mark_printed, row.version_id)

    after = db.read(get_paper, paper.paper_id)
    assert (after.content, after.state) == (row.content, PaperState.ISSUED)


@pytest.mark.parametrize("depths", [(1,), (0, 2), (0, 1, 3), (-1,)])
def test_a_jump_of_depth_is_refused(db: Database, depths: tuple[int, ...]) -> None:
    nodes = tuple(NodeContent(depth=depth, mark=Mark.DASH, text="x") for depth in depths)
    with pytest.raises(ValidationError, match="nhảy quá một bậc"):
        db.write(create, replace(small_plan(), nodes=nodes))
    assert db.read(list_papers) == []


def test_one_key_twice_is_refused(db: Database) -> None:
    content = small_plan()
    with pytest.raises(ValidationError, match="cùng một mã"):
        db.write(create, replace(content, nodes=(content.nodes[0], content.nodes[0])))


def test_a_task_that_ends_before_it_begins_is_refused(db: Database, paper: PaperRow) -> None:
    task = replace(TASK, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1))
    nodes = (replace(paper.content.nodes[0], task=task), *paper.content.nodes[1:])
    with pytest.raises(ValidationError, match="trước ngày bắt đầu"):
        save(db, paper, replace(paper.content, nodes=nodes))
    assert db.read(get_paper, paper.paper_id).content == paper.content


@pytest.mark.parametrize("year", [0, 1944, 20260])
def test_an_impossible_year_is_refused(db: Database, year: int) -> None:
    command = CreatePaper(kind=PaperKind.PLAN, paper_type="year", year=year, content=small_plan())
    with pytest.raises(ValidationError, match="không hợp lệ"):
        db.write(create_paper, command)


def test_the_bin_gives_back_everything(db: Database, paper: PaperRow) -> None:
    db.write(delete_paper, paper.paper_id)
    assert db.read(list_papers) == []
    assert [row.paper_id for row in db.read(list_papers, deleted=True)] == [paper.paper_id]
    assert db.read(list_tasks, today=date(2026, 1, 1)) == []

    db.write(restore_paper, paper.paper_id)
    assert db.read(get_paper, paper.paper_id).content == paper.content


def test_print_choices_are_kept(db: Database, paper: PaperRow) -> None:
    choices = SetPrintChoices(
        paper_id=paper.paper_id, show_assignments=False, show_task_annex=False
    )
    db.write(set_print_choices, choices)
    row = db.read(get_paper, paper.paper_id)
    assert (row.show_assignments, row.show_task_annex) == (False, False)


def test_left_overs_are_confirmed_one_by_one(db: Database) -> None:
    doubts = tuple(LeftOver(where=f"I.{n}", found="năm 2025", why="Năm cũ?") for n in (1, 2))
    row = db.read(get_paper, db.write(create, left_overs=doubts))
    assert row.left_overs == doubts

    db.write(confirm_left_over, row.version_id, 0)

    assert db.read(get_paper, row.paper_id).left_overs == doubts[1:]
    with pytest.raises(NotFoundError, match="đã được xác nhận"):
        db.write(confirm_left_over, row.version_id, 5)


def test_progress_is_kept_apart_from_a_locked_plan(db: Database, paper: PaperRow) -> None:
    db.write(issue_newest, paper.paper_id)
    key = paper.content.nodes[3].key
    for state in (TaskState.DOING, TaskState.DONE):
        note = "Đã  mở lớp"
        command = SetTaskProgress(task_key=key, state=state, done_on=date(2026, 6, 1), note=note)
        db.write(set_task_progress, command)

    [task] = db.read(list_tasks, today=date(2026, 7, 1))
    assert (task.state, task.done_on, task.note) == (TaskState.DONE, date(2026, 6, 1), "Đã mở lớp")
    assert not task.late


@pytest.mark.parametrize("service", [delete_paper, restore_paper, mark_checked, mark_printed])
def test_a_paper_that_is_gone_is_told(db: Database, service: object) -> None:
    with pytest.raises(NotFoundError, match="không còn"):
        db.write(service, uuid4())  # type: ignore[arg-type]


def test_no_node_is_left_without_its_version(db: Database, paper: PaperRow) -> None:
    save(db, paper, replace(paper.content, nodes=()))
    assert db.read(lambda session: session.scalars(select(PaperNode)).all()) == []
    assert db.read(get_paper, paper.paper_id).content.nodes == ()


@st.composite
def outlines(draw: st.DrawFn) -> tuple[NodeContent, ...]:
    """Any flat outline with legal depths; some nodes are tasks."""
    nodes: list[NodeContent] = []
    above = -1
    for _ in range(draw(st.integers(0, 12))):
        depth = draw(st.integers(0, above + 1))
        above = depth
        task = replace(TASK, lead="Công an xã") if draw(st.booleans()) else None
        mark = draw(st.sampled_from(list(Mark)))
        text = draw(st.sampled_from(["", "Việc một.", "Việc hai."]))
        nodes.append(
            NodeContent(depth=depth, mark=mark, text=text, task=task, key=UUID(int=len(nodes) + 1))
        )
    return tuple(draw(st.permutations(nodes)) if draw(st.booleans()) else nodes)


def legal(nodes: tuple[NodeContent, ...]) -> bool:
    depths = [-1, *(node.depth for node in nodes)]
    return all(depth <= above + 1 for above, depth in pairwise(depths))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(outlines().filter(legal), min_size=1, max_size=4))
def test_whatever_is_saved_is_what_is_read(
    db: Database, steps: list[tuple[NodeContent, ...]]
) -> None:
    paper_id = db.write(create, replace(small_plan(), nodes=()))
    for nodes in steps:
        row = db.read(get_paper, paper_id)
        save(db, row, replace(row.content, nodes=nodes))
        assert db.read(get_paper, paper_id).content.nodes == nodes
